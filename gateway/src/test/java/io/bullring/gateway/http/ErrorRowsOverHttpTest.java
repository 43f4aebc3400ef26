package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Reply;
import io.bullring.gateway.http.ServedVenue.Trader;
import io.bullring.protocol.AccountStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Section 4.1 of the conventions, row by row: for each code its status, and the numbers and names that go with it. */
@Timeout(60)
final class ErrorRowsOverHttpTest extends OneBotOverHttp {
    private static final String WITHOUT_PRICE = "{'symbol':'ETHUSDT','side':'buy','type':'market','quantity':'0.01'}";
    private static final String TOO_LITTLE = "{'symbol':'ETHUSDT','side':'buy','type':'market','quantity':'0.001'}";
    private static final int MOST_TRIES = 3;

    /** A row of the table, and a request that is refused by it. */
    private record Row(String code, int status, List<String> details, Supplier<Reply> request) {}

    @TestFactory
    Stream<DynamicTest> section41ShouldSayWhyAndWithWhich() {
        bot = venue.agent(owner, "");
        return Stream.of(ofCredentials(), ofOrders(), ofMarket(), ofHttp())
                .flatMap(List::stream)
                .map(row -> DynamicTest.dynamicTest(row.code() + ' ' + row.details(), () -> assertRow(row)));
    }

    private List<Row> ofCredentials() {
        Owner suspended = venue.register("Suspended");
        venue.status(suspended, AccountStatus.SUSPENDED);
        Owner lonely = venue.register("Lonely");
        venue.post("/agents/" + lonely.agentId() + "/archive", "", lonely.bearer());
        return List.of(
                row("INVALID_API_KEY", 401, "", () -> venue.get("/account/balance")),
                row("INVALID_TOKEN", 401, "", () -> venue.get("/agents", bot.key())),
                row("ACCOUNT_SUSPENDED", 403, "reason account_id",
                        () -> venue.get("/account/balance", suspended.agent())),
                row("PERMISSION_DENIED", 403, "", () -> venue.get("/agents/" + suspended.agentId(), owner.bearer())),
                row("PERMISSION_DENIED", 403, "", () -> venue.put(
                        "/account/risk-profile",
                        "{'max_position_size_pct':50,'daily_loss_limit_pct':50,'max_open_orders':9}",
                        bot.key())),
                row("ACCOUNT_NOT_FOUND", 404, "",
                        () -> venue.post("/auth/login", "{'api_key':'ak_live_none','api_secret':'sk_live_none'}")),
                row("AGENT_NOT_FOUND", 404, "agent_id", () -> venue.get("/agents/" + UNKNOWN_ID, owner.bearer())),
                row("AGENT_REQUIRED", 409, "account_id",
                        () -> venue.get("/account/balance", "X-API-Key", lonely.apiKey())),
                row("AGENT_REQUIRED", 409, "account_id", () -> venue.post("/trade/order", BUY, lonely.bearer())),
                row("AGENT_REQUIRED", 409, "account_id",
                        () -> venue.post("/account/reset", "{'confirm':true}", lonely.bearer())));
    }

    private List<Row> ofOrders() {
        Trader slow = venue.agent(owner, ",'risk_config':{'order_rate_limit':1}");
        Trader full = venue.agent(owner, ",'risk_config':{'max_open_orders':1}");
        venue.post("/trade/order", RESTING, full.key());
        String filled = venue.post("/trade/order", BUY, bot.key()).text("order_id");
        String unknown = "/trade/order/" + UNKNOWN_ID;
        return List.of(
                row("RATE_LIMIT_EXCEEDED", 429, "reason limit current_count window_seconds retry_after_seconds",
                        () -> untilRefused(slow)),
                row("INSUFFICIENT_BALANCE", 400, "reason asset required available",
                        () -> order("BTCUSDT", "sell", "0.05")),
                row("ORDER_REJECTED", 400, "reason estimated_value min_order_size_usd",
                        () -> order("BTCUSDT", "buy", "0.00001")),
                row("ORDER_REJECTED", 400, "reason estimated_value max_allowed_usd max_order_size_pct",
                        () -> order("BTCUSDT", "buy", "0.08")),
                row(
                        "ORDER_REJECTED", 400,
                        "reason symbol new_position_pct max_position_size_pct current_position_value requested_value equity",
                        () -> order("BTCUSDT", "buy", "0.01")),
                row("ORDER_REJECTED", 400, "reason open_count max_open_orders",
                        () -> venue.post("/trade/order", RESTING, full.key())),
                row("INVALID_QUANTITY", 400, "quantity min_qty max_qty",
                        () -> venue.post("/trade/order", TOO_LITTLE, bot.key())),
                row("INVALID_SYMBOL", 400, "symbol", () -> order("XYZUSDT", "buy", "1")),
                row("INVALID_SYMBOL", 400, "symbol", () -> order("DEADUSDT", "buy", "1")),
                row("PRICE_NOT_AVAILABLE", 503, "reason symbol",
                        () -> venue.post("/trade/order", WITHOUT_PRICE, bot.key())),
                row("ORDER_NOT_FOUND", 404, "order_id", () -> venue.get(unknown, bot.key())),
                row("ORDER_NOT_FOUND", 404, "order_id", () -> venue.delete(unknown, bot.key())),
                row("ORDER_NOT_CANCELLABLE", 400, "order_id current_status",
                        () -> venue.delete("/trade/order/" + filled, bot.key())),
                row("VALIDATION_ERROR", 422, "field errors", () -> venue.post("/trade/order", "{}", bot.key())),
                row("DAILY_LOSS_LIMIT", 403, "reason account_id agent_id daily_pnl loss_limit loss_limit_pct",
                        this::afterALoss));
    }

    private List<Row> ofMarket() {
        return List.of(
                row("INVALID_SYMBOL", 400, "symbol", () -> venue.get("/market/price/XYZUSDT")),
                row("INVALID_SYMBOL", 400, "interval", () -> venue.get("/market/candles/BTCUSDT?interval=3m")),
                row("INVALID_SYMBOL", 400, "depth", () -> venue.get("/market/orderbook/BTCUSDT?depth=7")),
                row("INVALID_SYMBOL", 400, "indicator",
                        () -> venue.get("/market/indicators/BTCUSDT?indicators=luck")),
                row("PRICE_NOT_AVAILABLE", 503, "reason symbol", () -> venue.get("/market/price/ETHUSDT")),
                row("SERVICE_UNAVAILABLE", 503, "reason", () -> venue.get("/market/indicators/ETHUSDT")));
    }

    private List<Row> ofHttp() {
        return List.of(
                row("NOT_FOUND", 404, "", () -> venue.get("/nothing")),
                row("NOT_FOUND", 404, "", () -> venue.get("/agents/" + bot.id() + "/api-key", owner.bearer())),
                row("METHOD_NOT_ALLOWED", 405, "", () -> venue.put("/agents", "{}", owner.bearer())),
                row("PAYLOAD_TOO_LARGE", 413, "",
                        () -> venue.post("/trade/order", "{'x':'" + "x".repeat(70_000) + "'}", bot.key())));
    }

    private static Row row(String code, int status, String details, Supplier<Reply> request) {
        return new Row(code, status, details.isEmpty() ? List.of() : List.of(details.split(" ")), request);
    }

    private Reply order(String symbol, String side, String quantity) {
        return venue.post(
                "/trade/order",
                "{'symbol':'" + symbol + "','side':'" + side + "','type':'market','quantity':'" + quantity + "'}",
                bot.key());
    }

    /** The minute may turn after the first order. */
    private static Reply untilRefused(Trader slow) {
        Reply reply = null;
        for (int i = 0; i < MOST_TRIES && (reply == null || reply.status() == 201); i++) {
            reply = venue.post("/trade/order", RESTING, slow.key());
        }
        return reply;
    }

    private Reply afterALoss() {
        Trader careful = venue.agent(owner, ",'risk_config':{'daily_loss_limit_pct':1}");
        venue.post("/trade/order", BUY, careful.key());
        venue.feed.price("BTCUSDT", "60000");
        venue.post("/trade/order", BUY.replace("buy", "sell"), careful.key());
        venue.feed.price("BTCUSDT", "64000");
        return venue.post("/trade/order", BUY, careful.key());
    }

    private static void assertRow(Row row) {
        Reply reply = row.request().get();
        assertThat(reply.status()).as(reply.toString()).isEqualTo(row.status());
        assertThat(reply.code()).isEqualTo(row.code());
        List<String> details = new ArrayList<>();
        reply.details().fieldNames().forEachRemaining(details::add);
        assertThat(details).containsExactlyInAnyOrderElementsOf(row.details());
        JsonNode error = reply.body().path("error");
        assertThat(error.has("details")).as("no empty details").isEqualTo(!row.details().isEmpty());
        if (row.status() == 429 || row.code().equals("SERVICE_UNAVAILABLE")) {
            assertThat(Integer.parseInt(reply.header("Retry-After"))).isBetween(1, 60);
        }
    }
}
