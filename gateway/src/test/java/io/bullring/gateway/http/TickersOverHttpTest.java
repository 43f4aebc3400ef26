package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.gateway.http.ServedVenue.Reply;
import io.bullring.protocol.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Section 5 of the market data, and the trades of section 7. */
@Timeout(60)
final class TickersOverHttpTest extends PublicMarket {
    private final long now = TimeUnit.MILLISECONDS.toNanos(Instant.now().toEpochMilli());

    @Test
    void shouldAddUpTheLast24Hours() { // section 5.1, MKT-1
        trade("50", "100", now - 25 * HOUR, 1);
        trade("100", "1", now - 23 * HOUR, 2);
        trade("130", "0.5", now - 2 * HOUR, 3);
        trade("90", "2", now - 2 * MINUTE, 4);
        venue.feed.trades("BTCUSDT", 3, "120", "119", "125", "3", now - MINUTE, 7);

        JsonNode ticker = ok("/market/ticker/btcusdt");
        assertThat(ticker.path("symbol").asText()).isEqualTo("BTCUSDT");
        assertThat(ticker.path("open").asText()).isEqualTo("100.00000000");
        assertThat(ticker.path("high").asText()).isEqualTo("130.00000000");
        assertThat(ticker.path("low").asText()).isEqualTo("90.00000000");
        assertThat(ticker.path("close").asText()).isEqualTo("120.00000000");
        assertThat(ticker.path("volume").asText()).isEqualTo("6.50000000");
        assertThat(ticker.path("quote_volume").asText()).isEqualTo("705.00000000"); // 100 + 65 + 180 + 360
        assertThat(ticker.path("change").asText()).isEqualTo("20.00000000");
        assertThat(ticker.path("change_pct").asText()).isEqualTo("20.00000000");
        assertThat(ticker.path("trade_count").asInt()).isEqualTo(6);
        assertThat(Instant.parse(ticker.path("timestamp").asText()))
                .isEqualTo(Instant.ofEpochMilli(TimeUnit.NANOSECONDS.toMillis(now - MINUTE)));
        assertThat(windowStartMs(ticker)).as("a whole day")
                .isBetween(
                        TimeUnit.NANOSECONDS.toMillis(now - 24 * HOUR - MINUTE),
                        Instant.now().toEpochMilli() - TimeUnit.NANOSECONDS.toMillis(24 * HOUR));
    }

    @Test
    void shouldSayThatADayBeginsWithItsFirstTradeUntilItIsWhole() {
        trade("100", "1", now - 3 * HOUR, 1);
        trade("90", "2", now - 2 * MINUTE, 2);
        assertThat(windowStartMs(ok("/market/ticker/BTCUSDT")))
                .isEqualTo(TimeUnit.NANOSECONDS.toMillis(now - 3 * HOUR));
        assertThat(ok("/market/tickers").path("tickers").path("BTCUSDT")).isEqualTo(ok("/market/ticker/BTCUSDT"));

        venue.feed.price("ETHUSDT", "3000");
        assertThat(windowStartMs(ok("/market/ticker/ETHUSDT")))
                .as("of a price that is years old, a whole day without a trade")
                .isBetween(
                        TimeUnit.NANOSECONDS.toMillis(now - 24 * HOUR - MINUTE),
                        Instant.now().toEpochMilli() - TimeUnit.NANOSECONDS.toMillis(24 * HOUR));
    }

    @Test
    void shouldShowAFallWithEightDigits() { // section 5.1: change, change_pct, quote_volume
        trade("3", "0.00000001", now - 2 * MINUTE, 1);
        trade("1", "0.5", now - MINUTE, 2);

        JsonNode ticker = ok("/market/ticker/BTCUSDT");
        assertThat(ticker.path("change").asText()).isEqualTo("-2.00000000");
        assertThat(ticker.path("change_pct").asText()).isEqualTo("-66.66666667");
        assertThat(ticker.path("quote_volume").asText()).isEqualTo("0.50000003");
    }

    @Test
    void shouldNotOverflowOnTheVolumeOfADay() {
        for (int i = 0; i < 2; i++) {
            trade("90000000000", "90000000000", now - (i + 1) * MINUTE, i);
        }

        JsonNode ticker = ok("/market/ticker/BTCUSDT");
        assertThat(ticker.path("volume").asText()).isEqualTo("180000000000.00000000");
        assertThat(ticker.path("quote_volume").asText()).isEqualTo("16200000000000000000000.00000000");
    }

    @Test
    void shouldNotOverflowOnTheVolumeOfACandle() {
        long minute = now - MINUTE - now % MINUTE;
        for (int i = 0; i < 2; i++) {
            trade("90000000000", "90000000000", minute + i, i);
        }

        assertThat(ok("/market/candles/BTCUSDT?interval=1m").path("candles").get(0).path("volume").asText())
                .isEqualTo("180000000000.00000000");
    }

    @Test
    void shouldShowADayWithoutATradeAsStill() {
        venue.feed.price("BTCUSDT", "64000");

        JsonNode ticker = ok("/market/ticker/BTCUSDT");
        assertThat(ticker.path("open").asText()).isEqualTo("64000.00000000");
        assertThat(ticker.path("close").asText()).isEqualTo("64000.00000000");
        assertThat(ticker.path("change_pct").asText()).isEqualTo("0.00000000");
        assertThat(ticker.path("trade_count").asInt()).isZero();
        assertThat(ticker.path("timestamp").asText()).isEqualTo("2023-11-14T22:13:20.123456Z");
    }

    @Test
    void shouldRefuseTheTickerOfWhatIsUnknownOrHasNoPrice() { // section 5.1: 400, 503
        assertRefused("/market/ticker/NONEUSDT", 400, "INVALID_SYMBOL");
        assertRefused("/market/ticker/BTCUSDT", 503, "PRICE_NOT_AVAILABLE");
    }

    @Test
    void shouldGiveSeveralTickersAndLeaveOutWhatHasNoPrice() { // section 5.2
        assertThat(ok("/market/tickers").path("count").asInt()).isZero();
        trade("100", "1", now, 1);
        venue.feed.trade("ETHUSDT", "3000", "1", now, 1);

        JsonNode all = ok("/market/tickers");
        assertThat(all.path("count").asInt()).isEqualTo(2);
        assertThat(names(all.path("tickers"))).containsExactly("BTCUSDT", "ETHUSDT");
        assertThat(all.path("tickers").path("ETHUSDT")).isEqualTo(ok("/market/ticker/ETHUSDT"));
        assertThat(Instant.parse(all.path("timestamp").asText())).isAfter(Instant.parse("2026-01-01T00:00:00Z"));
        JsonNode some = ok("/market/tickers?symbols=%20ethusdt,NONEUSDT,DEADUSDT,,ethusdt");
        assertThat(names(some.path("tickers"))).containsExactly("ETHUSDT");
        assertThat(some.path("count").asInt()).isEqualTo(1);
    }

    @Test
    void shouldCutOffWhatIsBehindTheHundredthSymbol() { // section 5.2: at most 100
        trade("100", "1", now, 1);
        List<String> symbols = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            symbols.add("X" + i + "USDT");
        }

        symbols.set(99, "BTCUSDT");
        assertThat(ok("/market/tickers?symbols=" + String.join(",", symbols)).path("count").asInt()).isEqualTo(1);
        symbols.set(99, "X99USDT");
        symbols.add("BTCUSDT");
        assertThat(ok("/market/tickers?symbols=" + String.join(",", symbols)).path("count").asInt()).isZero();
    }

    @Test
    void shouldShowTheSameDayAfterAStart() { // section 5.3
        trade("100", "1", now - 3 * HOUR, 1);
        trade("130", "0.5", now - 2 * MINUTE, 2);
        trade("120", "2", now - 2 * MINUTE + 1, 3);
        JsonNode before = ok("/market/ticker/BTCUSDT");
        restart();

        assertThat(ok("/market/ticker/BTCUSDT")).isEqualTo(before);
        trade("125", "1", now - MINUTE, 4);
        assertThat(ok("/market/ticker/BTCUSDT").path("volume").asText()).isEqualTo("4.50000000");
        assertThat(ok("/market/ticker/BTCUSDT").path("trade_count").asInt()).isEqualTo(4);
    }

    @Test
    void shouldGiveTheLastTradesNewestFirst() { // section 7.1, MKT-5
        assertThat(ok("/market/trades/BTCUSDT").toString()).isEqualTo("{\"symbol\":\"BTCUSDT\",\"trades\":[]}");
        trade("100", "1", MIDNIGHT, 1);
        venue.feed.trades("BTCUSDT", 3, "99.5", "99", "101", "2.5", MIDNIGHT + SECOND, 4);

        assertThat(texts(ok("/market/trades/btcusdt").path("trades"))).containsExactly(
                "{'trade_id':4,'price':'99.50000000','quantity':'2.50000000','time':'2026-03-02T00:00:01.000000Z',"
                        + "'is_buyer_maker':true,'side':'sell','side_inferred':true,'trade_count':3,"
                        + "'executed_at':'2026-03-02T00:00:01.000000Z'}",
                "{'trade_id':1,'price':'100.00000000','quantity':'1.00000000','time':'2026-03-02T00:00:00.000000Z',"
                        + "'is_buyer_maker':false,'side':'buy','side_inferred':true,'trade_count':1,"
                        + "'executed_at':'2026-03-02T00:00:00.000000Z'}");
    }

    @Test
    void shouldSayWhoTookAsTheFeedSaysAndThenInferNothing() { // section 7.1: m
        venue.feed.taken("BTCUSDT", Side.SELL, "100", "1", now, 1);
        venue.feed.taken("BTCUSDT", Side.BUY, "99", "1", now, 2);
        trade("98", "1", now, 3);

        List<String> told = new ArrayList<>();
        for (JsonNode trade : ok("/market/trades/BTCUSDT").path("trades")) {
            told.add(trade.path("side").asText() + " " + trade.path("is_buyer_maker") + " "
                    + trade.path("side_inferred"));
        }
        assertThat(told).containsExactly("sell true true", "buy false false", "sell true false");
        assertThat(ok("/market/ticker/BTCUSDT").path("trade_count").asInt()).isEqualTo(3);
    }

    @Test
    void shouldGiveAsManyTradesAsAreAskedForAndUsuallyAHundred() { // section 7.1: limit
        for (int i = 1; i <= 120; i++) {
            trade("100", "1", MIDNIGHT + i, i);
        }

        assertThat(ok("/market/trades/BTCUSDT").path("trades")).hasSize(100);
        assertThat(ok("/market/trades/BTCUSDT?limit=1").path("trades").findValuesAsText("trade_id"))
                .containsExactly("120");
        assertThat(ok("/market/trades/BTCUSDT?limit=1000").path("trades")).hasSize(120);
    }

    @Test
    void shouldShowNoFillOfAnAgentAmongTheTrades() { // section 7.1: exchange trades
        trade("64000", "1", now, 1);
        Reply order = venue.post(
                "/trade/order",
                "{'symbol':'BTCUSDT','side':'buy','type':'market','quantity':'0.01'}",
                venue.register("Owner").agent());
        assertThat(order.status()).isEqualTo(201);

        assertThat(ok("/market/trades/BTCUSDT").path("trades")).hasSize(1);
        assertThat(ok("/market/ticker/BTCUSDT").path("volume").asText()).isEqualTo("1.00000000");
    }

    @Test
    void shouldBeginTheTradesAnewAfterAStart() {
        trade("100", "1", MIDNIGHT, 1);
        restart();

        assertThat(ok("/market/trades/BTCUSDT").path("trades")).isEmpty();
    }

    @Test
    void shouldRefuseTradesBeyondTheBoundsOrOfNoPair() { // section 7.1: 422, 400
        assertRefused("/market/trades/NONEUSDT?limit=1001", 422, "VALIDATION_ERROR");
        assertRefused("/market/trades/BTCUSDT?limit=0", 422, "VALIDATION_ERROR");
        assertRefused("/market/trades/NONEUSDT", 400, "INVALID_SYMBOL");
    }

    private void trade(String price, String quantity, long timeNs, long tradeId) {
        venue.feed.trade("BTCUSDT", price, quantity, timeNs, tradeId);
    }

    private static long windowStartMs(JsonNode ticker) {
        return Instant.parse(ticker.path("window_start").asText()).toEpochMilli();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
