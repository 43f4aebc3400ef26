package io.bullring.gateway.http;

import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.MarketRenderer;
import io.bullring.gateway.http.answer.Refusals;
import io.bullring.gateway.http.request.QueryText;
import io.bullring.gateway.http.request.Violations;
import io.bullring.gateway.market.Listing;
import io.bullring.gateway.market.MarketBoard;
import io.bullring.gateway.market.Price;
import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;

/** Pairs and prices, for everybody. Any event loop. */
final class MarketEndpoints {
    private final MarketBoard market;

    MarketEndpoints(MarketBoard market) {
        this.market = market;
    }

    Future<HttpAnswer> pairs(Request request) {
        String status = new QueryText(request.query(), new Violations()).text("status");
        List<Listing> listings = market.listings()
                .stream()
                .filter(listing -> status == null || status.equals(statusOf(listing)))
                .toList();
        return Future.succeededFuture(
                MarketRenderer.pairs(listings, listing -> market.price(listing.instrumentId()) != null));
    }

    Future<HttpAnswer> price(Request request) {
        String symbol = request.pathText("symbol").strip().toUpperCase(Locale.ROOT);
        Listing listing = market.listing(symbol);
        if (listing == null) {
            return Future.succeededFuture(HttpAnswer.of(Refusals.unknownSymbol(symbol)));
        }
        Price price = market.price(listing.instrumentId());
        return Future.succeededFuture(
                price == null ? HttpAnswer.of(Refusals.noPrice(listing)) : MarketRenderer.price(listing, price));
    }

    private static String statusOf(Listing listing) {
        return listing.terms().active() ? "active" : "inactive";
    }
}
