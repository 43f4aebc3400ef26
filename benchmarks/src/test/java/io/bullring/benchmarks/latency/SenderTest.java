package io.bullring.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bullring.core.port.CommandGate;
import io.bullring.core.workload.WorkloadMix;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

final class SenderTest {
    private final CommandReel reel = CommandReel.record(1, WorkloadMix.trading(4, 2), 100);
    private final ScriptedGate gate = new ScriptedGate();
    private final Sender sender = new Sender(reel, gate);

    @Test
    void shouldSendTheTimeAtWhichACommandWasDueThoughItIsLate() {
        Schedule schedule = new Schedule(System.nanoTime() - 1_000_000_000L, 1_000);

        sender.sendWhenDue(0, 3, schedule, Sender.MEASURED);

        assertThat(gate.correlationIds).isEqualTo(List.of(schedule.dueNs(0), schedule.dueNs(1), schedule.dueNs(2)));
    }

    @Test
    void shouldOfferAgainUnderPressureAndCountTheCommandOnce() {
        gate.answers.addAll(List.of(CommandGate.TAKEN, CommandGate.PRESSURE, CommandGate.PRESSURE, CommandGate.TAKEN));

        long pressed = sender.sendWhenDue(0, 3, new Schedule(System.nanoTime(), 1_000_000), Sender.MEASURED);

        assertThat(pressed).isEqualTo(1);
        assertThat(gate.correlationIds).hasSize(3);
    }

    @Test
    void shouldEndWhenTheGateHasClosed() {
        gate.answers.addAll(List.of(CommandGate.TAKEN, CommandGate.CLOSED));

        assertThatThrownBy(() -> sender.sendAtOnce(0, 3)).isInstanceOf(GateClosed.class).hasMessageContaining("1");
    }

    /** Answers from a list, then takes all; keeps the correlation ids of what it took. */
    private static final class ScriptedGate implements CommandGate {
        private final List<Integer> answers = new ArrayList<>();
        private final List<Long> correlationIds = new ArrayList<>();

        @Override
        public int offer(
                int source,
                long correlationId,
                int agentId,
                DirectBuffer message,
                int offset,
                int length) {
            int answer = answers.isEmpty() ? TAKEN : answers.removeFirst();
            if (answer == TAKEN) {
                correlationIds.add(correlationId);
            }
            return answer;
        }

        @Override
        public int maxMessageBytes() {
            return 16_384;
        }
    }
}
