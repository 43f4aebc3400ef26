package io.bullring.journal;

import io.bullring.core.port.CommandListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.agrona.DirectBuffer;

/** A command as it was handed on, so that lists of them can be compared. */
record Entry(long sequence, long timeNs, String bytes) {

    static Entry of(long sequence, long timeNs, DirectBuffer command, int offset, int length) {
        byte[] bytes = new byte[length];
        command.getBytes(offset, bytes);
        return new Entry(sequence, timeNs, HexFormat.of().formatHex(bytes));
    }

    /** Keeps what it is handed. */
    static final class Recorder implements CommandListener {
        final List<Entry> entries = new ArrayList<>();

        @Override
        public void onCommand(long sequence, long timeNs, DirectBuffer command, int offset, int length) {
            entries.add(of(sequence, timeNs, command, offset, length));
        }
    }

    /** All that a journal holds. */
    static List<Entry> readAll(Path directory) {
        Recorder recorder = new Recorder();
        Recovery.replay(directory, recorder);
        return recorder.entries;
    }
}
