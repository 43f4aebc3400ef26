package io.bullring.core.engine;

import io.bullring.core.fault.EngineFault;
import io.bullring.core.port.SnapshotSink;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of an engine's whole state: two engines with one hash will answer everything alike. Cold. */
public final class StateHash implements SnapshotSink {
    private static final int CHUNK_BYTES = 8_192;

    private final MessageDigest digest;
    private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    private StateHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new EngineFault("every Java platform has SHA-256", e);
        }
    }

    /** The hash in hexadecimal digits. Engine thread, or any thread on an engine at rest. */
    public static String of(TradingEngine engine) {
        StateHash hash = new StateHash();
        engine.writeTo(hash);
        hash.drain();
        return HexFormat.of().formatHex(hash.digest.digest());
    }

    @Override
    public void putLong(long value) {
        if (chunk.remaining() < Long.BYTES) {
            drain();
        }
        chunk.putLong(value);
    }

    @Override
    public void putBytes(byte[] value) {
        putLong(value.length);
        drain();
        digest.update(value);
    }

    private void drain() {
        digest.update(chunk.array(), 0, chunk.position());
        chunk.clear();
    }
}
