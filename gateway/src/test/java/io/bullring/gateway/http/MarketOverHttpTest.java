package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.gateway.http.ServedVenue.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sections 1 to 4 of the market data: pairs and last prices, as a client without credentials sees them. */
@Timeout(60)
final class MarketOverHttpTest extends PublicMarket {
    @Test
    void shouldListPairsByStatusWithTheirBoundsAndWhetherTheyHaveAPrice() { // section 2
        venue.feed.price("ETHUSDT", "3000");

        assertThat(pairs("")).containsExactly(
                pair("BTC", "active", "0", "0", "0", false, null),
                pair("DEAD", "inactive", "0", "0", "0", false, null),
                pair("ETH", "active", "0.01000000", "0.00010000", "5.00000000", true, "100.00000000"));
        assertThat(symbols("?status=active")).containsExactly("BTCUSDT", "ETHUSDT");
        assertThat(symbols("?status=inactive")).containsExactly("DEADUSDT");
        assertThat(symbols("?status=other")).isEmpty();
        assertThat(venue.get("/market/pairs?status=active").body().path("total").asInt()).isEqualTo(2);
    }

    @Test
    void shouldTellTheLastPriceWithTheTimeOfTheTradeToWhomeverAsks() { // section 3
        venue.feed.price("BTCUSDT", "64000.5");
        String expected = "{\"symbol\":\"BTCUSDT\",\"price\":\"64000.50000000\","
                + "\"timestamp\":\"2023-11-14T22:13:20.123456Z\"}";

        assertThat(ok("/market/price/BTCUSDT").toString()).isEqualTo(expected);
        assertThat(ok("/market/price/%20btcusdt%20").toString()).isEqualTo(expected);
        assertThat(venue.get("/market/price/BTCUSDT", "Authorization", "Bearer nonsense").body().toString())
                .isEqualTo(expected);
    }

    @Test
    void shouldRefuseThePriceOfWhatIsUnknownOrHasNone() { // section 3: 400, 503
        Reply unknown = venue.get("/market/price/noneusdt");
        assertRefused(unknown, 400, "INVALID_SYMBOL");
        assertThat(unknown.details().path("symbol").asText()).isEqualTo("NONEUSDT");

        Reply unpriced = venue.get("/market/price/BTCUSDT");
        assertRefused(unpriced, 503, "PRICE_NOT_AVAILABLE");
        assertThat(unpriced.details().path("symbol").asText()).isEqualTo("BTCUSDT");
    }

    @Test
    void shouldGiveAMapOfPricesUnlessAListIsAskedFor() { // section 4, SDK-3
        venue.feed.price("BTCUSDT", "64000");
        venue.feed.price("ETHUSDT", "3000");
        String map = "{\"BTCUSDT\":\"64000.00000000\",\"ETHUSDT\":\"3000.00000000\"}";
        String time = "\",\"timestamp\":\"2023-11-14T22:13:20.123456Z\"}";

        assertThat(ok("/market/prices").path("prices").toString()).isEqualTo(map);
        assertThat(ok("/market/prices?format=map").path("prices").toString()).isEqualTo(map);
        assertThat(ok("/market/prices?format=list").path("prices").toString())
                .isEqualTo("[{\"symbol\":\"BTCUSDT\",\"price\":\"64000.00000000" + time
                        + ",{\"symbol\":\"ETHUSDT\",\"price\":\"3000.00000000" + time + "]");
        Reply both = venue.get("/market/prices", "X-API-Key", "some", "Authorization", "Bearer some");
        assertThat(both.body().path("prices").toString()).as("no guessing from headers").isEqualTo(map);
        assertRefused(venue.get("/market/prices?format=tree"), 422, "VALIDATION_ERROR");
    }

    @Test
    void shouldLeaveOutOfThePricesWhatIsUnknownOrHasNone() { // section 4: symbols
        venue.feed.price("BTCUSDT", "64000");
        venue.feed.price("ETHUSDT", "3000");

        assertThat(ok("/market/prices?symbols=%20ethusdt%20,,NONEUSDT,DEADUSDT,ethusdt").path("prices").toString())
                .isEqualTo("{\"ETHUSDT\":\"3000.00000000\"}");
        assertThat(ok("/market/prices?symbols=NONEUSDT").path("count").asInt()).isZero();
        assertThat(ok("/market/prices?symbols=").path("count").asInt()).isEqualTo(2);
        assertThat(ok("/market/prices").path("count").asInt()).isEqualTo(2);
    }

    @Test
    void shouldTellTheAgeOfTheFeedWhateverIsAskedFor() { // section 4: stale, data_age_seconds, timestamp
        JsonNode before = ok("/market/prices");
        assertThat(before.path("stale").asBoolean()).isTrue();
        assertThat(before.path("data_age_seconds").isNull()).isTrue();

        venue.feed.price("ETHUSDT", "3000");
        JsonNode after = ok("/market/prices?symbols=NONEUSDT");
        assertThat(after.path("stale").asBoolean()).isFalse();
        assertThat(after.path("data_age_seconds").isNumber()).isTrue();
        assertThat(after.path("data_age_seconds").asDouble()).isBetween(0.0, 30.0);
        Instant told = Instant.parse(after.path("timestamp").asText());
        assertThat(Duration.between(told, Instant.now()).abs()).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void shouldMakeUpABookAroundTheLastPriceAndSaySo() { // section 7.2
        venue.feed.price("BTCUSDT", "64000");

        JsonNode book = ok("/market/orderbook/btcusdt?depth=5");
        assertThat(book.path("symbol").asText()).isEqualTo("BTCUSDT");
        assertThat(book.path("synthetic").asBoolean()).isTrue();
        assertThat(book.path("timestamp").asText()).isEqualTo("2023-11-14T22:13:20.123456Z");
        assertThat(prices(book.path("bids")))
                .containsExactly("63993.60", "63987.20", "63980.80", "63974.40", "63968.00");
        assertThat(prices(book.path("asks")))
                .containsExactly("64006.40", "64012.80", "64019.20", "64025.60", "64032.00");
        assertThat(book.path("bids").get(0).get(1).isTextual()).isTrue();
        assertThat(ok("/market/orderbook/BTCUSDT").path("bids")).hasSize(10);
        assertThat(ok("/market/orderbook/BTCUSDT?depth=20").path("asks")).hasSize(20);
        venue.feed.price("BTCUSDT", "65000");
        venue.feed.price("BTCUSDT", "64000");
        assertThat(ok("/market/orderbook/BTCUSDT?depth=5")).isEqualTo(book);
    }

    @Test
    void shouldCheckTheDepthOfABookBeforeItsSymbol() { // section 7.2: 400, 400, 503
        for (String depth : List.of("7", "0", "-1", "05", "2147483648", "99999999999999999999", "5.0", "deep")) {
            assertRefused("/market/orderbook/NONEUSDT?depth=" + depth, 400, "INVALID_SYMBOL");
        }
        assertRefused("/market/orderbook/BTCUSDT?depth=5&depth=5", 422, "VALIDATION_ERROR");
        assertThat(venue.get("/market/orderbook/NONEUSDT?depth=7").details().path("depth").asText()).isEqualTo("7");
        assertRefused("/market/orderbook/BTCUSDT?depth=100", 400, "INVALID_SYMBOL");
        assertThat(venue.get("/market/orderbook/NONEUSDT?depth=5").details().path("symbol").asText())
                .isEqualTo("NONEUSDT");
        assertRefused("/market/orderbook/BTCUSDT", 503, "PRICE_NOT_AVAILABLE");
    }

    private static List<String> prices(JsonNode levels) {
        List<String> prices = new ArrayList<>();
        levels.forEach(level -> prices.add(level.get(0).asText()));
        return prices;
    }

    private List<String> pairs(String query) {
        List<String> pairs = new ArrayList<>();
        ok("/market/pairs" + query).path("pairs").forEach(pair -> pairs.add(pair.toString()));
        return pairs;
    }

    private List<String> symbols(String query) {
        return ok("/market/pairs" + query).path("pairs").findValuesAsText("symbol");
    }

    private static String pair(
            String base, String status, String min, String step, String notional, boolean hasPrice, String max) {
        return "{\"symbol\":\"" + base + "USDT\",\"base_asset\":\"" + base + "\",\"quote_asset\":\"USDT\",\"status\":\""
                + status + "\",\"min_qty\":\"" + min + "\",\"step_size\":\"" + step + "\",\"min_notional\":\""
                + notional + "\",\"has_price\":" + hasPrice + ",\"max_qty\":"
                + (max == null ? "null" : "\"" + max + "\"")
                + ",\"market\":\"reference\",\"maker_fee\":null,\"taker_fee\":null}";
    }

    private static void assertRefused(Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
    }
}
