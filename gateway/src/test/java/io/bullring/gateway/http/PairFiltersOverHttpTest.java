package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Reply;
import io.bullring.gateway.http.ServedVenue.Trader;
import io.bullring.gateway.http.answer.PairFilters;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Steps of quantities, and the smallest value of market orders, which the door asks for where the operator will have it so (section 3.3):
 * ETHUSDT in steps of 0.0001, for 5 USDT at least; ACMEUSDT, a book, in steps of 0.001.
 */
@Timeout(60)
final class PairFiltersOverHttpTest {
    private static final EdgeConfig STEPS = EdgeConfig.local().with(new PairFilters(true, false));
    private static final EdgeConfig VALUES = EdgeConfig.local().with(new PairFilters(false, true));
    private static final Pattern SHOWN =
            Pattern.compile("-d '([^']*\"type\": \"market\", \"quantity\": \"([0-9.]+)\"[^']*)'");

    @TempDir
    private Path directory;

    private Owner owner;
    private Trader trader;

    @Test
    void shouldOnlyShowStepsAndTakeAnyValueAtTheMarketUnlessTheOperatorAsksForMore() {
        try (ServedVenue venue = open(EdgeConfig.local())) {
            assertThat(market(venue, "ETHUSDT", "buy", "0.01005", "").status()).isEqualTo(201);
            assertThat(market(venue, "ETHUSDT", "buy", "0.02", "").status()).isEqualTo(201);
        }
    }

    @Test
    void shouldRefuseQuantitiesThatAreNoMultiplesOfTheStep() {
        try (ServedVenue venue = open(STEPS)) {
            Reply refused = market(venue, "ETHUSDT", "buy", "0.10005", "");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.code()).isEqualTo("INVALID_QUANTITY");
            assertThat(refused.details().toString()).isEqualTo(
                    "{\"quantity\":\"0.10005000\",\"min_qty\":\"0.01000000\",\"max_qty\":\"100.00000000\","
                            + "\"step_size\":\"0.00010000\"}");
            assertThat(limit(venue, "ETHUSDT", "0.10005", "90").code()).isEqualTo("INVALID_QUANTITY");
            assertThat(limit(venue, "ETHUSDT", "0.1000", "90").status()).isEqualTo(201);
            assertThat(market(venue, "ETHUSDT", "buy", "0.1001", "").status()).isEqualTo(201);
            assertThat(market(venue, "BTCUSDT", "buy", "0.00012345", "").status()).as("no step").isEqualTo(201);
            assertThat(market(venue, "ETHUSDT", "sell", "0.10005", "").code()).isEqualTo("INVALID_QUANTITY");
            assertThat(market(venue, "ETHUSDT", "sell", "0.1001", "").status()).isEqualTo(201);
        }
    }

    @Test
    void shouldRefuseMarketOrdersBelowTheSmallestValueAtTheLastPrice() {
        try (ServedVenue venue = open(VALUES)) {
            Reply refused = market(venue, "ETHUSDT", "buy", "0.0499", "");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.code()).isEqualTo("INVALID_QUANTITY");
            assertThat(refused.details().toString()).isEqualTo(
                    "{\"quantity\":\"0.04990000\",\"min_qty\":\"0.01000000\",\"notional\":\"4.99000000\","
                            + "\"min_notional\":\"5.00000000\"}");
            assertThat(market(venue, "ETHUSDT", "buy", "0.05", "").status()).isEqualTo(201);
            assertThat(market(venue, "DEADUSDT", "buy", "0.05", "").code()).isEqualTo("INVALID_SYMBOL");
        }
    }

    @Test
    void shouldNotDenyAnOrderThatWasPlacedBecauseThePriceIsAnotherByNow() {
        try (ServedVenue venue = open(VALUES)) {
            Reply first = market(venue, "ETHUSDT", "buy", "0.05", "mine");
            venue.feed.price("ETHUSDT", "50");
            assertThat(market(venue, "ETHUSDT", "buy", "0.05", "").code()).isEqualTo("INVALID_QUANTITY");
            assertThat(market(venue, "ETHUSDT", "buy", "0.05", "another").code()).isEqualTo("INVALID_QUANTITY");

            Reply repeated = market(venue, "ETHUSDT", "buy", "0.05", "mine");
            assertThat(repeated.status()).isEqualTo(201);
            assertThat(repeated.body()).isEqualTo(first.body());
            assertThat(repeated.header("Idempotent-Replayed")).isEqualTo("true");

            assertThat(venue.post("/account/reset", "{'confirm':true}", trader.key()).status()).isEqualTo(200);
            assertThat(market(venue, "ETHUSDT", "buy", "0.05", "mine").code())
                    .as("a reset ends what is remembered")
                    .isEqualTo("INVALID_QUANTITY");
        }
    }

    @Test
    void shouldAskAChangeOfAnOrderInABookForStepsToo() {
        try (ServedVenue venue = open(STEPS)) {
            assertThat(limit(venue, "ACMEUSDT", "1.0005", "100").code()).isEqualTo("INVALID_QUANTITY");
            String order = "/trade/order/" + limit(venue, "ACMEUSDT", "1", "100").text("order_id");
            Reply refused = venue.patch(order, "{'remaining_quantity':'0.5005'}", trader.key());
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.details().path("step_size").asText()).isEqualTo("0.00100000");
            Reply changed = venue.patch(order, "{'remaining_quantity':'0.5'}", trader.key());
            assertThat(changed.status()).isEqualTo(200);
            assertThat(venue.patch(order, "{'price':'99'}", trader.key()).status()).isEqualTo(200);
            venue.delete(order, trader.key());
            Reply over = venue.patch(order, "{'remaining_quantity':'0.5005'}", trader.key());
            assertThat(over.details().path("reason").asText()).isEqualTo("order_not_open");
        }
    }

    @Test
    void shouldShowOrdersThatArePlacedWhereItAsksForMore() {
        EdgeConfig both = EdgeConfig.local().with(new PairFilters(true, true));
        try (ServedVenue venue = ServedVenue.open(directory, both)) {
            venue.feed.price("ETHUSDT", "100");
            Owner small = venue.register("Ada");
            Trader agent = venue.agent(small, ",'starting_balance':'20'");
            String path = "/api/v1/agents/" + agent.id() + "/skill.md";
            String manual = venue.exchange("GET", path, null, small.bearer()).body();
            assertThat(manual).contains("must be a multiple of `step_size`", "binds market orders, too");
            Matcher shown = SHOWN.matcher(manual);
            assertThat(shown.find()).isTrue();
            BigDecimal quantity = new BigDecimal(shown.group(2));
            assertThat(quantity).isGreaterThanOrEqualTo(new BigDecimal("0.05"));
            assertThat(venue.post("/trade/order", shown.group(1), agent.key()).status()).isEqualTo(201);
        }
    }

    private ServedVenue open(EdgeConfig edge) {
        ServedVenue venue = ServedVenue.openWithBook(directory, edge);
        venue.feed.price("ETHUSDT", "100");
        venue.feed.price("BTCUSDT", "64000");
        owner = venue.register("Ada");
        trader = venue.agent(owner, "");
        return venue;
    }

    private Reply market(ServedVenue venue, String symbol, String side, String quantity, String name) {
        String named = name.isEmpty() ? "" : ",'client_order_id':'" + name + "'";
        return venue.post(
                "/trade/order",
                "{'symbol':'" + symbol + "','side':'" + side + "','type':'market','quantity':'" + quantity + "'" + named
                        + "}",
                trader.key());
    }

    private Reply limit(ServedVenue venue, String symbol, String quantity, String price) {
        return venue.post(
                "/trade/order",
                "{'symbol':'" + symbol + "','side':'buy','type':'limit','quantity':'" + quantity + "','price':'" + price
                        + "'}",
                trader.key());
    }
}
