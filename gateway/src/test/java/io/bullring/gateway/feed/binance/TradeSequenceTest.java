package io.bullring.gateway.feed.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.port.CommandGate;
import io.bullring.gateway.feed.FeedLine;
import io.bullring.gateway.reply.ReplyConfig;
import io.bullring.gateway.reply.TestGate;
import io.bullring.protocol.Side;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Trade n costs n and is one whole; a second lies between two. */
final class TradeSequenceTest {
    private static final long MS = 1_000_000L;
    private static final long SECOND = 1_000 * MS;

    private final TestGate gate = new TestGate(ReplyConfig.defaults());
    private int asked;
    private FeedLine line;
    private TradeSequence trades;

    @BeforeEach
    void connect() {
        gate.answerAtOnce(true);
        line = new FeedLine(gate, 2, 256);
        trades = new TradeSequence("BTCUSDT", () -> asked++, new PriceOutlet(line, 1));
    }

    @Test
    void shouldSendEachTradeInACommandOfItsOwnFromTheFirstOn() {
        come(0, 41, 42, 43);

        assertEquals(List.of(one(41), one(42), one(43)), sent());
    }

    @Test
    void shouldPassOverRepeats() {
        come(0, 41, 42, 42, 41, 43, 43);

        assertEquals(List.of(one(41), one(42), one(43)), sent());
        assertEquals(3, trades.duplicates());
    }

    @Test
    void shouldPutTradesInOrderThatComeOutOfIt() {
        come(0, 41, 43);
        assertEquals(List.of(one(41)), sent());
        come(100 * MS, 42);

        assertEquals(List.of(one(41), brought(43, 42, 43)), sent());
        assertEquals(0, asked);
        assertEquals(0, trades.gaps());
    }

    @Test
    void shouldAskForWhatDoesNotComeAndBringItBeforeWhatIsBehind() {
        come(0, 41, 45);
        trades.step(149 * MS);
        assertEquals(0, asked);
        trades.step(150 * MS);
        assertEquals(1, asked);
        trades.onLast(trades(30, 46), 200 * MS);

        assertEquals(List.of(one(41), brought(45, 42, 45)), sent());
        assertEquals(List.of(1L, 0L, 3L), List.of(trades.gaps(), trades.lost(), trades.recovered()));
        come(200 * MS, 46);
        assertEquals(one(46), sent().getLast());
    }

    @Test
    void shouldCountAsLostWhatTheExchangeHasNoMore() {
        come(0, 41, 50);
        trades.step(150 * MS);
        trades.onLast(trades(47, 51), 200 * MS);

        assertEquals(List.of(one(41), brought(50, 47, 50)), sent());
        assertEquals(List.of(1L, 5L, 3L), List.of(trades.gaps(), trades.lost(), trades.recovered()));
    }

    @Test
    void shouldGoOnWithoutThemWhenTheExchangeDoesNotSay() {
        come(0, 41, 44, 45);
        trades.step(150 * MS);
        trades.onLastFailed(160 * MS);

        assertEquals(List.of(one(41), brought(45, 44, 45)), sent());
        assertEquals(2, trades.lost());
    }

    @Test
    void shouldGoOnAfterThreeSecondsWhenNothingIsAnswered() {
        come(0, 41, 44, 45);
        trades.step(150 * MS);
        trades.step(3 * SECOND - 1);
        assertEquals(List.of(one(41)), sent());
        trades.step(3 * SECOND);

        assertEquals(brought(45, 44, 45), sent().getLast());
    }

    @Test
    void shouldNotBelieveANumberThatNothingFollows() {
        come(0, 41, 9_000_000, 42);
        trades.step(150 * MS);
        trades.onLast(trades(1, 42), 200 * MS);
        come(300 * MS, 43);

        assertEquals(List.of(one(41), one(42), one(43)), sent());
        assertEquals(1, trades.strays());
        assertEquals(0, trades.lost());
    }

    @Test
    void shouldBeginAnewWithLowerNumbersThatAreDatedBehindTheLastTrade() {
        come(0, 100_000, 100_001);
        for (int i = 0; i < 3; i++) {
            come(0, 1, 2, 3, 4, 5, 6, 7); // repeats, however many
        }
        come(0, 100_002);
        for (int id = 41; id < 45; id++) {
            trades.onTrade(renumbered(id), 0);
            trades.onTrade(renumbered(id), 0);
        }
        assertEquals(List.of(one(100_000), one(100_001), one(100_002)), sent());
        assertEquals(List.of(0L, 25L), List.of(trades.restarts(), trades.duplicates()));
        trades.onTrade(renumbered(45), 0);
        trades.onTrade(renumbered(46), 0);

        assertEquals(
                List.of(
                        SentPrices.text(45, 45, 41, 45, 5, 5, renumbered(45).timeNs()),
                        SentPrices.text(46, 46, 46, 46, 1, 1, renumbered(46).timeNs())),
                sent().subList(3, 5));
        assertEquals(List.of(1L, 0L, 0L), List.of(trades.restarts(), trades.lost(), trades.strays()));
    }

    @Test
    void shouldNotBeginAnewForSingleLowNumbersBetweenTrades() {
        for (int i = 0; i < 10; i++) {
            come(0, 100_000 + i);
            trades.onTrade(renumbered(41 + i), 0);
        }

        assertEquals(10, sent().size());
        assertEquals(0, trades.restarts());
    }

    @Test
    void shouldTakeAJumpThatNoTradesCanFillForANewSequenceAndASmallerOneForALoss() {
        come(0, 41);
        trades.onTrade(new MarketTrade(10_042, 1, 1, 41 * SECOND, null), 0); // 10,000 in the same second
        trades.onTrade(new MarketTrade(10_043, 1, 1, 41 * SECOND, null), 0);
        trades.step(3 * SECOND);
        assertEquals(List.of(0L, 10_000L), List.of(trades.restarts(), trades.lost()));
        trades.onTrade(new MarketTrade(20_045, 1, 1, 41 * SECOND, null), 0);
        trades.onTrade(new MarketTrade(20_046, 1, 1, 41 * SECOND, null), 0);
        trades.step(4 * SECOND);
        trades.step(7 * SECOND);

        assertEquals(List.of(1L, 10_000L), List.of(trades.restarts(), trades.lost()));
        assertEquals(3, sent().size());
    }

    @Test
    void shouldBringTogetherWhatFindsNoRoomButNeverOverAMinutesEnd() {
        gate.say(CommandGate.PRESSURE);
        come(0, 58, 59, 60, 61);
        assertTrue(trades.isHeldUp());
        gate.say(CommandGate.TAKEN);
        trades.step(1);

        assertEquals(List.of(brought(59, 58, 59), brought(61, 60, 61)), sent());
        assertFalse(trades.isHeldUp());
    }

    @Test
    void shouldBringTogetherNoMoreThanACommandsVolumeCanSay() {
        gate.say(CommandGate.PRESSURE);
        long half = Long.MAX_VALUE / 2;
        for (int id = 41; id <= 43; id++) {
            trades.onTrade(new MarketTrade(id, id, half, 41 * SECOND, null), 0);
        }
        assertTrue(trades.isHeldUp());
        gate.say(CommandGate.TAKEN);
        trades.step(0);

        assertEquals(
                List.of(
                        SentPrices.text(42, 42, 41, 42, 2, 2 * half, 41 * SECOND),
                        SentPrices.text(43, 43, 43, 43, 1, half, 41 * SECOND)),
                sent());
    }

    @Test
    void shouldForgetWhatFoundNoRoomWhenTheFeedGoesDown() {
        come(0, 41);
        gate.say(CommandGate.PRESSURE);
        come(0, 42, 43);
        trades.onFeedDown();
        gate.say(CommandGate.TAKEN);
        come(0, 44);

        assertEquals(List.of(one(41), one(44)), sent());
        assertEquals(2, trades.lost());
    }

    @Test
    void shouldDateATradeThatSaysThatItWasBeforeTheOneBeforeItLikeThatOne() {
        come(0, 41);
        trades.onTrade(new MarketTrade(42, 42, 1, 10 * SECOND, null), 0);
        come(0, 43);

        assertEquals(
                List.of(one(41), SentPrices.text(42, 42, 42, 42, 1, 1, 41 * SECOND), one(43)), sent());
    }

    @Test
    void shouldSayWhoTookOfOneTradeAndNotOfSeveralTogether() {
        trades.onTrade(taken(41, Side.BUY), 0);
        trades.onTrade(taken(42, Side.SELL), 0);
        trades.onTrade(taken(43, null), 0);
        trades.onTrade(taken(45, Side.BUY), 0);
        trades.onTrade(taken(44, Side.BUY), 0);
        trades.onTrade(taken(46, Side.SELL), 0);

        assertEquals(
                List.of(one(41) + " BUY", one(42) + " SELL", one(43), brought(45, 44, 45), one(46) + " SELL"), sent());
    }

    private static MarketTrade taken(long id, Side takerSide) {
        return new MarketTrade(id, id, 1, id * SECOND, takerSide);
    }

    private void come(long nowNs, long... ids) {
        for (long id : ids) {
            trades.onTrade(trade(id), nowNs);
        }
    }

    private List<String> sent() {
        return SentPrices.of(gate);
    }

    private static List<MarketTrade> trades(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(TradeSequenceTest::trade).toList();
    }

    private static MarketTrade trade(long id) {
        return new MarketTrade(id, id, 1, id * SECOND, null);
    }

    /** Dated as if its number were 100,000 higher. */
    private static MarketTrade renumbered(long id) {
        return new MarketTrade(id, id, 1, (100_000 + id) * SECOND, null);
    }

    private static String one(long id) {
        return brought(id, id, id);
    }

    private static String brought(long lastId, long lowE8, long highE8) {
        int count = (int) (highE8 - lowE8 + 1);
        return SentPrices.text(lastId, lastId, lowE8, highE8, count, count, lastId * SECOND);
    }
}
