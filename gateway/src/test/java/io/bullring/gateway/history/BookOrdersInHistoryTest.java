package io.bullring.gateway.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.bullring.core.account.AgentDetails;
import io.bullring.core.e8.E8;
import io.bullring.core.engine.EventEncoder;
import io.bullring.core.market.BookFees;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.gateway.event.EventTape;
import io.bullring.protocol.CancelReason;
import io.bullring.protocol.Liquidity;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.SelfTradePrevention;
import io.bullring.protocol.Side;
import io.bullring.protocol.TimeInForce;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the history makes of orders in a book. Amounts are small whole numbers of the last digit; a hold is price x quantity. */
final class BookOrdersInHistoryTest {
    private static final int ALICE = 1;
    private static final int BOB = 2;
    private static final int GEM = 1;
    private static final int ROWS = 100;
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);
    private static final UnsafeBuffer NO_NAME = new UnsafeBuffer(new byte[0]);

    @TempDir
    Path data;

    private final List<OrderRecord> told = new ArrayList<>();
    private boolean isStoring = true;
    private DiskHistoryStore store;
    private EventTape tape;

    @BeforeEach
    void open() {
        store = DiskHistoryStore.open(data.resolve("history"), HistoryConfig.defaults(), told::add);
        tape = new EventTape((sequence, timeNs, source, correlationId, events, offset, length, answerOffset) -> {
            store.onEvents(sequence, timeNs, source, correlationId, events, offset, length, answerOffset);
            if (isStoring) {
                store.onBatchEnd();
            }
        });
        tape.at(HOUR);
        for (int agentId : List.of(ALICE, BOB)) {
            tape.command(sink -> sink.agentCreated(
                    agentId, 1, 10 * agentId, 1_000 * E8.ONE, new byte[32], new byte[16],
                    AgentDetails.named(new byte[]{'A'})));
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void shouldRestUnderItsConditionsUntilItTrades() {
        tape.command(sink -> accept(sink, 1, ALICE, OrderType.LIMIT, 300, 20, 6_000));

        OrderRecord order = store.order(ALICE, 1);
        assertEquals(OrderStatus.PENDING, order.status());
        assertEquals(new BookConditions(TimeInForce.GTC, false, SelfTradePrevention.CANCEL_NEWEST), order.conditions());
        assertEquals(300, order.leftE8());
        assertNull(order.execution());
        assertEquals(6_000, order.heldE8());
        assertEquals(List.of(order), store.openOrders(ALICE, 0, OrderFilter.NEWEST, 10, 0).rows());
    }

    @Test
    void shouldTellOfAnOrderBeforeItIsStoredAndOnlyOnce() {
        isStoring = false;
        tape.command(sink -> accept(sink, 1, ALICE, OrderType.LIMIT, 300, 20, 6_000));
        assertEquals(List.of(), told);

        store.tell();
        assertEquals(List.of(1L), told.stream().map(OrderRecord::orderId).toList());
        assertNull(store.order(ALICE, 1));

        store.onBatchEnd();
        assertEquals(1, told.size());
        assertEquals(told.getFirst(), store.order(ALICE, 1));
    }

    @Test
    void shouldKeepBothSidesOfATrade() {
        tape.command(sink -> sink.baseGranted(BOB, 20, GEM, 100, 900));
        tape.command(sink -> accept(sink, 1, ALICE, OrderType.LIMIT, 300, 20, 6_000));
        tape.at(HOUR + 5).command(sink -> {
            accept(sink, 2, BOB, OrderType.LIMIT, 100, 20, 100);
            trade(sink, 1, 1, ALICE, Liquidity.MAKER, 100, 20, 200, 2_000);
            trade(sink, 2, 1, BOB, Liquidity.TAKER, 100, 20, 0, 100);
        });

        OrderRecord maker = store.order(ALICE, 1);
        assertEquals(OrderStatus.PARTIALLY_FILLED, maker.status());
        assertEquals(300, maker.quantityE8());
        assertEquals(100, maker.execution().quantityE8());
        assertEquals(200, maker.leftE8());
        assertEquals(4_000, maker.heldE8());
        assertEquals(0, maker.releasedE8());
        assertEquals(HOUR + 5, maker.updatedNs());
        assertEquals(List.of(maker), store.openOrders(ALICE, 0, OrderFilter.NEWEST, 10, 0).rows());
        OrderRecord taker = store.order(BOB, 2);
        assertEquals(OrderStatus.FILLED, taker.status());
        assertEquals(0, taker.leftE8());
        assertEquals(0, taker.heldE8());
        assertEquals(
                new FillRecord(
                        1, 1, ALICE, 10, GEM, Side.BUY, Liquidity.MAKER, 100, 20, 2_000, 2, OrderRecord.NONE, HOUR + 5),
                fillOf(ALICE, 1));
        assertEquals(
                new FillRecord(1, 2, BOB, 20, GEM, Side.SELL, Liquidity.TAKER, 100, 20, 2_000, 2, 7, HOUR + 5),
                fillOf(BOB, 1));
        assertEquals(
                List.of(OrderStatus.PENDING, OrderStatus.PENDING, OrderStatus.PARTIALLY_FILLED, OrderStatus.FILLED),
                told.stream().map(OrderRecord::status).toList());
    }

    @Test
    void shouldAddUpTheTradesOfOneOrderAtTheirAveragePrice() {
        tape.command(sink -> {
            accept(sink, 1, ALICE, OrderType.LIMIT, 300, 30, 9_000);
            trade(sink, 1, 1, ALICE, Liquidity.TAKER, 100, 20, 200, 3_000);
            trade(sink, 1, 2, ALICE, Liquidity.TAKER, 200, 25, 0, 6_000);
        });

        OrderRecord order = store.order(ALICE, 1);
        assertEquals(OrderStatus.FILLED, order.status());
        assertEquals(
                new Execution(
                        2, 300, WideAmount.of(7_000), OrderRecord.NONE, OrderRecord.NONE, 7_000, 4, OrderRecord.NONE),
                order.execution());
        assertEquals(23, order.execution().priceE8());
        assertEquals(7_004, order.totalCostE8());
        assertEquals(2, store.fills(ALICE, FillFilter.ALL, 10, 0, ROWS).total());
        assertEquals(1, store.orders(ALICE, new OrderFilter(OrderStatus.FILLED, GEM), 10, 0, ROWS).total());
    }

    @Test
    void shouldShowEachTradeOfOneOrderAtItsOwnPriceInTheCandles() {
        tape.command(sink -> {
            accept(sink, 1, ALICE, OrderType.MARKET, 10, OrderRecord.NONE, 0);
            trade(sink, 1, 1, ALICE, Liquidity.TAKER, 1, 100, 9, 0);
            trade(sink, 1, 2, ALICE, Liquidity.TAKER, 9, 1_000, 0, 0);
            sink.priceUpdated(GEM, 2, 1_000, 100, 1_000, 10, HOUR, 2);
        });
        Candle hour = new Candle(
                HOUR, 100, 1_000, 100, 1_000, WideAmount.of(10), 2, HOUR, 1, HOUR, 2, WideAmount.of(9_100), false);
        assertEquals(List.of(hour), store.candles(GEM, CandleInterval.ONE_HOUR, HOUR, HOUR, 10));

        tape.at(HOUR + 5).command(sink -> sink.priceUpdated(GEM + 1, 2, 1_000, 100, 1_000, 10, HOUR, 2));
        Candle ofFeed = new Candle(
                HOUR, 1_000, 1_000, 100, 1_000, WideAmount.of(10), 2, HOUR, 2, HOUR, 2, WideAmount.of(10_000), false);
        assertEquals(
                List.of(ofFeed), store.candles(GEM + 1, CandleInterval.ONE_HOUR, HOUR, HOUR, 10),
                "of a feed nothing else is known");
    }

    @Test
    void shouldGiveTheTradesOfABookAsTheyWereTakenTheNewestFirst() {
        tape.command(sink -> sink.baseGranted(BOB, 20, GEM, 300, 900));
        tape.command(sink -> {
            accept(sink, 1, ALICE, OrderType.LIMIT, 300, 30, 9_000);
            accept(sink, 2, BOB, OrderType.LIMIT, 300, 20, 300);
            trade(sink, 1, 1, ALICE, Liquidity.MAKER, 100, 30, 200, 3_000);
            trade(sink, 2, 1, BOB, Liquidity.TAKER, 100, 30, 200, 100);
            trade(sink, 1, 2, ALICE, Liquidity.MAKER, 200, 30, 0, 6_000);
            trade(sink, 2, 2, BOB, Liquidity.TAKER, 200, 30, 0, 200);
        });
        tape.command(sink -> sink.agentDeleted(BOB, 1));

        List<FillRecord> trades = store.newestTrades(GEM, 10);
        assertEquals(
                List.of("2 SELL 200 x 30", "1 SELL 100 x 30"),
                trades.stream()
                        .map(trade -> trade.fillId() + " " + trade.side() + " " + trade.quantityE8() + " x "
                                + trade.priceE8())
                        .toList());
        assertEquals(trades.subList(0, 1), store.newestTrades(GEM, 1));
        assertEquals(List.of(), store.newestTrades(GEM + 1, 10));
    }

    @Test
    void shouldRememberWhatWasFilledOfAnOrderHoweverItEnds() {
        tape.command(sink -> {
            accept(sink, 1, ALICE, OrderType.MARKET, 300, OrderRecord.NONE, 0);
            trade(sink, 1, 1, ALICE, Liquidity.TAKER, 100, 20, 200, 0);
            sink.orderCancelled(1, ALICE, 10, GEM, Side.BUY, CancelReason.NOT_TRADED, 0);
        });

        OrderRecord order = store.order(ALICE, 1);
        assertEquals(OrderStatus.CANCELLED, order.status());
        assertEquals(CancelReason.NOT_TRADED, order.cancelReason());
        assertEquals(100, order.execution().quantityE8());
        assertEquals(200, order.leftE8());
        assertEquals(20, order.execution().priceE8());
        assertEquals(0, store.openOrders(ALICE, 0, OrderFilter.NEWEST, 10, 0).total());
    }

    @Test
    void shouldFollowAnOrderThatShrinksAndOneThatIsReplaced() {
        tape.command(sink -> accept(sink, 1, ALICE, OrderType.LIMIT, 300, 20, 6_000));
        tape.command(sink -> trade(sink, 1, 1, ALICE, Liquidity.MAKER, 100, 20, 200, 2_000));
        tape.at(HOUR + 5).command(sink -> sink.orderReduced(1, ALICE, 10, GEM, Side.BUY, 150, 1_000));

        OrderRecord reduced = store.order(ALICE, 1);
        assertEquals(OrderStatus.PARTIALLY_FILLED, reduced.status());
        assertEquals(250, reduced.quantityE8());
        assertEquals(150, reduced.leftE8());
        assertEquals(3_000, reduced.heldE8());
        assertEquals(HOUR + 5, reduced.updatedNs());

        tape.command(sink -> sink.orderReplaced(1, ALICE, 10, GEM, Side.BUY, 400, 21, 3_000, 8_400));
        OrderRecord replaced = store.order(ALICE, 1);
        assertEquals(500, replaced.quantityE8());
        assertEquals(400, replaced.leftE8());
        assertEquals(21, replaced.priceE8());
        assertEquals(8_400, replaced.heldE8());
        assertEquals(1, store.orders(ALICE, new OrderFilter(OrderStatus.PARTIALLY_FILLED, 0), 10, 0, ROWS).total());
    }

    /** The engine gives back what was held for it without a word, and takes what it pays from what is there. */
    @Test
    void shouldHoldNothingForAStopThatTrades() {
        tape.command(sink -> accept(sink, 1, ALICE, OrderType.STOP_LOSS, 300, 20, 6_000));
        tape.command(sink -> accept(sink, 3, ALICE, OrderType.STOP_LOSS, 300, 20, 6_000));
        tape.command(sink -> {
            trade(sink, 1, 1, ALICE, Liquidity.TAKER, 100, 20, 200, 0);
            sink.orderCancelled(1, ALICE, 10, GEM, Side.BUY, CancelReason.NOT_TRADED, 0);
            sink.orderRejected(3, ALICE, 10, GEM, Side.BUY, RejectReason.INSUFFICIENT_BALANCE, 6_000);
        });

        assertEquals(0, told.get(2).heldE8());
        assertEquals(OrderStatus.CANCELLED, store.order(ALICE, 1).status());
        assertEquals(OrderStatus.REJECTED, store.order(ALICE, 3).status());
        assertEquals(6_000, store.order(ALICE, 3).releasedE8());
        assertNull(store.order(ALICE, 3).execution());
    }

    @Test
    void shouldKeepBothFillsOfAnAgentThatTradesWithItself() {
        tape.command(sink -> accept(sink, 1, ALICE, OrderType.LIMIT, 300, 20, 6_000));
        tape.command(sink -> {
            accept(sink, 2, ALICE, OrderType.LIMIT, 300, 20, 300);
            trade(sink, 1, 1, ALICE, Liquidity.MAKER, 300, 20, 0, 6_000);
            trade(sink, 2, 1, ALICE, Liquidity.TAKER, 300, 20, 0, 300);
        });

        Page<FillRecord> fills = store.fills(ALICE, FillFilter.ALL, 10, 0, ROWS);
        assertEquals(List.of(2L, 1L), fills.rows().stream().map(FillRecord::orderId).toList());
        assertEquals(2, fills.total());
        assertEquals(2, fillOf(ALICE, 1).orderId());
        assertEquals(2, store.session(ALICE, 10).tally().fills());
    }

    @Test
    void shouldCountWhatAnAgentIsGivenFromThenOn() {
        tape.command(sink -> sink.bookDefined(
                GEM, new InstrumentTerms("GEMUSDT", InstrumentTerms.NO_FEED, true, 0, 0, 0, 0), new BookFees(0, 0),
                50 * E8.ONE));
        tape.at(HOUR + HOUR / 2).command(sink -> sink.baseGranted(ALICE, 10, GEM, 2 * E8.ONE, 100 * E8.ONE));

        GrantRecord grant = new GrantRecord(4, ALICE, 10, GEM, 2 * E8.ONE, 100 * E8.ONE, HOUR + HOUR / 2);
        assertEquals(List.of(grant), store.newestGrants(ALICE, Long.MIN_VALUE, 10));
        assertEquals(List.of(), store.newestGrants(ALICE, HOUR + HOUR / 2 + 1, 10));
        assertEquals(List.of(), store.newestGrants(BOB, Long.MIN_VALUE, 10));

        tape.at(HOUR + HOUR / 2)
                .command(sink -> sink.priceUpdated(
                        GEM, 1, 60 * E8.ONE, 60 * E8.ONE, 60 * E8.ONE, 1, HOUR + HOUR / 2, 1));
        SessionRecord session = store.session(ALICE, 10);
        assertEquals(4, session.lastGrant());
        WorthCurve curve = new WorthCurve(store, 10);
        assertEquals(
                List.of(WideAmount.of(1_000 * E8.ONE), WideAmount.of(1_120 * E8.ONE)),
                curve.ofSession(ALICE, session, CandleInterval.ONE_HOUR, Long.MIN_VALUE, 2 * HOUR, 10)
                        .stream()
                        .map(WorthPoint::equityE8)
                        .toList());
        assertEquals(WideAmount.of(1_000 * E8.ONE), curve.atOrNull(ALICE, session, HOUR).equityE8());
    }

    @Test
    void shouldForgetWhatADeletedAgentWasGiven() {
        tape.command(sink -> sink.baseGranted(ALICE, 10, GEM, 300, 900));
        tape.command(sink -> sink.agentDeleted(ALICE, 1));

        assertEquals(List.of(), store.newestGrants(ALICE, Long.MIN_VALUE, 10));
    }

    private static void accept(
            EventEncoder sink, long orderId, int agentId, OrderType type, long quantityE8, long priceE8, long heldE8) {
        sink.bookOrderAccepted(
                orderId,
                agentId,
                10 * agentId,
                GEM,
                sideOf(orderId, agentId),
                type,
                quantityE8,
                priceE8,
                heldE8,
                TimeInForce.GTC,
                false,
                SelfTradePrevention.CANCEL_NEWEST,
                NO_NAME);
    }

    private static void trade(
            EventEncoder sink,
            long orderId,
            long fillId,
            int agentId,
            Liquidity liquidity,
            long quantityE8,
            long priceE8,
            long leftE8,
            long releasedE8) {
        Side side = sideOf(orderId, agentId);
        sink.orderTraded(
                orderId,
                fillId,
                agentId,
                10 * agentId,
                GEM,
                side,
                liquidity,
                quantityE8,
                priceE8,
                quantityE8 * priceE8,
                2,
                releasedE8,
                leftE8,
                side == Side.BUY ? OrderRecord.NONE : 7);
    }

    /** Alice buys and Bob sells; where Alice meets herself her second order sells. */
    private static Side sideOf(long orderId, int agentId) {
        return agentId == BOB || orderId == 2 ? Side.SELL : Side.BUY;
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
