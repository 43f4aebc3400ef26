package io.bullring.gateway.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.fault.EngineFault;
import io.bullring.gateway.event.EventTape;
import io.bullring.protocol.CancelReason;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.Side;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class MemoryHistoryStoreTest {
    private static final int ALICE = 1;
    private static final int BOB = 2;
    private static final int BTC = 1;
    private static final int ETH = 2;

    private final MemoryHistoryStore store = new MemoryHistoryStore(new MemoryHistoryConfig(6, 4));
    private final EventTape tape = new EventTape(store);
    private long nextFill = 1;

    @Test
    void shouldShowAMarketOrderAsFilledFromTheStart() {
        tape.at(500);
        fill(7, ALICE, Side.BUY, OrderType.MARKET, 0, "mine");

        OrderRecord order = store.order(7);
        assertEquals(
                new OrderRecord(
                        7,
                        ALICE,
                        10,
                        BTC,
                        Side.BUY,
                        OrderType.MARKET,
                        300,
                        OrderRecord.NONE,
                        "mine",
                        OrderStatus.FILLED,
                        500,
                        500,
                        0,
                        0,
                        new Execution(1, 20, 19, 5, 6_000, 6, OrderRecord.NONE),
                        null,
                        null),
                order);
        assertEquals(6_006, order.totalCostE8());
    }

    @Test
    void shouldShowAnOpenOrderWithWhatIsHeldForIt() {
        tape.at(500);
        accept(7, ALICE, BTC);

        OrderRecord order = store.order(7);
        assertEquals(OrderStatus.PENDING, order.status());
        assertEquals(900, order.heldE8());
        assertEquals(44, order.priceE8());
        assertNull(order.clientOrderId());
        assertEquals(OrderRecord.NONE, order.totalCostE8());
        assertEquals(List.of(order), store.openOrders(ALICE, 10, 0).rows());
    }

    @Test
    void shouldCloseARestingOrderInEachOfTheFourWays() {
        for (long orderId = 1; orderId <= 4; orderId++) {
            tape.at(100 + orderId);
            accept(orderId, ALICE, BTC);
        }
        tape.at(200);
        fill(1, ALICE, Side.SELL, OrderType.LIMIT, 900, "");
        tape.command(sink -> sink.orderCancelled(2, ALICE, 10, BTC, Side.BUY, CancelReason.SESSION_END, 900));
        tape.command(sink -> sink.orderRejected(3, ALICE, 10, BTC, Side.BUY, RejectReason.INSUFFICIENT_BALANCE, 900));
        tape.command(sink -> sink.orderExpired(4, ALICE, 10, BTC, Side.BUY, 900));

        assertEquals(OrderStatus.FILLED, store.order(1).status());
        assertEquals(OrderStatus.CANCELLED, store.order(2).status());
        assertEquals(CancelReason.SESSION_END, store.order(2).cancelReason());
        assertEquals(OrderStatus.REJECTED, store.order(3).status());
        assertEquals(RejectReason.INSUFFICIENT_BALANCE, store.order(3).rejectReason());
        assertEquals(OrderStatus.EXPIRED, store.order(4).status());
        for (long orderId = 1; orderId <= 4; orderId++) {
            OrderRecord order = store.order(orderId);
            assertEquals(100 + orderId, order.createdNs());
            assertEquals(200, order.updatedNs());
            assertEquals(0, order.heldE8());
            assertEquals(900, order.releasedE8());
        }
        assertEquals(0, store.openOrders(ALICE, 10, 0).total());
        assertEquals(1, store.fills(ALICE, FillFilter.ALL, 10, 0).total());
    }

    @Test
    void shouldListNewestFirstInPagesWithTheTotal() {
        for (long orderId = 1; orderId <= 5; orderId++) {
            accept(orderId, ALICE, BTC);
        }

        Page<OrderRecord> page = store.orders(ALICE, OrderFilter.ALL, 2, 1);
        assertEquals(List.of(4L, 3L), ids(page));
        assertEquals(5, page.total());
        assertEquals(List.of(), store.orders(ALICE, OrderFilter.ALL, 2, 5).rows());
        assertEquals(List.of(1L), ids(store.openOrders(ALICE, 2, 4)));
    }

    @Test
    void shouldFilterOrdersByStatusAndInstrument() {
        accept(1, ALICE, BTC);
        accept(2, ALICE, ETH);
        fill(3, ALICE, Side.BUY, OrderType.MARKET, 0, "");

        assertEquals(List.of(2L), ids(store.orders(ALICE, new OrderFilter(null, ETH), 10, 0)));
        assertEquals(List.of(3L), ids(store.orders(ALICE, new OrderFilter(OrderStatus.FILLED, 0), 10, 0)));
        assertEquals(List.of(1L), ids(store.orders(ALICE, new OrderFilter(OrderStatus.PENDING, BTC), 10, 0)));
        assertEquals(0, store.orders(ALICE, new OrderFilter(OrderStatus.EXPIRED, 0), 10, 0).total());
    }

    @Test
    void shouldFilterFillsBySideInstrumentAndTimeInclusive() {
        tape.at(100);
        fill(1, ALICE, Side.BUY, OrderType.MARKET, 0, "");
        tape.at(200);
        fill(2, ALICE, Side.SELL, OrderType.MARKET, 0, "");
        tape.at(300);
        fill(3, ALICE, Side.BUY, OrderType.MARKET, 0, "");

        assertEquals(List.of(3L, 2L, 1L), fillsOf(new FillFilter(0, null, 100, 300)));
        assertEquals(List.of(2L), fillsOf(new FillFilter(BTC, Side.SELL, 0, 1_000)));
        assertEquals(List.of(2L), fillsOf(new FillFilter(0, null, 101, 299)));
        assertEquals(List.of(), fillsOf(new FillFilter(ETH, null, 0, 1_000)));
    }

    @Test
    void shouldKeepAgentsApart() {
        accept(1, ALICE, BTC);
        fill(2, BOB, Side.BUY, OrderType.MARKET, 0, "");

        assertEquals(List.of(1L), ids(store.orders(ALICE, OrderFilter.ALL, 10, 0)));
        assertEquals(List.of(2L), ids(store.orders(BOB, OrderFilter.ALL, 10, 0)));
        assertEquals(0, store.fills(ALICE, FillFilter.ALL, 10, 0).total());
        assertEquals(Page.empty(), store.orders(99, OrderFilter.ALL, 10, 0));
        assertEquals(Page.empty(), store.fills(99, FillFilter.ALL, 10, 0));
    }

    @Test
    void shouldDropTheFirstClosedOrderOfAnAgentBeyondItsBoundAndNoOpenOne() {
        accept(1, ALICE, BTC);
        accept(2, ALICE, BTC);
        for (long orderId = 3; orderId <= 5; orderId++) {
            fill(orderId, ALICE, Side.BUY, OrderType.MARKET, 0, "");
        }
        tape.command(sink -> sink.orderCancelled(2, ALICE, 10, BTC, Side.BUY, CancelReason.REQUESTED, 900));
        assertEquals(List.of(5L, 4L, 3L, 2L, 1L), ids(store.orders(ALICE, OrderFilter.ALL, 10, 0)));

        fill(6, ALICE, Side.BUY, OrderType.MARKET, 0, "");

        assertNull(store.order(3));
        assertEquals(List.of(6L, 5L, 4L, 2L, 1L), ids(store.orders(ALICE, OrderFilter.ALL, 10, 0)));
    }

    @Test
    void shouldDropTheFirstClosedOrderOfTheVenueBeyondItsBound() {
        for (long orderId = 1; orderId <= 6; orderId++) {
            fill(orderId, 1 + (int) (orderId % 3), Side.BUY, OrderType.MARKET, 0, "");
        }
        fill(7, ALICE, Side.BUY, OrderType.MARKET, 0, "");

        assertNull(store.order(1));
        assertEquals(List.of(4L), ids(store.orders(BOB, OrderFilter.ALL, 10, 0)));
        assertEquals(List.of(2L, 3L, 4L, 5L, 6L, 7L), LongStream.rangeClosed(1, 7)
                .filter(orderId -> store.order(orderId) != null)
                .boxed()
                .toList());
    }

    @Test
    void shouldStayWithinItsBoundsWhateverCloses() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (long orderId = 1; orderId <= 2_000; orderId++) {
            int agentId = 1 + random.nextInt(3);
            if (random.nextBoolean()) {
                fill(orderId, agentId, Side.BUY, OrderType.MARKET, 0, "");
            } else {
                long id = orderId;
                accept(orderId, agentId, BTC);
                if (random.nextInt(10) > 0) {
                    tape.command(sink -> sink.orderExpired(id, agentId, 10, BTC, Side.BUY, 900));
                }
            }
        }

        int closed = 0;
        for (int agentId = 1; agentId <= 3; agentId++) {
            Page<OrderRecord> orders = store.orders(agentId, OrderFilter.ALL, 5_000, 0);
            int ofAgent = orders.total() - store.openOrders(agentId, 1, 0).total();
            assertTrue(ofAgent <= 4, "seed " + seed);
            closed += ofAgent;
            for (OrderRecord order : orders.rows()) {
                assertEquals(order, store.order(order.orderId()), "seed " + seed);
            }
        }
        assertEquals(6, closed, "seed " + seed);
    }

    @Test
    void shouldCallItAFaultWhenAnOrderEndsThatIsNotOpen() {
        fill(1, ALICE, Side.BUY, OrderType.MARKET, 0, "");

        assertThrows(
                EngineFault.class,
                () -> tape.command(sink -> sink.orderExpired(1, ALICE, 10, BTC, Side.BUY, 900)));
    }

    @Test
    @Timeout(30)
    void shouldAnswerReadersWhileItIsWritten() throws InterruptedException {
        int last = 5_000;
        Thread reader = new Thread(() -> {
            OrderRecord seen = null;
            while (seen == null || seen.orderId() < last) {
                List<OrderRecord> rows = store.orders(ALICE, OrderFilter.ALL, 3, 0).rows();
                seen = rows.isEmpty() ? null : rows.getFirst();
            }
        });
        reader.start();
        for (long orderId = 1; orderId <= last; orderId++) {
            fill(orderId, ALICE, Side.BUY, OrderType.MARKET, 0, "");
        }
        reader.join();

        assertEquals(4, store.orders(ALICE, OrderFilter.ALL, 10, 0).total());
    }

    private void accept(long orderId, int agentId, int instrumentId) {
        tape.command(sink -> sink.orderAccepted(
                orderId, agentId, 10, instrumentId, Side.BUY, OrderType.LIMIT, 300, 44, 900, text("")));
    }

    private void fill(long orderId, int agentId, Side side, OrderType type, long releasedE8, String clientOrderId) {
        tape.command(sink -> sink.orderFilled(
                orderId,
                nextFill++,
                agentId,
                10,
                BTC,
                side,
                type,
                300,
                20,
                19,
                5,
                6_000,
                6,
                releasedE8,
                side == Side.BUY ? OrderRecord.NONE : 3,
                text(clientOrderId)));
    }

    private List<Long> fillsOf(FillFilter filter) {
        return store.fills(ALICE, filter, 10, 0)
                .rows()
                .stream()
                .map(FillRecord::orderId)
                .toList();
    }

    private static List<Long> ids(Page<OrderRecord> page) {
        return page.rows().stream().map(OrderRecord::orderId).toList();
    }

    private static UnsafeBuffer text(String text) {
        return new UnsafeBuffer(text.getBytes(StandardCharsets.US_ASCII));
    }
}
