package io.bullring.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bullring.core.account.VenueRules;
import io.bullring.core.fault.EngineFault;
import io.bullring.core.model.EventPrinter;
import io.bullring.core.model.EventReader;
import io.bullring.core.workload.CommandFactory;
import io.bullring.protocol.CommandEnvelopeEncoder;
import io.bullring.protocol.MessageHeaderEncoder;
import io.bullring.protocol.SkipCommandEncoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What a host makes of commands that are passed over. */
class SkipsTest {
    private static final int LENGTH = 64;

    private final List<String> said = new ArrayList<>();
    private final EngineHost host = new EngineHost(this::print);

    @Test
    void shouldSayThatACommandIsPassedOverInItsPlaceAndBehindIt() {
        UnsafeBuffer unknown = unknown();
        host.passOver(skips(skip(2), 4));
        configure(1);
        String state = StateHash.of(host.engine());

        host.onCommand(2, 2, unknown, 0, LENGTH);
        host.onCommand(3, 2, advanceTime(), 0, LENGTH);
        host.onCommand(4, 3, skip(2), 0, LENGTH);

        assertEquals(List.of("CommandSkipped command 2 by 4", "CommandSkipped command 2 by 4"), said);
        assertEquals(state, StateHash.of(host.engine()));
        assertEquals(4, host.lastSequence());
    }

    @Test
    void shouldHaltAtWhatNobodySkips() {
        host.passOver(skips(skip(3), 4));
        configure(1);

        assertThrows(EngineFault.class, () -> host.onCommand(2, 2, unknown(), 0, LENGTH));
    }

    @Test
    void shouldHaltAtASkipCommandForWhatWasExecuted() {
        configure(1);
        host.onCommand(2, 2, advanceTime(), 0, LENGTH);

        EngineFault fault = assertThrows(EngineFault.class, () -> host.onCommand(3, 3, skip(2), 0, LENGTH));

        assertEquals("a SkipCommand for a command that was not passed over", fault.getMessage());
    }

    @Test
    void shouldHeedOnlyTheFirstSkipAndNoneOfWhatIsYetToCome() {
        Skips skips = skips(skip(2), 4);
        skips.onCommand(5, 5, skip(2), 0, LENGTH);
        skips.onCommand(6, 6, skip(6), 0, LENGTH);
        skips.onCommand(7, 7, skip(8), 0, LENGTH);
        skips.onCommand(8, 8, advanceTime(), 0, LENGTH);

        assertEquals(List.of(4L, 0L, 0L), List.of(skips.skipSequence(2), skips.skipSequence(6), skips.skipSequence(8)));
    }

    private static Skips skips(UnsafeBuffer skip, long sequence) {
        Skips skips = new Skips();
        skips.onCommand(sequence, sequence, skip, 0, LENGTH);
        return skips;
    }

    private void configure(long sequence) {
        CommandFactory command = new CommandFactory();
        command.configureVenue(VenueRules.defaults(1));
        host.onCommand(sequence, 1, command.buffer(), 0, command.length());
        said.clear();
    }

    private static UnsafeBuffer advanceTime() {
        CommandFactory command = new CommandFactory();
        command.advanceTime();
        UnsafeBuffer copy = new UnsafeBuffer(new byte[LENGTH]);
        copy.putBytes(0, command.buffer(), 0, command.length());
        return copy;
    }

    private static UnsafeBuffer skip(long sequence) {
        UnsafeBuffer command = new UnsafeBuffer(new byte[LENGTH]);
        new SkipCommandEncoder()
                .wrapAndApplyHeader(command, CommandEnvelopeEncoder.ENCODED_LENGTH, new MessageHeaderEncoder())
                .skippedSequence(sequence)
                .why("overflow")
                .by("ada");
        return command;
    }

    private static UnsafeBuffer unknown() {
        UnsafeBuffer command = new UnsafeBuffer(new byte[LENGTH]);
        new MessageHeaderEncoder().wrap(command, CommandEnvelopeEncoder.ENCODED_LENGTH).templateId(99);
        return command;
    }

    private void print(
            long sequence,
            long timeNs,
            int source,
            long correlationId,
            DirectBuffer events,
            int offset,
            int length,
            int answerOffset) {
        EventPrinter printer = new EventPrinter();
        new EventReader(printer).read(events, offset, length, answerOffset);
        printer.lines().forEach(line -> said.add(line.toString()));
    }
}
