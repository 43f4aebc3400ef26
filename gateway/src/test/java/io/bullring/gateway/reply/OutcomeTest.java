package io.bullring.gateway.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.engine.EventEncoder;
import io.bullring.protocol.CancelReason;
import io.bullring.protocol.Liquidity;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.SelfTradePrevention;
import io.bullring.protocol.Side;
import io.bullring.protocol.TimeInForce;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What became of an order is added up from the events of its answer, of which most are about others. */
final class OutcomeTest {
    private static final long ORDER = 7;
    private static final long OTHER = 3;
    private static final long NO_RESULT = Long.MIN_VALUE;
    private static final UnsafeBuffer NO_NAME = new UnsafeBuffer(0, 0);

    private final EventEncoder events = new EventEncoder();
    private final OutcomeTally tally = new OutcomeTally();

    @Test
    void shouldAddUpTheTradesOfItsOrderAndNoOther() {
        accepted(10);
        traded(1, 100, 4, 6);
        traded(2, 101, 3, 3);

        assertEquals(
                "left 3, released 7, executed 7, turnover 703, notional 703, fee 2, trades 2, reason null, [1: 4 at 100, 2: 3 at 101]",
                told());
    }

    @Test
    void shouldTellWhyTheRestWasCancelled() {
        accepted(10);
        traded(1, 100, 4, 6);
        events.orderCancelled(ORDER, 1, 1, 1, Side.BUY, CancelReason.NOT_TRADED, 6);

        assertEquals(
                "left 0, released 10, executed 4, turnover 400, notional 400, fee 1, trades 1, reason NOT_TRADED, [1: 4 at 100]",
                told());
    }

    @Test
    void shouldTakeOverWhatAMeetingWithItselfHasLeftOfIt() {
        accepted(10);
        events.orderCancelled(OTHER, 1, 1, 1, Side.SELL, CancelReason.SELF_TRADE, 0);
        events.orderReduced(ORDER, 1, 1, 1, Side.BUY, 8, 2);

        assertEquals(
                "left 8, released 2, executed 0, turnover 0, notional 0, fee 0, trades 0, reason null, []", told());
    }

    @Test
    void shouldBeginAChangeWithWhatTheOrderHasLeftThen() {
        events.orderReduced(ORDER, 1, 1, 1, Side.BUY, 5, 2);
        assertEquals(
                "left 5, released 2, executed 0, turnover 0, notional 0, fee 0, trades 0, reason null, []", told());
        events.reset();
        events.orderReplaced(ORDER, 1, 1, 1, Side.BUY, 9, 100, 5, 9);
        traded(1, 100, 9, 0);
        assertEquals(
                "left 0, released 9, executed 9, turnover 900, notional 900, fee 1, trades 1, reason null, [1: 9 at 100]",
                told());
    }

    @Test
    void shouldTellTheFirstTradesAndAddUpAllOfThem() {
        accepted(20);
        for (int i = 1; i <= 20; i++) {
            traded(i, 100, 1, 20 - i);
        }
        Outcome outcome = outcome();
        assertEquals(20, outcome.tradeCount());
        assertEquals(Outcome.MAX_TRADES, outcome.toldTrades());
        assertEquals(16, outcome.fillId(15));
        assertEquals(20, outcome.executedE8());
    }

    @Test
    void shouldAddUpATurnoverBeyond64Bits() {
        accepted(4);
        long priceE8 = 90_000_000_000L * 100_000_000L;
        BigInteger expected = BigInteger.ZERO;
        for (int i = 1; i <= 3; i++) {
            traded(i, priceE8, 5_000_000_000_000L + i, 1);
            expected = expected.add(
                    BigInteger.valueOf(priceE8).multiply(BigInteger.valueOf(5_000_000_000_000L + i)));
        }
        Outcome outcome = outcome();
        BigInteger turnover = BigInteger.valueOf(outcome.turnoverHigh())
                .shiftLeft(64)
                .add(new BigInteger(Long.toUnsignedString(outcome.turnoverLow())));
        assertEquals(expected, turnover);
    }

    @Test
    void shouldSayNothingOfWhatIsNoOrderInABook() {
        events.orderCancelled(ORDER, 1, 1, 1, Side.BUY, CancelReason.REQUESTED, 1);
        assertEquals(0, tally.add(events.buffer(), 0, events.length()));
    }

    @Test
    void shouldFitTheRoomThatIsReservedForIt() {
        accepted(64);
        for (int i = 1; i <= 64; i++) {
            traded(i, 100, 1, 64 - i);
        }
        assertTrue(tally.add(events.buffer(), 0, events.length()) <= Outcome.MAX_BYTES);
        assertTrue(AnswerRoom.WITH_OUTCOME >= AnswerRoom.PLAIN + Outcome.MAX_BYTES);
    }

    private void accepted(long quantityE8) {
        events.bookOrderAccepted(
                ORDER,
                1,
                1,
                1,
                Side.BUY,
                OrderType.LIMIT,
                quantityE8,
                101,
                quantityE8,
                TimeInForce.GTC,
                false,
                SelfTradePrevention.NONE,
                NO_NAME);
    }

    /** As the engine tells it: the maker's side first. */
    private void traded(long fillId, long priceE8, long quantityE8, long leftE8) {
        long notionalE8 = priceE8 * quantityE8;
        events.orderTraded(
                OTHER, fillId, 2, 2, 1, Side.SELL, Liquidity.MAKER, quantityE8, priceE8, notionalE8, 5, quantityE8, 0,
                1);
        events.orderTraded(
                ORDER, fillId, 1, 1, 1, Side.BUY, Liquidity.TAKER, quantityE8, priceE8, notionalE8, 1, quantityE8,
                leftE8,
                NO_RESULT);
    }

    private Outcome outcome() {
        int length = tally.add(events.buffer(), 0, events.length());
        Outcome outcome = new Outcome();
        outcome.wrap(tally.bytes(), 0, length);
        return outcome;
    }

    private String told() {
        Outcome outcome = outcome();
        List<String> trades = new ArrayList<>();
        for (int i = 0; i < outcome.toldTrades(); i++) {
            trades.add(outcome.fillId(i) + ": " + outcome.quantityE8(i) + " at " + outcome.priceE8(i));
        }
        assertEquals(0, outcome.turnoverHigh());
        return "left " + outcome.leftE8() + ", released " + outcome.releasedE8() + ", executed " + outcome.executedE8()
                + ", turnover " + outcome.turnoverLow() + ", notional " + outcome.notionalE8() + ", fee "
                + outcome.feeE8()
                + ", trades " + outcome.tradeCount() + ", reason " + outcome.cancelReason() + ", " + trades;
    }
}
