package io.bullring.core.engine;

import static io.bullring.core.engine.Said.accepted;
import static io.bullring.core.engine.Said.cancelled;
import static io.bullring.core.engine.Said.expired;
import static io.bullring.core.engine.Said.feed;
import static io.bullring.core.engine.Said.filled;
import static io.bullring.core.engine.Said.halted;
import static io.bullring.core.engine.Said.priced;
import static io.bullring.core.engine.Said.rejected;
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
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.market.BookFees;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.protocol.AccountStatus;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.Side;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What time and prices bring about, in which command and in which order. */
class DueWorkTest {
    private final TradingDesk desk = TradingDesk.open();

    @AfterEach
    void shouldNeverLoseOrMakeMoney() {
        assertTrue(desk.engine().audit().isBalanced());
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

    /** Six orders fire, three are worked off at once; the others wait for the next command, its agent's own first. */
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

    /** In a venue without a book a suspension sweeps nothing, as it always was. */
    @Test
    void shouldSweepASuspendedAccountOnlyWhereThereIsABook() {
        suspendAlice();
        assertEquals(Long.MAX_VALUE, desk.engine().nextDeadlineNs());
        desk.command().setAccountStatus(ALICE, AccountStatus.ACTIVE);
        desk.send();
        desk.advanceTime();
        desk.command()
                .defineBook(
                        new InstrumentTerms("CLUBUSDT", InstrumentTerms.NO_FEED, true, 0, 0, 0, 0),
                        new BookFees(0, 0),
                        e8("100"));
        desk.send();
        suspendAlice();
        assertEquals(desk.nowNs(), desk.engine().nextDeadlineNs());
        desk.advanceTime();
        assertEquals(Long.MAX_VALUE, desk.engine().nextDeadlineNs());
    }

    private void suspendAlice() {
        desk.command().setAccountStatus(ALICE, AccountStatus.SUSPENDED); // her account has her number
        desk.send();
    }
}
