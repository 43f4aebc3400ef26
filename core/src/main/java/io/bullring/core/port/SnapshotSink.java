package io.bullring.core.port;

/** Takes the whole state, field by field, in one fixed order. A {@link SnapshotSource} gives it back. */
public interface SnapshotSink {
    void putLong(long value);

    void putBytes(byte[] value);
}
