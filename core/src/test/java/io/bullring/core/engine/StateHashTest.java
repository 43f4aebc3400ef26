package io.bullring.core.engine;

import static io.bullring.core.engine.TradingDesk.ALICE;
import static io.bullring.core.engine.TradingDesk.BOB;
import static io.bullring.core.engine.TradingDesk.BTC;
import static io.bullring.core.engine.TradingDesk.e8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.account.AgentDetails;
import io.bullring.core.account.VenueRules;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.core.workload.CommandFactory;
import io.bullring.core.workload.WorkloadGenerator;
import io.bullring.core.workload.WorkloadMix;
import io.bullring.core.workload.WorkloadTape;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.Side;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** One hash, one state: the same from the same commands, another when a single unit of anything is another. */
class StateHashTest {
    private static final byte[] NOTHING = {};

    private static String hash(TradingDesk desk) {
        return StateHash.of(desk.engine());
    }

    /** A venue with an order at rest, a position, a remembered placement and an expired day. */
    private static TradingDesk busy() {
        TradingDesk desk = TradingDesk.open();
        desk.price(BTC, "100");
        desk.buyNamed(ALICE, BTC, "2", "first");
        desk.buyLimit(ALICE, BTC, "1", "90");
        desk.sellLimit(ALICE, BTC, "1", "120");
        desk.events();
        return desk;
    }

    @Test
    void shouldBeAHashOf256Bits() {
        assertTrue(hash(TradingDesk.unopened()).matches("[0-9a-f]{64}"));
        assertEquals(hash(TradingDesk.unopened()), hash(TradingDesk.unopened()));
    }

    @Test
    void shouldBeTheSameWhenTheSameCommandsAreReplayed() {
        long seed = System.nanoTime();
        System.out.println("StateHashTest seed " + seed);
        WorkloadTape tape = WorkloadTape.of(WorkloadGenerator.trading(seed, WorkloadMix.trading(50, 5)), 30_000);
        TradingEngine once = replay(tape, tape.count());
        TradingEngine again = replay(tape, tape.count());

        assertEquals(StateHash.of(once), StateHash.of(again));
        assertEquals(StateHash.of(once), StateHash.of(once));
        assertTrue(once.audit().isBalanced());
        assertNotEquals(StateHash.of(once), StateHash.of(replay(tape, tape.count() - 1_000)));
        assertTrue(once.openOrders() > 0);
    }

    private static TradingEngine replay(WorkloadTape tape, int count) {
        EngineHost host = new EngineHost((sequence, timeNs, source, correlationId, events, offset, length, at) -> {});
        for (int i = 0; i < count; i++) {
            host.onCommand(i + 1, tape.timeNs(i), tape.buffer(), tape.offset(i), tape.length(i));
        }
        return host.engine();
    }

    /** Every kind of command, refused. */
    @Test
    void shouldNotChangeByRefusedCommands() {
        TradingDesk desk = busy();
        String before = hash(desk);
        List<Consumer<CommandFactory>> refused = List.of(
                command -> command.configureVenue(VenueRules.defaults(2)),
                command -> command.defineInstrument(new InstrumentTerms("btcUSDT", 1, true, 1, 0, 1, 0), 0),
                command -> command.defineInstrument(new InstrumentTerms("BTCUSDT", 2, true, 1, 0, 1, 0), 0),
                command -> command.openAccount("poor", 1),
                command -> command.openAccount("", e8("100")),
                command -> command.createAgent(77, e8("100"), AgentDetails.named("x".getBytes(StandardCharsets.UTF_8))),
                command -> command.createAgent(1, e8("100"), AgentDetails.named(NOTHING)),
                command -> command.updateAgent(BOB, 1, 1, AgentDetails.named("x".getBytes(StandardCharsets.UTF_8))),
                command -> command.updateAgent(ALICE, 1, 1, AgentDetails.named(NOTHING)),
                command -> command.marketOrder(99, BTC, Side.BUY, e8("1")),
                command -> command.marketOrder(ALICE, 99, Side.BUY, e8("1")),
                command -> command.marketOrder(ALICE, BTC, Side.BUY, e8("1000")),
                command -> command.marketOrder(ALICE, BTC, Side.SELL, e8("2")),
                command -> command.marketOrder(ALICE, BTC, Side.SELL, 0),
                command -> command.limitOrder(ALICE, BTC, Side.BUY, e8("1000"), e8("100")),
                command -> command.limitOrder(ALICE, BTC, Side.BUY, Long.MAX_VALUE, Long.MAX_VALUE),
                command -> command.cancelOrder(BOB, 2),
                command -> command.cancelOrder(ALICE, 1),
                command -> command.updatePrice(99, e8("1"), 0),
                command -> command.updatePrice(BTC, 0, 0),
                command -> command.updatePrice(BTC, e8("100"), e8("101"), e8("102"), 0, 1, 0, 0),
                command -> command.reportTrade(99, Side.BUY, e8("1"), 0, 0, 0),
                command -> command.reportTrade(BTC, Side.BUY, 0, 0, 0, 0),
                command -> command.feedStatus(9, FeedState.UP, FeedReason.CONNECTED));
        for (Consumer<CommandFactory> write : refused) {
            write.accept(desk.command());
            desk.send();
            List<Said> said = desk.events();
            assertEquals(1, said.size());
            assertEquals("rejected", said.getFirst().event());
            assertEquals(before, hash(desk), () -> "after " + said);
        }
        desk.buyNamed(ALICE, BTC, "1000", "first");
        assertEquals("repeated", desk.events().getFirst().event());
        assertEquals(before, hash(desk));
    }

    /** A refusal that must be given again is state. */
    @Test
    void shouldChangeByARefusalThatIsRemembered() {
        TradingDesk desk = busy();
        String before = hash(desk);
        desk.buyNamed(ALICE, BTC, "1000", "second");
        assertEquals("rejected", desk.events().getFirst().event());
        assertNotEquals(before, hash(desk));
    }

    /** Who took is told, and no state. */
    @Test
    void shouldBeTheSameWhetherATradeSaysWhoTookOrNot() {
        TradingDesk silent = busy();
        silent.command().updatePrice(BTC, e8("90"), e8("90"), e8("90"), 5, 1, 7, 8);
        silent.send();
        List<Said> filled = silent.events();
        for (Side side : List.of(Side.BUY, Side.SELL)) {
            TradingDesk told = busy();
            told.command().reportTrade(BTC, side, e8("90"), 5, 7, 8);
            told.send();

            List<Said> events = told.events();
            assertEquals(filled, events.subList(1, events.size()));
            assertEquals(hash(silent), hash(told));
        }
    }

    @Test
    void shouldNotChangeByTheTimeAlone() {
        TradingDesk desk = busy();
        String before = hash(desk);
        desk.later(TradingDesk.SECOND);
        desk.advanceTime();
        assertEquals(before, hash(desk));
    }

    /** Each story differs from the others in one unit or one bit. */
    @Test
    void shouldTellStatesApartThatDifferInOneUnit() {
        List<Consumer<TradingDesk>> stories = List.of(
                desk -> {},
                desk -> desk.command().openAccount("carol", e8("100")),
                desk -> desk.command().openAccount("carol", e8("100") + 1),
                desk -> desk.command().openAccount("caro", e8("100")),
                desk -> accountOf(desk, "ab", "c"),
                desk -> accountOf(desk, "a", "bc"),
                desk -> desk.command().updateAgent(BOB, 2, 1 << 1, described("long")),
                desk -> desk.command().updateAgent(BOB, 2, 1 << 2, described("long")),
                desk -> desk.command().updateAgent(BOB, 2, 1 << 3, described("long")),
                desk -> desk.command().marketOrder(ALICE, BTC, Side.BUY, e8("1")),
                desk -> desk.command().marketOrder(ALICE, BTC, Side.BUY, e8("1") + 1),
                desk -> desk.command().marketOrder(BOB, BTC, Side.BUY, e8("1")),
                desk -> desk.command().marketOrder(ALICE, BTC, Side.SELL, e8("1")),
                desk -> desk.command().limitOrder(ALICE, BTC, Side.BUY, e8("1"), e8("90")),
                desk -> desk.command().limitOrder(ALICE, BTC, Side.BUY, e8("1"), e8("90") + 1),
                desk -> rest(desk, OrderType.STOP_LOSS),
                desk -> rest(desk, OrderType.TAKE_PROFIT),
                desk -> desk.command().cancelOrder(ALICE, 2),
                desk -> desk.command().cancelOrder(ALICE, 3),
                desk -> desk.command().updatePrice(BTC, e8("100") + 1, 0),
                desk -> desk.command().updatePrice(BTC, e8("100") + 1, 1),
                desk -> desk.command().updatePrice(BTC, e8("100") + 2, 0),
                desk -> desk.command().feedStatus(1, FeedState.DOWN, FeedReason.DISCONNECTED),
                desk -> desk.command().defineInstrument(new InstrumentTerms("BTCUSDT", 1, false, 1, 0, 1, 0), 0),
                desk -> desk.command().defineInstrument(new InstrumentTerms("BTCUSDT", 1, true, 2, 0, 1, 0), 0),
                desk -> desk.command().defineInstrument(new InstrumentTerms("SOLUSDT", 1, true, 1, 0, 1, 0), 0),
                desk -> desk.command().defineInstrument(new InstrumentTerms("SOLUSDT", 1, true, 1, 0, 1, 0), 1),
                desk -> desk.command().configureVenue(VenueRules.defaults(1)));
        Set<String> hashes = new LinkedHashSet<>();
        for (int i = 0; i < stories.size(); i++) {
            TradingDesk desk = busy();
            stories.get(i).accept(desk);
            if (i > 0) {
                desk.send();
                assertFalse(desk.events().stream().anyMatch(said -> said.event().equals("rejected")), "story " + i);
            }
            assertTrue(hashes.add(hash(desk)), "story " + i);
        }
    }

    @Test
    void shouldTellApartWhenItHappened() {
        TradingDesk now = busy();
        TradingDesk later = busy();
        later.later(1);
        for (TradingDesk desk : List.of(now, later)) {
            desk.buyLimit(BOB, BTC, "1", "90");
        }
        assertEquals(now.events(), later.events());
        assertNotEquals(hash(now), hash(later));
    }

    private static void accountOf(TradingDesk desk, String displayName, String agentName) {
        desk.command()
                .openAccount(
                        e8("100"),
                        new byte[32],
                        new byte[32],
                        displayName.getBytes(StandardCharsets.UTF_8),
                        agentName.getBytes(StandardCharsets.UTF_8),
                        new byte[1]);
    }

    private static AgentDetails described(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new AgentDetails(
                bytes, bytes, bytes, bytes, bytes, bytes, bytes, bytes, AgentDetails.named(bytes).riskProfile());
    }

    private static void rest(TradingDesk desk, OrderType type) {
        desk.command().placeOrder(ALICE, BTC, Side.BUY, type, e8("1"), e8("90"), CommandFactory.NO_ID, 0);
    }
}
