package io.bullring.core.model;

import io.bullring.core.event.EventSink;
import io.bullring.core.scenario.ScenarioWriter;
import io.bullring.core.workload.Workload;
import io.bullring.core.workload.WorkloadGenerator;
import io.bullring.core.workload.WorkloadTape;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Sends hostile commands, seed after seed, through the engine and a model, and makes what differs short: as a list of
 * commands and as a scenario. Thread-safe: each seed has twins of its own.
 */
final class Campaign {
    private static final int COMMANDS_BETWEEN_AUDITS = 250;
    private static final int SEEDS_AUDITED_ALWAYS = 4;
    private static final long SHRINKING_NS = 30_000_000_000L;

    private final Function<EventSink, ReferenceModel> modelOf;
    private final int commands;

    /** @param difference what was said or held by each after this command, counted from 0 */
    record Failure(long seed, int command, String difference) {}

    /** Few commands that are enough, and what differs after the last of them. */
    record Case(WorkloadTape tape, String difference) {
        List<String> scenario() {
            return ScenarioWriter.write(tape);
        }

        @Override
        public String toString() {
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < tape.count(); i++) {
                lines.append(line(tape, i, tape.timeNs(0)));
            }
            return lines.append(difference).toString();
        }
    }

    Campaign(Function<EventSink, ReferenceModel> modelOf, int commands) {
        this.modelOf = modelOf;
        this.commands = commands;
    }

    /**
     * Plays a seed.
     *
     * @param heard is told the twins after each command on which they agree
     * @return null when nothing differs
     */
    Failure play(long seed, Consumer<Twins> heard) {
        Twins twins = new Twins(modelOf);
        Workload workload = WorkloadGenerator.adversarial(seed, twins.model());
        for (int i = 0; i < commands; i++) {
            twins.listen();
            workload.next();
            String difference = twins.differenceAfter(workload.timeNs(), workload.buffer(), 0);
            if (difference == null && seed <= SEEDS_AUDITED_ALWAYS && !twins.isBalanced()) {
                difference = "a ledger is not balanced\n";
            }
            if (difference == null && (i % COMMANDS_BETWEEN_AUDITS == 0 || i == commands - 1)) {
                difference = twins.differenceOfState();
            }
            if (difference != null) {
                return new Failure(seed, i, difference);
            }
            heard.accept(twins);
        }
        return null;
    }

    /** The commands up to the failure, which the workload makes again. */
    WorkloadTape tapeOf(Failure failure) {
        Workload workload = WorkloadGenerator.adversarial(failure.seed, new Twins(modelOf).model());
        return WorkloadTape.of(workload, failure.command + 1);
    }

    /** A short case, made of a few of the commands of a failing tape. */
    Case shrink(WorkloadTape tape) {
        int[] all = IntStream.range(0, tape.count()).toArray();
        Shrinker shrinker =
                new Shrinker(some -> differenceOf(tape.only(some)) != null, System::nanoTime, SHRINKING_NS);
        WorkloadTape few = tape.only(shrinker.shrink(all));
        return new Case(few, differenceOf(few));
    }

    /** What differs first; the states count at the end. Null: nothing. */
    private String differenceOf(WorkloadTape tape) {
        Twins twins = new Twins(modelOf);
        for (int i = 0; i < tape.count(); i++) {
            String difference = twins.differenceAt(tape, i);
            if (difference != null) {
                return difference;
            }
        }
        return twins.differenceOfState();
    }

    /** One command in words. */
    static String line(WorkloadTape tape, int index, long fromNs) {
        return String.format(
                "%6d  +%d ns  %s%n",
                index,
                tape.timeNs(index) - fromNs,
                CommandPrinter.print(tape.buffer(), tape.offset(index)));
    }
}
