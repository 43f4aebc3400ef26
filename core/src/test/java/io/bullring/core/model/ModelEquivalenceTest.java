package io.bullring.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.core.scenario.ScenarioWriter;
import io.bullring.core.workload.Workload;
import io.bullring.core.workload.WorkloadGenerator;
import io.bullring.core.workload.WorkloadTape;
import io.bullring.protocol.CancelReason;
import io.bullring.protocol.RejectReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * Does the engine do what a naive one does? The same hostile commands go through both; every event is compared byte for
 * byte, and every few hundred commands (with some seeds after each) every wallet and both ledgers. Longer: {@code -Dbullring.model.seeds=500
 * -Dbullring.model.commands=50000}.
 */
class ModelEquivalenceTest {
    private static final int SEEDS = Integer.getInteger("bullring.model.seeds", 1_000);
    private static final int COMMANDS = Integer.getInteger("bullring.model.commands", 10_000);
    private static final int SEEDS_TO_COVER_ALL = 20;
    private static final int COMMANDS_TO_COVER_ALL = 10_000;
    private static final int COMMANDS_BETWEEN_AUDITS = 250;
    private static final int SEEDS_AUDITED_ALWAYS = 4;
    private static final long SHRINKING_NS = 30_000_000_000L;

    private final Coverage coverage = new Coverage();

    /** @param difference what was said or held by each */
    private record Failure(long seed, int command, String difference) {}

    @Test
    void shouldDoWhatTheModelDoes() {
        Optional<Failure> failure = LongStream.rangeClosed(1, SEEDS)
                .parallel()
                .mapToObj(this::compare)
                .filter(Objects::nonNull)
                .findFirst();
        failure.ifPresent(first -> Assertions.fail(report(first)));
        if (SEEDS >= SEEDS_TO_COVER_ALL && COMMANDS >= COMMANDS_TO_COVER_ALL) {
            everythingOccurs();
        }
    }

    /** Null when nothing differs. */
    private Failure compare(long seed) {
        Twins twins = new Twins();
        Workload workload = WorkloadGenerator.adversarial(seed, twins.model());
        Coverage ofSeed = new Coverage();
        for (int i = 0; i < COMMANDS; i++) {
            twins.listen();
            workload.next();
            String difference = twins.differenceAfter(workload.timeNs(), workload.buffer(), 0);
            if (seed <= SEEDS_TO_COVER_ALL) {
                ofSeed.count(twins.events());
            }
            if (difference == null && seed <= SEEDS_AUDITED_ALWAYS && !twins.isBalanced()) {
                difference = "a ledger is not balanced\n";
            }
            if (difference == null && (i % COMMANDS_BETWEEN_AUDITS == 0 || i == COMMANDS - 1)) {
                difference = twins.differenceOfState();
            }
            if (difference != null) {
                return new Failure(seed, i, difference);
            }
        }
        synchronized (coverage) {
            coverage.add(ofSeed);
        }
        return null;
    }

    private static String report(Failure failure) {
        WorkloadTape tape = WorkloadTape.of(WorkloadGenerator.adversarial(failure.seed), failure.command + 1);
        return report(failure.seed, tape, failure.command, failure.difference);
    }

    private static String report(long seed, WorkloadTape tape, int failed, String difference) {
        int[] all = IntStream.rangeClosed(0, failed).toArray();
        int[] few =
                new Shrinker(some -> lastDifference(tape, some) != null, System::nanoTime, SHRINKING_NS).shrink(all);
        StringBuilder report = new StringBuilder();
        report.append("seed ").append(seed).append(", command ").append(failed).append(":\n");
        report.append(line(tape, failed, tape.timeNs(failed))).append(difference);
        report.append("\nThese ").append(few.length).append(" are enough:\n");
        for (int index : few) {
            report.append(line(tape, index, tape.timeNs(few[0])));
        }
        report.append(lastDifference(tape, few));
        List<String> scenario = ScenarioWriter.write(tape.only(few));
        Path kept = Path.of("target", "seed-" + seed + ".scenario");
        try {
            Files.write(kept, scenario);
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot keep " + kept, broken);
        }
        return report.append("\nAs a scenario, also in ")
                .append(kept)
                .append(":\n")
                .append(String.join("\n", scenario))
                .toString();
    }

    private static String line(WorkloadTape tape, int index, long fromNs) {
        return String.format(
                "%6d  +%d ns  %s%n",
                index,
                tape.timeNs(index) - fromNs,
                CommandPrinter.print(tape.buffer(), tape.offset(index)));
    }

    /** What differs first when only some commands are given; the states count at the end. Null: nothing. */
    private static String lastDifference(WorkloadTape tape, int[] some) {
        WorkloadTape few = tape.only(some);
        Twins twins = new Twins();
        for (int i = 0; i < few.count(); i++) {
            String difference = twins.differenceAt(few, i);
            if (difference != null) {
                return difference;
            }
        }
        return twins.differenceOfState();
    }

    private void everythingOccurs() {
        assertThat(coverage.templates().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(101, 125).boxed().toList());

        Set<CancelReason> cancels = EnumSet.allOf(CancelReason.class);
        cancels.remove(CancelReason.NULL_VAL);
        assertThat(coverage.cancels().keySet()).containsExactlyInAnyOrderElementsOf(cancels);

        Set<RejectReason> reasons = EnumSet.allOf(RejectReason.class);
        reasons.remove(RejectReason.NULL_VAL);
        assertThat(coverage.refusals().keySet()).containsExactlyInAnyOrderElementsOf(reasons);

        assertThat(coverage.failures().keySet())
                .containsExactlyInAnyOrder(
                        RejectReason.AMOUNT_TOO_LARGE,
                        RejectReason.INSUFFICIENT_BALANCE,
                        RejectReason.PROCEEDS_NOT_POSITIVE);
    }
}
