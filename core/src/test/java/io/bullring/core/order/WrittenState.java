package io.bullring.core.order;

import io.bullring.core.port.SnapshotSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a snapshot says, as a list: numbers, and bytes as text. */
final class WrittenState implements SnapshotSink {
    private final List<Object> values = new ArrayList<>();

    @Override
    public void putLong(long value) {
        values.add(value);
    }

    @Override
    public void putBytes(byte[] value) {
        values.add(new String(value, StandardCharsets.US_ASCII));
    }

    List<Object> values() {
        return values;
    }
}
