package io.bullring.gateway.feed;

import io.bullring.gateway.market.Depth;
import io.bullring.gateway.market.Price;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays a recording into a feed's line, a step at a time. One thread, the feed's; it never waits but for the answer
 * to what it says of the feed's state. The recorded book follows, a little at each step, after the prices.
 */
final class ReplayPlayer {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayPlayer.class);
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long PRESSURE_PAUSE_NS = 1_000_000;

    private final Recording recording;
    private final ReplayConfig config;
    private final FeedLine line;
    private final int instrumentId;
    private final LongSupplier wallClockNs;
    private final RecordedBook book;
    private final Consumer<Depth> shown;
    private final Pacing pacing;
    private final PriceTally tally = new PriceTally();
    private int place;
    private long lastMessageNs;
    private Depth lastShown;

    /**
     * @param wallClockNs nanoseconds since 1970, UTC: what the trades are dated with
     * @param shown told what is to be seen of the book; null: nothing
     */
    ReplayPlayer(
            Recording recording,
            ReplayConfig config,
            FeedLine line,
            int instrumentId,
            LongSupplier wallClockNs,
            RecordedBook book,
            Consumer<Depth> shown) {
        this.recording = recording;
        this.config = config;
        this.line = line;
        this.instrumentId = instrumentId;
        this.wallClockNs = wallClockNs;
        this.book = book;
        this.shown = shown;
        this.pacing = new Pacing(recording, config.speed());
    }

    /**
     * Goes on behind the venue's last price, if it is that of the trade at its place. Otherwise another recording was played, whose
     * session ends: orders that rest for its prices are not to meet a jump that was none, and this one begins.
     *
     * @param last of the instrument, or null
     */
    void goOn(Price last, long nowNs) throws InterruptedException {
        if (last == null || isOfRecording(last)) {
            begin(last == null ? 0 : last.tradeId(), nowNs);
            return;
        }
        LOG.warn("another recording was played before this one: its session ends, and this one begins");
        line.say(FeedState.UP, FeedReason.CONNECTED);
        line.say(FeedState.DOWN, FeedReason.SESSION_END);
        begin(0, nowNs);
    }

    private boolean isOfRecording(Price last) {
        long at = last.tradeId();
        return at >= 1 && at <= recording.size() && recording.priceE8((int) at) == last.lastE8();
    }

    /**
     * Has the feed come up, and stands before the trade that follows the one played last.
     *
     * @param lastTradeId 0: none
     */
    void begin(long lastTradeId, long nowNs) throws InterruptedException {
        book.begin();
        show();
        place = (int) Math.min(lastTradeId, recording.size()) + 1;
        line.say(FeedState.UP, FeedReason.CONNECTED);
        lastMessageNs = nowNs;
        if (place <= recording.size()) {
            pacing.beginAt(place, nowNs);
        }
    }

    /**
     * Plays what is due.
     *
     * @param nowNs of a clock that only measures distances
     * @return how long there will be nothing to do, nanoseconds
     */
    long step(long nowNs) throws InterruptedException {
        if (tally.isEmpty() && place > recording.size()) {
            line.say(FeedState.DOWN, FeedReason.SESSION_END);
            begin(0, nowNs);
        }
        long restNs = playDue(nowNs);
        return Math.min(restNs, follow(nowNs));
    }

    private long playDue(long nowNs) throws InterruptedException {
        long wallNs = wallClockNs.getAsLong();
        takeDue(nowNs, wallNs);
        if (tally.isEmpty()) {
            return rest(nowNs);
        }
        if (!line.offer(instrumentId, tally, wallNs)) {
            return PRESSURE_PAUSE_NS;
        }
        tally.clear();
        lastMessageNs = nowNs;
        return 0;
    }

    /** One trade as a rule; all that are due when there was no room before or playing is late. */
    private void takeDue(long nowNs, long wallNs) {
        boolean together = !tally.isEmpty() || isDue(nowNs - config.maxLatenessNs());
        if (!tally.isEmpty() && tally.firstTimeNs() / MINUTE_NS != wallNs / MINUTE_NS) {
            return;
        }
        if (isTakeable(nowNs)) {
            take(wallNs);
        }
        while (together && isTakeable(nowNs)) {
            take(wallNs);
        }
    }

    private boolean isTakeable(long nowNs) {
        return isDue(nowNs) && tally.takes(recording.quantityE8(place));
    }

    private boolean isDue(long nowNs) {
        return place <= recording.size() && pacing.untilDueNs(place, nowNs) <= 0;
    }

    private void take(long wallNs) {
        tally.add(place, recording.priceE8(place), recording.quantityE8(place), wallNs, recording.takerSide(place));
        place++;
    }

    /** The book comes as far as the trades have, no further than the next one. */
    private long follow(long nowNs) {
        long timeMs = Math.min(pacing.timeMs(nowNs), recording.timeMs(Math.min(place, recording.size())));
        long nextMs = book.reach(timeMs);
        show();
        return nextMs <= timeMs ? 0 : Math.max(0, pacing.untilNs(nextMs, nowNs));
    }

    private void show() {
        Depth depth = book.depth();
        if (depth != lastShown) {
            lastShown = depth;
            shown.accept(depth);
        }
    }

    private long rest(long nowNs) throws InterruptedException {
        if (nowNs - lastMessageNs >= config.heartbeatNs()) {
            line.say(FeedState.UP, FeedReason.CONNECTED);
            lastMessageNs = nowNs;
        }
        long untilHeartbeatNs = config.heartbeatNs() - (nowNs - lastMessageNs);
        return Math.min(untilHeartbeatNs, pacing.untilDueNs(place, nowNs));
    }
}
