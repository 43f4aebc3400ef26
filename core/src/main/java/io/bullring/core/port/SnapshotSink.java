package io.bullring.core.port;

/** Takes the whole state, field by field, in one fixed order. */
public interface SnapshotSink {
    void putLong(long value);

    void putBytes(byte[] value);
}
