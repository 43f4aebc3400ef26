package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Reply;
import io.bullring.gateway.http.ServedVenue.Trader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a bot does all day: orders, fills, balances, over HTTP. */
@Timeout(60)
final class TradingOverHttpTest {
    private static final String LIMIT_BUY =
            "{'symbol':'BTCUSDT','side':'buy','type':'limit','quantity':'0.01','price':'60000'}";

    @TempDir
    static Path directory;

    private static ServedVenue venue;
    private static Owner owner;

    private Trader bot;

    @BeforeAll
    static void open() {
        venue = ServedVenue.open(directory);
        owner = venue.register("Trading");
    }

    @AfterAll
    static void close() {
        venue.close();
    }

    @BeforeEach
    void createBot() {
        venue.feed.price("BTCUSDT", "64000");
        venue.feed.price("ETHUSDT", "3000");
        bot = venue.agent(owner, "");
    }

    @Test
    void shouldTradeTheWorkedExamplesDigitForDigit() {
        Reply first = order("{'symbol':'BTCUSDT','side':'buy','type':'market','quantity':'0.03'}");
        assertThat(first.status()).isEqualTo(201);
        assertFill(first, "64006.40000000", "1.92019200", "1922.11219200");
        assertThat(position().path("avg_entry_price").asText()).isEqualTo("64070.40640000");

        venue.feed.price("BTCUSDT", "60000");
        assertFill(
                order("{'symbol':'BTCUSDT','side':'buy','type':'market','quantity':0.01}"),
                "60006.00000000",
                "0.60006000",
                "600.66006000");
        assertThat(position().path("quantity").asText()).isEqualTo("0.04000000");
        assertThat(position().path("avg_entry_price").asText()).isEqualTo("63069.30630000");

        venue.feed.price("BTCUSDT", "65000");
        assertFill(
                order("{'symbol':'BTCUSDT','side':'sell','type':'market','quantity':'0.015'}"),
                "64993.50000000",
                "0.97490250",
                "973.92759750");
        assertThat(get("/trade/history").body().path("trades").get(0).path("realized_pnl").asText())
                .isEqualTo("27.88800300");
    }

    @Test
    void shouldValueWhatIsLeftOfTheWorkedExamples() {
        order("{'symbol':'BTCUSDT','side':'buy','type':'market','quantity':'0.03'}");
        venue.feed.price("BTCUSDT", "60000");
        order("{'symbol':'BTCUSDT','side':'buy','type':'market','quantity':'0.01'}");
        venue.feed.price("BTCUSDT", "65000");
        order("{'symbol':'BTCUSDT','side':'sell','type':'market','quantity':'0.015'}");

        assertThat(position().toString()).isEqualTo(("{'symbol':'BTCUSDT','asset':'BTC','quantity':'0.02500000',"
                + "'avg_entry_price':'63069.30630000','current_price':'65000.00000000',"
                + "'market_value':'1625.00000000','unrealized_pnl':'48.26734250',"
                + "'unrealized_pnl_pct':'3.06122552','opened_at':'" + position().path("opened_at").asText()
                + "','realized_pnl':'27.88800300','price_available':true}")
                .replace('\'', '"'));
        assertThat(get("/account/positions").text("total_unrealized_pnl")).isEqualTo("48.26734250");
        assertThat(get("/account/positions").body().path("sequence").asLong()).isEqualTo(venue.lastSequence());
        assertThat(get("/account/balance").body().toString())
                .startsWith(("{'balances':[{'asset':'BTC','available':'0.02500000','locked':'0.00000000',"
                        + "'total':'0.02500000'},{'asset':'USDT','available':'8451.15534550',"
                        + "'locked':'0.00000000','total':'8451.15534550'}],"
                        + "'total_equity_usdt':'10076.15534550','sequence':")
                        .replace('\'', '"'));
    }

    @Test
    void shouldShowAnOrderAsSoonAsItIsAnswered() {
        for (int i = 0; i < 20; i++) {
            Reply placed = order(LIMIT_BUY.replace("0.01", "0.00" + (101 + i)));
            assertThat(placed.status()).as(placed.toString()).isEqualTo(201);
            Reply read = get("/trade/order/" + placed.text("order_id"));
            assertThat(read.status()).isEqualTo(200);
            assertThat(read.text("status")).isEqualTo("pending");
        }
    }

    @Test
    void shouldHoldFundsForOrderThatRests() {
        Reply placed = order(LIMIT_BUY);
        assertThat(placed.text("status")).isEqualTo("pending");
        assertThat(placed.text("locked_amount")).isEqualTo("600.60000000");
        assertThat(get("/account/balance").body().path("balances").get(0).toString())
                .isEqualTo("{\"asset\":\"USDT\",\"available\":\"9399.40000000\",\"locked\":\"600.60000000\","
                        + "\"total\":\"10000.00000000\"}");
        JsonNode order = get("/trade/order/" + placed.text("order_id")).body();
        assertThat(order.path("locked_amount").asText()).isEqualTo("600.60000000");
        assertThat(order.path("price").asText()).isEqualTo("60000.00000000");
        assertThat(order.path("executed_price").isNull()).isTrue();
        assertThat(order.path("created_at").asText()).isEqualTo(placed.text("created_at"));
    }

    @Test
    void shouldFillWhatThePriceReaches() {
        String id = order(LIMIT_BUY).text("order_id");
        venue.feed.price("BTCUSDT", "59990");
        JsonNode order = get("/trade/order/" + id).body();
        assertThat(order.path("status").asText()).isEqualTo("filled");
        assertThat(order.path("executed_price").asText()).isEqualTo("59995.99900000");
        assertThat(order.path("executed_qty").asText()).isEqualTo("0.01000000");
        assertThat(order.path("fee").asText()).isEqualTo("0.59995999");
        assertThat(order.path("total_cost").asText()).isEqualTo("600.55994999");
        assertThat(order.path("slippage_pct").asText()).isEqualTo("0.010000");
        assertThat(order.path("locked_amount").isNull()).isTrue();
        assertThat(order.path("filled_at").asText()).isEqualTo(order.path("updated_at").asText());
        Reply cancelled = venue.delete("/trade/order/" + id, bot.key());
        assertThat(cancelled.status()).isEqualTo(400);
        assertThat(cancelled.code()).isEqualTo("ORDER_NOT_CANCELLABLE");
        assertThat(cancelled.details().path("current_status").asText()).isEqualTo("filled");
    }

    @Test
    void shouldCancelWhatRests() {
        String id = order(LIMIT_BUY).text("order_id");
        Reply cancelled = venue.delete("/trade/order/" + id, bot.key());
        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.text("order_id")).isEqualTo(id);
        assertThat(cancelled.text("status")).isEqualTo("cancelled");
        assertThat(cancelled.text("unlocked_amount")).isEqualTo("600.60000000");
        assertThat(cancelled.text("unlocked_asset")).isEqualTo("USDT");
        JsonNode order = get("/trade/order/" + id).body();
        assertThat(order.path("status").asText()).isEqualTo("cancelled");
        assertThat(order.path("cancelled_at").asText()).isEqualTo(cancelled.text("cancelled_at"));
        Reply again = venue.delete("/trade/order/" + id, bot.key());
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.details().path("current_status").asText()).isEqualTo("cancelled");
    }

    @Test
    void shouldCancelAllThatRestsInOneStep() {
        order("{'symbol':'ETHUSDT','side':'buy','type':'market','quantity':'0.2'}");
        for (int i = 1; i <= 3; i++) {
            order(LIMIT_BUY.replace("0.01", "0.00" + i));
        }
        order("{'symbol':'ETHUSDT','side':'sell','type':'limit','quantity':'0.15','price':'3500'}");
        order("{'symbol':'ETHUSDT','side':'buy','type':'limit','quantity':'0.1','price':'2000'}");

        assertThat(get("/trade/orders/open?symbol=btcusdt").body().path("total").asInt()).isEqualTo(3);
        JsonNode ofOnePair = get("/trade/orders/open?symbol=ethusdt&limit=1").body();
        assertThat(ofOnePair.path("total") + " " + ofOnePair.path("orders").findValuesAsText("symbol"))
                .isEqualTo("2 [ETHUSDT]");
        assertThat(get("/trade/orders/open?symbol=NONEUSDT").body().path("total").asInt()).isZero();

        Reply one = venue.delete("/trade/orders/open?symbol=ethusdt", bot.key());
        assertThat(one.status()).isEqualTo(200);
        assertThat(one.body().toString())
                .isEqualTo("{\"cancelled_count\":2,\"unlocked\":{\"USDT\":\"200.20000000\",\"ETH\":\"0.15000000\"},"
                        + "\"total_unlocked\":\"200.35000000\"}");
        assertThat(get("/trade/orders/open").body().path("total").asInt()).isEqualTo(3);

        Reply all = venue.delete("/trade/orders/open", bot.key());
        assertThat(all.body().toString())
                .isEqualTo("{\"cancelled_count\":3,\"unlocked\":{\"USDT\":\"360.36000000\"},"
                        + "\"total_unlocked\":\"360.36000000\"}");
        assertThat(get("/trade/orders/open").body().path("total").asInt()).isZero();
        assertThat(get("/account/balance").body().path("balances").findValuesAsText("locked"))
                .containsOnly("0.00000000");

        Reply none = venue.delete("/trade/orders/open", bot.key());
        assertThat(none.status()).isEqualTo(200);
        assertThat(none.body().toString())
                .isEqualTo("{\"cancelled_count\":0,\"unlocked\":{},\"total_unlocked\":\"0\"}");
    }

    @Test
    void shouldCancelNobodyElsesOrders() {
        String id = order(LIMIT_BUY).text("order_id");
        Trader other = venue.agent(owner, "");

        assertThat(venue.delete("/trade/orders/open", other.key()).body().path("cancelled_count").asInt()).isZero();
        assertThat(get("/trade/order/" + id).text("status")).isEqualTo("pending");
    }

    @Test
    void shouldListOpenOrdersNewestFirst() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.addFirst(order(LIMIT_BUY.replace("0.01", "0.00" + (i + 1))).text("order_id"));
        }
        Reply all = get("/trade/orders/open");
        assertThat(all.body().path("orders").findValuesAsText("order_id")).isEqualTo(ids);
        assertThat(all.body().path("total").asInt()).isEqualTo(3);
        assertThat(all.body().path("limit").asInt()).isEqualTo(100);
        Reply second = get("/trade/orders/open?limit=1&offset=1");
        assertThat(second.body().path("orders").findValuesAsText("order_id")).containsExactly(ids.get(1));
        assertThat(second.body().path("total").asInt()).isEqualTo(3);
        assertThat(second.body().path("offset").asInt()).isEqualTo(1);
    }

    @Test
    void shouldListOrdersOfEveryStatusNewestFirst() {
        String filled = order("{'symbol':'BTCUSDT','side':'buy','type':'market','quantity':'0.01'}").text("order_id");
        String pending = order(LIMIT_BUY).text("order_id");
        String cancelled =
                order("{'symbol':'ETHUSDT','side':'buy','type':'limit','quantity':'0.1','price':'2000'}")
                        .text("order_id");
        venue.delete("/trade/order/" + cancelled, bot.key());
        String last = order(LIMIT_BUY.replace("60000", "59000")).text("order_id");

        assertThat(orderIds("")).containsExactly(last, cancelled, pending, filled);
        assertThat(orderIds("?status=all")).containsExactly(last, cancelled, pending, filled);
        assertThat(orderIds("?status=pending")).containsExactly(last, pending);
        assertThat(orderIds("?status=filled")).containsExactly(filled);
        assertThat(orderIds("?status=cancelled")).containsExactly(cancelled);
        for (String status : List.of("partially_filled", "rejected", "expired")) {
            assertThat(orderIds("?status=" + status)).as(status).isEmpty();
        }
        assertThat(orderIds("?symbol=ethusdt")).containsExactly(cancelled);
        assertThat(orderIds("?symbol=BTCUSDT&status=pending")).containsExactly(last, pending);
        assertThat(orderIds("?symbol=NONEUSDT")).isEmpty();
        assertThat(venue.get("/trade/orders", venue.agent(owner, "").key()).body().path("total").asInt()).isZero();
    }

    @Test
    void shouldListOrdersInPagesWithTheTotal() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ids.addFirst(order(LIMIT_BUY.replace("0.01", "0.00" + (i + 1))).text("order_id"));
        }
        Reply page = get("/trade/orders?limit=2&offset=1&symbol=BTCUSDT");
        assertThat(page.body().path("orders").findValuesAsText("order_id")).isEqualTo(ids.subList(1, 3));
        assertThat(page.body().path("total").asInt()).isEqualTo(4);
        assertThat(page.body().path("limit").asInt()).isEqualTo(2);
        assertThat(page.body().path("offset").asInt()).isEqualTo(1);
        assertThat(get("/trade/orders").body().path("limit").asInt()).isEqualTo(100);
        Reply behind = get("/trade/orders?offset=4");
        assertThat(behind.body().path("orders")).isEmpty();
        assertThat(behind.body().path("total").asInt()).isEqualTo(4);
        assertThat(page.body().path("orders").get(0)).isEqualTo(get("/trade/order/" + ids.get(1)).body());
    }

    /** Between two pages an order is placed and one that was told is cancelled; offsets would tell the placed one's neighbour twice. */
    @ParameterizedTest
    @ValueSource(strings = {"/trade/orders/open", "/trade/orders", "/trade/orders?status=pending&symbol=BTCUSDT"})
    void shouldTellEachOrderOnceInPagesBeforeAnOrderWhileOthersArePlaced(String path) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ids.addFirst(order(LIMIT_BUY.replace("0.01", "0.00" + (i + 1))).text("order_id"));
        }
        List<String> told = new ArrayList<>();
        String page = path + (path.contains("?") ? "&" : "?") + "limit=3";
        String before = "";
        do {
            List<String> next = get(page + before).body().path("orders").findValuesAsText("order_id");
            told.addAll(next);
            before = next.isEmpty() ? "" : "&before=" + next.getLast();
            assertThat(order(LIMIT_BUY.replace("0.01", "0.001")).status()).isEqualTo(201);
            venue.delete("/trade/order/" + told.getLast(), bot.key());
        } while (!before.isEmpty());
        assertThat(told).isEqualTo(ids);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/trade/orders", "/trade/orders/open"})
    void shouldListBeforeOrdersOfThisVenueOnly(String path) {
        String first = order(LIMIT_BUY).text("order_id");
        String second = order(LIMIT_BUY).text("order_id");
        Reply page = get(path + "?before=" + second);
        assertThat(page.body().path("orders").findValuesAsText("order_id")).containsExactly(first);
        assertThat(page.body().path("total").asInt()).isEqualTo(2);
        assertThat(get(path + "?before=").body().path("orders")).hasSize(2);
        for (String none : List.of("1", bot.id(), "10000000-0000-8003-8000-000000000001")) {
            Reply refused = get(path + "?before=" + none);
            assertThat(refused.status()).as(none).isEqualTo(422);
            assertThat(refused.details().path("field").asText()).isEqualTo("before");
        }
    }

    @Test
    void shouldFilterFills() {
        order("{'symbol':'BTCUSDT','side':'buy','type':'market','quantity':'0.01'}");
        order("{'symbol':'ETHUSDT','side':'buy','type':'market','quantity':'0.1'}");
        Reply sale = order("{'symbol':'BTCUSDT','side':'sell','type':'market','quantity':'0.01'}");
        assertThat(total("")).isEqualTo(3);
        assertThat(total("?symbol=btcusdt")).isEqualTo(2);
        assertThat(total("?symbol=BTCUSDT&side=buy")).isEqualTo(1);
        assertThat(total("?symbol=NONEUSDT")).isZero();
        assertThat(total("?start_time=" + sale.text("filled_at"))).isEqualTo(1);
        assertThat(total("?end_time=2020-01-01T00:00:00Z")).isZero();
        assertThat(get("/trade/history?limit=2").body().path("trades")).hasSize(2);
        JsonNode trade = get("/trade/history?limit=1").body().path("trades").get(0);
        assertThat(trade.path("order_id").asText()).isEqualTo(sale.text("order_id"));
        assertThat(trade.path("total").asText()).isEqualTo("639.93600000");
    }

    @Test
    void shouldAnswerARepeatedClientOrderIdWithTheFirstAnswer() {
        String json = "{'symbol':'BTCUSDT','side':'buy','type':'market','quantity':'0.001','client_order_id':'once'}";
        Reply first = order(json);
        venue.feed.price("BTCUSDT", "65000");
        Reply second = order(json);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        Reply byHeader = venue.post(
                "/trade/order",
                json.replace(",'client_order_id':'once'", ""),
                "X-API-Key",
                bot.key()[1],
                "Idempotency-Key",
                "once");
        assertThat(byHeader.body()).isEqualTo(first.body());
        assertThat(total("")).isEqualTo(1);
    }

    @Test
    void shouldAnswerARepeatedIdempotencyKeyWithTheFirstRefusal() {
        String tooLarge = "{'symbol':'BTCUSDT','side':'buy','type':'market','quantity':'0.08'}";
        Reply first = named(bot, "refused", tooLarge);
        assertThat(first.status()).isEqualTo(400);
        venue.feed.price("BTCUSDT", "64001");

        Reply again = named(bot, "refused", LIMIT_BUY);
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.details()).isEqualTo(first.details());
        assertThat(get("/trade/orders").body().path("total").asInt()).isZero();
        assertThat(named(bot, "another", LIMIT_BUY).status()).isEqualTo(201);
        assertThat(named(venue.agent(owner, ""), "refused", LIMIT_BUY).status()).isEqualTo(201);
    }

    private static Reply named(Trader trader, String idempotencyKey, String json) {
        return venue.post(
                "/trade/order", json, "X-API-Key", trader.key()[1], "Idempotency-Key", idempotencyKey);
    }

    @Test
    void shouldRefuseByTheRulesOfRisk() {
        assertRefused("{'symbol':'BTCUSDT','side':'buy','type':'market','quantity':'0.00001'}", 400, "order_too_small");
        assertRefused("{'symbol':'BTCUSDT','side':'buy','type':'market','quantity':'0.08'}", 400, "order_too_large");
        assertRefused(
                "{'symbol':'BTCUSDT','side':'buy','type':'market','quantity':'0.04'}", 400, "position_limit_exceeded");
        assertRefused("{'symbol':'BTCUSDT','side':'sell','type':'market','quantity':'0.01'}", 400,
                "insufficient_balance");
    }

    @Test
    void shouldRefuseByTheFiltersOfThePair() {
        Reply small = order("{'symbol':'ETHUSDT','side':'buy','type':'market','quantity':'0.001'}");
        assertThat(small.status()).isEqualTo(400);
        assertThat(small.code()).isEqualTo("INVALID_QUANTITY");
        assertThat(small.details().toString()).isEqualTo(
                "{\"quantity\":\"0.00100000\",\"min_qty\":\"0.01000000\",\"max_qty\":\"100.00000000\"}");
        Reply nothing = order("{'symbol':'ETHUSDT','side':'buy','type':'market','quantity':'0.000000001'}");
        assertThat(nothing.status()).isEqualTo(400);
        assertThat(nothing.code()).isEqualTo("INVALID_QUANTITY");
        Reply cheap = order("{'symbol':'ETHUSDT','side':'buy','type':'limit','quantity':'0.01','price':'100'}");
        assertThat(cheap.code()).isEqualTo("INVALID_QUANTITY");
        assertThat(cheap.details().path("min_notional").asText()).isEqualTo("5.00000000");
    }

    @Test
    void shouldRefuseBeyondItsOwnLimits() {
        Trader slow = venue.agent(owner, ",'risk_config':{'order_rate_limit':1,'max_open_orders':1}");
        String json = "{'symbol':'BTCUSDT','side':'buy','type':'limit','quantity':'0.001','price':'60000'}";
        assertThat(venue.post("/trade/order", json, slow.key()).status()).isEqualTo(201);
        Reply second = venue.post("/trade/order", json, slow.key());
        // The minute may have turned meanwhile: then the open order is one too many.
        if (second.status() == 429) {
            assertThat(second.code()).isEqualTo("RATE_LIMIT_EXCEEDED");
            assertThat(Integer.parseInt(second.header("Retry-After"))).isBetween(1, 60);
        } else {
            assertThat(second.details().path("reason").asText()).isEqualTo("max_open_orders_exceeded");
        }
    }

    @Test
    void shouldKeepAgentsApart() {
        Trader other = venue.agent(owner, "");
        Owner stranger = venue.register("Stranger");
        String id = order(LIMIT_BUY).text("order_id");
        for (String[] key : List.of(other.key(), stranger.agent())) {
            assertNotFound(venue.get("/trade/order/" + id, key));
            assertNotFound(venue.delete("/trade/order/" + id, key));
            assertThat(venue.get("/trade/orders/open", key).body().path("total").asInt()).isZero();
            assertThat(venue.get("/trade/history", key).body().path("total").asInt()).isZero();
            assertThat(venue.get("/account/balance", key).text("total_equity_usdt")).isEqualTo("10000.00000000");
        }
        assertThat(get("/trade/order/" + id).text("status")).isEqualTo("pending");
    }

    @Test
    void shouldTradeAsTheDefaultAgentWithTheAccountsKeyOrToken() {
        Owner account = venue.register("Default");
        String json = "{'symbol':'BTCUSDT','side':'buy','type':'market','quantity':'0.001'}";
        Reply byKey = venue.post("/trade/order", json, "X-API-Key", account.apiKey());
        Reply byToken = venue.post("/trade/order", json, account.bearer());
        assertThat(byKey.text("agent_id")).isEqualTo(account.agentId());
        assertThat(byToken.text("agent_id")).isEqualTo(account.agentId());
        assertThat(venue.get("/trade/history", account.agent()).body().path("total").asInt()).isEqualTo(2);
    }

    @Test
    void shouldTradeAsTheAgentThatIsNamed() {
        String json = "{'symbol':'BTCUSDT','side':'buy','type':'market','quantity':'0.001'}";
        Reply reply = venue.post(
                "/trade/order", json, "Authorization", "bearer " + owner.token(), "X-Agent-Id", bot.id());
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.text("agent_id")).isEqualTo(bot.id());
        Reply byAgentKey = venue.post("/trade/order", json, "X-API-Key", bot.key()[1], "X-Agent-Id", owner.agentId());
        assertThat(byAgentKey.text("agent_id")).isEqualTo(bot.id());
    }

    private Reply order(String json) {
        return venue.post("/trade/order", json, bot.key());
    }

    private Reply get(String path) {
        return venue.get(path, bot.key());
    }

    private List<String> orderIds(String query) {
        JsonNode body = get("/trade/orders" + query).body();
        List<String> ids = body.path("orders").findValuesAsText("order_id");
        assertThat(body.path("total").asInt()).as(query).isEqualTo(ids.size());
        return ids;
    }

    private int total(String query) {
        return get("/trade/history" + query).body().path("total").asInt();
    }

    private JsonNode position() {
        return get("/account/positions").body().path("positions").get(0);
    }

    private static void assertFill(Reply reply, String price, String fee, String totalCost) {
        assertThat(reply.text("status")).as(reply.toString()).isEqualTo("filled");
        assertThat(reply.text("executed_price")).isEqualTo(price);
        assertThat(reply.text("fee")).isEqualTo(fee);
        assertThat(reply.text("total_cost")).isEqualTo(totalCost);
    }

    private void assertRefused(String json, int status, String reason) {
        Reply reply = order(json);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.details().path("reason").asText()).isEqualTo(reason);
    }

    private static void assertNotFound(Reply reply) {
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.code()).isEqualTo("ORDER_NOT_FOUND");
    }
}
