package io.bullring.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Path;

/** What readers must say of a bit that was flipped in a record. */
final class BitFlips {
    private BitFlips() {}

    /** A reader of the whole journal names the record: its file, where it begins, and its first command. */
    static void assertNamed(Path directory, RecordSpan span, long at, int bit) {
        String what = "bit " + bit + " of byte " + at + " of " + span;
        JournalDamage damage = null;
        try {
            Recovery.replay(directory, (sequence, timeNs, command, offset, length) -> {});
        } catch (JournalDamage e) {
            damage = e;
        }
        if (damage == null) {
            fail(what + " went unnoticed");
        }
        assertEquals(span.file().getFileName(), damage.file().getFileName(), what + ": " + damage.getMessage());
        assertEquals(span.from(), damage.positionBytes(), what + ": " + damage.getMessage());
        assertEquals(span.firstSequence(), damage.sequence(), what + ": " + damage.getMessage());
    }
}
