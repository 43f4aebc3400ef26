package io.bullring.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.core.workload.WorkloadTape;
import io.bullring.protocol.CancelReason;
import io.bullring.protocol.CommandSkippedDecoder;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.SkipCommandDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
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
    private static final int SEEDS_TO_COVER_ALL = 50;
    private static final int COMMANDS_TO_COVER_ALL = 10_000;

    private final Coverage coverage = new Coverage();
    private final Campaign campaign = new Campaign(ReferenceModel::new, COMMANDS);

    @Test
    void shouldDoWhatTheModelDoes() throws IOException {
        Optional<Campaign.Failure> failure = LongStream.rangeClosed(1, SEEDS)
                .parallel()
                .mapToObj(this::play)
                .filter(Objects::nonNull)
                .findFirst();
        if (failure.isPresent()) {
            Assertions.fail(report(failure.get()));
        }
        if (SEEDS >= SEEDS_TO_COVER_ALL && COMMANDS >= COMMANDS_TO_COVER_ALL) {
            everythingOccurs();
        }
    }

    private Campaign.Failure play(long seed) {
        if (seed > SEEDS_TO_COVER_ALL) {
            return campaign.play(seed, twins -> {});
        }
        Coverage ofSeed = new Coverage();
        Campaign.Failure failure = campaign.play(seed, ofSeed::count);
        synchronized (coverage) {
            coverage.add(ofSeed);
        }
        return failure;
    }

    private String report(Campaign.Failure failure) throws IOException {
        WorkloadTape tape = campaign.tapeOf(failure);
        Campaign.Case few = campaign.shrink(tape);
        Path kept = Path.of("target", "seed-" + failure.seed() + ".scenario");
        Files.write(kept, few.scenario());
        return "seed " + failure.seed() + ", command " + failure.command() + ":\n"
                + Campaign.line(tape, failure.command(), tape.timeNs(failure.command())) + failure.difference()
                + "\nThese are enough:\n" + few
                + "\nAs a scenario, also in " + kept + ":\n" + String.join("\n", few.scenario());
    }

    private void everythingOccurs() {
        SortedMap<Integer, String> commands = ProtocolMessages.commands();
        commands.remove(SkipCommandDecoder.TEMPLATE_ID); // and its event: the host's, not the engine's
        assertThat(coverage.commands())
                .as("commands that the flows of AdversarialWorkload send; those of the schema are")
                .containsExactlyInAnyOrderElementsOf(commands.values());
        SortedMap<Integer, String> events = ProtocolMessages.events();
        events.remove(CommandSkippedDecoder.TEMPLATE_ID);
        assertThat(coverage.events())
                .as("events that the flows of AdversarialWorkload cause; those of the schema are")
                .containsExactlyInAnyOrderElementsOf(events.values());

        Set<CancelReason> cancels = EnumSet.allOf(CancelReason.class);
        cancels.remove(CancelReason.NULL_VAL);
        assertThat(coverage.cancels().keySet()).containsExactlyInAnyOrderElementsOf(cancels);

        Set<RejectReason> reasons = EnumSet.allOf(RejectReason.class);
        reasons.remove(RejectReason.NULL_VAL);
        reasons.remove(RejectReason.TOO_MANY_AGENTS); // takes more agents than a seed has commands: AgentBoundsTest
        assertThat(coverage.refusals().keySet())
                .as("reasons for which commands of AdversarialWorkload are refused; those of the schema are")
                .containsExactlyInAnyOrderElementsOf(reasons);

        assertThat(coverage.failures().keySet())
                .containsExactlyInAnyOrder(
                        RejectReason.AMOUNT_TOO_LARGE,
                        RejectReason.INSUFFICIENT_BALANCE,
                        RejectReason.PROCEEDS_NOT_POSITIVE,
                        RejectReason.ORDER_TOO_LARGE,
                        RejectReason.POSITION_TOO_LARGE);
    }
}
