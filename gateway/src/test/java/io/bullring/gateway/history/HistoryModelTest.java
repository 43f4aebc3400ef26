package io.bullring.gateway.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.engine.EngineHost;
import io.bullring.core.wallet.PortfolioImage;
import io.bullring.core.workload.CommandFactory;
import io.bullring.core.workload.Workload;
import io.bullring.core.workload.WorkloadGenerator;
import io.bullring.gateway.history.SessionRecord.Holding;
import io.bullring.protocol.Side;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store on disk says what the naive one says, however often it stops in the middle and is given events again. */
final class HistoryModelTest {
    private static final int COMMANDS = 6_000;
    private static final int AGENTS = 60;
    private static final int INSTRUMENTS = 8;
    private static final int ROWS = 1_000_000;
    private static final HistoryConfig CONFIG = new HistoryConfig(1 << 20, 1 << 16, 1 << 14, 20, 10, 5, 1_000_000);

    private record Events(long timeNs, UnsafeBuffer bytes) {}

    @TempDir
    Path data;

    private final List<Events> events = new ArrayList<>();
    private final PortfolioImage image = new PortfolioImage(100);
    private EngineHost venue;
    private NaiveHistory model = new NaiveHistory();

    @Test
    void shouldAgreeWithTheNaiveHistoryWhereverItStopsAndGoesOn() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        runVenue(seed, random);
        while (model.lastOrderId() <= 100) { // a hostile venue may take few orders, which says little of a history
            seed++;
            random = new Random(seed);
            events.clear();
            model = new NaiveHistory();
            runVenue(seed, random);
        }

        DiskHistoryStore store = DiskHistoryStore.open(data.resolve("history"), CONFIG);
        int next = 1;
        int stops = 0;
        while (next <= COMMANDS) {
            give(store, next);
            next++;
            if (random.nextInt(5) == 0) {
                store.tell();
            }
            if (random.nextInt(20) == 0) {
                store.onBatchEnd();
            }
            if (random.nextInt(500) == 0) {
                store.close();
                store = DiskHistoryStore.open(data.resolve("history"), CONFIG);
                next = 1 + random.nextInt((int) store.checkpoint() + 1);
                stops++;
            }
        }
        store.onBatchEnd();

        assertEquals(COMMANDS, store.checkpoint(), "seed " + seed);
        assertTrue(model.lastOrderId() > 100, "seed " + seed);
        compare(store, "seed " + seed + ", " + stops + " stops");
        store.close();
    }

    private void runVenue(long seed, Random random) {
        venue = new EngineHost(this::record);
        Workload workload = WorkloadGenerator.adversarial(seed);
        CommandFactory lives = new CommandFactory();
        for (int sequence = 1; sequence <= COMMANDS; sequence++) {
            if (random.nextInt(30) == 0 && sequence > 100) {
                changeALife(lives, random);
                venue.onCommand(sequence, workload.timeNs(), lives.buffer(), 0, lives.length());
            } else {
                workload.next();
                venue.onCommand(sequence, workload.timeNs(), workload.buffer(), 0, workload.length());
            }
        }
    }

    private static void changeALife(CommandFactory command, Random random) {
        int agentId = 1 + random.nextInt(20);
        int accountId = 1 + random.nextInt(4);
        switch (random.nextInt(8)) {
            case 0 -> command.deleteAgent(agentId, accountId);
            case 1, 2 -> command.parkPortfolio(agentId, accountId, 1_000_000_000_000L);
            case 3, 4 -> command.returnToPortfolio(agentId, accountId);
            default -> command.resetAgent(agentId, accountId, CommandFactory.SAME_BALANCE);
        }
    }

    private void record(
            long sequence,
            long timeNs,
            int source,
            long correlationId,
            DirectBuffer buffer,
            int offset,
            int length,
            int answerOffset) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        events.add(new Events(timeNs, new UnsafeBuffer(bytes)));
        model.onEvents(sequence, timeNs, source, correlationId, buffer, offset, length, answerOffset);
    }

    private void give(DiskHistoryStore store, int sequence) {
        Events caused = events.get(sequence - 1);
        store.onEvents(sequence, caused.timeNs(), 0, 0, caused.bytes(), 0, caused.bytes().capacity(), 0);
    }

    private void compareTotals(DiskHistoryStore store, int agentId, String when) {
        for (int instrumentId = 0; instrumentId <= INSTRUMENTS; instrumentId++) {
            for (OrderStatus status : OrderStatus.values()) {
                OrderFilter filter = new OrderFilter(status, instrumentId);
                assertEquals(
                        model.orders(agentId, filter).size(), store.orders(agentId, filter, 1, 0, ROWS).total(), when);
            }
            OrderFilter anyStatus = new OrderFilter(null, instrumentId);
            assertEquals(
                    model.orders(agentId, anyStatus).size(), store.orders(agentId, anyStatus, 1, 0, ROWS).total(),
                    when);
            List<OrderRecord> open =
                    model.openOrders(agentId).stream().filter(anyStatus::accepts).toList();
            assertEquals(
                    new Page<>(open, open.size()),
                    store.openOrders(agentId, instrumentId, OrderFilter.NEWEST, Integer.MAX_VALUE, 0),
                    when);
            for (Side side : List.of(Side.BUY, Side.SELL)) {
                FillFilter fills = new FillFilter(instrumentId, side, Long.MIN_VALUE, Long.MAX_VALUE);
                assertEquals(
                        model.fills(agentId).stream().filter(fills::accepts).count(),
                        store.fills(agentId, fills, 1, 0, ROWS).total(),
                        when);
            }
        }
        assertEquals(model.openOrders(agentId).size(), store.openOrders(agentId, 0, OrderFilter.NEWEST, 1, 0).total(),
                when);
        assertEquals(model.fills(agentId).size(), store.fills(agentId, FillFilter.ALL, 1, 0, ROWS).total(), when);
    }

    /** Pages of orders of each status, those of each client order id, and of the fills until the time of each one. */
    private void comparePages(DiskHistoryStore store, int agentId, String when) {
        for (OrderStatus status : OrderStatus.values()) {
            OrderFilter filter = new OrderFilter(status, 0);
            List<OrderRecord> all = model.orders(agentId, filter);
            for (int offset = 0; offset <= all.size(); offset += 5) {
                assertEquals(
                        new Page<>(all.subList(offset, Math.min(offset + 3, all.size())), all.size()),
                        store.orders(agentId, filter, 3, offset, ROWS),
                        when);
            }
            for (int i = 0; i < all.size(); i++) {
                OrderFilter before = new OrderFilter(status, 0, null, all.get(i).orderId());
                assertEquals(
                        new Page<>(all.subList(i + 1, Math.min(i + 4, all.size())), all.size()),
                        store.orders(agentId, before, 3, 0, ROWS),
                        when);
            }
        }
        for (OrderRecord order : model.orders(agentId, OrderFilter.ALL)) {
            if (order.clientOrderId() != null) {
                OrderFilter named = new OrderFilter(null, 0, order.clientOrderId(), OrderFilter.NEWEST);
                List<OrderRecord> all = model.orders(agentId, named);
                assertEquals(new Page<>(all, all.size()), store.orders(agentId, named, all.size(), 0, ROWS), when);
            }
        }
        List<FillRecord> fills = model.fills(agentId);
        for (FillRecord last : fills) {
            FillFilter filter = new FillFilter(0, null, Long.MIN_VALUE, last.executedNs());
            List<FillRecord> until = fills.stream().filter(filter::accepts).toList();
            assertEquals(
                    new Page<>(until.subList(0, Math.min(3, until.size())), until.size()),
                    store.fills(agentId, filter, 3, 0, ROWS),
                    when);
        }
    }

    private void compare(DiskHistoryStore store, String when) {
        int all = Integer.MAX_VALUE;
        for (int agentId = 1; agentId <= AGENTS; agentId++) {
            assertEquals(
                    model.orders(agentId, OrderFilter.ALL),
                    store.orders(agentId, OrderFilter.ALL, all, 0, ROWS).rows(),
                    when);
            compareTotals(store, agentId, when);
            comparePages(store, agentId, when);
            List<OrderRecord> open = model.openOrders(agentId);
            assertEquals(open, store.openOrders(agentId, 0, OrderFilter.NEWEST, all, 0).rows(), when);
            for (int i = 0; i < open.size(); i++) {
                assertEquals(
                        new Page<>(open.subList(i + 1, Math.min(i + 4, open.size())), open.size()),
                        store.openOrders(agentId, 0, open.get(i).orderId(), 3, 0),
                        when);
            }
            compareFills(store, agentId, when);
        }
        compareSessions(store, when);
        compareWorths(store, when);
        for (long orderId = 1; orderId <= model.lastOrderId() + 1; orderId++) {
            OrderRecord order = model.order(orderId);
            for (int agentId = 1; agentId <= AGENTS; agentId++) {
                boolean isOwner = order != null && order.agentId() == agentId;
                assertEquals(isOwner ? order : null, store.order(agentId, orderId), when);
            }
        }
        for (int instrumentId = 1; instrumentId <= INSTRUMENTS; instrumentId++) {
            List<FillRecord> taken = model.taken(instrumentId);
            assertEquals(taken, store.newestTrades(instrumentId, all), when);
            assertEquals(
                    taken.subList(0, taken.size() / 2), store.newestTrades(instrumentId, taken.size() / 2), when);
            for (CandleInterval interval : CandleInterval.ALL) {
                assertEquals(
                        model.candles(instrumentId, interval),
                        store.candles(instrumentId, interval, Long.MIN_VALUE, Long.MAX_VALUE, all),
                        when);
            }
        }
    }

    private void compareFills(DiskHistoryStore store, int agentId, String when) {
        List<FillRecord> fills = model.fills(agentId);
        assertEquals(fills, store.fills(agentId, FillFilter.ALL, Integer.MAX_VALUE, 0, ROWS).rows(), when);
        for (int limit = 1; limit <= fills.size(); limit += 7) {
            assertEquals(fills.subList(0, limit), store.newestFills(agentId, Long.MIN_VALUE, limit), when);
        }
        assertEquals(
                model.grants(agentId), store.newestGrants(agentId, Long.MIN_VALUE, Integer.MAX_VALUE), when);
    }

    private void compareSessions(DiskHistoryStore store, String when) {
        int sessions = 0;
        int earlier = 0;
        for (int agentId = 1; agentId <= AGENTS; agentId++) {
            for (SessionRecord expected : model.worths().sessions(agentId)) {
                SessionRecord session = store.session(agentId, expected.portfolioId());
                assertEquals(expected, byInstrument(session), when);
                assertEquals(heldByTheEngine(session), byInstrument(session).holdings(), when);
                for (FillRecord fill : model.fills(agentId)) {
                    long fromNs = fill.executedNs() + 1;
                    Tally tally = model.worths().tally(expected.portfolioId(), fromNs);
                    assertEquals(tally, store.tally(agentId, session, fromNs, ROWS), when);
                }
                sessions++;
                earlier += compareEarlier(store, agentId, session, when);
            }
        }
        assertTrue(sessions > 0, when);
        assertTrue(earlier > 0, when);
    }

    /** By instrument, with what it counts them as having cost. */
    private List<Holding> heldByTheEngine(SessionRecord session) {
        assertTrue(venue.engine().portfolios().read(session.portfolioId(), image));
        return IntStream.range(0, image.positionCount())
                .mapToObj(i -> new Holding(
                        image.instrumentId(i), image.baseAvailableE8(i) + image.baseHeldE8(i), image.costE8(i)))
                .filter(holding -> holding.quantityE8() > 0)
                .sorted(Comparator.comparingInt(Holding::instrumentId))
                .toList();
    }

    /** How many there were before this one. */
    private int compareEarlier(DiskHistoryStore store, int agentId, SessionRecord session, String when) {
        int earlier = 0;
        SessionRecord told = store.sessionBefore(agentId, session);
        SessionRecord expected = model.worths().sessionBefore(session);
        while (expected != null) {
            assertEquals(expected, byInstrument(told), when);
            earlier++;
            told = store.sessionBefore(agentId, told);
            expected = model.worths().sessionBefore(expected);
        }
        assertNull(told, when);
        return earlier;
    }

    /** Of each session that goes on: its newest points at full minutes, hours and days, and some moments in between. */
    private void compareWorths(DiskHistoryStore store, String when) {
        WorthCurve curves = new WorthCurve(store, ROWS);
        long nowNs = events.getLast().timeNs();
        for (int agentId = 1; agentId <= AGENTS; agentId++) {
            for (SessionRecord expected : model.worths().sessions(agentId)) {
                SessionRecord session = store.session(agentId, expected.portfolioId());
                for (CandleInterval spacing : CandleInterval.ALL) {
                    curves.ofSession(agentId, session, spacing, Long.MIN_VALUE, nowNs, 50)
                            .forEach(point -> compareWorth(session, point, when));
                }
                long stepNs = (nowNs - session.openedNs()) / 20 + 1;
                for (long timeNs = nowNs; timeNs >= session.openedNs(); timeNs -= stepNs) {
                    compareWorth(session, curves.atOrNull(agentId, session, timeNs), when);
                }
            }
        }
    }

    private void compareWorth(SessionRecord session, WorthPoint point, String when) {
        assertEquals(model.worth(session.portfolioId(), point.timeNs()), point, when);
    }

    private static SessionRecord byInstrument(SessionRecord session) {
        return new SessionRecord(
                session.portfolioId(),
                session.previousId(),
                session.openedNs(),
                session.startingBalanceE8(),
                session.cashE8(),
                session.holdings().stream().sorted(Comparator.comparingInt(Holding::instrumentId)).toList(),
                session.lastFillId(),
                session.lastGrant(),
                session.tally());
    }
}
