package io.bullring.gateway.http;

import io.bullring.gateway.http.answer.Refusals;
import io.bullring.gateway.http.answer.Refused;
import io.bullring.gateway.market.Listing;
import io.bullring.gateway.market.MarketBoard;
import io.vertx.core.Future;
import java.util.Locale;

/** The pair that a path names, in upper or lower case. */
final class NamedPair {
    private NamedPair() {}

    /** Whether it is traded or not; fails with {@link Refused} when there is none of this name. */
    static Future<Listing> of(Request request, MarketBoard market) {
        String symbol = request.pathText("symbol").strip().toUpperCase(Locale.ROOT);
        Listing listing = market.listing(symbol);
        return listing == null
                ? Future.failedFuture(new Refused(Refusals.unknownSymbol(symbol)))
                : Future.succeededFuture(listing);
    }
}
