package io.bullring.core.market;

import io.bullring.core.port.SnapshotSink;

/** A source of prices as the engine knows it. Engine thread only; times are nanoseconds since 1970. */
public final class Feed {
    private final int id;
    private boolean up;
    private long lastMessageNs;
    private long session;

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
    public void comeUp(long nowNs) {
        up = true;
        session++;
        lastMessageNs = nowNs;
    }

    public void goDown() {
        up = false;
    }

    /** Anything that the feed says proves that its quiet instruments are merely quiet. */
    public void heard(long nowNs) {
        lastMessageNs = nowNs;
    }

    public long lastMessageNs() {
        return lastMessageNs;
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
    }
}
