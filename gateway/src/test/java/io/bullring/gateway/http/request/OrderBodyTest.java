package io.bullring.gateway.http.request;

import static io.bullring.gateway.http.request.Refusing.bytes;
import static io.bullring.gateway.http.request.Refusing.found;
import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.protocol.OrderType;
import io.bullring.protocol.SelfTradePrevention;
import io.bullring.protocol.Side;
import io.bullring.protocol.TimeInForce;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OrderBodyTest {
    private static final String MARKET = "{'symbol':'BTCUSDT','side':'buy','type':'market','quantity':'0.03'}";
    private static final String LIMIT =
            "{'symbol':'BTCUSDT','side':'sell','type':'limit','quantity':'0.5','price':'65000.01'}";

    private final OrderBody order = new OrderBody();
    private final Violations violations = new Violations();

    @Test
    void shouldReadMarketOrder() {
        assertThat(read(MARKET)).isTrue();
        assertThat(order.symbol()).isEqualTo("BTCUSDT");
        assertThat(order.side()).isEqualTo(Side.BUY);
        assertThat(order.type()).isEqualTo(OrderType.MARKET);
        assertThat(order.quantityE8()).isEqualTo(3_000_000);
        assertThat(order.priceE8()).isEqualTo(OrderBody.NO_PRICE);
        assertThat(order.clientOrderId()).isEmpty();
    }

    @Test
    void shouldReadLimitOrder() {
        assertThat(read(LIMIT)).isTrue();
        assertThat(order.side()).isEqualTo(Side.SELL);
        assertThat(order.type()).isEqualTo(OrderType.LIMIT);
        assertThat(order.quantityE8()).isEqualTo(50_000_000);
        assertThat(order.priceE8()).isEqualTo(6_500_001_000_000L);
    }

    @Test
    void shouldForgetTheOrderBefore() {
        assertThat(read(LIMIT.replace("}", ",'client_order_id':'a'}"))).isTrue();
        assertThat(read(MARKET)).isTrue();
        assertThat(order.priceE8()).isEqualTo(OrderBody.NO_PRICE);
        assertThat(order.clientOrderId()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "stop_loss   | STOP_LOSS   | 'trigger_price':'61000'",
        "take_profit | TAKE_PROFIT | 'stop_price':61000",
        "limit       | LIMIT       | 'price':'61000','trigger_price':61000.000,'stop_price':'6.1e4'",
        "limit       | LIMIT       | 'price':null,'trigger_price':'61000'"
    })
    void shouldReadPriceUnderAnyOfItsNames(String type, OrderType expected, String prices) {
        assertThat(read("{'symbol':'BTCUSDT','side':'buy','type':'" + type + "','quantity':1," + prices + "}"))
                .isTrue();
        assertThat(order.type()).isEqualTo(expected);
        assertThat(order.priceE8()).isEqualTo(6_100_000_000_000L);
    }

    @Test
    void shouldTrimAndUpperCaseWhatMayBe() {
        assertThat(read("{'symbol':' btcUsdt ','side':' buy','type':'market\\n','quantity':' 1 '}")).isTrue();
        assertThat(order.symbol()).isEqualTo("BTCUSDT");
        assertThat(order.quantityE8()).isEqualTo(100_000_000);
    }

    @Test
    void shouldPassOverWhatItDoesNotKnow() {
        assertThat(read(MARKET.replace("}", ",'leverage':{'a':[1,{'b':null}]},'reasoning':'…','price':null}")))
                .isTrue();
    }

    @Test
    void shouldLetTheLaterOfTwoMembersCount() {
        assertThat(read(MARKET.replace("}", ",'quantity':'0.04'}"))).isTrue();
        assertThat(order.quantityE8()).isEqualTo(4_000_000);
    }

    @Test
    void shouldCutQuantityAndRoundPrice() {
        assertThat(read(
                "{'symbol':'BTCUSDT','side':'buy','type':'limit','quantity':'0.30000000999','price':'1.000000005'}"))
                .isTrue();
        assertThat(order.quantityE8()).isEqualTo(30_000_000);
        assertThat(order.priceE8()).isEqualTo(100_000_001);
    }

    @Test
    void shouldSayOfANumberWithTooManyDigitsThatItIsTooLong() {
        assertThat(read(MARKET.replace("0.03", "0." + "0".repeat(97) + '1'))).isTrue();
        assertThat(order.quantityE8()).isZero();
        assertThat(read(MARKET.replace("0.03", "0." + "0".repeat(300) + '1'))).isFalse();
        assertThat(found(violations)).containsExactly("body quantity string_too_long");
    }

    @Test
    void shouldSayOfJsonBeyondItsBoundsWhatTheyAre() {
        String number = "0." + "0".repeat(300) + '1';
        for (String beyond : List.of(number, "{'" + "n".repeat(257) + "':1}", "[".repeat(40) + "]".repeat(40))) {
            Violations ofOne = new Violations();
            assertThat(order.read(json("{'x':[" + beyond + "]}"), null, ofOne)).isFalse();
            assertThat(ofOne.found().getFirst().message()).as(beyond)
                    .isEqualTo(
                            "JSON should have numbers of at most 100 and names of at most 256 characters, nested at most 32 deep");
        }
    }

    @Test
    void shouldLeaveQuantityOfNothingToThePairsFilters() {
        assertThat(read(MARKET.replace("0.03", "0.000000009"))).isTrue();
        assertThat(order.quantityE8()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "'symbol':'BTCUSDT'   |                             | symbol missing",
        "'symbol':'BTCUSDT'   | 'symbol':null               | symbol null_forbidden",
        "'symbol':'BTCUSDT'   | 'symbol':5                  | symbol string_type",
        "'symbol':'BTCUSDT'   | 'symbol':['BTCUSDT']        | symbol string_type",
        "'symbol':'BTCUSDT'   | 'symbol':'  '               | symbol string_too_short",
        "'symbol':'BTCUSDT'   | 'symbol':'ABCDEFGHIJKLMNOPQRSTU' | symbol string_too_long",
        "'side':'sell'        |                             | side missing",
        "'side':'sell'        | 'side':'SELL'               | side literal_error",
        "'side':'sell'        | 'side':true                 | side string_type",
        "'type':'limit'       |                             | type missing",
        "'type':'limit'       | 'type':'iceberg'            | type literal_error",
        "'type':'limit'       | 'type':{}                   | type string_type",
        "'quantity':'0.5'     |                             | quantity missing",
        "'quantity':'0.5'     | 'quantity':null             | quantity null_forbidden",
        "'quantity':'0.5'     | 'quantity':'NaN'            | quantity decimal_parsing",
        "'quantity':'0.5'     | 'quantity':'Infinity'       | quantity decimal_parsing",
        "'quantity':'0.5'     | 'quantity':'ten'            | quantity decimal_parsing",
        "'quantity':'0.5'     | 'quantity':true             | quantity decimal_parsing",
        "'quantity':'0.5'     | 'quantity':[1]              | quantity decimal_parsing",
        "'quantity':'0.5'     | 'quantity':0                | quantity greater_than",
        "'quantity':'0.5'     | 'quantity':'-0.0000000001'  | quantity greater_than",
        "'quantity':'0.5'     | 'quantity':'92233720368.54775808' | quantity decimal_whole_digits",
        "'quantity':'0.5'     | 'quantity':1e400            | quantity decimal_whole_digits",
        "'price':'65000.01'   |                             | price missing",
        "'price':'65000.01'   | 'price':null                | price missing",
        "'price':'65000.01'   | 'price':0                   | price greater_than",
        "'price':'65000.01'   | 'stop_price':-1             | stop_price greater_than",
        "'price':'65000.01'   | 'price':'0.000000004'       | price greater_than",
        "'price':'65000.01'   | 'trigger_price':'x'         | trigger_price decimal_parsing",
        "'price':'65000.01'   | 'price':'1e11'              | price decimal_whole_digits",
        "'price':'65000.01'   | 'price':1,'stop_price':2    | price value_error",
        "'price':'65000.01'   | 'trigger_price':1,'stop_price':'1.00000001' | price value_error",
        "'quantity':'0.5'     | 'quantity':1,'client_order_id':''    | client_order_id string_too_short",
        "'quantity':'0.5'     | 'quantity':1,'client_order_id':7     | client_order_id string_type",
        "'quantity':'0.5'     | 'quantity':1,'client_order_id':'a b' | client_order_id value_error",
        "'quantity':'0.5'     | 'quantity':1,'client_order_id':'é'   | client_order_id value_error",
        "'quantity':'0.5'     | 'quantity':1,'time_in_force':'gtc'   | time_in_force literal_error",
        "'quantity':'0.5'     | 'quantity':1,'time_in_force':1       | time_in_force string_type",
        "'quantity':'0.5'     | 'quantity':1,'time_in_force':''      | time_in_force string_too_short",
        "'quantity':'0.5'     | 'quantity':1,'post_only':'true'      | post_only bool_type",
        "'quantity':'0.5'     | 'quantity':1,'post_only':1           | post_only bool_type",
        "'quantity':'0.5'     | 'quantity':1,'post_only':true,'time_in_force':'IOC' | post_only value_error",
        "'type':'limit'       | 'type':'stop_loss','post_only':true  | post_only value_error",
        "'type':'limit'       | 'type':'stop_loss','time_in_force':'FOK'   | time_in_force value_error",
        "'type':'limit'       | 'type':'take_profit','time_in_force':'IOC' | time_in_force value_error",
        "'quantity':'0.5'     | 'quantity':1,'self_trade_prevention':'NONE' | self_trade_prevention literal_error",
        "'quantity':'0.5'     | 'quantity':1,'self_trade_prevention':false  | self_trade_prevention string_type"
    })
    void shouldNameTheFieldAndTheRuleThatIsBroken(String part, String replacement, String expected) {
        String json = LIMIT.replace("," + part, replacement == null ? "" : "," + replacement)
                .replace(part + ",", replacement == null ? "" : replacement + ",");
        assertThat(read(json)).isFalse();
        assertThat(found(violations)).containsExactly("body " + expected);
    }

    @Test
    void shouldTakeAnOrderWithoutConditionsAsOneThatRestsAndTradesWithAnybody() {
        assertThat(read(LIMIT.replace("}", ",'time_in_force':null,'post_only':null,'self_trade_prevention':null}")))
                .isTrue();
        assertThat(conditions()).containsExactly(TimeInForce.GTC, false, SelfTradePrevention.NONE);
        assertThat(read(LIMIT)).isTrue();
        assertThat(conditions()).containsExactly(TimeInForce.GTC, false, SelfTradePrevention.NONE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "'time_in_force':'GTC'                     | GTC | false | NONE",
        "'time_in_force':'IOC'                     | IOC | false | NONE",
        "'time_in_force':'FOK'                     | FOK | false | NONE",
        "'post_only':true,'time_in_force':'GTC'    | GTC | true  | NONE",
        "'self_trade_prevention':'none'            | GTC | false | NONE",
        "'self_trade_prevention':'cancel-newest'   | GTC | false | CANCEL_NEWEST",
        "'self_trade_prevention':'cancel-oldest'   | GTC | false | CANCEL_OLDEST",
        "'self_trade_prevention':'cancel-both'     | GTC | false | CANCEL_BOTH",
        "'self_trade_prevention':'decrement'       | GTC | false | DECREMENT"
    })
    void shouldReadTheConditionsThatABookKnows(
            String members, TimeInForce timeInForce, boolean postOnly, SelfTradePrevention prevention) {
        assertThat(read(LIMIT.replace("}", "," + members + "}"))).isTrue();
        assertThat(conditions()).containsExactly(timeInForce, postOnly, prevention);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", value = {
        "limit  | 'time_in_force':'GTC','post_only':false,'self_trade_prevention':'decrement' | -",
        "limit  | 'time_in_force':'IOC' | body time_in_force value_error",
        "limit  | 'time_in_force':'FOK' | body time_in_force value_error",
        "limit  | 'post_only':true      | body post_only value_error",
        "market | 'time_in_force':'FOK' | -",
        "market | 'time_in_force':'IOC' | -"
    })
    void shouldRefuseAgainstTheQuotedMarketWhatIsNotTrueThere(String type, String members, String expected) {
        String json = type.equals("limit") ? LIMIT : MARKET;
        assertThat(read(json.replace("}", "," + members + "}"))).isTrue();
        order.conditions().requireTrueOfQuotedMarket(violations);
        assertThat(found(violations)).isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    private List<Object> conditions() {
        OrderConditions conditions = order.conditions();
        return List.of(conditions.timeInForce(), conditions.isPostOnly(), conditions.prevention());
    }

    @ParameterizedTest
    @ValueSource(strings = {"price", "trigger_price", "stop_price"})
    void shouldRefuseMarketOrderWithPrice(String name) {
        assertThat(read(MARKET.replace("}", ",'" + name + "':'1'}"))).isFalse();
        assertThat(found(violations)).containsExactly("body " + name + " value_error");
    }

    @Test
    void shouldNameEveryFieldThatIsWrongInTheirOrder() {
        assertThat(read("{'quantity':'x','side':'BUY'}")).isFalse();
        assertThat(found(violations)).containsExactly(
                "body symbol missing", "body side literal_error", "body type missing", "body quantity decimal_parsing");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{", "}", "[]", "null", "5", "'order'", "{'symbol'}", "{'symbol':}", "{'symbol':'BTCUSDT',}", "{} {}", "{}x",
        "{'a':NaN}",
        "{'a':01}", "{a:1}", "{'a':'\\x'}", "{'a':'\\ud800'", "{'symbol':'\\ud800'}", "{'symbol':'\\udc00x'}",
        "\u0000{}",
        "{'a':1}//"
    })
    void shouldRefuseWhatIsNotOneJsonObject(String json) {
        assertThat(read(json)).isFalse();
        assertThat(violations.found()).singleElement().satisfies(found -> {
            assertThat(found.field()).isEqualTo(Violations.WHOLE);
            assertThat(found.type()).isIn("json_invalid", "object_type");
        });
    }

    @Test
    void shouldRefuseEmptyBody() {
        assertThat(read("")).isFalse();
        assertThat(found(violations)).containsExactly("body body missing");
    }

    @Test
    void shouldRefuseOtherEncodings() {
        for (byte[] json : List.of(
                MARKET.replace('\'', '"').getBytes(StandardCharsets.UTF_16),
                MARKET.replace('\'', '"').getBytes(StandardCharsets.UTF_16LE),
                "{\"symbol\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1))) {
            Violations here = new Violations();
            assertThat(order.read(json, null, here)).isFalse();
            assertThat(found(here)).containsExactly("body body json_invalid");
        }
    }

    @Test
    void shouldBoundDepthNamesAndNumbers() {
        String deep = "[".repeat(BoundedJson.MAX_DEPTH) + "]".repeat(BoundedJson.MAX_DEPTH);
        assertThat(read(MARKET.replace("}", ",'x':" + deep + "}"))).isFalse();
        assertThat(read(MARKET.replace("}", ",'" + "n".repeat(BoundedJson.MAX_NAME_LENGTH + 1) + "':1}"))).isFalse();
        assertThat(read(MARKET.replace("'0.03'", "1" + "0".repeat(DecimalText.MAX_LENGTH)))).isFalse();
        assertThat(violations.found()).hasSize(3).allMatch(found -> found.field().equals(Violations.WHOLE));
    }

    @Test
    void shouldTakeClientOrderIdFromBodyOrHeader() {
        String longest = "~".repeat(OrderBody.MAX_CLIENT_ORDER_ID);
        assertThat(read(MARKET.replace("}", ",'client_order_id':'" + longest + "'}"))).isTrue();
        assertThat(order.clientOrderId()).isEqualTo(longest);
        assertThat(order.read(json(MARKET), " key-1 ", violations)).isTrue();
        assertThat(order.clientOrderId()).isEqualTo("key-1");
        assertThat(order.read(json(MARKET.replace("}", ",'client_order_id':'key-1'}")), "key-1", violations)).isTrue();
    }

    @Test
    void shouldRefuseClientOrderIdThatIsTooLong() {
        assertThat(read(MARKET.replace("}", ",'client_order_id':'" + "x".repeat(65) + "'}"))).isFalse();
        assertThat(order.read(json(MARKET), "x".repeat(65), violations)).isFalse();
        assertThat(found(violations)).containsExactly(
                "body client_order_id string_too_long", "header Idempotency-Key value_error");
    }

    @Test
    void shouldRefuseHeaderThatContradictsTheBody() {
        assertThat(order.read(json(MARKET.replace("}", ",'client_order_id':'a'}")), "b", violations)).isFalse();
        assertThat(found(violations)).containsExactly("body client_order_id value_error");
    }

    private boolean read(String json) {
        return order.read(json(json), null, violations);
    }

    private static byte[] json(String json) {
        return bytes(json.replace('\'', '"'));
    }
}
