package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Reply;
import io.bullring.gateway.http.ServedVenue.Trader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an agent is given is no profit of its own, and what came of it is the same wherever it is told. Two agents buy ten ACME at 100 each;
 * one of them is given more.
 */
@Timeout(60)
final class GrantsOverHttpTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path directory;

    private final HandClock clock = new HandClock(Instant.parse("2026-03-02T00:30:00Z"));
    private ServedVenue venue;
    private AcmeMarket acme;
    private Owner owner;
    private Trader seller;
    private Trader given;
    private Trader plain;
    private int hours;

    @BeforeEach
    void buy() {
        venue = ServedVenue.openWithBook(directory, clock);
        acme = new AcmeMarket(venue);
        owner = venue.register("Owner");
        seller = acme.trader(owner, "1000");
        given = acme.trader(owner, "0");
        plain = acme.trader(owner, "0");
        passAnHour();
        acme.rest(seller, "sell", "20", "100");
        acme.market(given, "buy", "10", "");
        acme.market(plain, "buy", "10", "");
        passAnHour();
    }

    @AfterEach
    void close() {
        venue.close();
    }

    @Test
    void shouldCountWhatWasGivenBeforeTheFirstTradeAtItsCostInThePastAsAtPresent() {
        JsonNode first = points(seller).get(0);
        assertThat(first.path("time").asText()).startsWith("2026-03-02T01:00:00");
        assertThat(first.path("total_equity").asText()).isEqualTo("200000.00000000");
        assertThat(first.path("unrealized_pnl").asText()).isEqualTo("0.00000000");

        acme.rest(seller, "sell", "1", "130");
        acme.market(plain, "buy", "1", "");
        passAnHour();
        assertThat(points(seller).get(0)).isEqualTo(first);
        assertThat(points(seller).get(2).path("total_equity").asText())
                .isEqualTo(ok("/account/portfolio", seller).path("total_equity").asText());
    }

    @Test
    void shouldChangeNoFigureByWhatIsGiven() {
        assertThat(venue.grant(given, "ACMEUSDT", "10").status()).isEqualTo(201);
        passAnHour();
        for (String path : List.of("/analytics/performance", "/account/pnl")) {
            assertThat(ok(path, given)).isEqualTo(ok(path, plain));
        }
        JsonNode portfolio = ok("/account/portfolio", given);
        assertThat(portfolio.path("total_pnl")).isEqualTo(ok("/account/portfolio", plain).path("total_pnl"));
        assertThat(portfolio.path("starting_balance").asText()).isEqualTo("100000.00000000");
        assertThat(decimal(portfolio, "total_equity"))
                .isEqualTo(decimal(ok("/account/portfolio", plain), "total_equity").add(new BigDecimal(1_000)));
    }

    @Test
    void shouldTellTheSameGainAndReturnEverywhere() {
        assertThat(venue.grant(given, "ACMEUSDT", "10").status()).isEqualTo(201);
        passAnHour();
        acme.rest(seller, "buy", "10", "145");
        acme.market(given, "sell", "5", "");
        acme.market(plain, "sell", "5", "");
        passAnHour();
        assertThat(decimal(ok("/account/portfolio", given), "total_pnl").subtract(
                decimal(ok("/account/portfolio", plain), "total_pnl"))).isEqualByComparingTo("450");
        assertTold(given, "101000");
        assertTold(plain, "100000");
    }

    @Test
    void shouldTellTheSameEverywhereOfAFortuneThatIsBeyond64Bits() {
        assertThat(venue.grant(given, "ACMEUSDT", "900000000").status()).isEqualTo(201);
        passAnHour();
        acme.rest(seller, "buy", "1", "1000");
        acme.market(given, "sell", "1", "");
        passAnHour();
        acme.rest(seller, "buy", "1", "500");
        acme.market(given, "sell", "1", "");
        passAnHour();
        assertThat(decimal(ok("/account/portfolio", given), "total_pnl")).isGreaterThan(new BigDecimal("359999000000"));
        assertThat(ok("/analytics/performance", given).path("max_drawdown_pct").asText()).isEqualTo("49.99999444");
        assertTold(given, "90000100000");
    }

    @Test
    void shouldRoundTheValueOfAPositionInTheSameWayEverywhere() {
        assertThat(venue.grant(given, "ACMEUSDT", "0.5").status()).isEqualTo(201);
        acme.rest(seller, "buy", "2", "100");
        acme.market(given, "sell", "2", "");
        acme.rest(seller, "sell", "1", "100.00000001");
        acme.market(plain, "buy", "1", "");
        passAnHour();
        JsonNode position = ok("/account/positions", given).path("positions").get(0);
        assertThat(position.path("quantity").asText()).isEqualTo("8.50000000");
        assertThat(position.path("market_value").asText()).isEqualTo("850.00000008"); // of ...085, the even one
        assertTold(given, "100050");
    }

    /** @param capital by which the return is measured */
    private void assertTold(Trader trader, String capital) {
        JsonNode portfolio = ok("/account/portfolio", trader);
        String pnl = portfolio.path("total_pnl").asText();
        String roiPct = new BigDecimal(pnl).movePointRight(2)
                .divide(new BigDecimal(capital), 8, RoundingMode.HALF_UP)
                .toPlainString();
        assertThat(decimal(portfolio, "total_equity").subtract(new BigDecimal(capital)).toPlainString())
                .isEqualTo(pnl);
        assertThat(portfolio.path("roi_pct").asText()).isEqualTo(roiPct);

        JsonNode point = points(trader).getLast();
        assertThat(decimal(point, "unrealized_pnl").add(decimal(point, "realized_pnl")).toPlainString())
                .isEqualTo(pnl);
        assertThat(point.path("unrealized_pnl")).isEqualTo(portfolio.path("unrealized_pnl"));
        assertThat(point.path("total_equity")).isEqualTo(portfolio.path("total_equity"));
        assertThat(ok("/account/balance", trader).path("total_equity_usdt")).isEqualTo(portfolio.path("total_equity"));
        assertThat(ok("/account/positions", trader).path("total_unrealized_pnl"))
                .isEqualTo(portfolio.path("unrealized_pnl"));
        try (TestSocket socket = TestSocket.open(venue, "?api_key=" + trader.key()[1])) {
            socket.subscribe("'channel':'portfolio'");
            JsonNode pushed = socket.next();
            for (String field : List.of("total_equity", "unrealized_pnl", "realized_pnl")) {
                assertThat(pushed.path(field)).as(field).isEqualTo(portfolio.path(field));
            }
        }
        JsonNode told = ok("/account/pnl", trader);
        assertThat(told.path("total_pnl").asText()).isEqualTo(pnl);
        assertThat(told.path("unrealized_pnl")).isEqualTo(portfolio.path("unrealized_pnl"));
        JsonNode standing = ofAgent(ok(venue.get("/agents/overview", owner.bearer())).path("agents"), "id", trader);
        assertThat(standing.path("total_pnl").asText()).isEqualTo(pnl);
        assertThat(standing.path("current_equity")).isEqualTo(portfolio.path("total_equity"));
        assertThat(standing.path("roi_pct").asText()).isEqualTo(roiPct);
        for (String period : List.of("all", "1d")) {
            JsonNode rankings = ok("/analytics/leaderboard?period=" + period, trader).path("rankings");
            assertThat(ofAgent(rankings, "agent_id", trader).path("roi_pct").asText()).isEqualTo(roiPct);
        }
        JsonNode performance = ok("/analytics/performance", trader);
        assertThat(ofAgent(ok("/analytics/leaderboard", trader).path("rankings"), "agent_id", trader)
                .path("sharpe_ratio")).isEqualTo(performance.path("sharpe_ratio"));
        Reply reset = venue.post("/account/reset", "{'confirm':true}", trader.key());
        assertThat(ok(reset).path("previous_session").path("total_pnl").asText()).isEqualTo(pnl);
        assertThat(ok(reset).path("previous_session").path("ending_equity")).isEqualTo(portfolio.path("total_equity"));
    }

    private static JsonNode ofAgent(JsonNode rows, String id, Trader trader) {
        for (JsonNode row : rows) {
            if (row.path(id).asText().equals(trader.id())) {
                return row;
            }
        }
        throw new AssertionError(rows.toString());
    }

    /** And something happens, so that the engine comes to that time. */
    private void passAnHour() {
        clock.pass(HOUR);
        venue.feed.trade("BTCUSDT", "60000", "1", clock.wallNs(), ++hours);
    }

    private List<JsonNode> points(Trader trader) {
        return ok("/analytics/portfolio/history", trader).findParents("total_equity");
    }

    private JsonNode ok(String path, Trader trader) {
        return ok(venue.get(path, trader.key()));
    }

    private static JsonNode ok(Reply reply) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        return reply.body();
    }

    private static BigDecimal decimal(JsonNode of, String field) {
        return new BigDecimal(of.path(field).asText());
    }
}
