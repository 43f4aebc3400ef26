package io.bullring.gateway.http;

import io.bullring.gateway.history.ReadBarrier;
import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.MarketRenderer;
import io.bullring.gateway.http.answer.Refusal;
import io.bullring.gateway.http.answer.Refusals;
import io.bullring.gateway.http.answer.TickerRenderer;
import io.bullring.gateway.http.answer.TickerRenderer.Day;
import io.bullring.gateway.http.request.QueryText;
import io.bullring.gateway.http.request.Violations;
import io.bullring.gateway.market.Listing;
import io.bullring.gateway.market.Price;
import io.bullring.gateway.market.Ticker;
import io.bullring.gateway.venue.Venue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The last 24 hours and the last trades, for everybody: what the market tape shows. For one event loop. */
final class TickerEndpoints {
    private static final int MOST_TICKERS = 100;
    private static final int USUAL_TRADES = 100;
    private static final int MOST_TRADES = 1_000;

    private final Vertx vertx;
    private final Venue venue;
    private final ReadBarrier barrier;

    TickerEndpoints(Vertx vertx, Venue venue, ReadBarrier barrier) {
        this.vertx = vertx;
        this.venue = venue;
        this.barrier = barrier;
    }

    Future<HttpAnswer> ticker(Request request) {
        return NamedPair.of(request, venue.market()).compose(listing -> barrier.caughtUp(vertx).map(ignored -> {
            Day day = dayOrNull(listing, venue.nowNs());
            return day == null ? HttpAnswer.of(Refusals.noPrice(listing)) : TickerRenderer.ticker(day);
        }));
    }

    /** Those of the first symbols that are named, or of the first ones by name; what has no price is left out. */
    Future<HttpAnswer> tickers(Request request) {
        Violations violations = new Violations();
        List<String> symbols = new QueryText(request.query(), violations).symbols("symbols");
        if (!violations.isEmpty()) {
            return Future.succeededFuture(HttpAnswer.of(Refusal.invalid(violations)));
        }
        return barrier.caughtUp(vertx).map(ignored -> {
            long nowNs = venue.nowNs();
            Stream<Day> days = symbols.isEmpty()
                    ? days(venue.market().listings().stream(), nowNs).limit(MOST_TICKERS)
                    : days(named(symbols), nowNs);
            return TickerRenderer.tickers(days.toList(), nowNs);
        });
    }

    Future<HttpAnswer> trades(Request request) {
        Violations violations = new Violations();
        int limit =
                new QueryText(request.query(), violations).integer("limit", 1, USUAL_TRADES, MOST_TRADES);
        if (!violations.isEmpty()) {
            return Future.succeededFuture(HttpAnswer.of(Refusal.invalid(violations)));
        }
        return NamedPair.of(request, venue.market())
                .compose(listing -> barrier.caughtUp(vertx)
                        .map(ignored -> TickerRenderer.trades(
                                listing, venue.tape().trades(listing.instrumentId(), limit))));
    }

    private Stream<Listing> named(List<String> symbols) {
        return symbols.stream()
                .distinct()
                .limit(MOST_TICKERS)
                .map(symbol -> venue.market().listing(symbol))
                .filter(Objects::nonNull);
    }

    private Stream<Day> days(Stream<Listing> listings, long nowNs) {
        return listings.map(listing -> dayOrNull(listing, nowNs)).filter(Objects::nonNull);
    }

    /** Null when the pair never had a price. */
    private Day dayOrNull(Listing listing, long nowNs) {
        Ticker ticker = venue.tape().ticker(listing.instrumentId(), nowNs);
        if (ticker != null) {
            return new Day(listing, ticker);
        }
        Price price = venue.market().price(listing.instrumentId());
        return price == null
                ? null
                : new Day(listing, Ticker.still(price.lastE8(), MarketRenderer.timeNs(price), nowNs));
    }
}
