package io.bullring.journal.skip;

import io.bullring.core.engine.Skips;
import io.bullring.core.port.CommandListener;
import io.bullring.journal.JournalReader;
import java.nio.file.Path;
import org.agrona.DirectBuffer;

/**
 * What stands in a journal from one command on. Commands of its own batch were journalled with it; whatever else came later was
 * taken by an engine that had got past it, but for SkipCommands.
 */
final class Tail implements CommandListener {
    private boolean isBatchOver;
    private long takenLater;
    private long lastSequence;
    private long lastTimeNs;

    private Tail() {}

    static Tail read(Path directory, long fromSequence) {
        Tail tail = new Tail();
        try (JournalReader reader = JournalReader.open(directory, fromSequence)) {
            boolean more = true;
            while (more) {
                more = reader.poll(tail) || !reader.isAtEnd();
                tail.isBatchOver = reader.lastSequence() >= fromSequence;
            }
            tail.lastSequence = reader.lastSequence();
            tail.lastTimeNs = reader.lastTimeNs();
        }
        return tail;
    }

    @Override
    public void onCommand(long sequence, long timeNs, DirectBuffer command, int offset, int length) {
        if (isBatchOver && takenLater == 0 && !Skips.isSkip(command, offset)) {
            takenLater = sequence;
        }
    }

    /** The first command that was taken later, 0: none was. */
    long takenLater() {
        return takenLater;
    }

    /** The journal's last command. */
    long lastSequence() {
        return lastSequence;
    }

    /** Its time, nanoseconds since 1970. */
    long lastTimeNs() {
        return lastTimeNs;
    }
}
