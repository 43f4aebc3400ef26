package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.core.e8.E8;
import io.bullring.gateway.feed.KlineSource;
import io.bullring.gateway.history.Candle;
import io.bullring.gateway.history.CandleInterval;
import io.bullring.gateway.history.WideAmount;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Section 6 of the market data, and the data range of section 7. */
@Timeout(60)
final class CandlesOverHttpTest extends PublicMarket {
    @Test
    void shouldMakeCandlesOfTradesWithTheRunningOneLast() { // section 6.2
        trade("100", "1", 0, 1);
        trade("103", "2", 20 * SECOND, 2);
        trade("99", "0.5", 59 * SECOND, 3);
        trade("101", "4", 3 * MINUTE, 4);

        JsonNode body = ok("/market/candles/btcusdt?interval=1m");
        assertThat(body.path("symbol").asText()).isEqualTo("BTCUSDT");
        assertThat(body.path("interval").asText()).isEqualTo("1m");
        assertThat(body.path("count").asInt()).isEqualTo(2);
        assertThat(texts(body.path("candles"))).containsExactly(
                candle("00:00", "100", "103", "99", "99", "3.50000000", 3),
                candle("00:03", "101", "101", "101", "101", "4.00000000", 1));
    }

    @Test
    void shouldServeSixIntervalsAndUsuallyAnHour() { // section 6.1: interval, MKT-2
        trade("100", "1", 4 * HOUR + 17 * MINUTE, 1);

        assertThat(times("?interval=1m")).containsExactly("04:17");
        assertThat(times("?interval=5m")).containsExactly("04:15");
        assertThat(times("?interval=15m")).containsExactly("04:15");
        assertThat(times("?interval=1h")).containsExactly("04:00");
        assertThat(times("?interval=4h")).containsExactly("04:00");
        assertThat(times("?interval=1d")).containsExactly("00:00");
        assertThat(ok("/market/candles/BTCUSDT").path("interval").asText()).isEqualTo("1h");
    }

    @Test
    void shouldKeepTheNewestWhenMoreMatchThanAreAskedFor() { // section 6.1: limit, MKT-3
        for (int i = 0; i < 5; i++) {
            trade("100", "1", i * MINUTE, i);
        }

        assertThat(times("?interval=1m&limit=2")).containsExactly("00:03", "00:04");
        assertThat(times("?interval=1m&limit=1000")).hasSize(5);
    }

    @Test
    void shouldUsuallyTellTheNewest100() { // section 6.1: limit
        for (int i = 0; i < 101; i++) {
            trade("100", "1", i * MINUTE, i);
        }

        assertThat(times("?interval=1m")).hasSize(100).startsWith("00:01").endsWith("01:40");
        assertThat(times("?interval=1m&limit=101")).hasSize(101).startsWith("00:00");
    }

    @Test
    void shouldTakeBothTimesAsInclusiveAndCompareThemWithTheBegin() { // section 6.1: start_time, end_time
        for (int i = 0; i < 5; i++) {
            trade("100", "1", i * MINUTE + 30 * SECOND, i);
        }
        String day = "2026-03-02T00:0";

        assertThat(times("?interval=1m&start_time=" + day + "1:00Z&end_time=" + day + "3:00Z"))
                .containsExactly("00:01", "00:02", "00:03");
        assertThat(times("?interval=1m&start_time=" + day + "1:00.000001")).containsExactly("00:02", "00:03", "00:04");
        assertThat(times("?interval=1m&end_time=2026-03-02T01:01:00%2B01:00")).containsExactly("00:00", "00:01");
        assertThat(times("?interval=1m&start_time=" + day + "3:00Z&end_time=" + day + "1:00Z")).isEmpty();
    }

    @Test
    void shouldGiveAnEmptyListWhereThereIsNothing() { // section 6.1: no rows
        JsonNode body = ok("/market/candles/DEADUSDT");

        assertThat(body.path("candles").isArray()).isTrue();
        assertThat(body.path("count").asInt()).isZero();
    }

    @Test
    void shouldPutALateTradeIntoItsCandle() { // section 6.2: late trades
        trade("100", "1", 30 * SECOND, 2);
        trade("105", "1", MINUTE, 3);
        trade("90", "1", 10 * SECOND, 1);

        assertThat(texts(ok("/market/candles/BTCUSDT?interval=1m&limit=2").path("candles"))).containsExactly(
                partial(candle("00:00", "90", "100", "90", "100", "2.00000000", 2)),
                candle("00:01", "105", "105", "105", "105", "1.00000000", 1));
    }

    @Test
    void shouldShowTheCandlesOfBeforeAfterAStart() {
        trade("100", "1", 0, 1);
        restart();
        trade("103", "2", 20 * SECOND, 2);

        assertThat(texts(ok("/market/candles/BTCUSDT?interval=1m").path("candles")))
                .containsExactly(candle("00:00", "100", "103", "100", "103", "3.00000000", 2));
    }

    @Test
    void shouldCheckTheQueryThenTheSymbolThenTheInterval() { // sections 1 and 6.1: 422, 400, 400
        assertRefused("/market/candles/NONEUSDT?interval=3m&limit=0", 422, "VALIDATION_ERROR");
        assertRefused("/market/candles/BTCUSDT?limit=1001", 422, "VALIDATION_ERROR");
        assertRefused("/market/candles/BTCUSDT?start_time=yesterday", 422, "VALIDATION_ERROR");
        assertRefused("/market/candles/BTCUSDT?end_time=yesterday", 422, "VALIDATION_ERROR");
        assertRefused("/market/candles/NONEUSDT?interval=3m", 400, "INVALID_SYMBOL");
        assertThat(venue.get("/market/candles/NONEUSDT?interval=3m").details().path("symbol").asText())
                .isEqualTo("NONEUSDT");
        assertRefused("/market/candles/BTCUSDT?interval=3m", 400, "INVALID_SYMBOL");
        assertThat(venue.get("/market/candles/BTCUSDT?interval=2h").details().path("interval").asText())
                .isEqualTo("2h");
    }

    @Test
    void shouldTellFromWhenToWhenThereIsData() { // section 7.3, MKT-7
        assertThat(ok("/market/data-range").toString())
                .isEqualTo("{\"earliest\":null,\"latest\":null,\"total_pairs\":0,"
                        + "\"intervals_available\":[],\"data_gaps\":[]}");

        venue.feed.trade("ETHUSDT", "3000", "1", MIDNIGHT + 90 * MINUTE + 5 * SECOND, 1);
        trade("100", "1", 3 * HOUR, 1);
        trade("101", "1", DAY + 7 * SECOND, 2);
        assertThat(ok("/market/data-range").toString())
                .isEqualTo("{\"earliest\":\"2026-03-02T01:30:00.000000Z\",\"latest\":\"2026-03-03T00:00:00.000000Z\","
                        + "\"total_pairs\":2,\"intervals_available\":[\"1m\",\"5m\",\"15m\",\"1h\",\"4h\",\"1d\"],"
                        + "\"data_gaps\":[]}");
    }

    @Test
    void shouldPutTheMarketsCandlesWhereThereAreNoneOfItsOwn() { // section 6.3
        trade("100", "1", 2 * MINUTE, 41);
        trade("101", "1", 4 * MINUTE, 42);
        venue.feed.remembers(market(CompletableFuture.completedFuture(List.of(
                remembered(1, 91), remembered(2, 92), remembered(3, 93), remembered(4, 94)))));

        assertThat(texts(ok("/market/candles/BTCUSDT?interval=1m").path("candles"))).containsExactly(
                ofMarket(candle("00:01", "91", "91", "91", "91", "7.00000000", 9)),
                ofMarket(candle("00:02", "92", "92", "92", "92", "7.00000000", 9)), // in which the venue began
                ofMarket(candle("00:03", "93", "93", "93", "93", "7.00000000", 9)),
                candle("00:04", "101", "101", "101", "101", "1.00000000", 1));
        assertThat(times("?interval=1m&limit=3")).containsExactly("00:02", "00:03", "00:04");
        assertThat(times("?interval=1m&start_time=2026-03-02T00:02:00Z&end_time=2026-03-02T00:03:00Z"))
                .containsExactly("00:02", "00:03");
        assertThat(ok("/market/candles/BTCUSDT?interval=1m&limit=1").toString()).doesNotContain("source");
    }

    @Test
    void shouldSayWhichCandlesLackTradesOfTheTimeInWhichItDidNotRun() { // section 6.3: partial
        trade("100", "1", 2 * MINUTE, 1);
        trade("101", "1", 3 * MINUTE + 50 * SECOND, 2);
        restart();
        trade("105", "1", 7 * MINUTE + 10 * SECOND, 60);
        trade("106", "1", 8 * MINUTE, 61);
        for (int start = 0; start < 2; start++) {
            assertThat(texts(ok("/market/candles/BTCUSDT?interval=1m").path("candles"))).containsExactly(
                    candle("00:02", "100", "100", "100", "100", "1.00000000", 1),
                    partial(candle("00:03", "101", "101", "101", "101", "1.00000000", 1)),
                    partial(candle("00:07", "105", "105", "105", "105", "1.00000000", 1)),
                    candle("00:08", "106", "106", "106", "106", "1.00000000", 1));
            for (String interval : List.of("15m", "1h", "4h", "1d")) {
                assertThat(texts(ok("/market/candles/BTCUSDT?interval=" + interval).path("candles")))
                        .containsExactly(partial(candle("00:00", "100", "106", "100", "106", "4.00000000", 4)));
            }
            restart();
        }
        venue.feed.remembers(market(CompletableFuture.completedFuture(
                List.of(remembered(2, 92), remembered(3, 93), remembered(5, 95), remembered(7, 97),
                        remembered(8, 98)))));

        List<String> whole = List.of(
                ofMarket(candle("00:03", "93", "93", "93", "93", "7.00000000", 9)),
                ofMarket(candle("00:05", "95", "95", "95", "95", "7.00000000", 9)),
                ofMarket(candle("00:07", "97", "97", "97", "97", "7.00000000", 9)),
                candle("00:08", "106", "106", "106", "106", "1.00000000", 1));
        assertThat(texts(ok("/market/candles/BTCUSDT?interval=1m&limit=4").path("candles"))).isEqualTo(whole);
        assertThat(times("?interval=1m")).containsExactly("00:02", "00:03", "00:05", "00:07", "00:08");
    }

    @Test
    void shouldGiveItsOwnCandlesWhenTheMarketHasNone() { // section 6.3: failures and timeouts are ignored
        trade("100", "1", 2 * MINUTE, 1);
        venue.feed.remembers(market(CompletableFuture.completedFuture(List.of())));

        assertThat(texts(ok("/market/candles/BTCUSDT?interval=1m").path("candles")))
                .containsExactly(candle("00:02", "100", "100", "100", "100", "1.00000000", 1));
    }

    /** A market that gives this answer, whatever it is asked. */
    private static KlineSource market(CompletableFuture<List<Candle>> answer) {
        return new KlineSource() {
            @Override
            public String name() {
                return "binance";
            }

            @Override
            public CompletableFuture<List<Candle>> ask(String symbol, CandleInterval interval, long toNs) {
                return answer;
            }
        };
    }

    private static Candle remembered(int minute, long price) {
        long openNs = MIDNIGHT + minute * MINUTE;
        long priceE8 = price * E8.ONE;
        return new Candle(
                openNs, priceE8, priceE8, priceE8, priceE8, WideAmount.of(7 * E8.ONE), 9, openNs, 0, openNs, 0,
                WideAmount.ZERO,
                false);
    }

    private static String partial(String candle) {
        return candle.substring(0, candle.length() - 1) + ",'partial':true}";
    }

    private static String ofMarket(String candle) {
        return candle.substring(0, candle.length() - 1) + ",'source':'binance'}";
    }

    private void trade(String price, String quantity, long sinceMidnightNs, long tradeId) {
        venue.feed.trade("BTCUSDT", price, quantity, MIDNIGHT + sinceMidnightNs, tradeId);
    }

    private List<String> times(String query) {
        return ok("/market/candles/BTCUSDT" + query)
                .path("candles")
                .findValuesAsText("time")
                .stream()
                .map(time -> time.substring(11, 16))
                .toList();
    }

    private static String candle(
            String minute, String open, String high, String low, String close, String volume, int trades) {
        return "{'time':'2026-03-02T" + minute + ":00.000000Z','open':'" + open + ".00000000','high':'" + high
                + ".00000000','low':'" + low + ".00000000','close':'" + close + ".00000000','volume':'" + volume
                + "','trade_count':" + trades + "}";
    }
}
