package io.bullring.core.engine;

import io.bullring.core.fault.Check;
import io.bullring.core.port.SnapshotSink;
import io.bullring.core.port.SnapshotSource;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** A snapshot in memory, for tests. */
public final class StateBytes implements SnapshotSink {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Everything that a host would need to go on. */
    public static StateBytes of(EngineHost host) {
        StateBytes state = new StateBytes();
        host.writeTo(state);
        return state;
    }

    @Override
    public void putLong(long value) {
        bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    @Override
    public void putBytes(byte[] value) {
        putLong(value.length);
        bytes.writeBytes(value);
    }

    public byte[] toByteArray() {
        return bytes.toByteArray();
    }

    /** Lets a new host go on from here; every byte must be read. */
    public void restoreInto(EngineHost host) {
        readBy(host::readFrom);
    }

    /** Lets a new engine go on from what another one wrote at this time. */
    public void restoreInto(TradingEngine engine, long timeNs) {
        readBy(source -> engine.readFrom(source, timeNs));
    }

    private void readBy(Consumer<SnapshotSource> reader) {
        ByteBuffer rest = ByteBuffer.wrap(bytes.toByteArray());
        reader.accept(new SnapshotSource() {
            @Override
            public long getLong() {
                return rest.getLong();
            }

            @Override
            public byte[] getBytes() {
                byte[] value = new byte[(int) rest.getLong()];
                rest.get(value);
                return value;
            }
        });
        Check.that(!rest.hasRemaining(), "a part of the snapshot was not read");
    }
}
