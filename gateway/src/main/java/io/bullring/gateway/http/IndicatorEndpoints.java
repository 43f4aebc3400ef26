package io.bullring.gateway.http;

import io.bullring.arena.indicator.Bars;
import io.bullring.arena.indicator.Indicator;
import io.bullring.gateway.history.Candle;
import io.bullring.gateway.history.CandleInterval;
import io.bullring.gateway.history.ReadBarrier;
import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.IndicatorRenderer;
import io.bullring.gateway.http.answer.Refusal;
import io.bullring.gateway.http.answer.Refusals;
import io.bullring.gateway.http.request.QueryText;
import io.bullring.gateway.http.request.Violations;
import io.bullring.gateway.market.Listing;
import io.bullring.gateway.venue.Venue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Technical indicators of the newest minutes, the running one included, for everybody. For one event loop. */
final class IndicatorEndpoints {
    private static final int FEWEST_CANDLES = 14;
    private static final int USUAL_CANDLES = 200;
    private static final int MOST_CANDLES = 500;
    private static final double ONE_E8 = 1e8;
    private static final int RETRY_SECONDS = 60;
    private static final String NAMES =
            Indicator.ALL.stream().map(Indicator::text).collect(Collectors.joining(", "));

    private final Vertx vertx;
    private final Venue venue;
    private final ReadBarrier barrier;

    IndicatorEndpoints(Vertx vertx, Venue venue, ReadBarrier barrier) {
        this.vertx = vertx;
        this.venue = venue;
        this.barrier = barrier;
    }

    Future<HttpAnswer> available(Request ignored) {
        return Future.succeededFuture(IndicatorRenderer.available());
    }

    /** Those that are named, usually all; one that needs more candles than there are is left out. */
    Future<HttpAnswer> indicators(Request request) {
        Violations violations = new Violations();
        QueryText query = new QueryText(request.query(), violations);
        int lookback = query.integer("lookback", FEWEST_CANDLES, USUAL_CANDLES, MOST_CANDLES);
        List<String> names = query.words("indicators");
        if (!violations.isEmpty()) {
            return Future.succeededFuture(HttpAnswer.of(Refusal.invalid(violations)));
        }
        for (String name : names) {
            if (Indicator.named(name) == null) {
                return Future.succeededFuture(HttpAnswer.of(Refusals.notOffered("indicator", name, NAMES)));
            }
        }
        List<Indicator> wanted = Indicator.ALL.stream()
                .filter(indicator -> names.isEmpty() || names.contains(indicator.text()))
                .toList();
        return NamedPair.of(request, venue.market())
                .compose(listing -> barrier.caughtUp(vertx).map(ignored -> answer(listing, wanted, lookback)));
    }

    private HttpAnswer answer(Listing listing, List<Indicator> wanted, int lookback) {
        List<Candle> candles = venue.history()
                .candles(
                        listing.instrumentId(),
                        CandleInterval.ONE_MINUTE,
                        Long.MIN_VALUE,
                        Long.MAX_VALUE,
                        lookback);
        return candles.isEmpty()
                ? HttpAnswer.of(Refusal.unavailable("no_candles", "There is no candle yet.", RETRY_SECONDS))
                : IndicatorRenderer.values(listing, bars(candles), wanted, lookback, venue.nowNs());
    }

    private static Bars bars(List<Candle> candles) {
        return new Bars(
                column(candles, Candle::highE8),
                column(candles, Candle::lowE8),
                column(candles, Candle::closeE8),
                column(candles, candle -> candle.volumeE8().toDouble()));
    }

    private static double[] column(List<Candle> candles, ToDoubleFunction<Candle> valueE8) {
        return candles.stream().mapToDouble(candle -> valueE8.applyAsDouble(candle) / ONE_E8).toArray();
    }
}
