package io.bullring.gateway.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.core.account.AgentDetails;
import io.bullring.core.e8.E8;
import io.bullring.gateway.analytics.Ranking.Row;
import io.bullring.gateway.directory.AccountDirectory;
import io.bullring.gateway.event.EventTape;
import io.bullring.gateway.history.DiskHistoryStore;
import io.bullring.gateway.history.HistoryConfig;
import io.bullring.gateway.history.OrderRecord;
import io.bullring.gateway.market.MarketBoard;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.Side;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.UnsafeBuffer;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alice holds a coin from day 1 to day 50; Bob loses two fees on day 56; it is day 60. Amounts in the test are whole USDT. */
final class LeaderboardTest {
    private static final int ALICE = 1;
    private static final int BOB = 2;
    private static final int CAROL = 3;
    private static final int BTC = 1;
    private static final long NOW = day(60);

    @TempDir
    Path data;

    private final AccountDirectory directory = new AccountDirectory();
    private DiskHistoryStore store;
    private EventTape tape;
    private Leaderboard leaderboard;
    private final AtomicLong monotonicNs = new AtomicLong();
    private long nextOrder = 1;

    @BeforeEach
    void trade() {
        store = DiskHistoryStore.open(data.resolve("history"), HistoryConfig.defaults());
        tape = new EventTape((sequence, timeNs, source, correlationId, events, offset, length, answerOffset) -> {
            store.onEvents(sequence, timeNs, source, correlationId, events, offset, length, answerOffset);
            store.onBatchEnd();
            directory.onEvents(sequence, timeNs, source, correlationId, events, offset, length, answerOffset);
        });
        leaderboard = new Leaderboard(store, directory, new MarketBoard(), monotonicNs::get);
        open(0, ALICE, "Alice");
        price(day(1), 100);
        fill(day(1) + 1, ALICE, Side.BUY, 100, OrderRecord.NONE);
        price(day(10), 200);
        price(day(50), 300);
        fill(day(50) + 1, ALICE, Side.SELL, 300, 198);
        open(day(55), BOB, "Bob");
        fill(day(56), BOB, Side.BUY, 300, OrderRecord.NONE);
        fill(day(56) + 1, BOB, Side.SELL, 300, -2);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void shouldMeasureFromTheWorthAtTheBeginningOfThePeriod() {
        assertThat(leaderboard.make(Period.MONTH, false, NOW).rows())
                .extracting(Row::displayName, row -> row.roiPct().toPlainString(), Row::sales)
                .containsExactly(tuple("Alice", "9.00818926", 1), tuple("Bob", "-0.20000000", 1));
        for (Period whole : new Period[]{Period.QUARTER, Period.ALL}) {
            assertThat(leaderboard.make(whole, false, NOW).rows().getFirst().roiPct()).isEqualByComparingTo("19.8");
        }
    }

    /** Of one coin each, at the price of the day. */
    @Test
    void shouldCountWhatWasGivenAsCapitalAndAsNoGain() {
        grant(day(57), BOB, 300);
        assertThat(leaderboard.make(Period.MONTH, false, NOW).rows())
                .extracting(Row::displayName, row -> row.roiPct().toPlainString(), Row::sales)
                .containsExactly(tuple("Alice", "9.00818926", 1), tuple("Bob", "-0.15384615", 1));
        grant(day(58), ALICE, 300);
        assertThat(leaderboard.make(Period.ALL, true, NOW).rows())
                .extracting(Row::displayName, row -> row.roiPct().toPlainString())
                .containsExactly(
                        Tuple.tuple("Alice", "15.23076923"), // 198 of 1,300
                        Tuple.tuple("Bob", "-0.15384615")); // -2 of 1,300
    }

    @Test
    void shouldGiveTheSameSharpeRatioWhateverWasGiven() {
        String without = sharpe(leaderboard.make(Period.ALL, false, NOW), "Bob");
        grant(day(57), BOB, 300);
        assertThat(sharpe(leaderboard.make(Period.ALL, false, NOW + TimeUnit.MINUTES.toNanos(2)), "Bob"))
                .isEqualTo(without);
    }

    private static String sharpe(Ranking ranking, String name) {
        return ranking.rows()
                .stream()
                .filter(row -> row.displayName().equals(name))
                .map(row -> row.sharpeRatio().toPlainString())
                .findAny()
                .orElseThrow();
    }

    @Test
    void shouldLeaveOutWhoDidNotSellInThePeriod() {
        assertThat(leaderboard.make(Period.WEEK, false, NOW).rows()).extracting(Row::displayName)
                .containsExactly("Bob");
        assertThat(leaderboard.make(Period.DAY, false, NOW).rows()).isEmpty();
    }

    @Test
    void shouldKeepARankingForLessThanAMinute() {
        Ranking first = leaderboard.make(Period.ALL, false, NOW);
        long lastNs = NOW + TimeUnit.SECONDS.toNanos(60) - 1;
        assertThat(leaderboard.make(Period.ALL, false, lastNs)).isSameAs(first);
        assertThat(leaderboard.keptOrNull(Period.ALL, true, NOW)).isNull();
        assertThat(leaderboard.keptOrNull(Period.ALL, false, lastNs + 1)).isNull();
        assertThat(leaderboard.make(Period.ALL, false, lastNs + 1)).isNotSameAs(first);
    }

    @Test
    void shouldNotKeepARankingForLongerThanAMinuteWhileTheEnginesTimeStandsStill() {
        Ranking first = leaderboard.make(Period.ALL, false, NOW);
        monotonicNs.addAndGet(TimeUnit.SECONDS.toNanos(60) - 1);
        assertThat(leaderboard.keptOrNull(Period.ALL, false, NOW)).isSameAs(first);
        monotonicNs.incrementAndGet();
        assertThat(leaderboard.keptOrNull(Period.ALL, false, NOW)).isNull();
    }

    @Test
    void shouldSayWhenTradesWereMoreThanItLooksAt() {
        for (int i = 0; i < Analyst.MAX_ROWS; i++) {
            fill(day(57) + i, ALICE, Side.BUY, 300, OrderRecord.NONE);
        }
        Ranking month = leaderboard.make(Period.MONTH, false, NOW);
        assertThat(month.isComplete()).isFalse();
        assertThat(month.rows()).extracting(Row::displayName).containsExactly("Bob");
        // Since the session began within it, the longer period needs none of them.
        Ranking quarter = leaderboard.make(Period.QUARTER, false, NOW);
        assertThat(quarter.isComplete()).isTrue();
        assertThat(quarter.rows()).hasSize(2);
    }

    /** Bob loses all in one hour, which is less steady than in two. */
    @Test
    void shouldRankTheBetterSharpeRatioFirstWhereReturnsAreEqualAndNotWhoSoldMore() {
        open(day(56) + 2, CAROL, "Carol");
        for (int day = 57; day <= 58; day++) {
            fill(day(day), CAROL, Side.BUY, 300, OrderRecord.NONE);
            fill(day(day) + 1, CAROL, Side.SELL, 301, -1);
        }
        Ranking all = leaderboard.make(Period.ALL, false, NOW);
        assertThat(all.rows())
                .extracting(Row::displayName, row -> row.roiPct().toPlainString(), Row::sales)
                .containsExactly(
                        tuple("Alice", "19.80000000", 1), tuple("Bob", "-0.20000000", 1),
                        tuple("Carol", "-0.20000000", 2));
        assertThat(all.rows().get(1).sharpeRatio()).isGreaterThan(all.rows().get(2).sharpeRatio());
    }

    private static Tuple tuple(String name, String roiPct, long sales) {
        return Tuple.tuple(name, roiPct, sales);
    }

    private void open(long timeNs, int id, String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        byte[] digest = new byte[32];
        digest[0] = (byte) id;
        byte[] preview = "ak_live_agen".getBytes(StandardCharsets.US_ASCII);
        tape.at(timeNs).command(sink -> {
            sink.accountOpened(id, id, digest, preview, text, text);
            sink.agentCreated(id, id, id, 1_000 * E8.ONE, digest, preview, AgentDetails.named(text));
        });
    }

    private void price(long timeNs, long price) {
        long priceE8 = price * E8.ONE;
        tape.at(timeNs).command(sink -> sink.priceUpdated(BTC, 1, priceE8, priceE8, priceE8, 0, timeNs, timeNs));
    }

    /** One coin, for a fee of one. */
    private void fill(long timeNs, int agentId, Side side, long price, long realized) {
        long orderId = nextOrder++;
        long realizedE8 = realized == OrderRecord.NONE ? realized : realized * E8.ONE;
        tape.at(timeNs)
                .command(sink -> sink.orderFilled(
                        orderId, orderId, agentId, agentId, BTC, side, OrderType.MARKET, E8.ONE, price * E8.ONE,
                        price * E8.ONE, 0, price * E8.ONE, E8.ONE, 0, realizedE8, new UnsafeBuffer(new byte[0])));
    }

    private void grant(long timeNs, int agentId, long cost) {
        tape.at(timeNs).command(sink -> sink.baseGranted(agentId, agentId, BTC, E8.ONE, cost * E8.ONE));
    }

    private static long day(int day) {
        return TimeUnit.DAYS.toNanos(day);
    }
}
