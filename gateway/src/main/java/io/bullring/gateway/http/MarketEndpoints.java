package io.bullring.gateway.http;

import io.bullring.gateway.history.ReadBarrier;
import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.MarketRenderer;
import io.bullring.gateway.http.answer.MarketRenderer.Quote;
import io.bullring.gateway.http.answer.Refusal;
import io.bullring.gateway.http.answer.Refusals;
import io.bullring.gateway.http.request.QueryText;
import io.bullring.gateway.http.request.Violations;
import io.bullring.gateway.market.Depth;
import io.bullring.gateway.market.FeedAge;
import io.bullring.gateway.market.Listing;
import io.bullring.gateway.market.MarketBoard;
import io.bullring.gateway.market.Price;
import io.bullring.gateway.market.SyntheticBook;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/** Pairs, last prices and books around them, for everybody: what the market board shows. Any event loop. */
final class MarketEndpoints {
    private static final String LIST = "list";
    private static final List<String> FORMATS = List.of("map", LIST);

    private static final int USUAL_DEPTH = 10;
    private static final Set<Integer> DEPTHS = Set.of(5, USUAL_DEPTH, Depth.LEVELS);

    private final Vertx vertx;
    private final MarketBoard market;
    private final ReadBarrier barrier;
    private final LongSupplier nowNs;

    /** @param nowNs the venue's time, nanoseconds since 1970, UTC */
    MarketEndpoints(Vertx vertx, MarketBoard market, ReadBarrier barrier, LongSupplier nowNs) {
        this.vertx = vertx;
        this.market = market;
        this.barrier = barrier;
        this.nowNs = nowNs;
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
        return NamedPair.of(request, market).map(listing -> {
            Price price = market.price(listing.instrumentId());
            return price == null
                    ? HttpAnswer.of(Refusals.noPrice(listing))
                    : MarketRenderer.price(new Quote(listing, price));
        });
    }

    /** All last prices, or those of some symbols; a symbol that is unknown or without a price is left out. */
    Future<HttpAnswer> prices(Request request) {
        Violations violations = new Violations();
        QueryText query = new QueryText(request.query(), violations);
        String format = query.word("format", FORMATS);
        if (!violations.isEmpty()) {
            return Future.succeededFuture(HttpAnswer.of(Refusal.invalid(violations)));
        }
        Set<String> wanted = new HashSet<>(query.symbols("symbols"));
        List<Quote> quotes = market.listings()
                .stream()
                .filter(listing -> wanted.isEmpty() || wanted.contains(listing.symbol()))
                .map(listing -> new Quote(listing, market.price(listing.instrumentId())))
                .filter(quote -> quote.price() != null)
                .toList();
        long atNs = nowNs.getAsLong();
        return Future.succeededFuture(
                MarketRenderer.prices(quotes, LIST.equals(format), atNs, FeedAge.at(atNs, market), market.rules()));
    }

    /**
     * The agents' own book, as every order that was answered has left it; or the real one where a feed follows it; or a made-up one around
     * the last price. How deep is checked before the symbol.
     */
    Future<HttpAnswer> orderBook(Request request) {
        Violations violations = new Violations();
        int depth = new QueryText(request.query(), violations).integer("depth", 0, USUAL_DEPTH, Integer.MAX_VALUE);
        if (!violations.isEmpty()) {
            return Future.succeededFuture(HttpAnswer.of(Refusal.invalid(violations)));
        }
        if (!DEPTHS.contains(depth)) {
            return Future.succeededFuture(
                    HttpAnswer.of(Refusals.notOffered("depth", Integer.toString(depth), "5, 10, 20")));
        }
        return NamedPair.of(request, market).compose(listing -> {
            Future<Void> known = listing.isBook() ? barrier.caughtUp(vertx) : Future.succeededFuture();
            return known.map(ignored -> book(listing, depth));
        });
    }

    private HttpAnswer book(Listing listing, int depth) {
        Price price = market.price(listing.instrumentId());
        if (price == null) {
            return HttpAnswer.of(Refusals.noPrice(listing));
        }
        Quote quote = new Quote(listing, price);
        Depth real = market.depth(listing.instrumentId());
        return real == null
                ? MarketRenderer.orderBook(quote, SyntheticBook.around(price.lastE8(), depth))
                : MarketRenderer.orderBook(quote, real, depth);
    }

    private static String statusOf(Listing listing) {
        return listing.isTraded() ? "active" : "inactive";
    }
}
