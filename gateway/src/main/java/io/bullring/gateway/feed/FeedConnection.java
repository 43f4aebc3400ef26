package io.bullring.gateway.feed;

/**
 * How a feed's connection to a live market is, and what befell it since the feed started. Immutable.
 *
 * @param state where it stands
 * @param silentNs how long ago the market was last heard, whatever the machine's clock has done since; {@link #NEVER_HEARD}: never
 * @param reconnects connections begun because one before had been lost, or could not be made
 * @param gaps places where trades were missing in their sequence and did not come by themselves
 * @param lostTrades trades that were missing there and could not be fetched either
 * @param recoveredTrades trades that were missing and were fetched
 * @param duplicates trades that came more than once, and counted once
 * @param damagedFrames messages that could not be read, told of nothing that is followed or of times to come, and were passed over
 * @param sequenceRestarts sequences of trades that the market began to number anew
 * @param bookRestarts books of orders that missed something and were begun anew
 */
public record FeedConnection(
        State state,
        long silentNs,
        long reconnects,
        long gaps,
        long lostTrades,
        long recoveredTrades,
        long duplicates,
        long damagedFrames,
        long sequenceRestarts,
        long bookRestarts) {

    public static final long NEVER_HEARD = -1;

    /** Of a feed that has no connection. */
    public static final FeedConnection NONE = new FeedConnection(State.NONE, NEVER_HEARD, 0, 0, 0, 0, 0, 0, 0, 0);

    /** The same when the market was last heard so long ago. */
    public FeedConnection silentFor(long ns) {
        return new FeedConnection(
                state, ns, reconnects, gaps, lostTrades, recoveredTrades, duplicates, damagedFrames,
                sequenceRestarts, bookRestarts);
    }

    /**
     * <pre>
     *  WAITING ──► CONNECTING ──► CONNECTED
     *     ▲            │              │
     *     └────────────┴──────────────┘   lost, refused or silent
     * </pre>
     */
    public enum State {
        /** The feed needs no connection. */
        NONE,
        /** The next attempt is not due yet. */
        WAITING,
        /** Asked for, or open without a message so far. */
        CONNECTING,
        /** Messages come. */
        CONNECTED
    }
}
