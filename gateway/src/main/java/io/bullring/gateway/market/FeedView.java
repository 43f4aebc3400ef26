package io.bullring.gateway.market;

import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;

/**
 * A feed as the engine knows it. Immutable.
 *
 * @param state up or down
 * @param reason why it came up or went down
 * @param changedNs when it did, nanoseconds since 1970, UTC
 * @param lastMessageNs when it said something last: that it is up, once or again, or a price; what its prices are as old as
 */
public record FeedView(int feedId, FeedState state, FeedReason reason, long changedNs, long lastMessageNs) {
    FeedView heardAt(long timeNs) {
        return new FeedView(feedId, state, reason, changedNs, Math.max(lastMessageNs, timeNs));
    }

    public boolean isUp() {
        return state == FeedState.UP;
    }
}
