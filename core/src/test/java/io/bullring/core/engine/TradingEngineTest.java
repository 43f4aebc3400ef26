package io.bullring.core.engine;

import static io.bullring.core.engine.Said.accepted;
import static io.bullring.core.engine.Said.cancelled;
import static io.bullring.core.engine.Said.expired;
import static io.bullring.core.engine.Said.feed;
import static io.bullring.core.engine.Said.filled;
import static io.bullring.core.engine.Said.halted;
import static io.bullring.core.engine.Said.orderRejected;
import static io.bullring.core.engine.Said.priced;
import static io.bullring.core.engine.Said.rejected;
import static io.bullring.core.engine.Said.repeated;
import static io.bullring.core.engine.Said.resumed;
import static io.bullring.core.engine.TradingDesk.ALICE;
import static io.bullring.core.engine.TradingDesk.BOB;
import static io.bullring.core.engine.TradingDesk.BTC;
import static io.bullring.core.engine.TradingDesk.DAY;
import static io.bullring.core.engine.TradingDesk.ETH;
import static io.bullring.core.engine.TradingDesk.FEED;
import static io.bullring.core.engine.TradingDesk.SECOND;
import static io.bullring.core.engine.TradingDesk.START;
import static io.bullring.core.engine.TradingDesk.e8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.fault.EngineFault;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
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
    void shouldReleaseHoldWhenOrderExpires() {
        desk.price(BTC, "100");
        desk.buy(ALICE, BTC, "10");
        desk.sellLimit(ALICE, BTC, "4", "200");
        assertEquals(START + 7 * DAY, desk.engine().nextDeadlineNs());
        desk.events();
        desk.later(7 * DAY - 1);
        desk.advanceTime();
        assertEquals(List.of("6", "4"), desk.base(ALICE, 0));
        desk.later(1);
        desk.advanceTime();
        assertEquals(List.of(expired(2, ALICE, e8("4"))), desk.events());
        assertEquals(List.of("10", "0"), desk.base(ALICE, 0));
        assertEquals(Long.MAX_VALUE, desk.engine().nextDeadlineNs());
    }

    @Test
    void shouldFireAtOnceWhatIsDueWhenItIsAcceptedButNotBeforeItIsAnswered() {
        desk.price(BTC, "100");
        desk.buyLimit(ALICE, BTC, "10", "110");
        assertEquals(List.of(priced(BTC, e8("100")), accepted(1, ALICE, e8("1101.1"))), desk.events());
        assertEquals(desk.nowNs(), desk.engine().nextDeadlineNs());
        desk.advanceTime();
        assertEquals(
                List.of(filled(1, ALICE, Side.BUY, e8("10"), e8("100.01"), e8("1.0001"))), desk.events());
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
    void shouldHaltAtTheDaysLossAndResumeWhenTheDayHasEnded() {
        desk.price(BTC, "100");
        desk.buy(ALICE, BTC, "90");
        desk.buyLimit(ALICE, BTC, "1", "50");
        desk.price(BTC, "70");
        desk.events();
        desk.sell(ALICE, BTC, "80");
        desk.buy(ALICE, BTC, "1");
        desk.price(BTC, "50");
        long pnl = e8("5599.44") - e8("5.59944") - e8("8008.8008");
        assertEquals(
                List.of(
                        filled(3, ALICE, Side.SELL, e8("80"), e8("69.993"), e8("5.59944")),
                        halted(ALICE, pnl, e8("2000")),
                        rejected(ALICE, RejectReason.DAILY_LOSS_LIMIT),
                        priced(BTC, e8("50")),
                        filled(2, ALICE, Side.BUY, e8("1"), e8("50"), e8("0.05"))),
                desk.events());

        assertEquals(START + DAY, desk.engine().nextDeadlineNs());
        desk.later(DAY - 10);
        desk.price(BTC, "50");
        desk.buy(ALICE, BTC, "1");
        desk.later(10);
        desk.buy(ALICE, BTC, "1");
        assertEquals(
                List.of(
                        priced(BTC, e8("50")),
                        rejected(ALICE, RejectReason.DAILY_LOSS_LIMIT),
                        resumed(ALICE),
                        filled(4, ALICE, Side.BUY, e8("1"), e8("50.005"), e8("0.050005"))),
                desk.events());
        assertEquals(3, desk.answerIndex());
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

    /** Four orders fire, three are worked off at once; the fourth waits for the next command, its agent's own first. */
    @Test
    void shouldDoBoundedWorkInEachCommandAndTheAgentsOwnFirst() {
        desk.price(BTC, "100");
        for (int agent : new int[]{ALICE, ALICE, ALICE, ALICE, BOB, BOB}) {
            desk.buyLimit(agent, BTC, "1", "90");
        }
        desk.events();
        desk.price(BTC, "90");
        assertEquals(List.of(priced(BTC, e8("90")), bought(1, ALICE), bought(2, ALICE), bought(3, ALICE)),
                desk.events());
        assertEquals(desk.nowNs(), desk.engine().nextDeadlineNs());

        desk.cancel(BOB, 5);
        assertEquals(
                List.of(bought(5, BOB), bought(6, BOB), bought(4, ALICE), rejected(BOB, RejectReason.ORDER_NOT_OPEN)),
                desk.events());
        assertEquals(3, desk.answerIndex());
    }

    private static Said bought(long orderId, int agent) {
        return filled(orderId, agent, Side.BUY, e8("1"), e8("90"), e8("0.09"));
    }

    /** The price that fired them counts, however late they are worked off. */
    @Test
    void shouldWorkOffFiredOrdersAtThePriceThatFiredThem() {
        desk.price(ETH, "1");
        desk.price(BTC, "100");
        for (int i = 0; i < TradingDesk.WORK + 1; i++) {
            desk.buyLimit(ALICE, BTC, "1", "90");
        }
        desk.price(BTC, "80");
        desk.events();
        desk.price(BTC, "200");
        assertEquals(
                List.of(
                        filled(4, ALICE, Side.BUY, e8("1"), e8("80.008"), e8("0.080008")), priced(BTC, e8("200"))),
                desk.events());
    }

    @Test
    void shouldTakeNoOrderWithoutFreshPrice() {
        desk.buy(ALICE, BTC, "1");
        desk.price(BTC, "100");
        desk.later(60 * SECOND);
        desk.buy(ALICE, BTC, "1");
        desk.later(1);
        desk.buy(ALICE, BTC, "1");
        desk.feed(FeedState.UP, FeedReason.CONNECTED);
        desk.buy(ALICE, BTC, "1");
        assertEquals(
                List.of(
                        rejected(ALICE, RejectReason.PRICE_UNAVAILABLE),
                        priced(BTC, e8("100")),
                        filled(1, ALICE, Side.BUY, e8("1"), e8("100.01"), e8("0.10001")),
                        rejected(ALICE, RejectReason.PRICE_STALE),
                        filled(2, ALICE, Side.BUY, e8("1"), e8("100.01"), e8("0.10001"))),
                desk.events());
    }

    @Test
    void shouldCancelAllOrdersOfAFeedWhoseSessionEnds() {
        desk.price(BTC, "100");
        desk.price(ETH, "10");
        desk.buyLimit(ALICE, ETH, "1", "9");
        desk.buyLimit(BOB, BTC, "1", "90");
        desk.rest(BOB, BTC, Side.BUY, OrderType.STOP_LOSS, "1", "110");
        desk.events();
        desk.feed(FeedState.DOWN, FeedReason.SESSION_END);
        desk.price(BTC, "90");
        assertEquals(
                List.of(
                        feed(FEED, FeedState.DOWN),
                        cancelled(2, BOB, e8("90.09")),
                        cancelled(3, BOB, e8("110.11")),
                        cancelled(1, ALICE, e8("9.009")),
                        rejected(0, RejectReason.FEED_DOWN)),
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
