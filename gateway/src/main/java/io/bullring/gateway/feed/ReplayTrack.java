package io.bullring.gateway.feed;

import io.bullring.gateway.market.Depth;
import java.util.function.Consumer;

/**
 * One instrument's part of what is played: its recording, how far playing has come in it, and the book that was recorded beside it.
 * For the feed's thread.
 */
final class ReplayTrack {
    private static final long MINUTE_NS = 60_000_000_000L;

    private final Recording recording;
    private final RecordedBook book;
    private final int instrumentId;
    private final Consumer<Depth> shown;
    private final PriceTally tally = new PriceTally();
    private int place;
    private Depth lastShown;

    /** @param shown told what is to be seen of the book; null: nothing */
    ReplayTrack(Recording recording, RecordedBook book, int instrumentId, Consumer<Depth> shown) {
        this.recording = recording;
        this.book = book;
        this.instrumentId = instrumentId;
        this.shown = shown;
    }

    Recording recording() {
        return recording;
    }

    /** Stands before the trade that follows this one, 0: none. */
    void beginBehind(long lastTradeId) {
        book.begin();
        show();
        place = (int) Math.min(lastTradeId, recording.size()) + 1;
    }

    /** Stands before the first trade that is later than this, milliseconds since 1970. */
    void beginAfter(long timeMs) {
        int last = 0;
        while (last < recording.size() && recording.timeMs(last + 1) <= timeMs) {
            last++;
        }
        beginBehind(last);
    }

    /** When the trade before which it stands was, milliseconds since 1970; later than any where none follows. */
    long nextMs() {
        return place <= recording.size() ? recording.timeMs(place) : RecordedBook.NEVER_MS;
    }

    boolean hasEnded() {
        return tally.isEmpty() && place > recording.size();
    }

    /** Whether something is due, or waits for room. */
    boolean isWaiting(Pacing pacing, long nowNs) {
        return !tally.isEmpty() || isDue(pacing, nowNs);
    }

    /** One trade as a rule; all that are due when there was no room before or playing is late. Returns whether they are with the venue. */
    boolean play(FeedLine line, Pacing pacing, long nowNs, long maxLatenessNs, long wallNs) {
        takeDue(pacing, nowNs, maxLatenessNs, wallNs);
        if (!line.offer(instrumentId, tally, wallNs)) {
            return false;
        }
        tally.clear();
        return true;
    }

    private void takeDue(Pacing pacing, long nowNs, long maxLatenessNs, long wallNs) {
        boolean together = !tally.isEmpty() || isDue(pacing, nowNs - maxLatenessNs);
        if (!tally.isEmpty() && tally.firstTimeNs() / MINUTE_NS != wallNs / MINUTE_NS) {
            return;
        }
        if (isTakeable(pacing, nowNs)) {
            take(wallNs);
        }
        while (together && isTakeable(pacing, nowNs)) {
            take(wallNs);
        }
    }

    private boolean isTakeable(Pacing pacing, long nowNs) {
        return isDue(pacing, nowNs) && tally.takes(recording.quantityE8(place));
    }

    private boolean isDue(Pacing pacing, long nowNs) {
        return place <= recording.size() && pacing.untilNs(recording.timeMs(place), nowNs) <= 0;
    }

    private void take(long wallNs) {
        tally.add(place, recording.priceE8(place), recording.quantityE8(place), wallNs, recording.takerSide(place));
        place++;
    }

    /** The book comes as far as playing has, no further than the next trade. Returns when there is more to do of it, nanoseconds from now. */
    long follow(Pacing pacing, long nowNs) {
        long timeMs = Math.min(pacing.timeMs(nowNs), nextMs());
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

    /** Playing is over: no book is to be seen any more. */
    void close() {
        book.close();
        shown.accept(null);
    }
}
