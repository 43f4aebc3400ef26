package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.gateway.http.ServedVenue.Reply;
import io.bullring.gateway.http.ServedVenue.Trader;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the operator may do to what is traded: halts that survive a start, and the cost of trading. */
@Timeout(60)
final class OperatorMarketOverHttpTest extends OneBotOverHttp {
    private static final String STATUS = "/instruments/BTCUSDT/status";
    private static final String HALT = "{'status':'halted'}";
    private static final String RESUME = "{'status':'trading'}";
    private static final String USUAL_FEES = "{'fee_rate':'0.001','slippage_factor':'0.1'}";

    @BeforeEach
    void createBot() {
        bot = venue.agent(owner, "");
    }

    @Test
    void shouldRefuseOrdersOfAHaltedInstrumentAndLetThemBeCancelled() {
        String order = venue.post("/trade/order", RESTING, bot.key()).text("order_id");
        Reply halted = put(venue, STATUS, HALT);
        assertThat(halted.status()).as(halted.toString()).isEqualTo(200);
        assertThat(halted.body().toString()).isEqualTo("{\"symbol\":\"BTCUSDT\",\"status\":\"halted\"}");
        assertThat(put(venue, STATUS, HALT).body().toString()).isEqualTo(halted.body().toString());

        assertHalted(venue.post("/trade/order", BUY, bot.key()));
        assertHalted(venue.post("/trade/order", RESTING, bot.key()));
        assertHalted(venue.post("/trade/order", BUY.replace("0.03", "0.000000001"), bot.key()));
        venue.feed.price("BTCUSDT", "59000");
        assertThat(venue.get("/trade/order/" + order, bot.key()).text("status")).isEqualTo("pending");
        assertThat(venue.send("DELETE", "/api/v1/trade/order/" + order, null, bot.key()).status()).isEqualTo(200);
        assertThat(venue.get("/market/pairs").body().path("pairs").get(0).path("status").asText())
                .isEqualTo("inactive");

        assertThat(put(venue, STATUS, RESUME).text("status")).isEqualTo("trading");
        assertThat(venue.post("/trade/order", BUY, bot.key()).status()).isEqualTo(201);
    }

    @Test
    void shouldKeepAHaltThroughAStart(@TempDir Path other) {
        Trader trader;
        try (ServedVenue before = ServedVenue.open(other)) {
            before.feed.price("BTCUSDT", "64000");
            trader = before.agent(before.register("Owner"), "");
            put(before, STATUS, HALT);
            put(before, "/fees", "{'fee_rate':'0.002','slippage_factor':'0'}");
        }
        try (ServedVenue after = ServedVenue.open(other)) {
            after.feed.price("BTCUSDT", "64000");
            assertHalted(after.post("/trade/order", BUY, trader.key()));
            String all = String.join(
                    ",",
                    instrument("BTCUSDT", "halted", true),
                    instrument("DEADUSDT", "trading", false),
                    instrument("ETHUSDT", "trading", true));
            assertThat(get(after, "/instruments").body().toString())
                    .isEqualTo("{\"instruments\":[" + all + "],\"total\":3}");
            assertThat(get(after, "/fees").text("fee_rate")).isEqualTo("0.00200000");
            put(after, STATUS, RESUME);
            assertThat(after.post("/trade/order", BUY, trader.key()).text("fee")).isEqualTo("3.84038400");
        }
    }

    @Test
    void shouldChangeWhatTradingCosts() {
        assertThat(put(venue, "/fees", "{'fee_rate':0,'slippage_factor':'1'}").body().toString())
                .isEqualTo("{\"fee_rate\":\"0.00000000\",\"slippage_factor\":\"1.00000000\"}");
        String little = BUY.replace("0.03", "0.01");
        assertThat(venue.post("/trade/order", little, bot.key()).text("fee")).isEqualTo("0.00000000");
        assertThat(put(venue, "/fees", USUAL_FEES).body().toString()).isEqualTo(get(venue, "/fees").body().toString());
        assertThat(venue.post("/trade/order", little, bot.key()).text("fee")).isNotIn("", "0.00000000");
    }

    @Test
    void shouldNameWhatIsWrong() {
        assertRefused(put(venue, STATUS, "{}"), 422, "VALIDATION_ERROR");
        assertRefused(put(venue, STATUS, "{'status':'active'}"), 422, "VALIDATION_ERROR");
        assertRefused(put(venue, STATUS, "{'status':1}"), 422, "VALIDATION_ERROR");
        assertRefused(put(venue, "/instruments/NONEUSDT/status", HALT), 400, "INVALID_SYMBOL");
        assertRefused(put(venue, "/fees", "{'fee_rate':'0.001'}"), 422, "VALIDATION_ERROR");
        assertRefused(put(venue, "/fees", USUAL_FEES.replace("0.001", "0.10000001")), 422, "VALIDATION_ERROR");
        assertRefused(put(venue, "/fees", USUAL_FEES.replace("0.001", "-0.001")), 422, "VALIDATION_ERROR");
        assertRefused(put(venue, "/fees", USUAL_FEES.replace("0.001", "0.000000001")), 422, "VALIDATION_ERROR");
        assertRefused(put(venue, "/fees", USUAL_FEES.replace("'0.1'", "1.1")), 422, "VALIDATION_ERROR");
        assertRefused(put(venue, "/fees", USUAL_FEES.replace("'0.1'", "'1e99'")), 422, "VALIDATION_ERROR");
        assertThat(get(venue, "/fees").text("fee_rate")).isEqualTo("0.00100000");
    }

    @Test
    void shouldBeTheOperatorsAlone() {
        assertRefused(venue.send("GET", "/operator/v1/instruments", null, bot.key()), 401, "INVALID_TOKEN");
        assertRefused(venue.send("GET", "/operator/v1/fees", null, owner.bearer()), 401, "INVALID_TOKEN");
        String halt = HALT.replace('\'', '"');
        assertRefused(venue.send("PUT", "/operator/v1" + STATUS, halt, owner.bearer()), 401, "INVALID_TOKEN");
        String fees = USUAL_FEES.replace('\'', '"');
        assertRefused(venue.send("PUT", "/operator/v1/fees", fees, bot.key()), 401, "INVALID_TOKEN");
    }

    private static Reply put(ServedVenue at, String path, String json) {
        return at.send("PUT", "/operator/v1" + path, json.replace('\'', '"'), at.operator());
    }

    private static Reply get(ServedVenue at, String path) {
        return at.send("GET", "/operator/v1" + path, null, at.operator());
    }

    private static String instrument(String symbol, String status, boolean isActive) {
        String json = "{'symbol':'" + symbol + "','market':'reference','status':'" + status + "','active':";
        return json.replace('\'', '"') + isActive + "}";
    }

    private static void assertHalted(Reply reply) {
        assertRefused(reply, 400, "ORDER_REJECTED");
        assertThat(reply.details().path("reason").asText()).isEqualTo("instrument_halted");
    }

    private static void assertRefused(Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
    }
}
