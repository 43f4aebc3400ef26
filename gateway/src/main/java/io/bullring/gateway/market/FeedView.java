package io.bullring.gateway.market;

import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;

/**
 * A feed as its events show it. Immutable. Heartbeats of a feed that is up leave no event, hence no trace here.
 *
 * @param state up or down
 * @param reason why it came up or went down
 * @param changedNs when it did, nanoseconds since 1970, UTC
 * @param lastMessageNs time of its last price, or of the change when that is later
 */
public record FeedView(int feedId, FeedState state, FeedReason reason, long changedNs, long lastMessageNs) {
    FeedView heardAt(long timeNs) {
        return new FeedView(feedId, state, reason, changedNs, Math.max(lastMessageNs, timeNs));
    }

    public boolean isUp() {
        return state == FeedState.UP;
    }
}
