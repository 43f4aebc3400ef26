package io.bullring.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.core.account.VenueRules;
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
    void shouldWriteWhatEachCommandCausesAndWhatEveryoneHasInTheEnd() {
        List<String> scenario = written(List.of(
                command -> command.configureVenue(VenueRules.defaults(1)),
                command -> command.defineInstrument(new InstrumentTerms("BTCUSDT", 1, true, 0, 0, 0, 0), 0),
                command -> command.feedStatus(1, FeedState.UP, FeedReason.CONNECTED),
                command -> command.updatePrice(1, 50_000 * ONE_E8, 0),
                command -> command.openAccount("too rich", 2_000_000_000L * ONE_E8),
                command -> command.openAccount("alice", 1_000 * ONE_E8),
                command -> command.placeOrder(
                        1, 1, Side.BUY, OrderType.STOP_LOSS, ONE_E8 / 1_000, 51_000 * ONE_E8, ID, ID.length),
                command -> command.parkPortfolio(1, 1, 2_000 * ONE_E8),
                command -> command.cancelOrder(2, 1),
                CommandFactory::advanceTime));

        assertThat(scenario.stream().filter(line -> !line.startsWith("wait ")).skip(2))
                .containsExactly(
                        "feed 1 up connected | changed feed 1 UP CONNECTED",
                        "price BTCUSDT 50000 low 50000 high 50000 volume 0"
                                + " | priced BTCUSDT 50000 low 50000 high 50000 volume 0 trades 1",
                        "account agent1 2000000000 | refused STARTING_BALANCE_OUT_OF_RANGE agent 0 portfolio 0"
                                + " instrument 0 actual 2000000000",
                        "account agent1 1000 | opened account 1 agent1;"
                                + " created agent1 account 1 portfolio 1 balance 1000 risk -/-/-/-/-/-",
                        "buy agent1 BTCUSDT 0.001 stop 51000 id mine"
                                + " | accepted #1 agent1 portfolio 1 BTCUSDT buy stop_loss 0.001 @ 51000 held 51.051",
                        "park agent1 2000 | parked agent1 account 1 portfolio 2 parked 1 balance 2000",
                        "cancel nobody #1 | refused UNKNOWN_AGENT agent 0 portfolio 0 instrument 0",
                        "time |",
                        "wallet agent1 USDT 2000 0",
                        "open agent1 0",
                        "wallet agent1 parked USDT 948.949 51.051",
                        "open agent1 parked 1",
                        "audit");
        new ScenarioRunner(new EngineStage()).play(scenario);
    }

    @Test
    void shouldLeaveARemarkForWhatHasNoWords() {
        assertThat(written(List.of(command -> command.openAccount("", ONE_E8))))
                .containsExactly("-- OpenAccount  balance 1", "audit");
    }

    @Test
    void shouldWriteHostileCommandsSoThatTheyComeTrue() {
        for (long seed = 1; seed <= 20; seed++) {
            List<String> scenario = ScenarioWriter.write(WorkloadTape.of(WorkloadGenerator.adversarial(seed), 2_000));

            long remarks = scenario.stream().filter(line -> line.startsWith("--")).count();
            assertThat(remarks).as("seed " + seed).isLessThan(100);
            new ScenarioRunner(new EngineStage()).play(scenario);
            new ScenarioRunner(new ModelStage()).play(scenario);
        }
    }
}
