package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Reply;
import io.bullring.gateway.http.ServedVenue.Trader;
import io.bullring.protocol.AccountStatus;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Agents trade with one another: what is answered, what rests, who trades first. */
@Timeout(60)
final class BooksOverHttpTest {
    @TempDir
    static Path directory;

    private static ServedVenue venue;
    private static AcmeMarket acme;
    private Trader maker;
    private Trader taker;

    @BeforeAll
    static void open() {
        venue = ServedVenue.openWithBook(directory);
        acme = new AcmeMarket(venue);
    }

    @AfterAll
    static void close() {
        venue.close();
    }

    @BeforeEach
    void createTraders() {
        Owner owner = venue.register("Owner");
        maker = acme.trader(owner, "1000");
        taker = acme.trader(owner, "0");
    }

    @AfterEach
    void emptyTheBook() {
        venue.delete("/trade/orders/open", maker.key());
        venue.delete("/trade/orders/open", taker.key());
        assertThat(acme.book()).isEqualTo(" | ");
    }

    @Test
    void shouldLetTwoAgentsTradeWithOneAnother() {
        Reply resting = acme.limit(maker, "sell", "10", "100", "");
        assertThat(told(resting)).isEqualTo("pending, left 10, trades 0, null");
        assertThat(resting.text("locked_amount")).isEqualTo("10.00000000");
        assertThat(resting.body().path("executed_price").isNull()).isTrue();
        assertThat(acme.book()).isEqualTo(" | 100 x 10");

        Reply bought = acme.market(taker, "buy", "4", "");
        assertThat(told(bought)).isEqualTo("filled, left 0, trades 1, null");
        assertThat(bought.text("executed_price")).isEqualTo("100.00000000");
        assertThat(bought.text("fee")).isEqualTo("0.20000000");
        assertThat(bought.text("total_cost")).isEqualTo("400.20000000");
        assertThat(bought.body().path("price").isNull()).isTrue();
        assertThat(bought.text("filled_at")).isEqualTo(bought.text("created_at"));
        JsonNode trade = bought.body().path("trades").get(0);
        assertThat(trade.path("quantity").asText() + " " + trade.path("total").asText())
                .isEqualTo("4.00000000 400.00000000");
        assertThat(acme.book()).isEqualTo(" | 100 x 6");
        assertThat(acme.available(taker)).isEqualTo("99599.8 USDT, 4 ACME");
        assertThat(acme.available(maker)).isEqualTo("100399.92 USDT, 990 ACME");

        JsonNode made = venue.get("/trade/history", maker.key()).body().path("trades").get(0);
        assertThat(made.path("trade_id")).isEqualTo(trade.path("trade_id"));
        assertThat(made.path("liquidity").asText()).isEqualTo("maker");
        assertThat(made.path("fee").asText()).isEqualTo("0.08000000");
        JsonNode order = acme.order(maker, resting.text("order_id"));
        assertThat(order.path("status").asText()).isEqualTo("partially_filled");
        assertThat(order.path("remaining_quantity").asText()).isEqualTo("6.00000000");
        assertThat(order.path("locked_amount").asText()).isEqualTo("6.00000000");
        assertThat(venue.get("/market/price/ACMEUSDT").text("price")).isEqualTo("100.00000000");
        assertThat(venue.get("/market/trades/ACMEUSDT").body().path("trades").get(0).path("quantity").asText())
                .isEqualTo("4.00000000");
    }

    @Test
    void shouldTradeAtThePricesOfThoseWhoRestAndLetTheRestRest() {
        acme.rest(maker, "sell", "1", "101");
        acme.rest(maker, "sell", "2", "100");
        Reply bought = acme.limit(taker, "buy", "5", "102", "");
        assertThat(told(bought)).isEqualTo("partially_filled, left 2, trades 2, null");
        assertThat(bought.text("executed_quantity")).isEqualTo("3.00000000");
        assertThat(bought.text("executed_price")).isEqualTo("100.33333333");
        assertThat(bought.text("locked_amount")).isEqualTo("204.10200000");
        assertThat(acme.book()).isEqualTo("102 x 2 | ");
        JsonNode order = acme.order(taker, bought.text("order_id"));
        for (String field : List.of("status", "executed_quantity", "executed_price", "fee", "total_cost",
                "locked_amount",
                "remaining_quantity", "time_in_force", "post_only", "self_trade_prevention")) {
            assertThat(order.path(field)).as(field).isEqualTo(bought.body().path(field));
        }
    }

    @Test
    void shouldShowEachTradeOfAnOrderAtItsOwnPriceAndInTheSideThatTook() {
        acme.rest(maker, "sell", "1", "100");
        acme.rest(maker, "sell", "9", "1000");
        acme.rest(maker, "buy", "1", "90");
        JsonNode before = acme.market("ticker");
        acme.market(taker, "buy", "10", "");
        acme.market(taker, "sell", "1", "");

        assertThat(acme.trades().subList(0, 3)).containsExactly("sell 1 at 90", "buy 9 at 1000", "buy 1 at 100");
        JsonNode after = acme.market("ticker");
        assertThat(grown(before, after, "quote_volume")).isEqualByComparingTo("9190");
        assertThat(grown(before, after, "volume")).isEqualByComparingTo("11");
        assertThat(grown(before, after, "trade_count")).isEqualByComparingTo("3");
    }

    private static BigDecimal grown(JsonNode before, JsonNode after, String field) {
        return new BigDecimal(after.path(field).asText()).subtract(new BigDecimal(before.path(field).asText()));
    }

    @Test
    void shouldRefuseAPostOnlyOrderThatWouldTradeAndTakeOneThatWouldNot() {
        acme.rest(maker, "sell", "1", "100");
        AcmeMarket.assertRefused(acme.limit(taker, "buy", "1", "100", ",'post_only':true"), "would_trade");
        Reply resting = acme.limit(taker, "buy", "1", "99.99", ",'post_only':true");
        assertThat(told(resting)).isEqualTo("pending, left 1, trades 0, null");
        assertThat(resting.body().path("post_only").asBoolean()).isTrue();
        assertThat(acme.book()).isEqualTo("99.99 x 1 | 100 x 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit", "market"})
    void shouldRefuseAFillOrKillOrderThatWouldNotBeFilledWholeAndFillOneThatWould(String type) {
        acme.rest(maker, "sell", "3", "100");
        String kill = ",'time_in_force':'FOK'";
        AcmeMarket.assertRefused(fillOrKill(type, "3.001", kill), "not_fillable");
        assertThat(acme.book()).isEqualTo(" | 100 x 3");
        assertThat(told(fillOrKill(type, "3", kill))).isEqualTo("filled, left 0, trades 1, null");
        assertThat(acme.book()).isEqualTo(" | ");
    }

    @Test
    void shouldNameTheBoundWhenTooManySmallOrdersStandBeforeALargeOne() {
        Trader shield = venue.agent(
                venue.register("Shield"),
                ",'starting_balance':'10000','risk_config':{'max_order_size_pct':100,'max_open_orders':300}");
        venue.grant(shield, "ACMEUSDT", "3");
        for (int i = 0; i < 256; i++) {
            acme.rest(shield, "sell", "0.01", "100");
        }
        acme.rest(maker, "sell", "5", "100");
        String kill = ",'time_in_force':'FOK'";
        Reply refused = AcmeMarket.assertRefused(acme.limit(taker, "buy", "3", "100", kill), "work_bound");
        assertThat(refused.details().path("max_orders_met").asInt()).isEqualTo(256);
        AcmeMarket.assertRefused(acme.market(taker, "buy", "3", kill), "work_bound");
        AcmeMarket.assertRefused(acme.limit(taker, "buy", "3", "99", kill), "not_fillable");
        assertThat(told(acme.limit(taker, "buy", "3", "100", "")))
                .isEqualTo("cancelled, left 0, trades 256, work_bound");
        assertThat(told(acme.limit(taker, "buy", "0.44", "100", kill))).isEqualTo("filled, left 0, trades 1, null");
    }

    private Reply fillOrKill(String type, String quantity, String kill) {
        return type.equals("limit")
                ? acme.limit(taker, "buy", quantity, "100", kill)
                : acme.market(taker, "buy", quantity, kill);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "market | ``                      | IOC",
        "market | ,'time_in_force':'GTC'  | IOC",
        "market | ,'time_in_force':'IOC'  | IOC",
        "market | ,'time_in_force':'FOK'  | FOK",
        "limit  | ``                      | GTC",
        "limit  | ,'time_in_force':'GTC'  | GTC",
        "limit  | ,'time_in_force':'IOC'  | IOC"
    })
    void shouldCallAMarketOrderImmediateWhereverItIsShown(String type, String more, String shown) {
        acme.rest(maker, "sell", "1", "100");
        Reply placed = type.equals("market")
                ? acme.market(taker, "buy", "1", more)
                : acme.limit(taker, "buy", "1", "100", more);
        assertThat(placed.text("time_in_force")).isEqualTo(shown);
        assertThat(acme.order(taker, placed.text("order_id")).path("time_in_force").asText()).isEqualTo(shown);
        JsonNode listed = venue.get("/trade/orders", taker.key()).body().path("orders").get(0);
        assertThat(listed.path("order_id").asText()).isEqualTo(placed.text("order_id"));
        assertThat(listed.path("time_in_force").asText()).isEqualTo(shown);
    }

    @Test
    void shouldCancelWhatAnImmediateOrderCannotHave() {
        acme.rest(maker, "sell", "3", "100");
        Reply part = acme.limit(taker, "buy", "5", "100", ",'time_in_force':'IOC'");
        assertThat(told(part)).isEqualTo("cancelled, left 0, trades 1, not_traded");
        assertThat(part.text("executed_quantity")).isEqualTo("3.00000000");
        assertThat(part.text("quantity")).isEqualTo("5.00000000");
        assertThat(part.body().path("locked_amount").isNull()).isTrue();
        assertThat(acme.available(taker)).isEqualTo("99699.85 USDT, 3 ACME");
        Reply nothing = acme.market(taker, "buy", "1", "");
        assertThat(told(nothing)).isEqualTo("cancelled, left 0, trades 0, not_traded");
        assertThat(nothing.body().path("executed_quantity").isNull()).isTrue();
        JsonNode order = acme.order(taker, part.text("order_id"));
        assertThat(order.path("status").asText()).isEqualTo("cancelled");
        assertThat(order.path("executed_quantity").asText()).isEqualTo("3.00000000");
        assertThat(order.path("cancel_reason").asText()).isEqualTo("not_traded");
    }

    /** 2 offered at 100, 1 at 101, and the same agent buys 3 at 101. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "none          | filled, left 0, trades 2, null             | filled    | filled    | \" | \"",
        "cancel-newest | cancelled, left 0, trades 0, self_trade    | pending   | pending   | \" | 100 x 2, 101 x 1\"",
        "cancel-oldest | pending, left 3, trades 0, null            | cancelled | cancelled | \"101 x 3 | \"",
        "cancel-both   | cancelled, left 0, trades 0, self_trade    | cancelled | pending   | \" | 101 x 1\"",
        "decrement     | cancelled, left 0, trades 0, self_trade    | cancelled | cancelled | \" | \""
    })
    void shouldKeepAnAgentFromTradingWithItselfInTheWayThatItSays(
            String prevention, String answer, String first, String second, String book) {
        String cheap = acme.rest(maker, "sell", "2", "100");
        String dear = acme.rest(maker, "sell", "1", "101");
        Reply bought = acme.limit(maker, "buy", "3", "101", ",'self_trade_prevention':'" + prevention + "'");
        assertThat(told(bought)).isEqualTo(answer);
        assertThat(bought.text("self_trade_prevention")).isEqualTo(prevention);
        assertThat(acme.order(maker, cheap).path("status").asText()).isEqualTo(first);
        assertThat(acme.order(maker, dear).path("status").asText()).isEqualTo(second);
        assertThat(acme.book()).isEqualTo(book);
    }

    @Test
    void shouldShrinkBothOrdersByTheSmallerOneWhenAskedTo() {
        String resting = acme.rest(maker, "sell", "5", "100");
        Reply bought = acme.limit(maker, "buy", "2", "100", ",'self_trade_prevention':'decrement'");
        assertThat(told(bought)).isEqualTo("cancelled, left 0, trades 0, self_trade");
        assertThat(acme.order(maker, resting).path("remaining_quantity").asText()).isEqualTo("3.00000000");
        assertThat(acme.book()).isEqualTo(" | 100 x 3");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", value = {
        "limit  | ,'time_in_force':'GTC'            | -",
        "limit  | ,'post_only':false                | -",
        "limit  | ,'self_trade_prevention':'cancel-both' | -",
        "market | ,'time_in_force':'IOC'            | -",
        "limit  | ,'time_in_force':'IOC'            | time_in_force",
        "limit  | ,'time_in_force':'FOK'            | time_in_force",
        "limit  | ,'post_only':true                 | post_only",
        "limit  | ,'time_in_force':'DAY'            | time_in_force"
    })
    void shouldTakeAgainstTheQuotedMarketOnlyConditionsThatAreTrueThere(String type, String more, String field) {
        venue.feed.price("BTCUSDT", "64000");
        String price = type.equals("limit") ? ",'price':'60000'" : "";
        Reply reply = venue.post(
                "/trade/order",
                "{'symbol':'BTCUSDT','side':'buy','type':'" + type + "','quantity':'0.01'" + price + more + "}",
                taker.key());
        assertThat(reply.status()).as(reply.toString()).isEqualTo(field == null ? 201 : 422);
        assertThat(reply.body().has("time_in_force")).isFalse();
        if (field != null) {
            assertThat(reply.details().path("field").asText()).isEqualTo(field);
        }
    }

    @Test
    void shouldTellTheFirstTradesOneByOneAndAllOfThemInSum() {
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            acme.rest(maker, "sell", "1", Integer.toString(99 + i));
            if (i <= 16) {
                expected.add(99 + i + ".00000000");
            }
        }
        Reply bought = acme.market(taker, "buy", "20", "");
        assertThat(told(bought)).isEqualTo("filled, left 0, trades 20, null");
        assertThat(bought.body().path("trades").findValuesAsText("price")).isEqualTo(expected);
        assertThat(bought.text("executed_quantity")).isEqualTo("20.00000000");
        assertThat(bought.text("executed_price")).isEqualTo("109.50000000");
        assertThat(venue.get("/trade/history", taker.key()).body().path("total").asInt()).isEqualTo(20);
    }

    @Test
    void shouldTellAnOrderThatIsSentTwiceAsItIsByThen() {
        String named = ",'client_order_id':'once'";
        Reply first = acme.limit(maker, "sell", "2", "100", named);
        acme.market(taker, "buy", "0.5", "");
        Reply again = acme.limit(maker, "sell", "2", "100", named);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text("order_id")).isEqualTo(first.text("order_id"));
        assertThat(again.text("status") + " " + again.text("remaining_quantity"))
                .isEqualTo("partially_filled 1.50000000");
        assertThat(again.body().has("trades")).isFalse();
        assertThat(acme.book()).isEqualTo(" | 100 x 1.5");
        venue.feed.price("BTCUSDT", "64000");
        Reply elsewhere = venue.post(
                "/trade/order",
                "{'symbol':'BTCUSDT','side':'buy','type':'market','quantity':'0.01'" + named + "}",
                maker.key());
        assertThat(elsewhere.text("order_id")).isEqualTo(first.text("order_id"));

        String refused = ",'post_only':true,'client_order_id':'never'";
        AcmeMarket.assertRefused(acme.limit(taker, "buy", "1", "100", refused), "would_trade");
        venue.delete("/trade/orders/open", maker.key());
        AcmeMarket.assertRefused(acme.limit(taker, "buy", "1", "100", refused), "would_trade");
    }

    @Test
    void shouldFireAStopLossAtTheLastTrade() {
        Reply stop = venue.post(
                "/trade/order",
                "{'symbol':'ACMEUSDT','side':'sell','type':'stop_loss','quantity':'2','price':'95'}",
                maker.key());
        assertThat(told(stop)).isEqualTo("pending, left 2, trades 0, null");
        assertThat(acme.book()).isEqualTo(" | ");
        acme.rest(taker, "buy", "1", "95");
        acme.rest(taker, "buy", "4", "94");
        acme.market(maker, "sell", "1", "");
        acme.rest(taker, "buy", "1", "50");
        assertThat(acme.order(maker, stop.text("order_id")).path("executed_price").asText()).isEqualTo("94.00000000");
        assertThat(acme.book()).isEqualTo("94 x 2, 50 x 1 | ");
    }

    @Test
    void shouldMeasureAMarketOrderAndAFiredPurchaseByWhatTheyWouldPayInTheBook() {
        Trader careful = venue.agent(
                venue.register("Careful"),
                ",'starting_balance':'10000','risk_config':{'max_order_size_pct':10,'max_position_size_pct':100}");
        acme.rest(maker, "sell", "1", "100");
        acme.market(taker, "buy", "1", "");
        acme.rest(maker, "sell", "1", "100");
        acme.rest(maker, "sell", "9", "1000");
        Reply refused = AcmeMarket.assertRefused(acme.market(careful, "buy", "10", ""), "order_too_large");
        assertThat(refused.details().path("estimated_value").asText()).isEqualTo("9100.00000000");
        AcmeMarket.assertRefused(acme.limit(careful, "buy", "10", "1000", ""), "order_too_large");
        assertThat(told(acme.market(careful, "buy", "1", ""))).isEqualTo("filled, left 0, trades 1, null");

        Reply stop = venue.post(
                "/trade/order",
                "{'symbol':'ACMEUSDT','side':'buy','type':'stop_loss','quantity':'9','price':'100'}",
                careful.key());
        assertThat(told(stop)).isEqualTo("pending, left 9, trades 0, null");
        acme.rest(taker, "buy", "1", "90");
        JsonNode fired = acme.order(careful, stop.text("order_id"));
        assertThat(fired.path("status").asText() + " " + fired.path("rejection_reason").asText())
                .isEqualTo("rejected order_too_large");
        assertThat(acme.available(careful)).isEqualTo("9899.95 USDT, 1 ACME");
    }

    @Test
    void shouldShowAsMuchOfTheBookAsIsAskedForAndSayThatItIsTrue() {
        for (int i = 0; i < 25; i++) {
            acme.rest(taker, "buy", "1", Integer.toString(99 - i));
        }
        JsonNode five = venue.get("/market/orderbook/acmeusdt?depth=5").body();
        assertThat(five.path("bids")).hasSize(5);
        assertThat(five.path("asks")).isEmpty();
        assertThat(five.path("synthetic").asBoolean()).isFalse();
        assertThat(five.path("last_update_id").asLong()).isEqualTo(venue.lastSequence());
        assertThat(acme.book()).startsWith("99 x 1, 98 x 1").endsWith("80 x 1 | ");
        assertThat(venue.get("/market/orderbook/ACMEUSDT?depth=7").code()).isEqualTo("INVALID_SYMBOL");
    }

    @Test
    void shouldShowNoOrderOfASuspendedAccountAndLetNobodyBeRefusedForIt() {
        Owner other = venue.register("Other");
        Trader seller = acme.trader(other, "10");
        String order = acme.rest(seller, "sell", "2", "103");
        assertThat(acme.book()).isEqualTo(" | 103 x 2");
        AcmeMarket.assertRefused(acme.limit(maker, "buy", "1", "103", ",'post_only':true"), "would_trade");

        venue.status(other, AccountStatus.SUSPENDED);
        Reply resting = acme.limit(maker, "buy", "1", "103", ",'post_only':true");
        assertThat(told(resting)).isEqualTo("pending, left 1, trades 0, null");
        assertThat(acme.book()).isEqualTo("103 x 1 | ");

        venue.status(other, AccountStatus.ACTIVE);
        assertThat(acme.order(seller, order).path("cancel_reason").asText()).isEqualTo("account_suspended");
        assertThat(acme.available(seller)).isEqualTo("100000 USDT, 10 ACME");
    }

    @Test
    void shouldListThePairAsOneWithABook() {
        List<String> markets = new ArrayList<>();
        venue.get("/market/pairs")
                .body()
                .path("pairs")
                .forEach(pair -> markets.add(
                        pair.path("symbol").asText() + " " + pair.path("market").asText() + " "
                                + pair.path("maker_fee").asText() + " " + pair.path("taker_fee").asText()));
        assertThat(markets).contains("ACMEUSDT book 0.00020000 0.00050000", "BTCUSDT reference null null");
    }

    @Test
    void shouldGiveBaseAssetOnlyWhereItIsTradedInABook() {
        assertThat(acme.available(taker)).isEqualTo("100000 USDT");
        Reply given = venue.grant(taker, "acmeusdt", "2.5");
        assertThat(given.status()).isEqualTo(201);
        assertThat(given.text("agent_id")).isEqualTo(taker.id());
        assertThat(given.text("quantity")).isEqualTo("2.50000000");
        assertThat(acme.available(taker)).isEqualTo("100000 USDT, 2.5 ACME");
        AcmeMarket.assertRefused(venue.grant(taker, "BTCUSDT", "1"), "no_book");
        assertThat(venue.grant(taker, "NONEUSDT", "1").code()).isEqualTo("INVALID_SYMBOL");
        assertThat(venue.grant(taker, "ACMEUSDT", "0").code()).isEqualTo("VALIDATION_ERROR");
        assertThat(venue.grant(taker, "ACMEUSDT", "92233720368").code()).isEqualTo("VALIDATION_ERROR");
        assertThat(venue.grant(new Trader("10000000-0000-8002-8000-000000000001", null), "ACMEUSDT", "1").code())
                .isEqualTo("AGENT_NOT_FOUND");
        assertThat(acme.available(taker)).isEqualTo("100000 USDT, 2.5 ACME");
    }

    /** Status, what is left, how many trades, why the rest was cancelled. */
    private static String told(Reply reply) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
        return reply.text("status") + ", left " + AcmeMarket.plain(reply.text("remaining_quantity")) + ", trades "
                + reply.body().path("trade_count").asInt() + ", " + reply.text("cancel_reason");
    }
}
