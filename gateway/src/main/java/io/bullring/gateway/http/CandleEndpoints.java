package io.bullring.gateway.http;

import io.bullring.gateway.feed.KlineSource;
import io.bullring.gateway.history.Candle;
import io.bullring.gateway.history.CandleInterval;
import io.bullring.gateway.history.CandleSeries;
import io.bullring.gateway.history.CandleSpan;
import io.bullring.gateway.history.ReadBarrier;
import io.bullring.gateway.http.answer.CandleRenderer;
import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.Refusal;
import io.bullring.gateway.http.answer.Refusals;
import io.bullring.gateway.http.answer.Refused;
import io.bullring.gateway.http.request.QueryText;
import io.bullring.gateway.http.request.Violations;
import io.bullring.gateway.market.Listing;
import io.bullring.gateway.venue.Venue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Candles, for everybody. They lie in the history, so a reader waits until it has everything that any client has been told.
 * For one event loop.
 */
final class CandleEndpoints {
    private static final int USUAL_CANDLES = 100;
    private static final int MOST_CANDLES = 1_000;
    private static final String INTERVALS =
            CandleInterval.ALL.stream().map(CandleInterval::text).collect(Collectors.joining(", "));

    private final Vertx vertx;
    private final Venue venue;
    private final ReadBarrier barrier;
    private final LongSupplier wallClockNs;

    /** @param wallClockNs nanoseconds since 1970, UTC */
    CandleEndpoints(Vertx vertx, Venue venue, ReadBarrier barrier, LongSupplier wallClockNs) {
        this.vertx = vertx;
        this.venue = venue;
        this.barrier = barrier;
        this.wallClockNs = wallClockNs;
    }

    /** The newest ones within the times asked for, oldest first; the running one is among them. */
    Future<HttpAnswer> candles(Request request) {
        Violations violations = new Violations();
        QueryText query = new QueryText(request.query(), violations);
        int limit = query.integer("limit", 1, USUAL_CANDLES, MOST_CANDLES);
        long fromNs = query.timeNs("start_time", Long.MIN_VALUE);
        long toNs = query.timeNs("end_time", Long.MAX_VALUE);
        String intervalText = query.text("interval");
        if (!violations.isEmpty()) {
            return Future.succeededFuture(HttpAnswer.of(Refusal.invalid(violations)));
        }
        return NamedPair.of(request, venue.market())
                .compose(listing -> interval(intervalText).compose(interval -> barrier.caughtUp(vertx)
                        .compose(ignored -> series(listing, interval, fromNs, toNs, limit))
                        .map(series -> CandleRenderer.candles(listing, interval, series))));
    }

    /** Where the venue has fewer than are asked for, or has seen a part of one only, the market that it follows is asked too. */
    private Future<CandleSeries> series(
            Listing listing, CandleInterval interval, long fromNs, long toNs, int limit) {
        List<Candle> own = venue.history().candles(listing.instrumentId(), interval, fromNs, toNs, limit);
        CandleSeries series = CandleSeries.own(own);
        KlineSource market = venue.klines();
        boolean isWhole = own.size() == limit && !series.isPartial();
        if (isWhole || fromNs > toNs || market.equals(KlineSource.NONE)) {
            return Future.succeededFuture(series);
        }
        return Future.fromCompletionStage(
                market.ask(listing.symbol(), interval, toNs), vertx.getOrCreateContext())
                .map(remembered -> series.over(
                        remembered.stream()
                                .filter(candle -> candle.openNs() >= fromNs && candle.openNs() <= toNs)
                                .toList(),
                        market.name(),
                        wallClockNs.getAsLong(),
                        limit));
    }

    Future<HttpAnswer> dataRange(Request request) {
        return barrier.caughtUp(vertx).map(ignored -> {
            List<CandleSpan> spans = venue.market()
                    .listings()
                    .stream()
                    .map(listing -> venue.history().candleSpan(listing.instrumentId()))
                    .filter(Objects::nonNull)
                    .toList();
            return CandleRenderer.dataRange(spans);
        });
    }

    private static Future<CandleInterval> interval(String text) {
        CandleInterval interval = text == null ? CandleInterval.ONE_HOUR : CandleInterval.named(text);
        return interval == null
                ? Future.failedFuture(new Refused(Refusals.notOffered("interval", text, INTERVALS)))
                : Future.succeededFuture(interval);
    }
}
