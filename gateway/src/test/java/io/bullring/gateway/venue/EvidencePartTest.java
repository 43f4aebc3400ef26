package io.bullring.gateway.venue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.fault.JournalFault;
import io.bullring.core.port.EventListener;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EvidencePartTest {
    private static final UnsafeBuffer NOTHING = new UnsafeBuffer(new byte[0]);

    private final List<String> heard = new ArrayList<>();
    private String failsAt = "";
    private Throwable failure;
    private final EvidencePart part = new EvidencePart("event log", new EventListener() {
        @Override
        public void onCommand(long sequence, long timeNs, DirectBuffer command, int offset, int length) {
            hear("command " + sequence);
        }

        @Override
        public void onEvents(
                long sequence,
                long timeNs,
                int source,
                long correlationId,
                DirectBuffer events,
                int offset,
                int length,
                int answerOffset) {
            hear("events " + sequence);
        }

        @Override
        public void onBatchEnd() {
            hear("end");
        }
    });

    @Test
    void shouldHandOnEverythingWhileTheDiskTakesIt() {
        tell(1);
        tell(2);

        assertEquals(List.of("command 1", "events 1", "end", "command 2", "events 2", "end"), heard);
        assertFalse(part.isSetAside());
    }

    @ParameterizedTest
    @ValueSource(strings = {"command 2", "events 2", "end"})
    void shouldSetAsideWhatCannotBeWrittenAndNeverTouchItAgain(String where) {
        failure = JournalFault.nothingWritten("a full disk", null);
        assertSetAside(where);
    }

    @ParameterizedTest
    @ValueSource(strings = {"command 2", "events 2", "end"})
    void shouldSetAsideWhatHasLostAPageOfItsMappedFile(String where) {
        failure = new InternalError("a fault occurred in an unsafe memory access operation");
        assertSetAside(where);
    }

    @Test
    void shouldNotTakeAFaultOfOursForAFailureOfTheDisk() {
        failsAt = "events 1";
        failure = new IllegalStateException("a bug");

        assertSame(failure, assertThrows(IllegalStateException.class, () -> tell(1)));
        assertFalse(part.isSetAside());
    }

    private void assertSetAside(String where) {
        if (!where.equals("end")) {
            tell(1);
        }
        failsAt = where;
        tell(2);

        assertEquals(where, heard.getLast());
        assertTrue(part.isSetAside());
        int before = heard.size();
        failsAt = "";
        tell(3);
        assertEquals(before, heard.size());
    }

    private void tell(long sequence) {
        part.onCommand(sequence, sequence, NOTHING, 0, 0);
        part.onEvents(sequence, sequence, 0, 0, NOTHING, 0, 0, 0);
        part.onBatchEnd();
    }

    private void hear(String what) {
        heard.add(what);
        if (what.equals(failsAt)) {
            throw EvidencePartTest.<RuntimeException>unchecked(failure);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T unchecked(Throwable failure) throws T {
        throw (T) failure;
    }
}
