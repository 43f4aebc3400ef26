package io.bullring.core.pipeline;

import static io.bullring.core.port.CommandGate.PRESSURE;
import static io.bullring.core.port.CommandGate.TAKEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.account.VenueRules;
import io.bullring.core.pipeline.PipelineConfig.Wait;
import io.bullring.core.pipeline.RecordingLog.Entry;
import io.bullring.core.workload.CommandFactory;
import io.bullring.protocol.CommandEnvelopeEncoder;
import io.bullring.protocol.MessageHeaderEncoder;
import io.bullring.protocol.SkipCommandEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What has no room is not taken, what was taken is answered, and the room comes back. */
class PipelinePressureTest {
    private static final int RING = 8;

    @Test
    void shouldTakeNothingWhenTheRingIsFullAndAnswerAllThatItTook() {
        try (PipelineBench bench = PipelineBench.started(RING, 4, 1)) {
            bench.log.hold();
            for (int i = 1; i <= RING; i++) {
                assertEquals(TAKEN, bench.offer(i));
            }
            assertEquals(PRESSURE, bench.offer(100));
            assertEquals(PRESSURE, bench.offer(101));
            assertEquals(0, bench.pipeline.freeSlots());
            assertEquals(0, bench.pipeline.lastSequence());

            bench.log.letGo();
            bench.awaitAnswered(RING);
            assertEquals(TAKEN, bench.offer(RING + 1));
            bench.awaitAnswered(RING + 1);

            List<Long> taken = LongStream.rangeClosed(1, RING + 1).boxed().toList();
            assertEquals(taken, bench.replies.correlationIds());
            assertEquals(taken, bench.log.entries().stream().map(Entry::sequence).toList());
            assertEquals(RING, bench.pipeline.freeSlots());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void shouldTakeNoLongMessageWhenItsBuffersAreUsedUp(int buffers) {
        try (PipelineBench bench = PipelineBench.started(RING, 4, buffers)) {
            bench.log.hold();
            for (int i = 1; i <= buffers; i++) {
                assertEquals(TAKEN, bench.offerLong(i));
            }
            assertEquals(PRESSURE, bench.offerLong(100));
            assertEquals(TAKEN, bench.offer(buffers + 1));

            bench.log.letGo();
            bench.awaitAnswered(buffers + 1);
            assertEquals(LongStream.rangeClosed(1, buffers + 1).boxed().toList(), bench.replies.correlationIds());
        }
    }

    @Test
    void shouldGetItsLongBuffersBack() {
        try (PipelineBench bench = PipelineBench.started(RING, 4, 2)) {
            for (int i = 1; i <= 100; i += 2) {
                assertEquals(TAKEN, bench.offerLong(i));
                assertEquals(TAKEN, bench.offerLong(i + 1));
                bench.awaitAnswered(i + 1);
            }
            assertEquals(100, bench.log.entries().size());
        }
    }

    @Test
    void shouldKeepNoLongBufferWhenTheRingIsFull() {
        try (PipelineBench bench = PipelineBench.started(RING, 4, 2)) {
            bench.log.hold();
            for (int i = 1; i <= RING; i++) {
                bench.offer(i);
            }
            for (int i = 0; i < 10; i++) {
                assertEquals(PRESSURE, bench.offerLong(100 + i));
            }
            bench.log.letGo();
            bench.awaitAnswered(RING);

            bench.log.hold();
            assertEquals(TAKEN, bench.offerLong(RING + 1));
            assertEquals(TAKEN, bench.offerLong(RING + 2));
            assertEquals(PRESSURE, bench.offerLong(102));
        }
    }

    /** Envelope included: around the size of a slot, and the longest of all. */
    @ParameterizedTest
    @ValueSource(ints = {200, 254, 255, 256, 257, 258, 5_000, 16_383, FoldedPipeline.MAX_COMMAND_BYTES})
    void shouldCarryCommandsOfEveryLengthUnchanged(int commandBytes) {
        try (PipelineBench bench = PipelineBench.started(RING, 4, 2)) {
            int length = commandBytes - CommandEnvelopeEncoder.ENCODED_LENGTH - bench.longMessageOverhead();
            bench.offerRules(1);
            bench.offer(2);
            assertEquals(TAKEN, bench.offerLong(3, length));
            assertEquals(TAKEN, bench.offerLong(4, length));
            bench.awaitAnswered(4);

            for (int i = 2; i < 4; i++) {
                ByteBuffer command = bench.log.entries().get(i).command();
                assertEquals(commandBytes, command.remaining());
                String text = new String(command.array(), StandardCharsets.ISO_8859_1);
                assertTrue(text.contains(Integer.toString(i + 1).repeat(length)));
                assertTrue(bench.replies.all().get(i).events().remaining() > length);
            }
        }
    }

    @Test
    void shouldRefuseMessageBeyondTheBound() {
        try (PipelineBench bench = PipelineBench.started(RING, 4, 2)) {
            int tooLong = bench.pipeline.maxMessageBytes() - bench.longMessageOverhead() + 1;
            assertThrows(IllegalArgumentException.class, () -> bench.offerLong(1, tooLong));
            assertEquals(TAKEN, bench.offerLong(2, tooLong - 1));
            bench.awaitAnswered(1);
            assertEquals(List.of(2L), bench.replies.correlationIds());
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "7"})
    void shouldRefuseMessageWithoutHeader(int length) {
        try (PipelineBench bench = PipelineBench.started(RING, 4, 2)) {
            UnsafeBuffer message = new UnsafeBuffer(new byte[8]);
            assertThrows(IllegalArgumentException.class, () -> bench.pipeline.offer(1, 1, 0, message, 0, length));
            assertEquals(TAKEN, bench.offer(2));
            bench.awaitAnswered(1);
            assertEquals(List.of(2L), bench.replies.correlationIds());
        }
    }

    /** Executed, a replay would pass over what the venue did. */
    @Test
    void shouldTakeNoSkipCommand() {
        try (PipelineBench bench = PipelineBench.started(RING, 4, 2)) {
            UnsafeBuffer message = new UnsafeBuffer(new byte[64]);
            new SkipCommandEncoder().wrapAndApplyHeader(message, 0, new MessageHeaderEncoder()).skippedSequence(1);
            assertThrows(IllegalArgumentException.class, () -> bench.pipeline.offer(1, 1, 0, message, 0, 20));
            assertEquals(TAKEN, bench.offer(2));
            bench.awaitAnswered(1);
            assertEquals(List.of(2L), bench.replies.correlationIds());
        }
    }

    /** A caller's bug must not put half a command, or the one before it, into the ring. */
    @ParameterizedTest
    @CsvSource({"0, 5000", "4000, 200", "-1, 10", "0, -1"})
    void shouldTakeNothingOfMessageThatIsNotInItsBuffer(int offset, int length) {
        try (PipelineBench bench = PipelineBench.started(RING, 4, 2)) {
            assertEquals(TAKEN, bench.offer(1));
            bench.awaitAnswered(1);

            CommandFactory command = new CommandFactory();
            command.configureVenue(VenueRules.defaults(1));
            for (int i = 0; i < 2 * RING; i++) {
                assertThrows(
                        IndexOutOfBoundsException.class,
                        () -> bench.pipeline.offer(1, 100, 0, command.buffer(), offset, length));
            }

            bench.log.hold();
            assertEquals(TAKEN, bench.offerLong(2));
            assertEquals(TAKEN, bench.offerLong(3));
            bench.log.letGo();
            bench.awaitAnswered(3);
            assertEquals(List.of(1L, 2L, 3L), bench.replies.correlationIds());
        }
    }

    @Test
    void shouldRefuseConfigurationOutOfBounds() {
        assertThrows(IllegalArgumentException.class, () -> new PipelineConfig(6, 1, 1, Wait.BLOCKING));
        assertThrows(IllegalArgumentException.class, () -> new PipelineConfig(0, 1, 1, Wait.BLOCKING));
        assertThrows(IllegalArgumentException.class, () -> new PipelineConfig(8, 0, 1, Wait.BLOCKING));
        assertThrows(IllegalArgumentException.class, () -> new PipelineConfig(8, 9, 1, Wait.BLOCKING));
        assertThrows(IllegalArgumentException.class, () -> new PipelineConfig(8, 8, 0, Wait.BLOCKING));
        assertThrows(IllegalArgumentException.class, () -> new PipelineConfig(1 << 23, 8, 1, Wait.BLOCKING));
        assertEquals(8, new PipelineConfig(8, 8, 1, Wait.BLOCKING).maxBatch());
    }
}
