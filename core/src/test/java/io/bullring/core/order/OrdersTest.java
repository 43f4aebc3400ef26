package io.bullring.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.wallet.Portfolios;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slots and links say of the open orders what a plain list would. */
class OrdersTest {
    private static final int PORTFOLIOS = 7;

    /** An open order and its slot. */
    private record Open(
            long id,
            int agent,
            int portfolio,
            int instrument,
            Side side,
            OrderType type,
            long quantityE8,
            long priceE8,
            long heldE8,
            long acceptedNs,
            int slot) {}

    private final Portfolios portfolios = new Portfolios();
    private final Orders orders = new Orders(portfolios);
    private final Order order = new Order();
    private final List<Open> naive = new ArrayList<>();

    @BeforeEach
    void openPortfolios() {
        for (int agent = 1; agent <= PORTFOLIOS; agent++) {
            portfolios.open(agent, 0);
        }
    }

    @Test
    void shouldHoldTheLargestNumbersOfEveryField() {
        for (OrderType type : List.of(OrderType.MARKET, OrderType.LIMIT, OrderType.STOP_LOSS, OrderType.TAKE_PROFIT)) {
            for (Side side : List.of(Side.BUY, Side.SELL)) {
                long id = (1L << 47) - 1 - naive.size();
                add(new Open(id, 1 << 24, 3, 4_096, side, type, Long.MAX_VALUE, 1, Long.MAX_VALUE, 1, 0));
            }
        }
        add(new Open(1, 1, 1, 1, Side.BUY, OrderType.LIMIT, 1, Long.MAX_VALUE, 0, Long.MAX_VALUE, 0));
        compare();
    }

    @Test
    void shouldKnowNothingOfOrdersThatAreGone() {
        assertEquals(Orders.NONE, orders.slotOf(1));
        assertEquals(Orders.NONE, orders.oldest());
        add(new Open(1, 1, 2, 1, Side.BUY, OrderType.LIMIT, 5, 6, 30, 7, 0));
        remove(0);
        assertEquals(Orders.NONE, orders.slotOf(1));
        assertEquals(Orders.NONE, orders.oldest());
        assertEquals(Orders.NONE, portfolios.firstOrder(2));
        assertEquals(Orders.NONE, portfolios.lastOrder(2));
        assertEquals(0, orders.count());
    }

    @Test
    void shouldUseSlotsAgain() {
        for (int i = 1; i <= 3; i++) {
            add(new Open(i, 1, 1, 1, Side.BUY, OrderType.LIMIT, 1, 1, 1, i, 0));
        }
        for (int i = 4; i <= 10_000; i++) {
            remove(i % 3);
            add(new Open(i, 1, 1, 1, Side.BUY, OrderType.LIMIT, 1, 1, 1, i, 0));
            assertTrue(naive.getLast().slot() < 3);
        }
        compare();
    }

    @ParameterizedTest(name = "{0} steps, about {1} open")
    @CsvSource({"2000, 3", "20000, 40", "40000, 3000"})
    void shouldListWhatAListWould(int steps, int about) {
        long seed = System.nanoTime();
        System.out.println("OrdersTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        long id = 0;
        long nowNs = 0;
        int most = 0;
        for (int step = 0; step < steps; step++) {
            id += random.nextInt(1, 4);
            nowNs += random.nextInt(3);
            if (random.nextInt(2 * about) >= naive.size()) {
                add(randomOrder(random, id, nowNs));
                most = Math.max(most, naive.size());
                assertTrue(naive.getLast().slot() < most, "seed " + seed);
            } else {
                remove(random.nextInt(naive.size()));
            }
            if (step % (about * 4) == 0) {
                compare();
            }
        }
        compare();
        while (!naive.isEmpty()) {
            remove(random.nextInt(naive.size()));
        }
        compare();
    }

    /** {@link OrderIds} spreads ids by it. */
    @Test
    void shouldHaveASaltThatFollowsFromTheNanosecondsAtWhichOrdersCame() {
        assertEquals(saltAfter(7_000, 9_001), saltAfter(7_000, 9_001));
        assertNotEquals(saltAfter(7_000, 9_001), saltAfter(7_001, 9_001));
        assertNotEquals(saltAfter(7_000, 9_001), saltAfter(9_001, 7_000));
    }

    private static long saltAfter(long... acceptedNs) {
        Portfolios owners = new Portfolios();
        owners.open(1, 0);
        Orders orders = new Orders(owners);
        Order order = new Order();
        order.place(1, 1, 1, Side.BUY.value(), OrderType.LIMIT.value(), 1, 1);
        for (int i = 0; i < acceptedNs.length; i++) {
            order.id(i + 1);
            orders.add(order, acceptedNs[i]);
        }
        return orders.salt();
    }

    private static Open randomOrder(SplittableRandom random, long id, long nowNs) {
        int portfolio = random.nextInt(1, PORTFOLIOS + 1);
        return new Open(
                id,
                portfolio * 10,
                portfolio,
                random.nextInt(1, 4_097),
                random.nextBoolean() ? Side.BUY : Side.SELL,
                OrderType.get((short) random.nextInt(4)),
                random.nextLong(Long.MAX_VALUE),
                random.nextLong(Long.MAX_VALUE),
                random.nextLong(Long.MAX_VALUE),
                nowNs,
                0);
    }

    private void add(Open open) {
        order.place(
                open.agent,
                open.portfolio,
                open.instrument,
                open.side.value(),
                open.type.value(),
                open.quantityE8,
                open.priceE8);
        order.id(open.id);
        order.heldE8(open.heldE8);
        naive.add(withSlot(open, orders.add(order, open.acceptedNs)));
    }

    private static Open withSlot(Open open, int slot) {
        return new Open(
                open.id,
                open.agent,
                open.portfolio,
                open.instrument,
                open.side,
                open.type,
                open.quantityE8,
                open.priceE8,
                open.heldE8,
                open.acceptedNs,
                slot);
    }

    private void remove(int index) {
        Open open = naive.remove(index);
        assertEquals(open.slot, orders.slotOf(open.id));
        orders.remove(open.slot);
        assertEquals(Orders.NONE, orders.slotOf(open.id));
    }

    private void compare() {
        assertEquals(naive.size(), orders.count());
        assertEquals(naive.isEmpty() ? Orders.NONE : naive.getFirst().slot, orders.oldest());
        for (Open open : naive) {
            assertEquals(open, read(orders.slotOf(open.id)));
        }
        for (int portfolio = 1; portfolio <= PORTFOLIOS; portfolio++) {
            compareList(portfolio);
        }
        compareSnapshot();
    }

    private Open read(int slot) {
        orders.read(slot, order);
        assertEquals(order.id(), orders.idAt(slot));
        assertEquals(order.instrumentId(), orders.instrumentAt(slot));
        assertEquals(order.portfolio(), orders.portfolioAt(slot));
        return new Open(
                order.id(),
                order.agentId(),
                order.portfolio(),
                order.instrumentId(),
                order.side(),
                order.type(),
                order.quantityE8(),
                order.priceE8(),
                order.heldE8(),
                orders.acceptedNs(slot),
                slot);
    }

    private void compareList(int portfolio) {
        List<Integer> expected = naive.stream()
                .filter(open -> open.portfolio == portfolio)
                .map(Open::slot)
                .toList();
        List<Integer> actual = new ArrayList<>();
        for (int slot = portfolios.firstOrder(portfolio); slot != Orders.NONE; slot = orders.nextOfPortfolio(slot)) {
            actual.add(slot);
        }
        assertEquals(expected, actual);
        assertEquals(expected.size(), portfolios.openOrders(portfolio));
        assertEquals(expected.isEmpty() ? Orders.NONE : expected.getLast(), portfolios.lastOrder(portfolio));
    }

    /** The snapshot is in acceptance order, knows the groups, and nothing of slots. */
    private void compareSnapshot() {
        Map<Integer, Long> groups = new HashMap<>();
        List<Object> expected = new ArrayList<>();
        expected.add((long) naive.size());
        for (Open open : naive) {
            groups.put(open.slot, open.id % 5);
            expected.add(open.id << 16
                    | (long) open.instrument << 3
                    | (long) open.type.value() << 1
                    | open.side.value());
            expected.addAll(List.of(open.quantityE8, open.priceE8, open.heldE8, open.acceptedNs));
            expected.add((long) open.agent << 32 | open.portfolio);
            expected.add(open.id % 5);
        }
        WrittenState written = new WrittenState();
        orders.writeTo(written, groups::get);
        assertEquals(expected, written.values());
    }
}
