package io.bullring.gateway.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.market.BookFees;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.gateway.event.EventTape;
import io.bullring.protocol.Side;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which candles are known to lack trades, in memory, on disk, and after any number of starts. */
final class PartialCandlesTest {
    private static final int BTC = 1;
    private static final int GEM = 2;
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final HistoryConfig CONFIG = new HistoryConfig(1 << 20, 1 << 16, 1 << 12, 10, 2, 2, 6);

    @TempDir
    Path data;

    private DiskHistoryStore store;
    private EventTape tape;

    @BeforeEach
    void open() {
        store = openIn("history");
        tape = new EventTape((sequence, timeNs, source, correlationId, events, offset, length, answerOffset) -> {
            store.onEvents(sequence, timeNs, source, correlationId, events, offset, length, answerOffset);
            store.onBatchEnd();
        });
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void shouldHaveSeenAPartOfTheCandleInWhichTheVenueBegan() {
        trade(DAY + 90 * MINUTE, 1_000);
        trade(DAY + 91 * MINUTE, 1_001);

        assertEquals(Set.of(DAY + 90 * MINUTE), partial(BTC, CandleInterval.ONE_MINUTE));
        assertEquals(Set.of(DAY + HOUR), partial(BTC, CandleInterval.ONE_HOUR));
        assertEquals(Set.of(DAY), partial(BTC, CandleInterval.ONE_DAY));
    }

    @Test
    void shouldHaveSeenAllOfAMarketThatBeganWithTheVenue() {
        trade(90 * MINUTE, 1);
        trade(91 * MINUTE, 2);

        assertNonePartial(BTC);
    }

    @Test
    void shouldHaveSeenAPartOfBothCandlesBetweenWhichItDidNotRun() {
        trade(10 * SECOND, 1);
        trade(9 * HOUR + 59 * MINUTE, 2);
        restart();
        trade(15 * HOUR + 40 * MINUTE, 90);
        trade(15 * HOUR + 41 * MINUTE, 91);
        trade(20 * HOUR, 92);

        for (int start = 0; start < 2; start++) {
            assertEquals(
                    Set.of(9 * HOUR + 59 * MINUTE, 15 * HOUR + 40 * MINUTE), partial(BTC, CandleInterval.ONE_MINUTE));
            assertEquals(
                    Set.of(9 * HOUR + 55 * MINUTE, 15 * HOUR + 40 * MINUTE),
                    partial(BTC, CandleInterval.FIVE_MINUTES));
            assertEquals(
                    Set.of(9 * HOUR + 45 * MINUTE, 15 * HOUR + 30 * MINUTE),
                    partial(BTC, CandleInterval.FIFTEEN_MINUTES));
            assertEquals(Set.of(9 * HOUR, 15 * HOUR), partial(BTC, CandleInterval.ONE_HOUR));
            assertEquals(Set.of(8 * HOUR, 12 * HOUR), partial(BTC, CandleInterval.FOUR_HOURS));
            assertEquals(Set.of(0L), partial(BTC, CandleInterval.ONE_DAY));
            restart();
        }
    }

    @Test
    void shouldKnowTheSameOfAFeedThatWasDownWhileTheVenueRan() {
        trade(10 * SECOND, 1);
        trade(3 * MINUTE, 40);

        assertEquals(Set.of(0L, 3 * MINUTE), partial(BTC, CandleInterval.ONE_MINUTE));
    }

    @Test
    void shouldHaveMissedNothingWhenTheNumbersGoOnBehindAStart() {
        trade(10 * SECOND, 1);
        restart();
        trades(50 * MINUTE, 30, 31);
        restart();
        trade(51 * MINUTE, 32);

        assertNonePartial(BTC);
    }

    @Test
    void shouldSeeAHoleWithinTradesThatWereBroughtTogether() {
        trade(10 * SECOND, 1);
        trades(2 * MINUTE, 3, 5);
        trade(3 * MINUTE, 6);

        assertEquals(Set.of(0L, 2 * MINUTE), partial(BTC, CandleInterval.ONE_MINUTE));
    }

    @Test
    void shouldTakeARecordingThatStartsOverForWhole() {
        trade(10 * SECOND, 1);
        trade(MINUTE, 2);
        restart();
        trade(2 * MINUTE, 1);
        trade(3 * MINUTE, 2);

        assertNonePartial(BTC);
    }

    @Test
    void shouldNotTrustNumbersThatGoBack() {
        trade(10 * SECOND, 1);
        trades(MINUTE, 8, 9);
        trade(2 * MINUTE, 4);
        trade(3 * MINUTE, 5);

        assertEquals(Set.of(MINUTE, 2 * MINUTE), partial(BTC, CandleInterval.ONE_MINUTE));
    }

    @Test
    void shouldLeaveACandlePartialWhateverComesLate() {
        trade(10 * SECOND, 1);
        trade(20 * SECOND, 3);
        trade(15 * SECOND, 2);
        restart();
        trade(MINUTE, 4);

        assertEquals(Set.of(0L), partial(BTC, CandleInterval.ONE_MINUTE));
    }

    @Test
    void shouldMissNothingInABookWhoseTradesAreNumberedWithThoseOfOthers() {
        tape.command(sink -> sink.bookDefined(
                GEM, new InstrumentTerms("GEMUSDT", InstrumentTerms.NO_FEED, true, 0, 0, 0, 0), new BookFees(0, 0),
                50));
        tape.trader(GEM);
        restart();
        tradeInBook(MINUTE, 17);
        restart();
        tradeInBook(2 * MINUTE, 23);

        assertEquals(2, candles(store, GEM, CandleInterval.ONE_MINUTE).size());
        assertNonePartial(GEM);
    }

    @Test
    void shouldSayTheSameWhenItIsRebuiltHoweverOftenItWasInterrupted() {
        long seed = System.nanoTime();
        System.out.println("PartialCandlesTest seed " + seed);
        Random random = new Random(seed);
        NaiveHistory naive = new NaiveHistory();
        DiskHistoryStore rebuilt = openIn("rebuilt");
        tape = new EventTape((sequence, timeNs, source, correlationId, events, offset, length, answerOffset) -> {
            store.onEvents(sequence, timeNs, source, correlationId, events, offset, length, answerOffset);
            rebuilt.onEvents(sequence, timeNs, source, correlationId, events, offset, length, answerOffset);
            naive.onEvents(sequence, timeNs, source, correlationId, events, offset, length, answerOffset);
        });
        long timeNs = DAY;
        long tradeId = random.nextInt(3);
        for (int i = 0; i < 2_000; i++) {
            boolean isLate = random.nextInt(40) == 0;
            int count = 1 + random.nextInt(4);
            timeNs += random.nextInt(20) == 0 ? random.nextLong(5 * HOUR) : random.nextLong(30 * SECOND);
            tradeId += count + (random.nextInt(30) == 0 ? random.nextInt(3) : 0);
            tradeId = random.nextInt(300) == 0 ? random.nextInt(3) + count : tradeId;
            price(BTC, isLate ? timeNs - random.nextLong(HOUR) : timeNs, count, tradeId);
            if (random.nextInt(50) == 0) {
                store.onBatchEnd();
                restart();
            }
        }
        store.onBatchEnd();
        rebuilt.onBatchEnd();

        int partial = 0;
        int all = 0;
        for (CandleInterval interval : CandleInterval.ALL) {
            List<Candle> expected = naive.candles(BTC, interval);
            assertEquals(expected, candles(store, BTC, interval), "interrupted, seed " + seed);
            assertEquals(expected, candles(rebuilt, BTC, interval), "rebuilt, seed " + seed);
            partial += (int) expected.stream().filter(Candle::isPartial).count();
            all += expected.size();
        }
        assertTrue(partial > 50 && all - partial > 50, partial + " of " + all + " are partial, seed " + seed);
        rebuilt.close();
    }

    private void restart() {
        store.close();
        store = openIn("history");
    }

    private DiskHistoryStore openIn(String directory) {
        return DiskHistoryStore.open(data.resolve(directory), CONFIG);
    }

    private void trade(long timeNs, long tradeId) {
        trades(timeNs, 1, tradeId);
    }

    private void trades(long timeNs, int count, long lastId) {
        price(BTC, timeNs, count, lastId);
    }

    private void price(int instrumentId, long timeNs, int count, long lastId) {
        tape.command(sink -> sink.priceUpdated(instrumentId, count, 50, 40, 60, count, timeNs, lastId));
    }

    private void tradeInBook(long timeNs, long fillId) {
        tape.at(timeNs).command(sink -> {
            EventTape.trade(sink, GEM, fillId, Side.BUY, 1, 50);
            sink.priceUpdated(GEM, 1, 50, 50, 50, 1, timeNs, fillId);
        });
    }

    private void assertNonePartial(int instrumentId) {
        for (CandleInterval interval : CandleInterval.ALL) {
            assertTrue(!candles(store, instrumentId, interval).isEmpty());
            assertEquals(Set.of(), partial(instrumentId, interval), interval.text());
        }
    }

    /** When the partial ones begin. */
    private Set<Long> partial(int instrumentId, CandleInterval interval) {
        Set<Long> opens = new HashSet<>();
        for (Candle candle : candles(store, instrumentId, interval)) {
            if (candle.isPartial()) {
                opens.add(candle.openNs());
            }
        }
        return opens;
    }

    private static List<Candle> candles(DiskHistoryStore from, int instrumentId, CandleInterval interval) {
        return from.candles(instrumentId, interval, Long.MIN_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE);
    }
}
