package io.bullring.gateway.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.core.account.AgentDetails;
import io.bullring.core.e8.E8;
import io.bullring.gateway.event.EventTape;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.Side;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One coin bought, held while the price moves, sold; then resets. Amounts in the test are whole USDT. */
final class WorthCurveTest {
    private static final int ALICE = 1;
    private static final int BTC = 1;
    private static final int ROWS = 100;
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    @TempDir
    Path data;

    private DiskHistoryStore store;
    private EventTape tape;
    private long nextOrder = 1;

    @BeforeEach
    void trade() {
        store = DiskHistoryStore.open(data.resolve("history"), HistoryConfig.defaults());
        tape = new EventTape((sequence, timeNs, source, correlationId, events, offset, length, answerOffset) -> {
            store.onEvents(sequence, timeNs, source, correlationId, events, offset, length, answerOffset);
            store.onBatchEnd();
        });
        tape.at(hour(10, 30));
        tape.command(sink -> sink.agentCreated(
                ALICE, 1, 10, 1_000 * E8.ONE, new byte[32], new byte[16], AgentDetails.named(new byte[]{'A'})));
        price(hour(10, 30), 100);
        fill(hour(10, 36), Side.BUY, 100, OrderRecord.NONE);
        price(hour(11, 30), 110);
        price(hour(12, 10), 120);
        fill(hour(12, 12), Side.SELL, 120, 18 * E8.ONE);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void shouldValueWhatIsHeldAtTheMarketOfEachHour() {
        assertThat(hours(ROWS, Long.MIN_VALUE, 10))
                .containsExactly(point(11, 999, 1_000, 0), point(12, 1_009, 1_000, 0), point(13, 1_018, 1_000, 18),
                        point(14, 1_018, 1_000, 18));
    }

    @Test
    void shouldGiveTheNewestPointsUpToTheLimitAndNoneBeforeTheTimeAskedFor() {
        assertThat(hours(ROWS, Long.MIN_VALUE, 2))
                .containsExactly(point(13, 1_018, 1_000, 18), point(14, 1_018, 1_000, 18));
        assertThat(hours(ROWS, hour(12, 0), 10)).first().isEqualTo(point(12, 1_009, 1_000, 0));
        assertThat(hours(ROWS, hour(12, 1), 10)).first().isEqualTo(point(13, 1_018, 1_000, 18));
    }

    @Test
    void shouldBeginWhereTheRowsEndThatItMayLookAt() {
        assertThat(hours(1, Long.MIN_VALUE, 10))
                .containsExactly(point(13, 1_018, 1_000, 18), point(14, 1_018, 1_000, 18));
    }

    @Test
    void shouldHaveNoPointBeforeAnHourIsFull() {
        SessionRecord session = store.session(ALICE, 10);
        assertThat(new WorthCurve(store, ROWS)
                .ofSession(ALICE, session, CandleInterval.ONE_HOUR, Long.MIN_VALUE, hour(10, 59), 10)).isEmpty();
    }

    @Test
    void shouldFindMinutesAsWell() {
        SessionRecord session = store.session(ALICE, 10);
        List<WorthPoint> minutes = new WorthCurve(store, ROWS)
                .ofSession(ALICE, session, CandleInterval.ONE_MINUTE, Long.MIN_VALUE, hour(11, 31) + 5, 3);
        assertThat(minutes).extracting(WorthPoint::timeNs)
                .containsExactly(hour(11, 29), hour(11, 30), hour(11, 31));
        assertThat(minutes).extracting(WorthPoint::equityE8)
                .containsExactly(usdt(999), usdt(999), usdt(1_009));
    }

    @Test
    void shouldTellTheSameOfAnHourOrMinuteBeforeAResetAndAfterIt() {
        fill(hour(14, 6), Side.BUY, 120, OrderRecord.NONE);
        grant(hour(14, 10), BTC, 60);
        price(hour(14, 20), 90);
        SessionRecord first = store.session(ALICE, 10);
        List<WorthPoint> hours = curve(first, CandleInterval.ONE_HOUR, hour(15, 1));
        List<WorthPoint> minutes = curve(first, CandleInterval.ONE_MINUTE, hour(15, 1));
        assertThat(hours).hasSize(5).last().isEqualTo(point(15, 1_032, 1_060, 18));
        assertThat(minutes).hasSize(272);

        reset(hour(15, 1) + 1, 11, 10, 500);
        price(hour(15, 1) + 2, 500);
        SessionRecord second = store.session(ALICE, 11);
        assertThat(curve(second, CandleInterval.ONE_HOUR, hour(15, 1) + 3)).isEqualTo(hours);
        assertThat(curve(second, CandleInterval.ONE_MINUTE, hour(15, 1) + 3)).isEqualTo(minutes);

        reset(hour(16, 30), 12, 11, 700);
        assertThat(curve(store.session(ALICE, 12), CandleInterval.ONE_HOUR, hour(17, 0)))
                .startsWith(hours.toArray(new WorthPoint[0]))
                .endsWith(point(16, 500, 500, 0), point(17, 700, 700, 0))
                .hasSize(7);
    }

    @Test
    void shouldTellOfOneSessionOnlyWhatIsItsOwn() {
        reset(hour(14, 30), 11, 10, 500);
        SessionRecord session = store.session(ALICE, 11);
        assertThat(new WorthCurve(store, ROWS)
                .ofSession(ALICE, session, CandleInterval.ONE_HOUR, Long.MIN_VALUE, hour(16, 0), 10))
                .containsExactly(point(15, 500, 500, 0), point(16, 500, 500, 0));
    }

    @Test
    void shouldGiveTheNewestPointsOfSessionsThatAreOverUpToTheLimit() {
        reset(hour(14, 30), 11, 10, 500);
        assertThat(new WorthCurve(store, ROWS)
                .ofAgent(ALICE, store.session(ALICE, 11), CandleInterval.ONE_HOUR, hour(16, 0), 3))
                .containsExactly(point(14, 1_018, 1_000, 18), point(15, 500, 500, 0), point(16, 500, 500, 0));
    }

    @Test
    void shouldBeginWithAResetAsWellWhereTheRowsEndThatItMayLookAt() {
        reset(hour(14, 30), 11, 10, 500);
        assertThat(new WorthCurve(store, 2)
                .ofAgent(ALICE, store.session(ALICE, 11), CandleInterval.ONE_HOUR, hour(15, 0), 10))
                .containsExactly(point(11, 999, 1_000, 0), point(12, 1_009, 1_000, 0), point(13, 1_018, 1_000, 18),
                        point(14, 1_018, 1_000, 18), point(15, 500, 500, 0));
        assertThat(new WorthCurve(store, 1)
                .ofAgent(ALICE, store.session(ALICE, 11), CandleInterval.ONE_HOUR, hour(15, 0), 10))
                .containsExactly(point(15, 500, 500, 0));
    }

    @Test
    void shouldTellTheParkedSessionFromItsOwnPastAgainOnceItIsTakenUp() {
        List<WorthPoint> before = curve(store.session(ALICE, 10), CandleInterval.ONE_HOUR, hour(14, 18));
        tape.at(hour(14, 30)).command(sink -> sink.portfolioParked(ALICE, 1, 11, 10, 700 * E8.ONE));
        assertThat(curve(store.session(ALICE, 11), CandleInterval.ONE_HOUR, hour(15, 0)))
                .startsWith(before.toArray(new WorthPoint[0]))
                .endsWith(point(15, 700, 700, 0))
                .hasSize(5);

        tape.at(hour(15, 30)).command(sink -> sink.portfolioReturned(ALICE, 1, 10, 11, 700 * E8.ONE));
        reset(hour(15, 40), 12, 10, 500);
        assertThat(curve(store.session(ALICE, 12), CandleInterval.ONE_HOUR, hour(16, 0)))
                .startsWith(before.toArray(new WorthPoint[0]))
                .endsWith(point(15, 1_018, 1_000, 18), point(16, 500, 500, 0))
                .hasSize(6);
    }

    @Test
    void shouldCountWhatWasGivenBeforeTheFirstTradeAtItsCostAlsoOnceSomebodyHasTraded() {
        grant(hour(14, 10), 7, 50);
        List<WorthPoint> untraded = curve(store.session(ALICE, 10), CandleInterval.ONE_HOUR, hour(16, 0));
        assertThat(untraded).endsWith(point(15, 1_068, 1_050, 18), point(16, 1_068, 1_050, 18));

        price(hour(16, 20), 7, 130);
        assertThat(curve(store.session(ALICE, 10), CandleInterval.ONE_HOUR, hour(17, 0)))
                .startsWith(untraded.toArray(new WorthPoint[0]))
                .endsWith(point(17, 1_083, 1_050, 18));
        grant(hour(17, 10), 7, 65);
        assertThat(curve(store.session(ALICE, 10), CandleInterval.ONE_HOUR, hour(18, 0)))
                .startsWith(untraded.toArray(new WorthPoint[0]))
                .endsWith(point(17, 1_083, 1_050, 18), point(18, 1_148, 1_115, 18));
    }

    @Test
    void shouldCountWhatWasBoughtAtAPriceThatIsDatedAheadAtItsCostUntilThen() {
        tape.at(hour(14, 59)).command(sink -> sink.priceUpdated(7, 1, 200, 200, 200, 0, hour(15, 1), 1));
        fill(hour(14, 59), 7, Side.BUY, 200, OrderRecord.NONE);
        assertThat(hours(ROWS, hour(15, 0), 10, hour(15, 0))).containsExactly(point(15, 1_018, 1_000, 18));
    }

    @Test
    void shouldTellAMomentBeforeTheLastPriceOfItsMinuteAtThePriceBeforeTheMinute() {
        grant(hour(14, 10), BTC, 60);
        price(hour(14, 20), BTC, 100);
        price(hour(14, 20) + 50, BTC, 300);
        assertThat(momentEquity(hour(14, 20) + 50)).isEqualTo(1_018 + 60);
        assertThat(momentEquity(hour(14, 20) + 51)).isEqualTo(1_018 + 150);

        grant(hour(14, 30), 7, 40);
        price(hour(14, 30) + 10, 7, 200);
        assertThat(momentEquity(hour(14, 30) + 5)).isEqualTo(1_168 + 40);
        assertThat(momentEquity(hour(14, 30) + 11)).isEqualTo(1_168 + 100);
    }

    @Test
    void shouldTellWholeWhatWasGivenBeyond64BitsAndWhatCameOfIt() {
        grant(hour(14, 20), 7, 60_000_000_000L);
        grant(hour(14, 21), 8, 90_000_000_000L);
        price(hour(14, 30), 7, 60_000_000_000L);
        WorthPoint point = curve(store.session(ALICE, 10), CandleInterval.ONE_HOUR, hour(15, 0)).getLast();
        assertThat(point.equityE8()).isEqualTo(usdt(30_000_001_018L).plus(usdt(90_000_000_000L)));
        assertThat(point.capitalE8()).isEqualTo(usdt(60_000_001_000L).plus(usdt(90_000_000_000L)));
        assertThat(point.totalPnl()).isEqualByComparingTo("-29999999982");
        assertThat(point.unrealizedPnl()).isEqualByComparingTo("-30000000000");
    }

    private long momentEquity(long timeNs) {
        return new WorthCurve(store, ROWS).atOrNull(ALICE, store.session(ALICE, 10), timeNs).equityE8().low() / E8.ONE;
    }

    private List<WorthPoint> curve(SessionRecord session, CandleInterval spacing, long nowNs) {
        return new WorthCurve(store, 1_000).ofAgent(ALICE, session, spacing, nowNs, 1_000);
    }

    private List<WorthPoint> hours(int rows, long fromNs, int limit) {
        return hours(rows, fromNs, limit, hour(14, 18));
    }

    private List<WorthPoint> hours(int rows, long fromNs, int limit, long nowNs) {
        return new WorthCurve(store, rows)
                .ofSession(ALICE, store.session(ALICE, 10), CandleInterval.ONE_HOUR, fromNs, nowNs, limit);
    }

    private void price(long timeNs, long price) {
        price(timeNs, BTC, price);
    }

    private void price(long timeNs, int instrumentId, long price) {
        long priceE8 = price * E8.ONE;
        tape.at(timeNs)
                .command(sink -> sink.priceUpdated(instrumentId, 1, priceE8, priceE8, priceE8, 0, timeNs, timeNs));
    }

    /** One coin, for a fee of one. */
    private void fill(long timeNs, Side side, long price, long realizedE8) {
        fill(timeNs, BTC, side, price, realizedE8);
    }

    private void fill(long timeNs, int instrumentId, Side side, long price, long realizedE8) {
        long orderId = nextOrder++;
        tape.at(timeNs)
                .command(sink -> sink.orderFilled(
                        orderId, orderId, ALICE, 10, instrumentId, side, OrderType.MARKET, E8.ONE, price * E8.ONE,
                        price * E8.ONE, 0,
                        price * E8.ONE, E8.ONE, 0, realizedE8, new UnsafeBuffer(new byte[0])));
    }

    /** Half a coin. */
    private void grant(long timeNs, int instrumentId, long cost) {
        tape.at(timeNs)
                .command(sink -> sink.baseGranted(ALICE, 10, instrumentId, E8.ONE / 2, cost * E8.ONE));
    }

    private void reset(long timeNs, long portfolioId, long closedId, long balance) {
        tape.at(timeNs)
                .command(sink -> sink.agentReset(ALICE, 1, portfolioId, closedId, balance * E8.ONE, 1_018 * E8.ONE));
    }

    private static WorthPoint point(int hour, long equity, long capital, long realizedPnl) {
        return new WorthPoint(
                hour(hour, 0), usdt(equity), usdt(capital), realizedPnl * E8.ONE);
    }

    private static WideAmount usdt(long amount) {
        return WideAmount.of(amount * E8.ONE);
    }

    private static long hour(int hour, int minute) {
        return (hour * 60L + minute) * MINUTE;
    }
}
