package io.bullring.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.core.market.InstrumentTerms;
import io.bullring.core.workload.CommandFactory;
import io.bullring.core.workload.Workload;
import io.bullring.core.workload.WorkloadGenerator;
import io.bullring.core.workload.WorkloadTape;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.Side;
import java.util.List;
import java.util.function.ToIntFunction;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

class ScenarioWriterTest {
    private static final long ONE_E8 = 100_000_000L;
    private static final byte[] ID = {'m', 'i', 'n', 'e'};

    /** One command a second. */
    private record Story(CommandFactory command, List<ToIntFunction<CommandFactory>> steps, int[] done)
            implements
                Workload {
        @Override
        public void next() {
            var _ = steps.get(done[0]++).applyAsInt(command);
        }

        @Override
        public long timeNs() {
            return WorkloadGenerator.START_NS + (done[0] - 1) * 1_000_000_000L;
        }

        @Override
        public int agentId() {
            return command.agentId();
        }

        @Override
        public DirectBuffer buffer() {
            return command.buffer();
        }

        @Override
        public int length() {
            return command.length();
        }

        @Override
        public int messageOffset() {
            return command.messageOffset();
        }
    }

    private static List<String> written(List<ToIntFunction<CommandFactory>> steps) {
        return ScenarioWriter.write(WorkloadTape.of(new Story(new CommandFactory(), steps, new int[1]), steps.size()));
    }

    @Test
    void shouldSayTheCommandsOfAMarketAndLeaveARemarkForTheOthers() {
        assertThat(written(List.of(
                command -> command.defineInstrument(new InstrumentTerms("BTCUSDT", 1, true, 0, 0, 0, 0), 0),
                command -> command.feedStatus(1, FeedState.UP, FeedReason.CONNECTED),
                command -> command.updatePrice(1, 50_000 * ONE_E8, 0),
                command -> command.openAccount("alice", 1_000 * ONE_E8),
                command -> command.placeOrder(
                        1, 1, Side.BUY, OrderType.STOP_LOSS, ONE_E8 / 100, 51_000 * ONE_E8, ID, ID.length),
                command -> command.cancelOrder(1, 1),
                command -> command.archiveAgent(1, 1),
                CommandFactory::advanceTime)))
                .containsExactly(
                        "instrument BTCUSDT feed 1 min 0 max 0 notional 0 volume 0",
                        "wait     1000000000ns",
                        "feed     1 up connected",
                        "wait     1000000000ns",
                        "price    BTCUSDT 50000 low 50000 high 50000 volume 0",
                        "wait     1000000000ns",
                        "account  agent1 1000",
                        "wait     1000000000ns",
                        "buy      agent1 BTCUSDT 0.01 stop 51000 id mine",
                        "wait     1000000000ns",
                        "cancel   agent1 #1",
                        "wait     1000000000ns",
                        "-- agent 1 ArchiveAgent of account 1",
                        "wait     1000000000ns",
                        "time");
    }
}
