package io.bullring.core.market;

import io.bullring.core.port.SnapshotSink;
import io.bullring.core.port.SnapshotSource;
import io.bullring.protocol.FeedReason;

/** A source of prices as the engine knows it. Engine thread only; times are nanoseconds since 1970. */
public final class Feed {
    private final int id;
    private boolean up;
    private long lastMessageNs;
    private long session;
    private FeedReason reason = FeedReason.CONNECTED;
    private long changedNs;
    private long endedOrderId;

    Feed(int id) {
        this.id = id;
    }

    public int id() {
        return id;
    }

    public boolean isUp() {
        return up;
    }

    /** Comes up: prices from before no longer count. */
    public void comeUp(FeedReason because, long nowNs) {
        up = true;
        reason = because;
        changedNs = nowNs;
        session++;
        lastMessageNs = nowNs;
    }

    public void goDown(FeedReason because, long nowNs) {
        up = false;
        reason = because;
        changedNs = nowNs;
    }

    /**
     * A session of a recording ends: the orders accepted in it have had their chance.
     *
     * @param lastOrderId the last order accepted so far
     */
    public void endSession(long lastOrderId) {
        endedOrderId = lastOrderId;
    }

    /** Whether a session has ended since this order was accepted. */
    public boolean hasEndedFor(long orderId) {
        return orderId <= endedOrderId;
    }

    /** Anything that the feed says proves that its quiet instruments are merely quiet. */
    public void heard(long nowNs) {
        lastMessageNs = nowNs;
    }

    public long lastMessageNs() {
        return lastMessageNs;
    }

    /** Why it came up or went down last. */
    public FeedReason reason() {
        return reason;
    }

    /** When it came up or went down last. */
    public long changedNs() {
        return changedNs;
    }

    /** Counts how often it came up. */
    public long session() {
        return session;
    }

    void writeTo(SnapshotSink sink) {
        sink.putLong(id);
        sink.putLong(up ? 1 : 0);
        sink.putLong(lastMessageNs);
        sink.putLong(session);
        sink.putLong(endedOrderId);
        sink.putLong(reason.value());
        sink.putLong(changedNs);
    }

    /** Reads what follows the id. */
    void readFrom(SnapshotSource source) {
        up = source.getLong() == 1;
        lastMessageNs = source.getLong();
        session = source.getLong();
        endedOrderId = source.getLong();
        reason = FeedReason.get((short) source.getLong());
        changedNs = source.getLong();
    }
}
