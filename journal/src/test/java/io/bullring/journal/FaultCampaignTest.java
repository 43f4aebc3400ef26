package io.bullring.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.journal.FaultRun.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many venues on disks that fail: torn, short and failed writes, failed syncs, a full disk, a read-only one, killed
 * processes, power cuts that keep any part of what was not synced, clocks that jump, flipped bits. Nothing acknowledged
 * is lost, nothing refused happens, and every damage is named.
 *
 * <p>{@code -Dbullring.faults.runs=20000} for more, {@code -Dbullring.faults.seed=…} with one run to see one again.
 */
class FaultCampaignTest {
    private static final int RUNS = Integer.getInteger("bullring.faults.runs", 2_000);
    private static final int QUEUES_ONE_IN = 20;

    @TempDir
    Path directory;

    @Test
    void shouldLoseNothingAcknowledgedWhateverTheDiskDoes() throws IOException {
        long first = Long.getLong("bullring.faults.seed", System.nanoTime());
        System.out.println("FaultCampaignTest: " + RUNS + " runs from seed " + first);
        Outcome all = new Outcome(0, 0, 0, 0);
        for (int run = 0; run < RUNS; run++) {
            all = all.plus(play(first + run));
        }
        System.out.println("FaultCampaignTest: " + all);
        assertThat(all.faults()).as("faults that were met").isGreaterThanOrEqualTo(RUNS / 4);
        assertThat(all.damages()).as("flipped bits that were named").isGreaterThanOrEqualTo(RUNS / 3);
        assertThat(all.tornTails()).as("torn records").isGreaterThanOrEqualTo(RUNS / 30);
    }

    private Outcome play(long seed) throws IOException {
        Path own = directory.resolve("run");
        Durability durability =
                Math.floorMod(seed, QUEUES_ONE_IN) == 0 ? Durability.PROCESS_CRASH : Durability.POWER_LOSS;
        try {
            Outcome outcome = new FaultRun(seed, own, durability).play();
            delete(own);
            return outcome;
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("again with -Dbullring.faults.seed=" + seed + " -Dbullring.faults.runs=1", e);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(FaultCampaignTest::deleteOne);
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
