package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.gateway.history.HistoryConfig;
import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Reply;
import io.bullring.gateway.http.ServedVenue.Trader;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Listings of an agent that has more rows than are looked at on an event loop, and then more than are looked at off it. Its oldest are one
 * order that rests, one that was cancelled, one of another pair, a purchase and a sale.
 */
@Timeout(120)
final class LongListingsOverHttpTest {
    private static final int ROWS = 2_050;
    private static final int NEWER = 2_100;
    private static final String BUY = "{'symbol':'BTCUSDT','side':'buy','type':'market','quantity':'0.00003'}";

    @TempDir
    static Path directory;

    private static ServedVenue venue;
    private static Owner owner;
    private static Trader bot;
    private static String resting;
    private static JsonNode sale;

    @BeforeAll
    static void trade() {
        HistoryConfig usual = HistoryConfig.defaults();
        venue = ServedVenue.open(
                directory,
                new HistoryConfig(
                        usual.cacheBytes(), usual.writeBufferBytes(), usual.maxBatchBytes(),
                        usual.maxCandlesInMemory(), usual.maxPortfoliosInMemory(), usual.maxOpenOrdersInMemory(),
                        ROWS));
        venue.feed.price("BTCUSDT", "64000");
        venue.feed.price("ETHUSDT", "3000");
        owner = venue.register("Owner");
        bot = venue.agent(owner, ",'risk_config':{'max_position_size_pct':100}");
        resting = placed("{'symbol':'BTCUSDT','side':'buy','type':'limit','quantity':'0.003','price':'500'}")
                .path("order_id")
                .asText();
        JsonNode cancelled =
                placed("{'symbol':'BTCUSDT','side':'buy','type':'limit','quantity':'0.003','price':'501'}");
        venue.delete("/trade/order/" + cancelled.path("order_id").asText(), bot.key());
        placed("{'symbol':'ETHUSDT','side':'buy','type':'market','quantity':'0.01'}");
        placed(BUY);
        sale = placed(BUY.replace("buy", "sell"));
        for (int i = 0; i < NEWER; i++) {
            placed(BUY);
        }
    }

    @AfterAll
    static void close() {
        venue.close();
    }

    @Test
    void shouldListWhatRestsAndWhatWasCancelledBehindAllThatWasFilledSince() {
        JsonNode pending = ok("/trade/orders?status=pending");
        assertThat(pending.path("total").asInt()).isEqualTo(1);
        assertThat(pending.path("orders").get(0).path("order_id").asText()).isEqualTo(resting);
        assertThat(pending.path("orders")).isEqualTo(ok("/trade/orders/open").path("orders"));
        JsonNode cancelled = ok("/trade/orders?status=cancelled");
        assertThat(cancelled.path("total").asInt()).isEqualTo(1);
        assertThat(cancelled.path("orders").get(0).path("price").asText()).isEqualTo("501.00000000");
        assertThat(ok("/trade/orders?status=expired").path("orders")).isEmpty();
        assertThat(ok("/trade/orders?symbol=NONEUSDT").path("total").asInt()).isZero();
    }

    @Test
    void shouldFindTheTradesOfAnyTime() {
        String time = sale.path("filled_at").asText();
        JsonNode then = ok("/trade/history?start_time=" + time + "&end_time=" + time);
        assertThat(then.path("total").asInt()).isEqualTo(1);
        assertThat(then.path("trades").get(0).path("order_id")).isEqualTo(sale.path("order_id"));
        assertThat(ok("/trade/history?limit=1&end_time=" + time).path("total").asInt()).isEqualTo(3);
        assertThat(ok("/trade/history?side=sell&end_time=" + time).path("trades")).hasSize(1);
    }

    @Test
    void shouldReachAnOffsetOffTheEventLoopUntilThatTakesTooManyRows() {
        JsonNode trades = ok("/trade/history?limit=5&offset=" + (ROWS - 5));
        assertThat(trades.path("trades")).hasSize(5);
        assertThat(trades.path("total").asInt()).isEqualTo(NEWER + 3);
        JsonNode orders = ok("/trade/orders?limit=5&offset=" + (ROWS - 5));
        assertThat(orders.path("orders")).hasSize(5);
        assertThat(orders.path("total").asInt()).isEqualTo(NEWER + 5);
        assertThat(ok("/trade/orders?offset=100000").path("total").asInt()).isEqualTo(NEWER + 5);

        assertThat(refusedField("/trade/history?limit=5&offset=" + (ROWS - 4))).isEqualTo("offset");
        assertThat(refusedField("/trade/orders?limit=5&offset=" + (ROWS - 4))).isEqualTo("offset");
    }

    @Test
    void shouldRefuseByNameWhatItWouldHaveToLookForAmongTooManyRows() {
        assertThat(refusedField("/trade/orders?symbol=ETHUSDT")).isEqualTo("symbol");
        assertThat(refusedField("/trade/orders?status=filled&symbol=ETHUSDT")).isEqualTo("status");
        assertThat(refusedField("/trade/history?side=sell")).isEqualTo("start_time");
        assertThat(refusedField("/trade/history?limit=1&start_time=2020-01-01T00:00:00Z")).isEqualTo("start_time");
        assertThat(refusedField("/analytics/performance")).isEqualTo("period");
        assertThat(venue.get("/analytics/performance?scope=account", owner.bearer()).status()).isEqualTo(422);
    }

    private static JsonNode placed(String order) {
        Reply reply = venue.post("/trade/order", order, bot.key());
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        return reply.body();
    }

    private static JsonNode ok(String path) {
        Reply reply = venue.get(path, bot.key());
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
        return reply.body();
    }

    private static String refusedField(String path) {
        Reply reply = venue.get(path, bot.key());
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(422);
        assertThat(reply.code()).isEqualTo("VALIDATION_ERROR");
        assertThat(reply.body().toString()).containsIgnoringCase("more than " + ROWS);
        return reply.details().path("field").asText();
    }
}
