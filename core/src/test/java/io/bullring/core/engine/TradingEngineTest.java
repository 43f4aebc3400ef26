package io.bullring.core.engine;

import static io.bullring.core.engine.Said.accepted;
import static io.bullring.core.engine.Said.cancelled;
import static io.bullring.core.engine.Said.filled;
import static io.bullring.core.engine.Said.orderRejected;
import static io.bullring.core.engine.Said.priced;
import static io.bullring.core.engine.Said.rejected;
import static io.bullring.core.engine.Said.repeated;
import static io.bullring.core.engine.TradingDesk.ALICE;
import static io.bullring.core.engine.TradingDesk.BOB;
import static io.bullring.core.engine.TradingDesk.BTC;
import static io.bullring.core.engine.TradingDesk.DAY;
import static io.bullring.core.engine.TradingDesk.SECOND;
import static io.bullring.core.engine.TradingDesk.START;
import static io.bullring.core.engine.TradingDesk.e8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.fault.EngineFault;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.Side;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The main stories of an order, told to the engine and compared with what it says. */
class TradingEngineTest {
    private final TradingDesk desk = TradingDesk.open();

    @AfterEach
    void shouldNeverLoseOrMakeMoney() {
        assertTrue(desk.engine().audit().isBalanced());
    }

    @Test
    void shouldFillMarketOrderAtOnce() {
        desk.price(BTC, "64000");
        desk.buy(ALICE, BTC, "0.03");
        assertEquals(
                List.of(
                        priced(BTC, e8("64000")),
                        filled(1, ALICE, Side.BUY, e8("0.03"), e8("64006.4"), e8("1.920192"))),
                desk.events());
        assertEquals(List.of("8077.887808", "0"), desk.cash(ALICE));
        assertEquals(List.of("0.03", "0"), desk.base(ALICE, 0));
    }

    @Test
    void shouldRejectOrderBeyondAvailableFunds() {
        desk.price(BTC, "100");
        desk.buyLimit(ALICE, BTC, "60", "100");
        desk.buyLimit(ALICE, BTC, "40", "100");
        desk.sellLimit(ALICE, BTC, "1", "100");
        assertEquals(
                List.of(
                        priced(BTC, e8("100")),
                        accepted(1, ALICE, e8("6006")),
                        rejected(ALICE, RejectReason.INSUFFICIENT_BALANCE),
                        rejected(ALICE, RejectReason.INSUFFICIENT_BALANCE)),
                desk.events());
        assertEquals(List.of("3994", "6006"), desk.cash(ALICE));
    }

    @Test
    void shouldHoldForRestingOrderAndReturnTheSurplusWhenItFills() {
        desk.price(BTC, "64000");
        desk.buyLimit(ALICE, BTC, "0.1", "63000");
        assertEquals(List.of("3693.7", "6306.3"), desk.cash(ALICE));
        desk.price(BTC, "63000.01");
        desk.price(BTC, "62900");
        assertEquals(
                List.of(
                        priced(BTC, e8("64000")),
                        accepted(1, ALICE, e8("6306.3")),
                        priced(BTC, e8("63000.01")),
                        priced(BTC, e8("62900")),
                        filled(1, ALICE, Side.BUY, e8("0.1"), e8("62906.29"), e8("6.290629"))),
                desk.events());
        assertEquals(List.of("3703.080371", "0"), desk.cash(ALICE));
    }

    @Test
    void shouldReleaseWhatIsHeldWhenAnOrderIsCancelledOnce() {
        desk.price(BTC, "100");
        desk.buyLimit(ALICE, BTC, "10", "90");
        desk.cancel(BOB, 1);
        desk.cancel(ALICE, 1);
        desk.cancel(ALICE, 1);
        assertEquals(
                List.of(
                        priced(BTC, e8("100")),
                        accepted(1, ALICE, e8("900.9")),
                        rejected(BOB, RejectReason.ORDER_NOT_OPEN),
                        cancelled(1, ALICE, e8("900.9")),
                        rejected(ALICE, RejectReason.ORDER_NOT_OPEN)),
                desk.events());
        assertEquals(List.of("10000", "0"), desk.cash(ALICE));
        assertEquals(0, desk.engine().openOrders());
    }

    @Test
    void shouldRejectFiredOrderThatCannotBePaidAndReleaseItsFunds() {
        desk.price(BTC, "100");
        desk.rest(ALICE, BTC, Side.BUY, OrderType.STOP_LOSS, "90", "110");
        desk.events();
        desk.price(BTC, "111");
        assertEquals(
                List.of(
                        priced(BTC, e8("111")),
                        orderRejected(1, ALICE, RejectReason.INSUFFICIENT_BALANCE, e8("9909.9"))),
                desk.events().subList(0, 2));
        assertEquals(List.of("10000", "0"), desk.cash(ALICE));
    }

    @Test
    void shouldGiveTheFirstAnswerAgain() {
        desk.buyNamed(ALICE, BTC, "1", "mine");
        desk.price(BTC, "100");
        desk.later(SECOND);
        desk.buyNamed(ALICE, BTC, "1", "mine");
        desk.buyNamed(BOB, BTC, "1", "mine");
        desk.later(SECOND);
        desk.buyNamed(BOB, BTC, "2", "mine");
        Said refusal = rejected(ALICE, RejectReason.PRICE_UNAVAILABLE);
        Said fill = filled(1, BOB, Side.BUY, e8("1"), e8("100.01"), e8("0.10001"));
        assertEquals(
                List.of(
                        refusal,
                        priced(BTC, e8("100")),
                        repeated(ALICE, START, refusal),
                        fill,
                        repeated(BOB, START + SECOND, fill)),
                desk.events());
        assertEquals(List.of("10000", "0"), desk.cash(ALICE));

        desk.later(DAY - 2 * SECOND);
        desk.price(BTC, "100");
        desk.buyNamed(ALICE, BTC, "1", "mine");
        assertEquals(
                List.of(
                        priced(BTC, e8("100")),
                        filled(2, ALICE, Side.BUY, e8("1"), e8("100.01"), e8("0.10001"))),
                desk.events());
    }

    @Test
    void shouldRefuseEverythingButTheTimeUntilItHasRules() {
        TradingDesk unopened = TradingDesk.unopened();
        unopened.advanceTime();
        assertEquals(List.of(), unopened.events());
        unopened.buy(ALICE, BTC, "1");
        unopened.price(BTC, "1");
        assertEquals(
                List.of(rejected(0, RejectReason.NOT_CONFIGURED), rejected(0, RejectReason.NOT_CONFIGURED)),
                unopened.events());
        assertEquals(Long.MAX_VALUE, unopened.engine().nextDeadlineNs());
    }

    @Test
    void shouldFaultAtWhatNoHostMaySend() {
        desk.later(-1);
        assertThrows(EngineFault.class, desk::advanceTime);
        desk.later(1);
        desk.advanceTime();
        long next = desk.host().lastSequence() + 1;
        UnsafeBuffer command = new UnsafeBuffer(desk.command().buffer(), 0, desk.command().length());
        assertThrows(
                EngineFault.class, () -> desk.host().onCommand(next + 1, START, command, 0, command.capacity()));
        assertThrows(
                EngineFault.class, () -> desk.host().onCommand(next - 1, START, command, 0, command.capacity()));
        command.setMemory(16, command.capacity() - 16, (byte) 0);
        assertThrows(EngineFault.class, () -> desk.send(command, command.capacity()));
        assertEquals(next - 1, desk.host().lastSequence());
    }
}
