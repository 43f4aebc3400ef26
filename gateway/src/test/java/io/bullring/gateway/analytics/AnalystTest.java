package io.bullring.gateway.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.arena.metric.EquityCurve;
import io.bullring.arena.metric.SaleResults;
import io.bullring.core.account.AgentDetails;
import io.bullring.core.e8.E8;
import io.bullring.gateway.directory.AccountDirectory;
import io.bullring.gateway.directory.Agent;
import io.bullring.gateway.event.EventTape;
import io.bullring.gateway.history.CandleInterval;
import io.bullring.gateway.history.DiskHistoryStore;
import io.bullring.gateway.history.HistoryConfig;
import io.bullring.gateway.history.OrderRecord;
import io.bullring.gateway.history.WideAmount;
import io.bullring.gateway.history.WorthPoint;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.Side;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Alice buys a coin on day 1, which is worth half of it on day 2, and sells it for three times as much on day 3. On day 5 she turns a
 * coin round more often than a curve of the past looks at. It is day 40. Amounts in the test are whole USDT; nothing costs a fee.
 */
final class AnalystTest {
    private static final int ALICE = 1;
    private static final int BOB = 2;
    private static final int BTC = 1;
    private static final int ROUNDS = Analyst.MAX_ROWS;
    private static final long NOW = day(40);

    @TempDir
    Path data;

    private final AccountDirectory directory = new AccountDirectory();
    private DiskHistoryStore store;
    private EventTape tape;
    private long nextOrder = 1;

    @BeforeEach
    void trade() {
        open(HistoryConfig.defaults());
        create(ALICE);
        create(BOB);
        price(day(1), 100);
        fill(day(1) + 1, ALICE, Side.BUY, 100, OrderRecord.NONE);
        price(day(2), 50);
        price(day(3), 300);
        fill(day(3) + 1, ALICE, Side.SELL, 300, 200);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void shouldTellThePerformanceOfWhoTradesAllTheTime() {
        turnRound(day(5), ROUNDS);

        for (Period period : List.of(Period.ALL, Period.QUARTER)) {
            Performance performance = performance(period, ALICE);
            assertSales(performance.sales(), ROUNDS + 1, ROUNDS / 4 * 3 + 1, "200");
            assertThat(performance.streak()).isEqualTo(3);
            assertThat(performance.curve().maxDrawdownPct()).isEqualByComparingTo("5");
        }
        assertThat(performance(Period.QUARTER, ALICE).tradesPerDay())
                .isEqualByComparingTo(new BigDecimal("222.23333333"));
        assertSales(performance(Period.ALL, ALICE, BOB).sales(), ROUNDS + 1, ROUNDS / 4 * 3 + 1, "200");

        Performance month = new Analyst(store).performanceOrNull(agents(ALICE), Period.MONTH, day(34));
        assertSales(month.sales(), ROUNDS, ROUNDS / 4 * 3, "2");
        assertThat(month.curve().maxDrawdownPct()).isEqualByComparingTo("0");
        assertThat(performance(Period.MONTH, ALICE).sales().count()).isZero();
    }

    /** A coin for each period, at the price of that day. */
    @Test
    void shouldTellTheSameFiguresWhateverWasGiven() {
        for (Period period : List.of(Period.QUARTER, Period.ALL)) {
            EquityCurve without = performance(period, ALICE).curve();
            tape.at(day(20)).command(sink -> sink.baseGranted(ALICE, ALICE, BTC, E8.ONE, 300 * E8.ONE));
            EquityCurve with = performance(period, ALICE).curve();
            assertThat(with.sharpeRatio()).isEqualTo(without.sharpeRatio()).isNotZero();
            assertThat(with.sortinoRatio()).isEqualTo(without.sortinoRatio());
            assertThat(with.maxDrawdownPct()).isEqualTo(without.maxDrawdownPct()).isEqualByComparingTo("5");
            assertThat(with.longestDrawdownDays()).isEqualTo(without.longestDrawdownDays()).isEqualTo(1);
        }
        List<WorthPoint> days = new Analyst(store).worth(agents(ALICE, BOB), CandleInterval.ONE_DAY, NOW, 100);
        assertThat(days.get(19)).isEqualTo(point(19, 2_200, 2_000));
        assertThat(days.get(20)).isEqualTo(point(20, 2_800, 2_600));
    }

    private static WorthPoint point(int day, long equity, long capital) {
        return new WorthPoint(
                day(day), WideAmount.of(equity * E8.ONE), WideAmount.of(capital * E8.ONE), 200 * E8.ONE);
    }

    @Test
    void shouldEndTheRowOfAnAccountAtAnySaleOfItsAgents() {
        turnRound(day(5), 4);
        assertThat(performance(Period.ALL, ALICE, BOB).streak()).isEqualTo(3);

        sale(day(6), ALICE, 1);
        sale(day(6), BOB, -1);
        sale(day(6), ALICE, 1);
        assertThat(performance(Period.ALL, ALICE).streak()).isEqualTo(5);
        assertThat(performance(Period.ALL, BOB).streak()).isEqualTo(-1);
        assertThat(performance(Period.ALL, ALICE, BOB).streak()).isEqualTo(1);

        sale(day(6), BOB, 1);
        assertThat(performance(Period.ALL, ALICE, BOB).streak()).isEqualTo(2);
        sale(day(6), BOB, 0);
        assertThat(performance(Period.ALL, ALICE, BOB).streak()).isZero();
        sale(day(6), ALICE, -1);
        assertThat(performance(Period.ALL, ALICE, BOB).streak()).isEqualTo(-1);
    }

    @Test
    void shouldTellNothingOfThoseWhoHaveMoreFillsTogetherThanItLooksAt() {
        store.close();
        open(new HistoryConfig(1 << 20, 1 << 16, 1 << 12, 10, 2, 2, 4));
        sale(day(4), BOB, 1);
        assertThat(performance(Period.ALL, ALICE, BOB).sales().count()).isEqualTo(2);

        fill(day(4), ALICE, Side.BUY, 1, OrderRecord.NONE);
        assertThat(performance(Period.ALL, ALICE, BOB)).isNull();
        assertThat(performance(Period.ALL, BOB, ALICE)).isNull();
        assertThat(performance(Period.ALL, ALICE).sales().count()).isEqualTo(1);
        assertThat(performance(Period.ALL, BOB).sales().count()).isEqualTo(1);
    }

    @Test
    void shouldTellNothingOfWhoHasMoreFillsThanItLooksAtAndAllOfTheOthers() {
        store.close();
        open(new HistoryConfig(1 << 20, 1 << 16, 1 << 12, 10, 2, 2, 2));
        sale(day(4), BOB, 1);
        assertThat(performance(Period.ALL, ALICE).sales().count()).isEqualTo(1);

        fill(day(4), ALICE, Side.BUY, 1, OrderRecord.NONE);
        assertThat(performance(Period.ALL, ALICE)).isNull();
        assertThat(performance(Period.ALL, ALICE, BOB)).isNull();
        assertThat(performance(Period.ALL, BOB).sales().count()).isEqualTo(1);
        assertThat(new Analyst(store).performanceOrNull(agents(ALICE), Period.DAY, day(4)).sales().count())
                .isEqualTo(1);
    }

    private void assertSales(SaleResults sales, int count, int wins, String best) {
        assertThat(sales.count()).isEqualTo(count);
        assertThat(sales.wins()).isEqualTo(wins);
        assertThat(sales.losses()).isEqualTo(count - wins);
        assertThat(sales.averageLoss()).isEqualByComparingTo("-3");
        assertThat(sales.best()).isEqualByComparingTo(best);
        assertThat(sales.worst()).isEqualByComparingTo("-3");
    }

    /** A loss of 3, then three times a win of 2, and so on. */
    private void turnRound(long fromNs, int rounds) {
        for (int i = 0; i < rounds; i++) {
            fill(fromNs + 2 * i, ALICE, Side.BUY, 300, OrderRecord.NONE);
            long result = i % 4 == 0 ? -3 : 2;
            fill(fromNs + 2 * i + 1, ALICE, Side.SELL, 300 + result, result);
        }
    }

    private Performance performance(Period period, int... ids) {
        return new Analyst(store).performanceOrNull(agents(ids), period, NOW);
    }

    private List<Agent> agents(int... ids) {
        return Arrays.stream(ids).mapToObj(directory::agent).toList();
    }

    private void open(HistoryConfig config) {
        store = DiskHistoryStore.open(data.resolve("history"), config);
        if (tape == null) {
            tape = new EventTape((sequence, timeNs, source, correlationId, events, offset, length, answerOffset) -> {
                store.onEvents(sequence, timeNs, source, correlationId, events, offset, length, answerOffset);
                store.onBatchEnd();
                directory.onEvents(sequence, timeNs, source, correlationId, events, offset, length, answerOffset);
            });
        }
    }

    private void create(int id) {
        byte[] text = "Agent".getBytes(StandardCharsets.UTF_8);
        byte[] digest = new byte[32];
        digest[0] = (byte) id;
        byte[] preview = "ak_live_agen".getBytes(StandardCharsets.US_ASCII);
        tape.at(0).command(sink -> {
            sink.accountOpened(id, id, digest, preview, text, text);
            sink.agentCreated(id, id, id, 1_000 * E8.ONE, digest, preview, AgentDetails.named(text));
        });
    }

    private void price(long timeNs, long price) {
        long priceE8 = price * E8.ONE;
        tape.at(timeNs).command(sink -> sink.priceUpdated(BTC, 1, priceE8, priceE8, priceE8, 0, timeNs, timeNs));
    }

    /** Of a coin that was bought just before. */
    private void sale(long timeNs, int agentId, long realized) {
        fill(timeNs, agentId, Side.BUY, 300, OrderRecord.NONE);
        fill(timeNs, agentId, Side.SELL, 300 + realized, realized);
    }

    private void fill(long timeNs, int agentId, Side side, long price, long realized) {
        long orderId = nextOrder++;
        long realizedE8 = realized == OrderRecord.NONE ? realized : realized * E8.ONE;
        tape.at(timeNs)
                .command(sink -> sink.orderFilled(
                        orderId, orderId, agentId, agentId, BTC, side, OrderType.MARKET, E8.ONE, price * E8.ONE,
                        price * E8.ONE, 0, price * E8.ONE, 0, 0, realizedE8, new UnsafeBuffer(new byte[0])));
    }

    private static long day(int day) {
        return TimeUnit.DAYS.toNanos(day);
    }
}
