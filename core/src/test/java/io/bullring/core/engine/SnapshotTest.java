package io.bullring.core.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.fault.EngineFault;
import io.bullring.core.workload.WorkloadGenerator;
import io.bullring.core.workload.WorkloadMix;
import io.bullring.core.workload.WorkloadTape;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who goes on from a snapshot does what the one would have done who wrote it. */
class SnapshotTest {
    private static final int COMMANDS = 4_000;
    private static final int SNAPSHOTS = 12;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void shouldGoOnFromAnyPointOfAVenueUnderAttack(int seed) {
        shouldGoOnFromAnyPointOf(WorkloadTape.of(WorkloadGenerator.adversarial(seed), COMMANDS), seed);
    }

    @Test
    void shouldGoOnFromAnyPointOfAVenueAtWork() {
        long seed = System.nanoTime();
        System.out.println("SnapshotTest seed " + seed);
        WorkloadMix mix = WorkloadMix.trading(300, 20);
        shouldGoOnFromAnyPointOf(WorkloadTape.of(WorkloadGenerator.trading(seed, mix), 3 * COMMANDS), seed);
    }

    /** Snapshot, restore, snapshot: equal bytes. Then both go on to the next point, one of them the heir from now on. */
    private static void shouldGoOnFromAnyPointOf(WorkloadTape tape, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        EventDigest said = new EventDigest();
        EventDigest saidByHeir = new EventDigest();
        EngineHost host = new EngineHost(said);
        int from = 0;
        for (int i = 0; i < SNAPSHOTS; i++) {
            EngineHost heir = new EngineHost(saidByHeir);
            StateBytes state = StateBytes.of(host);
            state.restoreInto(heir);
            assertArrayEquals(state.toByteArray(), StateBytes.of(heir).toByteArray(), "at command " + from);
            assertEquals(host.engine().nextDeadlineNs(), heir.engine().nextDeadlineNs());
            assertTrue(heir.engine().audit().isBalanced());

            int to = i == SNAPSHOTS - 1 ? tape.count() : random.nextInt(from, tape.count());
            play(tape, from, to, host);
            play(tape, from, to, heir);
            assertEquals(said.hex(), saidByHeir.hex(), "commands " + from + " to " + to);
            assertEquals(StateHash.of(host.engine()), StateHash.of(heir.engine()));
            from = to;
            host = heir;
            EventDigest exchanged = said;
            said = saidByHeir;
            saidByHeir = exchanged;
        }
    }

    private static void play(WorkloadTape tape, int from, int to, EngineHost into) {
        for (int i = from; i < to; i++) {
            into.onCommand(i + 1, tape.timeNs(i), tape.buffer(), tape.offset(i), tape.length(i));
        }
    }

    @Test
    void shouldGoOnWithTheNextSequenceAndNoEarlierTime() {
        WorkloadTape tape = WorkloadTape.of(WorkloadGenerator.adversarial(1), 100);
        EngineHost host = new EngineHost(new EventDigest());
        play(tape, 0, 99, host);
        EngineHost heir = new EngineHost(new EventDigest());
        StateBytes.of(host).restoreInto(heir);

        assertEquals(99, heir.lastSequence());
        assertEquals(tape.timeNs(98), heir.lastTimeNs());
        assertThrows(EngineFault.class, () -> heir.onCommand(99, tape.timeNs(98), tape.buffer(), tape.offset(98), 0));
        assertThrows(
                EngineFault.class,
                () -> heir.onCommand(100, tape.timeNs(98) - 1, tape.buffer(), tape.offset(98), 0));
    }

    @Test
    void shouldTakeOverNothingWhenItHasAStateAlready() {
        WorkloadTape tape = WorkloadTape.of(WorkloadGenerator.adversarial(1), 10);
        EngineHost host = new EngineHost(new EventDigest());
        play(tape, 0, 10, host);

        assertThrows(EngineFault.class, () -> StateBytes.of(host).restoreInto(host));
    }
}
