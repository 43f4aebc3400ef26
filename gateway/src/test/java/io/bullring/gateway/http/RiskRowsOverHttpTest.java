package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.gateway.http.ServedVenue.Reply;
import io.bullring.gateway.http.ServedVenue.Trader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The specification of risk, row by row: which limits hold, which rule is asked first, and on which side of a limit equality is. */
@Timeout(60)
final class RiskRowsOverHttpTest extends OneBotOverHttp {
    private static final String WIDE = "'max_order_size_pct':100,'max_position_size_pct':100";
    private static final String LIMITS = "{'max_position_size_pct':10,'daily_loss_limit_pct':11,'max_open_orders':1}";

    @Test
    void section2ShouldReplaceTheAccountsProfileAsAWholeByTheAgents() {
        assertThat(venue.put("/account/risk-profile", LIMITS, owner.bearer()).status()).isEqualTo(200);
        Trader plain = venue.agent(owner, "");
        Trader own = venue.agent(owner, ",'risk_config':{'min_order_size_usd':2}");
        assertThat(limits(plain)).isEqualTo(List.of(10, 11, 1));
        assertThat(limits(own)).as("nothing is merged in from the account").isEqualTo(List.of(25, 20, 50));
        assertThat(venue.put("/agents/" + own.id(), "{'risk_config':{}}", owner.bearer()).status()).isEqualTo(200);
        assertThat(limits(own)).isEqualTo(List.of(10, 11, 1));
    }

    @Test
    void section2ShouldTakeAProfileWithoutAValueForAnEmptyOneAndTellItAsItWasGiven() {
        assertThat(venue.put("/account/risk-profile", LIMITS, owner.bearer()).status()).isEqualTo(200);
        for (String empty : List.of("{}", "{'foo':1}", "{'max_open_orders':null}", "{'foo':{'max_open_orders':2}}")) {
            Trader agent = venue.agent(owner, ",'risk_config':" + empty);
            assertThat(limits(agent)).as(empty).isEqualTo(List.of(10, 11, 1));
            Reply told = venue.get("/agents/" + agent.id(), owner.bearer());
            assertThat(told.body().path("risk_config").toString()).isEqualTo(empty.replace('\'', '"'));
        }
        Trader named = venue.agent(owner, ",'risk_config':{'foo':1,'max_open_orders':7}");
        assertThat(limits(named)).isEqualTo(List.of(25, 20, 7));
    }

    @Test
    void section3ShouldAskTheFormThenThePairThenTheQuantityThenTheRules() {
        bot = venue.agent(owner, ",'risk_config':{'max_open_orders':1}");
        assertRefused(order("XYZUSDT", "both", "1"), 422, "");
        assertRefused(order("DEADUSDT", "buy", "0.000000001"), 400, "INVALID_SYMBOL");
        assertRefused(order("ETHUSDT", "buy", "0.001"), 400, "INVALID_QUANTITY");
        assertRefused(order("ETHUSDT", "buy", "0.01"), 503, "price_unavailable");
        assertThat(venue.post("/trade/order", RESTING, bot.key()).status()).isEqualTo(201);
        assertRefused(order("BTCUSDT", "sell", "0.00001"), 400, "order_too_small");
        assertRefused(order("BTCUSDT", "sell", "9"), 400, "order_too_large");
        assertRefused(order("BTCUSDT", "buy", "0.08"), 400, "order_too_large");
        assertRefused(order("BTCUSDT", "buy", "0.04"), 400, "position_limit_exceeded");
        assertRefused(order("BTCUSDT", "sell", "0.01"), 400, "max_open_orders_exceeded");
        assertThat(venue.delete("/trade/orders/open", bot.key()).status()).isEqualTo(200);
        assertRefused(order("BTCUSDT", "sell", "0.01"), 400, "insufficient_balance");
    }

    @Test
    void section4ShouldTakeAnOrderThatIsJustAtItsLimits() {
        bot = venue.agent(owner, ",'risk_config':{'max_position_size_pct':100}");
        assertTaken(limit("0.0001", "10000"), "1.00100000");
        assertRefused(limit("0.0001", "9999.99"), 400, "order_too_small");
        assertTaken(limit("0.1", "50000"), "5005.00000000");
        assertRefused(limit("0.1", "50000.01"), 400, "order_too_large");
        bot = venue.agent(owner, "");
        assertTaken(limit("0.05", "50000"), "2502.50000000");
        assertTaken(limit("0.05", "50010"), "2503.00050000"); // 25.005 percent, of which two digits count, half to even
        assertRefused(limit("0.05", "50010.01"), 400, "position_limit_exceeded");
    }

    @Test
    void section4ShouldWeighAnOrderThatRestsByItsOwnPrice() {
        bot = venue.agent(owner, "");
        assertTaken(limit("0.1", "1000"), "100.10000000");
        assertRefused(limit("0.03", "200000"), 400, "order_too_large");
    }

    @Test
    void section4ShouldHaltAfterALossUntilAResetAndStopNothingThatRests() {
        bot = venue.agent(owner, ",'risk_config':{'daily_loss_limit_pct':1}");
        String resting = venue.post("/trade/order", RESTING.replace("60000", "59000"), bot.key()).text("order_id");
        String other = venue.post("/trade/order", RESTING.replace("60000", "50000"), bot.key()).text("order_id");
        assertThat(order("BTCUSDT", "buy", "0.02").status()).isEqualTo(201);
        venue.feed.price("BTCUSDT", "59500");
        assertThat(order("BTCUSDT", "sell", "0.02").status()).as("a loss of less than 100 USDT").isEqualTo(201);
        assertThat(order("BTCUSDT", "buy", "0.02").status()).isEqualTo(201);
        venue.feed.price("BTCUSDT", "59100");
        assertThat(order("BTCUSDT", "sell", "0.02").status()).isEqualTo(201);
        assertRefused(order("BTCUSDT", "buy", "0.01"), 403, "daily_loss_limit");
        assertRefused(order("ETHUSDT", "buy", "0.01"), 403, "daily_loss_limit");
        assertRefused(order("ETHUSDT", "buy", "0.001"), 400, "INVALID_QUANTITY");
        assertThat(venue.delete("/trade/order/" + other, bot.key()).status()).isEqualTo(200);
        venue.feed.price("BTCUSDT", "59000");
        assertThat(venue.get("/trade/order/" + resting, bot.key()).text("status")).isEqualTo("filled");
        assertRefused(order("BTCUSDT", "sell", "0.01"), 403, "daily_loss_limit");
        assertThat(venue.post("/agents/" + bot.id() + "/reset", "", owner.bearer()).status()).isEqualTo(200);
        assertThat(order("BTCUSDT", "buy", "0.01").status()).isEqualTo(201);
    }

    @Test
    void section9ShouldDecideTheWorkedExample() {
        bot = venue.agent(owner, "");
        assertRefused(order("BTCUSDT", "buy", "0.00001"), 400, "order_too_small");
        Reply large = order("BTCUSDT", "buy", "0.08");
        assertRefused(large, 400, "order_too_large");
        assertThat(large.details().path("estimated_value").asText()).isEqualTo("5120.00000000");
        assertThat(large.details().path("max_allowed_usd").asText()).isEqualTo("5000.00000000");
        Reply position = order("BTCUSDT", "buy", "0.04");
        assertRefused(position, 400, "position_limit_exceeded");
        assertThat(position.details().path("new_position_pct").asText()).isEqualTo("25.60000000");
        assertThat(order("BTCUSDT", "buy", "0.03").status()).isEqualTo(201);
        Reply second = order("BTCUSDT", "buy", "0.01");
        assertRefused(second, 400, "position_limit_exceeded");
        assertThat(second.details().path("new_position_pct").asText()).isEqualTo("25.61000000");
        bot = venue.agent(owner, ",'risk_config':{" + WIDE + "}");
        Reply poor = order("BTCUSDT", "buy", "0.15625");
        assertRefused(poor, 400, "insufficient_balance");
        assertThat(poor.details().path("required").asText()).isEqualTo("10010.00000000");
        assertThat(poor.details().path("available").asText()).isEqualTo("10000.00000000");
    }

    private Reply order(String symbol, String side, String quantity) {
        return venue.post(
                "/trade/order",
                "{'symbol':'" + symbol + "','side':'" + side + "','type':'market','quantity':'" + quantity + "'}",
                bot.key());
    }

    private Reply limit(String quantity, String price) {
        String json = "{'symbol':'BTCUSDT','side':'buy','type':'limit','quantity':'" + quantity + "','price':'" + price
                + "'}";
        return venue.post("/trade/order", json, bot.key());
    }

    private List<Integer> limits(Trader agent) {
        Reply limits = venue.get("/agents/" + agent.id() + "/risk-profile", owner.bearer());
        return List.of(
                limits.body().path("max_position_size_pct").asInt(),
                limits.body().path("daily_loss_limit_pct").asInt(),
                limits.body().path("max_open_orders").asInt());
    }

    private static void assertTaken(Reply reply, String held) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
        assertThat(reply.text("locked_amount")).isEqualTo(held);
    }

    /** @param reason or the code, where the code says all; empty: it is not looked at */
    private static void assertRefused(Reply reply, int status, String reason) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
        String told = reply.details().path("reason").asText(reply.code());
        assertThat(reason.isEmpty() ? "" : told).as(reply.toString()).isEqualTo(reason);
    }
}
