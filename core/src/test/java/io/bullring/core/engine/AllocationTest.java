package io.bullring.core.engine;

import static io.bullring.core.engine.TradingDesk.ALICE;
import static io.bullring.core.engine.TradingDesk.BOB;
import static io.bullring.core.engine.TradingDesk.BTC;
import static io.bullring.core.engine.TradingDesk.e8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.bullring.core.account.AgentDetails;
import io.bullring.core.account.RiskProfile;
import io.bullring.core.account.VenueRules;
import io.bullring.core.market.BookFees;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.core.order.PlacementMemory;
import io.bullring.core.workload.CommandFactory;
import io.bullring.core.workload.Workload;
import io.bullring.core.workload.WorkloadGenerator;
import io.bullring.core.workload.WorkloadMix;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.Side;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the engine allocates: nothing, once it has grown to the size of what it holds. It grows by pages and by doubling,
 * when there are more portfolios, positions or open orders than ever before, and never gives back; or more remembered
 * placements, of which it gives back what was forgotten; that is told apart here from the steady state, and shown for what it is.
 *
 * <p>A run counts as free of allocation when one of a few in a row was: the JVM itself allocates some hundred bytes on a
 * thread when it throws compiled code away in the midst of a run, which has nothing to do with what runs.
 */
class AllocationTest {
    private static final int RUN = 200_000;
    private static final int RUNS = 8;
    private static final long ONE = e8("1");
    private static final long PRICE = e8("100");
    private static final int CLUB = 2;
    private static final long BALANCE = e8("1000000");

    /** Bytes that no growth of the engine stays below, and nothing of the JVM's own reaches. */
    private static final long GROWTH = 2_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final CommandFactory command = new CommandFactory();
    private final EngineHost host =
            new EngineHost((sequence, timeNs, source, correlationId, events, offset, length, answerOffset) -> {});
    private final byte[] clientOrderId = new byte[8];
    private long nowNs = TradingDesk.START;
    private long lastOrderId;
    private Object kept;

    @BeforeEach
    void openVenue() {
        long all = e8("100");
        VenueRules rules = VenueRules.defaults(1).with(new RiskProfile(all, all, all, 1, 1_000, Integer.MAX_VALUE));
        send(command.configureVenue(rules));
        send(command.defineInstrument(new InstrumentTerms("BTCUSDT", 1, true, 1, 0, 1, 0), 0));
        send(command.feedStatus(1, FeedState.UP, FeedReason.CONNECTED));
        send(command.updatePrice(BTC, e8("100"), 0));
        send(command.openAccount("alice", e8("1000000")));
        send(command.openAccount("bob", e8("1000000")));
    }

    private void send(int length) {
        host.onCommand(host.lastSequence() + 1, nowNs, command.buffer(), 0, length);
        host.engine().nextDeadlineNs();
    }

    private long allocated(Runnable work) {
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    /** The bytes of the first run that allocated nothing, else of the one that allocated least. */
    private long leastOfRuns(Runnable work) {
        long least = Long.MAX_VALUE;
        for (int run = 0; run < RUNS && least > 0; run++) {
            least = Math.min(least, allocated(work));
        }
        return least;
    }

    /** Prices, market orders, resting orders, fills, cancels, client order ids and their repetition. */
    @Test
    void shouldAllocateNothingForTrading() {
        Trading trading = new Trading();
        trading.run(2 * RUN); // 16 agents remember 1,024 placements each after about 160,000 commands
        assertEquals(0, leastOfRuns(() -> trading.run(RUN)));
    }

    /** Orders that rest, trade, walk the book, are changed and cancelled, and a stop-loss fired by a trade. */
    @Test
    void shouldAllocateNothingForTradingInABook() {
        send(command.defineBook(
                new InstrumentTerms("CLUBUSDT", InstrumentTerms.NO_FEED, true, 0, 0, 0, 0),
                new BookFees(0, 0),
                PRICE));
        send(command.grantBase(ALICE, 1, CLUB, 1_000 * ONE));
        send(command.grantBase(BOB, 2, CLUB, 1_000 * ONE));
        tradeInBook(RUN / 10);
        assertEquals(0, leastOfRuns(() -> tradeInBook(RUN / 10)));
    }

    private void tradeInBook(int rounds) {
        for (int i = 0; i < rounds; i++) {
            send(command.limitOrder(ALICE, CLUB, Side.SELL, 2 * ONE, PRICE + ONE));
            send(command.limitOrder(ALICE, CLUB, Side.SELL, ONE, PRICE + 2 * ONE));
            send(command.modifyOrder(ALICE, lastOrderId + 1, ONE, CommandFactory.NO_PRICE));
            send(command.modifyOrder(ALICE, lastOrderId + 2, CommandFactory.NO_PRICE, PRICE + ONE));
            send(command.placeOrder(
                    BOB, CLUB, Side.BUY, OrderType.STOP_LOSS, ONE, PRICE + ONE, CommandFactory.NO_ID, 0));
            send(command.marketOrder(BOB, CLUB, Side.BUY, ONE));
            send(command.advanceTime());
            send(command.limitOrder(BOB, CLUB, Side.BUY, ONE, PRICE));
            send(command.cancelOrder(BOB, lastOrderId + 5));
            send(command.limitOrder(ALICE, CLUB, Side.BUY, 2 * ONE, PRICE));
            send(command.limitOrder(BOB, CLUB, Side.SELL, 2 * ONE, PRICE));
            lastOrderId += 7;
            assertEquals(0, host.engine().openOrders());
        }
    }

    /** The same with one small object for each command, so that a zero above is a zero. */
    @Test
    void shouldSeeOneObjectACommand() {
        Trading trading = new Trading();
        trading.run(2 * RUN);
        long least = leastOfRuns(() -> {
            for (int i = 0; i < RUN; i++) {
                trading.run(1);
                kept = new Object();
            }
        });
        assertTrue(least >= RUN * 8L && least < RUN * 32L, least + " bytes");
        assertTrue(kept != null);
    }

    /** A workload on an engine of its own. */
    private static final class Trading {
        private final EngineHost host =
                new EngineHost((sequence, timeNs, source, correlationId, events, offset, length, answerOffset) -> {});
        private final Workload workload = WorkloadGenerator.trading(7, WorkloadMix.trading(16, 4));

        void run(int commands) {
            for (int i = 0; i < commands; i++) {
                workload.next();
                host.onCommand(host.lastSequence() + 1, workload.timeNs(), workload.buffer(), 0, workload.length());
                host.engine().nextDeadlineNs();
            }
        }
    }

    /** What a steady stream of trading does not have: orders that are due when they come, halts, resumptions, expiry. */
    @Test
    void shouldAllocateNothingForWhatTimeBrings() {
        haltBobAtTheFirstLoss();
        playDays(20_000);
        assertEquals(0, leastOfRuns(() -> playDays(4_000)));
        assertEquals(7, host.engine().openOrders());
        assertTrue(host.engine().audit().isBalanced());
    }

    private void haltBobAtTheFirstLoss() {
        RiskProfile none = RiskProfile.NONE;
        byte[] name = {'b'};
        send(command.updateAgent(BOB, 2, 1 << 7, new AgentDetails(name, name, name, name, name, name, name, name,
                new RiskProfile(
                        none.maxOrderSizePctE8(),
                        none.maxPositionSizePctE8(),
                        1,
                        none.minOrderSizeE8(),
                        none.maxOpenOrders(),
                        none.orderRateLimit()))));
    }

    /** Ten commands a day: Alice's order is due at once, another expires a week later; Bob is halted and resumes. */
    private void playDays(int days) {
        for (int day = 0; day < days; day++) {
            nowNs += TradingDesk.DAY;
            send(command.updatePrice(BTC, PRICE, ONE));
            send(command.limitOrder(ALICE, BTC, Side.BUY, ONE, 2 * PRICE));
            send(command.advanceTime());
            send(command.marketOrder(ALICE, BTC, Side.SELL, ONE));
            send(command.limitOrder(ALICE, BTC, Side.BUY, ONE, PRICE / 2));
            send(command.marketOrder(BOB, BTC, Side.BUY, ONE));
            send(command.updatePrice(BTC, PRICE - 1, PRICE - 1, PRICE, ONE, 2, nowNs, day));
            send(command.reportTrade(BTC, Side.SELL, PRICE - 1, ONE, nowNs, day));
            send(command.marketOrder(BOB, BTC, Side.SELL, ONE));
            send(command.marketOrder(BOB, BTC, Side.BUY, ONE));
            send(command.cancelOrder(BOB, day));
        }
    }

    /** Places, rows and slots that were used before are used again: a new portfolio of an old agent costs no memory. */
    @Test
    void shouldAllocateNothingForNewPortfoliosInOldPlaces() {
        exchangePortfolios(20_000);
        assertEquals(0, leastOfRuns(() -> exchangePortfolios(4_000)));
        assertEquals(0, host.engine().openOrders());
        assertTrue(host.engine().audit().isBalanced());
    }

    /** The same with client order ids, whose memory ends with its portfolio: the growth that the test above does not have. */
    @Test
    void shouldSeeTheMemoryOfANewPortfolio() {
        exchangePortfolios(20_000);
        int resets = 1_000;
        long least = leastOfRuns(() -> {
            for (int i = 0; i < resets; i++) {
                placeNamed(ALICE, 1, 1);
                send(command.resetAgent(ALICE, 1, CommandFactory.SAME_BALANCE));
            }
        });
        assertTrue(least >= resets * 64L, least + " bytes");
    }

    /** Alice trades, has an order open and is reset; trades with a second portfolio and returns to the first. */
    private void exchangePortfolios(int times) {
        for (int i = 0; i < times; i++) {
            trade();
            send(command.resetAgent(ALICE, 1, CommandFactory.SAME_BALANCE));
            trade();
            send(command.parkPortfolio(ALICE, 1, BALANCE));
            trade();
            send(command.returnToPortfolio(ALICE, 1));
            send(command.resetAgent(ALICE, 1, CommandFactory.SAME_BALANCE));
            nowNs += TradingDesk.SECOND;
            send(command.updatePrice(BTC, PRICE, ONE));
        }
    }

    private void trade() {
        send(command.marketOrder(ALICE, BTC, Side.BUY, ONE));
        send(command.limitOrder(ALICE, BTC, Side.BUY, ONE, PRICE / 2));
    }

    /** A memory of placements doubles from 8 to 1,024 and then forgets the oldest for each new one. */
    @Test
    void shouldGrowByDoublingUntilThePlacementsReachTheirBound() {
        placeNamed(BOB, 1, 3_000); // whatever else grows or is loaded has done so
        List<Integer> grewAt = new ArrayList<>();
        for (int i = 1; i <= 3 * PlacementMemory.MAX_ENTRIES; i++) {
            int number = i;
            if (allocated(() -> placeNamed(ALICE, number, number)) > GROWTH) {
                grewAt.add(i);
            }
        }
        assertEquals(
                IntStream.iterate(8, size -> size < PlacementMemory.MAX_ENTRIES, size -> size * 2)
                        .map(size -> size + 1)
                        .boxed()
                        .toList(),
                grewAt.subList(1, grewAt.size()));
        assertEquals(1, grewAt.getFirst());
    }

    /** A day later nine are left: with the next placement the room for 1,024 becomes one for 32, which doubles again. */
    @Test
    void shouldTakeNoMoreRoomForPlacementsThanForThoseThatAreRemembered() {
        placeNamed(BOB, 1, 3_000);
        placeNamed(ALICE, 1, PlacementMemory.MAX_ENTRIES - 9);
        nowNs += 1;
        placeNamed(ALICE, PlacementMemory.MAX_ENTRIES - 8, PlacementMemory.MAX_ENTRIES);
        nowNs += PlacementMemory.MAX_AGE_NS - 1;
        List<Integer> grewAt = new ArrayList<>();
        for (int remembered = 10; remembered <= 40; remembered++) {
            int number = 5_000 + remembered;
            if (allocated(() -> placeNamed(ALICE, number, number)) > GROWTH) {
                grewAt.add(remembered);
            }
        }
        assertEquals(List.of(10, 33), grewAt);
    }

    /** Market orders that are refused after their client order id was looked up: they leave nothing but the memory of them. */
    private void placeNamed(int agent, int from, int to) {
        for (int number = from; number <= to; number++) {
            for (int i = 0, digits = number; i < clientOrderId.length; i++, digits /= 10) {
                clientOrderId[i] = (byte) ('0' + digits % 10);
            }
            send(command.placeOrder(
                    agent,
                    BTC,
                    Side.SELL,
                    OrderType.MARKET,
                    ONE,
                    CommandFactory.NO_PRICE,
                    clientOrderId,
                    clientOrderId.length));
        }
    }

    /** Slots, nodes and the map of ids grow with the most orders ever open, and are used again. */
    @Test
    void shouldGrowWithTheMostOrdersEverOpen() {
        rest(50);
        cancelAll(50);
        assertTrue(allocated(() -> rest(900)) > GROWTH);
        cancelAll(900);
        assertEquals(0, leastOfRuns(() -> {
            rest(900);
            cancelAll(900);
        }));
    }

    @Test
    void shouldCancelAllOrdersWithoutAllocating() {
        rest(900);
        send(command.cancelAllOrders(ALICE, BTC));
        assertEquals(0, host.engine().openOrders());
        assertEquals(0, leastOfRuns(() -> {
            rest(900);
            send(command.cancelAllOrders(ALICE, BTC));
        }));
        assertEquals(0, host.engine().openOrders());
    }

    private void rest(int orders) {
        for (int i = 0; i < orders; i++) {
            send(command.limitOrder(ALICE, BTC, Side.BUY, ONE, PRICE / 2 + i));
            lastOrderId++;
        }
        assertEquals(orders, host.engine().openOrders());
    }

    private void cancelAll(int orders) {
        for (int i = 0; i < orders; i++) {
            send(command.cancelOrder(ALICE, lastOrderId - i));
        }
        assertEquals(0, host.engine().openOrders());
    }
}
