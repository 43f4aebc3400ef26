package io.bullring.core.port;

/** Gives the state back that a {@link SnapshotSink} took: the same fields in the same order. */
public interface SnapshotSource {
    /** @throws io.bullring.core.fault.EngineFault when nothing is left */
    long getLong();

    /** @throws io.bullring.core.fault.EngineFault when nothing is left */
    byte[] getBytes();
}
