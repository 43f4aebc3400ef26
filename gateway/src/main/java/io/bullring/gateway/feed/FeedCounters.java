package io.bullring.gateway.feed;

/**
 * What a feed has done since it started.
 *
 * @param trades trades brought to the venue
 * @param commands price commands that they took
 * @param conflated trades that shared a command with the one after
 * @param refused price commands that the venue refused
 */
public record FeedCounters(long trades, long commands, long conflated, long refused) {
    public static final FeedCounters NONE = new FeedCounters(0, 0, 0, 0);

    FeedCounters brought(int count) {
        return new FeedCounters(trades + count, commands + 1, conflated + count - 1, refused);
    }

    FeedCounters oneRefused() {
        return new FeedCounters(trades, commands, conflated, refused + 1);
    }
}
