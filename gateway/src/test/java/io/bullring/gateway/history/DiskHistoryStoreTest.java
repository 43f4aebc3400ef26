package io.bullring.gateway.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bullring.core.fault.EngineFault;
import io.bullring.protocol.CancelReason;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.Side;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiskHistoryStoreTest {
    private static final int ALICE = 1;
    private static final int BOB = 2;
    private static final int BTC = OrderTape.BTC;
    private static final int ETH = 2;
    private static final long BALANCE_E8 = OrderTape.BALANCE_E8;
    private static final long MINUTE = 60_000_000_000L;
    private static final int ROWS = 1_000;
    private static final int FEW = 6;

    private static final HistoryConfig CONFIG = new HistoryConfig(1 << 20, 1 << 16, 1 << 12, 10, 2, 2, 6);

    @TempDir
    Path data;

    private DiskHistoryStore store;
    private OrderTape tape;

    @BeforeEach
    void open() {
        store = DiskHistoryStore.open(data.resolve("history"), CONFIG);
        tape = new OrderTape(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void shouldShowAMarketOrderAsFilledFromTheStart() {
        tape.at(500);
        tape.fill(7, ALICE, Side.BUY, OrderType.MARKET, 0, "mine");

        OrderRecord order = store.order(ALICE, 7);
        assertEquals(
                new OrderRecord(
                        7,
                        ALICE,
                        10,
                        BTC,
                        Side.BUY,
                        OrderType.MARKET,
                        300,
                        0,
                        OrderRecord.NONE,
                        "mine",
                        null,
                        OrderStatus.FILLED,
                        500,
                        500,
                        0,
                        0,
                        new Execution(1, 300, WideAmount.of(6_000), 19, 5, 6_000, 6, OrderRecord.NONE),
                        null,
                        null),
                order);
        assertEquals(20, order.execution().priceE8());
        assertEquals(6_006, order.totalCostE8());
    }

    @Test
    void shouldShowAnOpenOrderWithWhatIsHeldForIt() {
        tape.at(500);
        tape.accept(7, ALICE, BTC);

        OrderRecord order = store.order(ALICE, 7);
        assertEquals(OrderStatus.PENDING, order.status());
        assertEquals(900, order.heldE8());
        assertEquals(44, order.priceE8());
        assertNull(order.clientOrderId());
        assertEquals(OrderRecord.NONE, order.totalCostE8());
        assertEquals(List.of(order), store.openOrders(ALICE, 0, OrderFilter.NEWEST, 10, 0).rows());
    }

    @Test
    void shouldCloseARestingOrderInEachOfTheFourWays() {
        for (long orderId = 1; orderId <= 4; orderId++) {
            tape.at(100 + orderId);
            tape.accept(orderId, ALICE, BTC);
        }
        tape.at(200);
        tape.fill(1, ALICE, Side.BUY, OrderType.LIMIT, 900, "");
        tape.command(sink -> sink.orderCancelled(2, ALICE, 10, BTC, Side.BUY, CancelReason.SESSION_END, 900));
        tape.command(sink -> sink.orderRejected(3, ALICE, 10, BTC, Side.BUY, RejectReason.INSUFFICIENT_BALANCE, 900));
        tape.command(sink -> sink.orderExpired(4, ALICE, 10, BTC, Side.BUY, 900));

        assertEquals(OrderStatus.FILLED, store.order(ALICE, 1).status());
        assertEquals(OrderStatus.CANCELLED, store.order(ALICE, 2).status());
        assertEquals(CancelReason.SESSION_END, store.order(ALICE, 2).cancelReason());
        assertEquals(OrderStatus.REJECTED, store.order(ALICE, 3).status());
        assertEquals(RejectReason.INSUFFICIENT_BALANCE, store.order(ALICE, 3).rejectReason());
        assertEquals(OrderStatus.EXPIRED, store.order(ALICE, 4).status());
        for (long orderId = 1; orderId <= 4; orderId++) {
            OrderRecord order = store.order(ALICE, orderId);
            assertEquals(100 + orderId, order.createdNs());
            assertEquals(200, order.updatedNs());
            assertEquals(0, order.heldE8());
            assertEquals(900, order.releasedE8());
        }
        assertEquals(0, store.openOrders(ALICE, 0, OrderFilter.NEWEST, 10, 0).total());
        assertEquals(1, store.fills(ALICE, FillFilter.ALL, 10, 0, ROWS).total());
    }

    @Test
    void shouldListNewestFirstInPagesWithTheTotal() {
        for (long orderId = 1; orderId <= 5; orderId++) {
            tape.accept(orderId, ALICE, BTC);
        }

        Page<OrderRecord> page = store.orders(ALICE, OrderFilter.ALL, 2, 1, ROWS);
        assertEquals(List.of(4L, 3L), ids(page));
        assertEquals(5, page.total());
        assertEquals(List.of(), store.orders(ALICE, OrderFilter.ALL, 2, 5, ROWS).rows());
        assertEquals(List.of(1L), ids(store.openOrders(ALICE, 0, OrderFilter.NEWEST, 2, 4)));
    }

    @Test
    void shouldFilterOrdersByStatusAndInstrument() {
        tape.accept(1, ALICE, BTC);
        tape.accept(2, ALICE, ETH);
        tape.fill(3, ALICE, Side.BUY, OrderType.MARKET, 0, "");

        assertEquals(List.of(2L), ids(store.orders(ALICE, new OrderFilter(null, ETH), 10, 0, ROWS)));
        assertEquals(List.of(3L), ids(store.orders(ALICE, new OrderFilter(OrderStatus.FILLED, 0), 10, 0, ROWS)));
        assertEquals(List.of(1L), ids(store.orders(ALICE, new OrderFilter(OrderStatus.PENDING, BTC), 10, 0, ROWS)));
        assertEquals(0, store.orders(ALICE, new OrderFilter(OrderStatus.EXPIRED, 0), 10, 0, ROWS).total());
    }

    /** A name is none of those that it is the beginning of, nor another agent's; it may have been used before. */
    @Test
    void shouldFindOrdersByTheirClientOrderId() {
        tape.fill(1, ALICE, Side.BUY, OrderType.MARKET, 0, "mine");
        tape.fill(2, ALICE, Side.BUY, OrderType.MARKET, 0, "mine-2");
        tape.fill(3, BOB, Side.BUY, OrderType.MARKET, 0, "mine");
        tape.fill(4, ALICE, Side.BUY, OrderType.MARKET, 0, "");
        tape.fill(5, ALICE, Side.SELL, OrderType.MARKET, 0, "mine");

        assertEquals(List.of(5L, 1L), ids(store.orders(ALICE, named("mine", OrderFilter.NEWEST), 10, 0, ROWS)));
        assertEquals(List.of(1L), ids(store.orders(ALICE, named("mine", OrderFilter.NEWEST), 1, 1, ROWS)));
        assertEquals(2, store.orders(ALICE, named("mine", OrderFilter.NEWEST), 1, 1, ROWS).total());
        assertEquals(List.of(1L), ids(store.orders(ALICE, named("mine", 5), 10, 0, ROWS)));
        assertEquals(List.of(3L), ids(store.orders(BOB, named("mine", OrderFilter.NEWEST), 10, 0, ROWS)));
        assertEquals(Page.empty(), store.orders(ALICE, named("min", OrderFilter.NEWEST), 10, 0, ROWS));
        tape.command(sink -> sink.agentDeleted(ALICE, 1));
        assertEquals(Page.empty(), store.orders(ALICE, named("mine", OrderFilter.NEWEST), 10, 0, ROWS));
    }

    private static OrderFilter named(String clientOrderId, long beforeId) {
        return new OrderFilter(null, 0, clientOrderId, beforeId);
    }

    @Test
    void shouldFilterFillsBySideInstrumentAndTimeInclusive() {
        tape.at(100);
        tape.fill(1, ALICE, Side.BUY, OrderType.MARKET, 0, "");
        tape.at(200);
        tape.fill(2, ALICE, Side.SELL, OrderType.MARKET, 0, "");
        tape.at(300);
        tape.fill(3, ALICE, Side.BUY, OrderType.MARKET, 0, "");

        assertEquals(List.of(3L, 2L, 1L), fillsOf(new FillFilter(0, null, 100, 300)));
        assertEquals(List.of(2L), fillsOf(new FillFilter(BTC, Side.SELL, 0, 1_000)));
        assertEquals(List.of(2L), fillsOf(new FillFilter(0, null, 101, 299)));
        assertEquals(List.of(), fillsOf(new FillFilter(ETH, null, 0, 1_000)));
    }

    @Test
    void shouldKeepAgentsApart() {
        tape.accept(1, ALICE, BTC);
        tape.fill(2, BOB, Side.BUY, OrderType.MARKET, 0, "");

        assertEquals(List.of(1L), ids(store.orders(ALICE, OrderFilter.ALL, 10, 0, ROWS)));
        assertEquals(List.of(2L), ids(store.orders(BOB, OrderFilter.ALL, 10, 0, ROWS)));
        assertEquals(0, store.fills(ALICE, FillFilter.ALL, 10, 0, ROWS).total());
        assertEquals(Page.empty(), store.orders(99, OrderFilter.ALL, 10, 0, ROWS));
        assertEquals(Page.empty(), store.orders(ALICE, new OrderFilter(null, 99), 10, 0, ROWS));
        assertEquals(Page.empty(), store.fills(99, FillFilter.ALL, 10, 0, ROWS));
    }

    @Test
    void shouldListWhatLiesWithinTheRowsThatItMayLookAtAndNothingOfWhatLiesBehind() {
        for (long orderId = 1; orderId <= 8; orderId++) {
            tape.at(100 * orderId);
            tape.fill(orderId, ALICE, Side.BUY, OrderType.MARKET, 0, "");
        }

        assertEquals(List.of(4L, 3L), ids(store.orders(ALICE, OrderFilter.ALL, 2, 4, FEW)));
        assertNull(store.orders(ALICE, OrderFilter.ALL, 2, 5, FEW));
        assertEquals(8, store.orders(ALICE, OrderFilter.ALL, 2, 4, FEW).total());
        assertNull(store.orders(ALICE, OrderFilter.ALL, 7, 0, FEW));
        assertEquals(new Page<>(List.of(), 8), store.orders(ALICE, OrderFilter.ALL, 2, 8, FEW));
        assertEquals(List.of(fillOf(ALICE, 3)), store.fills(ALICE, FillFilter.ALL, 1, 5, FEW).rows());
        assertNull(store.fills(ALICE, FillFilter.ALL, 1, 6, FEW));
        assertEquals(8, store.fills(ALICE, FillFilter.ALL, 1, 5, FEW).total());
        assertEquals(6, store.fills(ALICE, new FillFilter(0, null, 201, Long.MAX_VALUE), 1, 0, FEW).total());
        assertNull(store.fills(ALICE, new FillFilter(0, null, 200, Long.MAX_VALUE), 1, 0, FEW));
        assertEquals(5, store.fills(ALICE, new FillFilter(BTC, Side.BUY, 0, 599), 1, 0, FEW).total());
        assertEquals(Page.empty(), store.fills(ALICE, new FillFilter(ETH, null, 0, 900), 1, 0, FEW));
    }

    @Test
    void shouldFindOrdersOfAStatusBehindAnyNumberOfOthers() {
        tape.accept(1, ALICE, BTC);
        tape.accept(2, ALICE, BTC);
        tape.command(sink -> sink.orderCancelled(2, ALICE, 10, BTC, Side.BUY, CancelReason.REQUESTED, 900));
        tape.fill(3, ALICE, Side.BUY, OrderType.MARKET, 0, "");
        tape.accept(4, ALICE, ETH);
        tape.command(sink -> sink.orderExpired(4, ALICE, 10, ETH, Side.BUY, 900));
        for (long orderId = 5; orderId <= 20; orderId++) {
            tape.fill(orderId, ALICE, Side.BUY, OrderType.MARKET, 0, "");
        }

        for (OrderStatus status : List.of(OrderStatus.PENDING, OrderStatus.CANCELLED, OrderStatus.EXPIRED)) {
            Page<OrderRecord> page = store.orders(ALICE, new OrderFilter(status, 0), 10, 0, FEW);
            assertEquals(List.of(status), page.rows().stream().map(OrderRecord::status).toList());
            assertEquals(1, page.total());
        }
        assertEquals(Page.empty(), store.orders(ALICE, new OrderFilter(OrderStatus.REJECTED, 0), 10, 0, FEW));
        assertEquals(Page.empty(), store.orders(ALICE, new OrderFilter(OrderStatus.PENDING, ETH), 10, 0, FEW));
        assertNull(store.orders(ALICE, new OrderFilter(null, ETH), 10, 0, FEW));
        assertEquals(List.of(4L), ids(store.orders(ALICE, new OrderFilter(null, ETH), 10, 0, 17)));
    }

    @Test
    void shouldSeekFillsOfATimeBehindAnyNumberOfNewerOnes() {
        tape.accept(1, ALICE, BTC);
        tape.accept(2, ALICE, BTC);
        for (long orderId = 3; orderId <= 30; orderId++) {
            tape.at(100 * orderId);
            tape.fill(orderId, ALICE, Side.BUY, OrderType.MARKET, 0, "");
            if (orderId == 3 || orderId == 20) {
                tape.fill(orderId == 3 ? 1 : 2, ALICE, Side.BUY, OrderType.LIMIT, 900, "");
            }
        }

        assertEquals(List.of(), fillsIn(0, 299, FEW));
        assertEquals(List.of(1L, 3L), fillsIn(0, 300, FEW));
        assertEquals(List.of(5L, 4L), fillsIn(301, 599, FEW));
        assertEquals(List.of(21L, 2L, 20L, 19L), fillsIn(1_900, 2_100, FEW));
        assertEquals(List.of(30L), fillsIn(3_000, Long.MAX_VALUE - 1, FEW));
        assertEquals(List.of(), fillsIn(3_001, 4_000, FEW));
        assertEquals(2, store.fills(ALICE, new FillFilter(0, null, 0, 300), 1, 1, FEW).total());
        for (long fromNs = 250; fromNs <= 3_050; fromNs += 50) {
            for (long toNs = fromNs; toNs <= 3_050; toNs += 50) {
                FillFilter filter = new FillFilter(0, null, fromNs, toNs);
                List<FillRecord> all = store.fills(ALICE, FillFilter.ALL, ROWS, 0, ROWS).rows();
                assertEquals(
                        all.stream().filter(filter::accepts).toList(),
                        store.fills(ALICE, filter, ROWS, 0, ROWS).rows());
            }
        }
    }

    @Test
    void shouldListWhatWasFilledAtOnceAmongWhatRestedBefore() {
        tape.accept(1, ALICE, BTC);
        tape.accept(2, ALICE, BTC);
        tape.fill(3, ALICE, Side.BUY, OrderType.MARKET, 0, "");
        tape.fill(1, ALICE, Side.BUY, OrderType.LIMIT, 900, "");
        tape.accept(4, ALICE, BTC);
        tape.fill(5, ALICE, Side.BUY, OrderType.MARKET, 0, "");

        assertEquals(List.of(5L, 4L, 3L, 2L, 1L), ids(store.orders(ALICE, OrderFilter.ALL, 10, 0, ROWS)));
        assertEquals(List.of(5L, 1L, 3L), fillsOf(FillFilter.ALL));
        assertEquals(List.of(1L, 3L),
                store.fills(ALICE, FillFilter.ALL, 2, 1, ROWS).rows().stream().map(FillRecord::orderId).toList());
        assertEquals(5, store.newestFillOfNextTrader(0).orderId());
        tape.fill(4, ALICE, Side.BUY, OrderType.LIMIT, 900, "");
        assertEquals(4, store.newestFillOfNextTrader(0).orderId());
    }

    @Test
    void shouldKnowTheFillOfAMarketOrder() {
        tape.fill(7, ALICE, Side.BUY, OrderType.MARKET, 0, "");

        assertEquals(
                new FillRecord(1, 7, ALICE, 10, BTC, Side.BUY, null, 300, 20, 6_000, 6, OrderRecord.NONE, 0),
                fillOf(ALICE, 1));
        assertEquals(List.of(fillOf(ALICE, 1)), store.fills(ALICE, FillFilter.ALL, 10, 0, ROWS).rows());
    }

    @Test
    void shouldFindTheNewestFillsAndWhoTraded() {
        for (int i = 1; i <= 3; i++) {
            tape.at(100 * i);
            tape.fill(i, BOB, Side.BUY, OrderType.MARKET, 0, "");
        }
        tape.accept(4, ALICE, BTC);

        assertEquals(List.of(fillOf(BOB, 3), fillOf(BOB, 2)), store.newestFills(BOB, 0, 2));
        assertEquals(List.of(fillOf(BOB, 3), fillOf(BOB, 2)), store.newestFills(BOB, 200, 10));
        assertEquals(List.of(), store.newestFills(ALICE, 0, 10));
        assertEquals(fillOf(BOB, 3), store.newestFillOfNextTrader(0));
        assertEquals(fillOf(BOB, 3), store.newestFillOfNextTrader(ALICE));
        assertNull(store.newestFillOfNextTrader(BOB));
    }

    @Test
    void shouldForgetWhatADeletedAgentOwnedAndNothingOfItsNeighbours() {
        tape.at(100);
        tape.accept(1, ALICE, BTC);
        tape.fill(2, ALICE, Side.BUY, OrderType.MARKET, 0, "");
        tape.fill(3, BOB, Side.BUY, OrderType.MARKET, 0, "");

        tape.command(sink -> {
            sink.agentDeleted(ALICE, 1);
            sink.orderCancelled(1, ALICE, 10, BTC, Side.BUY, CancelReason.AGENT_DELETED, 900);
        });

        assertNull(store.order(ALICE, 1));
        assertNull(store.order(ALICE, 2));
        assertNull(fillOf(ALICE, 1));
        assertEquals(Page.empty(), store.orders(ALICE, OrderFilter.ALL, 10, 0, ROWS));
        assertEquals(Page.empty(), store.fills(ALICE, FillFilter.ALL, 10, 0, ROWS));
        assertEquals(List.of(3L), ids(store.orders(BOB, OrderFilter.ALL, 10, 0, ROWS)));
        assertEquals(3, fillOf(BOB, 2).orderId());
    }

    @Test
    void shouldKeepASessionThatIsOverAsItWas() {
        tape.at(200);
        tape.fill(1, ALICE, Side.BUY, OrderType.MARKET, 0, "");
        SessionRecord first = store.session(ALICE, 10);
        assertNull(store.sessionBefore(ALICE, first));
        tape.at(300).command(sink -> sink.agentReset(ALICE, 1, 11, 10, 5_000, 4_321));

        assertEquals(List.of(1L), ids(store.orders(ALICE, OrderFilter.ALL, 10, 0, ROWS)));
        assertNull(store.session(ALICE, 10));
        SessionRecord second = store.session(ALICE, 11);
        assertEquals(List.of(10L, 300L), List.of(second.previousId(), second.openedNs()));
        assertEquals(first, store.sessionBefore(ALICE, second));
        assertNull(store.sessionBefore(BOB, second));

        tape.command(sink -> sink.agentDeleted(ALICE, 1));
        assertNull(store.session(ALICE, 11));
        assertNull(store.sessionBefore(ALICE, second));
    }

    @Test
    void shouldFindTheSessionThatIsParkedBeforeTheOneThatReplacesIt() {
        tape.fill(1, ALICE, Side.BUY, OrderType.MARKET, 0, "");
        tape.at(200).command(sink -> sink.portfolioParked(ALICE, 1, 12, 10, 7_000));
        SessionRecord parked = store.session(ALICE, 10);
        SessionRecord present = store.session(ALICE, 12);
        assertEquals(parked, store.sessionBefore(ALICE, present));

        tape.at(300).command(sink -> sink.portfolioReturned(ALICE, 1, 10, 12, 7_000));
        assertEquals(parked, store.session(ALICE, 10));
        assertNull(store.sessionBefore(ALICE, parked));
        tape.at(400).command(sink -> sink.agentReset(ALICE, 1, 13, 10, 5_000, 4_321));
        assertEquals(parked, store.sessionBefore(ALICE, store.session(ALICE, 13)));
    }

    @Test
    void shouldListOpenAndClosedOrdersAsOne() {
        for (long orderId = 1; orderId <= 5; orderId++) {
            tape.accept(orderId, ALICE, BTC);
        }
        tape.command(sink -> sink.orderExpired(2, ALICE, 10, BTC, Side.BUY, 900));
        tape.command(sink -> sink.orderExpired(4, ALICE, 10, BTC, Side.BUY, 900));

        assertEquals(List.of(5L, 4L, 3L, 2L, 1L), ids(store.orders(ALICE, OrderFilter.ALL, 10, 0, ROWS)));
        assertEquals(List.of(4L, 3L), ids(store.orders(ALICE, OrderFilter.ALL, 2, 1, ROWS)));
        assertEquals(5, store.orders(ALICE, OrderFilter.ALL, 2, 1, ROWS).total());
        assertEquals(List.of(5L, 3L, 1L), ids(store.openOrders(ALICE, 0, OrderFilter.NEWEST, 10, 0)));
    }

    @Test
    void shouldMakeCandlesByTheTimeOfTheTradesAndNotOfTheirArrival() {
        price(MINUTE + 10, 2, 50, 45, 60);
        price(2 * MINUTE, 3, 70, 70, 70);
        price(MINUTE + 5, 1, 40, 40, 40);

        Candle first =
                new Candle(MINUTE, 40, 60, 40, 50, WideAmount.of(2), 2, MINUTE + 5, 1, MINUTE + 10, 2,
                        WideAmount.of(90), true);
        Candle second =
                new Candle(2 * MINUTE, 70, 70, 70, 70, WideAmount.of(1), 1, 2 * MINUTE, 3, 2 * MINUTE, 3,
                        WideAmount.of(70), false);
        assertEquals(List.of(first, second), store.candles(BTC, CandleInterval.ONE_MINUTE, 0, Long.MAX_VALUE, 10));
        assertEquals(List.of(second), store.candles(BTC, CandleInterval.ONE_MINUTE, 0, Long.MAX_VALUE, 1));
        assertEquals(List.of(first), store.candles(BTC, CandleInterval.ONE_MINUTE, 0, 2 * MINUTE - 1, 10));
        assertEquals(List.of(), store.candles(ETH, CandleInterval.ONE_MINUTE, 0, Long.MAX_VALUE, 10));
        for (CandleInterval interval : CandleInterval.ALL.subList(1, 6)) {
            assertEquals(
                    List.of(new Candle(0, 40, 70, 40, 70, WideAmount.of(3), 3, MINUTE + 5, 1, 2 * MINUTE, 3,
                            WideAmount.of(160),
                            true)),
                    store.candles(BTC, interval, 0, Long.MAX_VALUE, 10));
        }
    }

    @Test
    void shouldCallItAFaultWhenAnOrderEndsThatIsNotOpen() {
        tape.fill(1, ALICE, Side.BUY, OrderType.MARKET, 0, "");

        assertThrows(
                EngineFault.class,
                () -> tape.command(sink -> sink.orderExpired(1, ALICE, 10, BTC, Side.BUY, 900)));
    }

    @Test
    void shouldAddUpWhatCameOfASessionUnlessThatTakesTooManyRows() {
        for (int i = 1; i <= 8; i++) {
            tape.at(100 * i);
            tape.fill(i, ALICE, i % 2 == 0 ? Side.SELL : Side.BUY, OrderType.MARKET, 0, "");
        }
        SessionRecord session = store.session(ALICE, 10);
        assertEquals(100, session.openedNs());
        assertEquals(new Tally(8, 4, 4, 0, 12, 48), session.tally());
        assertEquals(session.tally(), store.tally(ALICE, session, 100, ROWS));
        assertEquals(new Tally(6, 3, 3, 0, 9, 36), store.tally(ALICE, session, 201, FEW));
        assertNull(store.tally(ALICE, session, 200, FEW));
        assertEquals(Tally.NONE, store.tally(ALICE, session, 801, ROWS));

        tape.at(900);
        tape.fill(9, ALICE, Side.BUY, OrderType.MARKET, 0, "");
        assertEquals(new Tally(1, 1, 1, 0, 3, 6), store.tally(ALICE, session, 800, ROWS));
        tape.command(sink -> sink.agentReset(ALICE, 1, 11, 10, 70, BALANCE_E8));
        assertNull(store.session(ALICE, 10));
        assertEquals(new SessionRecord(11, 10, 900, 70, 70, List.of(), 0, 0, Tally.NONE), store.session(ALICE, 11));
        assertNull(store.session(ALICE, 12));
    }

    private void price(long timeNs, long tradeId, long lastE8, long lowE8, long highE8) {
        tape.command(sink -> sink.priceUpdated(BTC, 1, lastE8, lowE8, highE8, 1, timeNs, tradeId));
    }

    private List<Long> fillsIn(long fromNs, long toNs, int maxRows) {
        FillFilter filter = new FillFilter(0, null, fromNs, toNs);
        return store.fills(ALICE, filter, 10, 0, maxRows).rows().stream().map(FillRecord::orderId).toList();
    }

    private List<Long> fillsOf(FillFilter filter) {
        return store.fills(ALICE, filter, 10, 0, ROWS)
                .rows()
                .stream()
                .map(FillRecord::orderId)
                .toList();
    }

    private static List<Long> ids(Page<OrderRecord> page) {
        return page.rows().stream().map(OrderRecord::orderId).toList();
    }

    /** Where an agent traded with itself, what it took. */
    private FillRecord fillOf(int agentId, long fillId) {
        return store.fills(agentId, FillFilter.ALL, 10, 0, ROWS)
                .rows()
                .stream()
                .filter(fill -> fill.fillId() == fillId)
                .findFirst()
                .orElse(null);
    }
}
