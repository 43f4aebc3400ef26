package io.bullring.core.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.bullring.core.engine.EventEncoder;
import io.bullring.core.engine.TradingEngine;
import io.bullring.core.model.EventLine;
import io.bullring.core.model.EventPrinter;
import io.bullring.core.model.EventReader;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WorkloadGeneratorTest {
    private static final WorkloadMix MIX = WorkloadMix.trading(50, 7);
    private static final int COMMANDS = 50_000;

    @Test
    void shouldMakeTheSameCommandsFromTheSameSeed() {
        assertSame(WorkloadGenerator.trading(7, MIX), WorkloadGenerator.trading(7, MIX));
        assertSame(WorkloadGenerator.adversarial(7), WorkloadGenerator.adversarial(7));
    }

    private static void assertSame(Workload one, Workload other) {
        for (int i = 0; i < 3_000; i++) {
            one.next();
            other.next();
            assertThat(bytes(other)).isEqualTo(bytes(one));
            assertThat(other.timeNs()).isEqualTo(one.timeNs());
        }
    }

    private static byte[] bytes(Workload workload) {
        byte[] bytes = new byte[workload.length()];
        workload.buffer().getBytes(0, bytes);
        return bytes;
    }

    @Test
    void shouldMakeOtherCommandsFromAnotherSeed() {
        WorkloadTape one = WorkloadTape.of(WorkloadGenerator.adversarial(1), 100);
        WorkloadTape other = WorkloadTape.of(WorkloadGenerator.adversarial(2), 100);

        assertThat(other.buffer()).isNotEqualTo(one.buffer());
    }

    @Test
    void shouldHaveEveryOrderTakenInTheSharesOfTheMix() {
        Map<String, Integer> answers = play(WorkloadGenerator.trading(3, MIX));

        int tardy = answers.getOrDefault("CommandRejected ORDER_NOT_OPEN", 0);
        int prices = answers.get("PriceUpdated");
        int accepted = answers.get("OrderAccepted");
        int cancelled = answers.get("OrderCancelled");
        assertThat(answers.keySet())
                .containsOnly(
                        "VenueConfigured",
                        "InstrumentDefined",
                        "FeedChanged",
                        "AccountOpened",
                        "AgentCreated",
                        "PriceUpdated",
                        "OrderAccepted",
                        "OrderFilled",
                        "OrderCancelled",
                        "AnswerRepeated",
                        "CommandRejected ORDER_NOT_OPEN");
        assertThat(prices * 1_000.0 / COMMANDS).isBetween(235.0, 265.0);
        assertThat(accepted * 1_000.0 / COMMANDS).isBetween(250.0, 315.0);
        assertThat(tardy).isLessThan(cancelled / 5);
    }

    private static Map<String, Integer> play(Workload workload) {
        EventEncoder events = new EventEncoder();
        TradingEngine engine = new TradingEngine(events);
        EventPrinter printer = new EventPrinter();
        EventReader reader = new EventReader(printer);
        Map<String, Integer> counts = new TreeMap<>();
        for (int i = 0; i < COMMANDS; i++) {
            workload.next();
            events.reset();
            printer.clear();
            engine.onCommand(workload.timeNs(), workload.buffer(), 0);
            reader.read(events.buffer(), 0, events.length(), events.answerOffset());
            printer.lines().forEach(line -> counts.merge(kind(line), 1, Integer::sum));
        }
        assertThat(engine.audit().isBalanced()).isTrue();
        return counts;
    }

    private static String kind(EventLine line) {
        String[] words = line.toString().split(" ");
        return words[0].equals("CommandRejected") ? words[0] + " " + words[1] : words[0];
    }

    @Test
    void shouldAllocateNothingPerCommand() {
        Workload workload = WorkloadGenerator.trading(5, MIX);
        Workload allocating = WorkloadGenerator.adversarial(5);
        allocatedBy(workload, 2 * COMMANDS);
        allocatedBy(allocating, 2_000);

        assertThat(allocatedBy(workload, COMMANDS)).isLessThan(COMMANDS);
        assertThat(allocatedBy(allocating, 2_000)).as("the meter works").isGreaterThan(100 * 2_000);
    }

    private static long allocatedBy(Workload workload, int commands) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < commands; i++) {
            workload.next();
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void shouldOpenTheVenueInAsManyCommandsAsItSays() {
        Workload workload = WorkloadGenerator.trading(1, MIX);
        for (int i = 0; i < WorkloadGenerator.openingCommands(MIX); i++) {
            workload.next();
            assertThat(workload.agentId()).isZero();
        }
        int orders = 0;
        for (int i = 0; i < 20; i++) {
            workload.next();
            orders += workload.agentId() > 0 ? 1 : 0;
        }
        assertThat(orders).isPositive();
    }

    @Test
    void shouldKeepCommandsOnATape() {
        Workload workload = WorkloadGenerator.adversarial(9);
        WorkloadTape tape = WorkloadTape.of(WorkloadGenerator.adversarial(9), 500);
        WorkloadTape some = tape.only(3, 499);
        for (int i = 0; i < 500; i++) {
            workload.next();
            byte[] taped = new byte[tape.length(i)];
            tape.buffer().getBytes(tape.offset(i), taped);
            assertThat(taped).isEqualTo(bytes(workload));
        }

        assertThat(some.count()).isEqualTo(2);
        assertThat(some.offset(1)).isEqualTo(tape.offset(499));
        assertThat(some.timeNs(1)).isEqualTo(workload.timeNs());
    }

    @Test
    void shouldRefuseSharesThatDoNotAddUp() {
        assertThatThrownBy(() -> new WorkloadMix(1, 1, 1, 1, 1, 250, 250, 250, 251, 0, 0, 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WorkloadMix(0, 1, 1, 1, 1, 250, 250, 250, 250, 0, 0, 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
