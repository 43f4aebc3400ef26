package io.bullring.gateway.feed;

import io.bullring.gateway.market.Depth;
import java.util.concurrent.TimeUnit;

/**
 * The book of orders that was recorded beside the trades, as it stood at the time that playing has come to. Nothing is kept of it but
 * that. For the feed's thread; it never throws, for a book that cannot be shown is no reason to play no trades.
 */
public interface RecordedBook extends AutoCloseable {
    /** Later than anything that is recorded. */
    long NEVER_MS = TimeUnit.SECONDS.toMillis(Recording.LATEST_SECOND + 1);

    /** Recordings of trades or klines have none. */
    RecordedBook NONE = new RecordedBook() {
        @Override
        public void begin() {}

        @Override
        public long reach(long timeMs) {
            return NEVER_MS;
        }

        @Override
        public Depth depth() {
            return null;
        }

        @Override
        public void close() {}
    };

    /** Stands before the recording's first message. */
    void begin();

    /**
     * Goes on towards a time, milliseconds since 1970, UTC, not before the last one; only so far at once.
     *
     * @return the time of what comes next; not behind the one given: there is more to do, now
     */
    long reach(long timeMs);

    /** The book at the time given last; null: it has not been reached, or the recording does not say how the book was then. */
    Depth depth();

    @Override
    void close();
}
