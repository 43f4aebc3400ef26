package io.bullring.gateway.http.answer;

import static io.bullring.gateway.http.answer.ScriptedEngine.IDS;
import static io.bullring.gateway.http.answer.ScriptedEngine.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.protocol.CommandRejectedDecoder;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.Side;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every reason of the engine, with the numbers 1 to 6 in E8, as clients see it. */
final class RefusalsTest {
    private static final int ACCOUNT = 7;
    private static final int AGENT = 9;
    private static final int PORTFOLIO = 9;
    private static final long ONE_E8 = 100_000_000L;

    private final ScriptedEngine engine = new ScriptedEngine();
    private final Refusals refusals = new Refusals(IDS);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "UNKNOWN_AGENT         | 404 | AGENT_NOT_FOUND      |",
        "UNKNOWN_ACCOUNT       | 404 | ACCOUNT_NOT_FOUND    |",
        "UNKNOWN_INSTRUMENT    | 400 | INVALID_SYMBOL       | {'symbol':'ETHUSDT'}",
        "INACTIVE_INSTRUMENT   | 400 | INVALID_SYMBOL       | {'symbol':'ETHUSDT'}",
        "INSTRUMENT_HALTED     | 400 | ORDER_REJECTED       | {'reason':'instrument_halted'}",
        "QUANTITY_TOO_SMALL    | 400 | INVALID_QUANTITY     | {'quantity':'1.00000000','min_qty':'0.01000000',"
                + "'max_qty':'100.00000000'}",
        "QUANTITY_TOO_LARGE    | 400 | INVALID_QUANTITY     | {'quantity':'1.00000000','min_qty':'0.01000000',"
                + "'max_qty':'100.00000000'}",
        "NOTIONAL_TOO_SMALL    | 400 | INVALID_QUANTITY     | {'quantity':'8.00000000','min_qty':'0.01000000',"
                + "'notional':'1.00000000','min_notional':'2.00000000'}",
        "ORDER_TOO_SMALL       | 400 | ORDER_REJECTED       | {'reason':'order_too_small','estimated_value':'1.00000000',"
                + "'min_order_size_usd':'2.00000000'}",
        "ORDER_TOO_LARGE       | 400 | ORDER_REJECTED       | {'reason':'order_too_large','estimated_value':'1.00000000',"
                + "'max_allowed_usd':'2.00000000','max_order_size_pct':'3.00000000'}",
        "POSITION_TOO_LARGE    | 400 | ORDER_REJECTED       | {'reason':'position_limit_exceeded','symbol':'ETHUSDT',"
                + "'new_position_pct':'1.00000000','max_position_size_pct':'3.00000000',"
                + "'current_position_value':'4.00000000','requested_value':'5.00000000','equity':'6.00000000'}",
        "TOO_MANY_OPEN_ORDERS  | 400 | ORDER_REJECTED       | {'reason':'max_open_orders_exceeded',"
                + "'open_count':100000000,'max_open_orders':200000000}",
        "INSUFFICIENT_BALANCE  | 400 | INSUFFICIENT_BALANCE | {'reason':'insufficient_balance','asset':'USDT',"
                + "'required':'1.00000000','available':'2.00000000'}",
        "PRICE_UNAVAILABLE     | 503 | PRICE_NOT_AVAILABLE  | {'reason':'price_unavailable','symbol':'ETHUSDT'}",
        "PRICE_STALE           | 503 | PRICE_NOT_AVAILABLE  | {'reason':'price_unavailable','symbol':'ETHUSDT',"
                + "'price_age_seconds':0,'max_age_seconds':0}",
        "VENUE_FULL            | 503 | SERVICE_UNAVAILABLE  | {'reason':'venue_full'}",
        "NOT_CONFIGURED        | 503 | SERVICE_UNAVAILABLE  | {'reason':'not_configured'}",
        "ORDER_NOT_OPEN        | 404 | ORDER_NOT_FOUND      |",
        "PORTFOLIO_PARKED      | 409 | CONFLICT             | {'reason':'portfolio_parked'}",
        "NO_PARKED_PORTFOLIO   | 409 | CONFLICT             | {'reason':'no_parked_portfolio'}",
        "STILL_CANCELLING      | 409 | CONFLICT             | {'reason':'still_cancelling'}",
        "BOOK_ORDERS_OPEN      | 409 | CONFLICT             | {'reason':'book_orders_open'}",
        "TOO_MANY_AGENTS       | 409 | CONFLICT             | {'reason':'too_many_agents','agent_count':100000000,"
                + "'max_agents':200000000}",
        "WORK_BOUND            | 400 | ORDER_REJECTED       | {'reason':'work_bound','max_orders_met':200000000}",
        "RULES_NOT_SUPPORTED   | 500 | INTERNAL_ERROR       |",
        "UNKNOWN_FEED          | 500 | INTERNAL_ERROR       |",
        "FEED_DOWN             | 500 | INTERNAL_ERROR       |"
    })
    void shouldTellWhyNot(RejectReason reason, int status, String code, String details) {
        HttpAnswer answer = refused(reason, Side.BUY);
        JsonNode error = json(answer).path("error");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(error.path("code").asText()).isEqualTo(code);
        assertThat(error.path("message").asText()).isNotEmpty();
        if (details == null) {
            assertThat(error.has("details")).isFalse();
        } else {
            assertThat(error.path("details")).isEqualTo(json(details));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "AMOUNT_TOO_LARGE, quantity",
        "PROCEEDS_NOT_POSITIVE, quantity",
        "STARTING_BALANCE_OUT_OF_RANGE, starting_balance",
        "RISK_VALUE_OUT_OF_RANGE, risk_config",
        "VALUE_OUT_OF_RANGE, body"
    })
    void shouldNameTheFieldOfWhatShowsBehindTheSchema(RejectReason reason, String field) {
        HttpAnswer answer = refused(reason, Side.BUY);
        JsonNode body = json(answer);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(body.path("error").path("code").asText()).isEqualTo("VALIDATION_ERROR");
        assertThat(body.path("error").path("details").path("field").asText()).isEqualTo(field);
        assertThat(body.path("error").path("details").path("errors").get(0).path("field").asText()).isEqualTo(field);
        assertThat(body.path("detail").get(0).path("loc").get(0).asText()).isEqualTo("body");
        assertThat(body.path("detail").get(0).path("msg").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "QUANTITY_TOO_SMALL, quantity_too_small",
        "QUANTITY_TOO_LARGE, quantity_too_large",
        "NOTIONAL_TOO_SMALL, notional_too_small",
        "ORDER_TOO_SMALL, order_too_small",
        "UNKNOWN_INSTRUMENT, ''"
    })
    void shouldCountByAReasonWhereTheCodeDoesNotSayAll(RejectReason reason, String counted) {
        assertThat(refused(reason, Side.BUY).refusal().reason()).isEqualTo(counted);
    }

    @Test
    void shouldForbidTradingAfterTheDaysLoss() {
        HttpAnswer answer = refused(RejectReason.DAILY_LOSS_LIMIT, Side.BUY);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(json(answer).path("error").path("details"))
                .isEqualTo(json("{'reason':'daily_loss_limit','account_id':'"
                        + IDS.account(ACCOUNT) + "','agent_id':'" + IDS.agent(AGENT)
                        + "','daily_pnl':'1.00000000','loss_limit':'2.00000000','loss_limit_pct':'3.00000000'}"));
    }

    @Test
    void shouldSayWhenTheNextMinuteComes() {
        long untilNextMinuteNs = 12_000_000_001L;
        HttpAnswer answer = engine.answer(
                sink -> sink.commandRejected(
                        AGENT, PORTFOLIO, ScriptedEngine.ETH, RejectReason.ORDER_RATE_LIMIT, 100, 100, 0, 0,
                        untilNextMinuteNs, 0),
                told -> refusal(told.event(), Side.BUY, false));
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.retryAfterSeconds()).isEqualTo(13);
        assertThat(json(answer).path("error").path("code").asText()).isEqualTo("RATE_LIMIT_EXCEEDED");
        assertThat(json(answer).path("error").path("details")).isEqualTo(json("{'reason':'rate_limit_exceeded',"
                + "'limit':100,'current_count':100,'window_seconds':60,'retry_after_seconds':13}"));
    }

    @Test
    void shouldNameTheBaseAssetThatASaleLacks() {
        JsonNode details = json(refused(RejectReason.INSUFFICIENT_BALANCE, Side.SELL)).path("error").path("details");
        assertThat(details.path("asset").asText()).isEqualTo("ETH");
    }

    @Test
    void shouldSayWhenAFullVenueIsWorthAnotherTry() {
        assertThat(refused(RejectReason.VENUE_FULL, Side.BUY).retryAfterSeconds()).isPositive();
    }

    @ParameterizedTest
    @EnumSource(value = RejectReason.class, mode = EnumSource.Mode.EXCLUDE, names = "NULL_VAL")
    void shouldHaveAWordForEveryReason(RejectReason reason) {
        HttpAnswer answer = refused(reason, Side.SELL);
        assertThat(answer.status()).isBetween(400, 503);
        assertThat(json(answer).path("error").path("code").asText()).matches("[A-Z_]+");
    }

    /** The client order id is asked for as the third of the checks in RULES.md; who repeats without one repeats nothing. */
    @ParameterizedTest
    @EnumSource(value = RejectReason.class, mode = EnumSource.Mode.EXCLUDE, names = "NULL_VAL")
    void shouldSayOfAnOrderWithAnIdWhetherTheEngineRemembersIt(RejectReason reason) {
        boolean isBeforeTheMemory =
                Set.of("NOT_CONFIGURED", "UNKNOWN_AGENT", "VALUE_OUT_OF_RANGE").contains(reason.name());
        JsonNode named = json(refused(reason, Side.BUY, true)).path("error").path("details").path("remembered");
        JsonNode nameless = json(refused(reason, Side.BUY)).path("error").path("details").path("remembered");
        assertThat(named.asBoolean()).isEqualTo(!isBeforeTheMemory);
        assertThat(named.isMissingNode()).isEqualTo(isBeforeTheMemory);
        assertThat(nameless.isMissingNode()).isTrue();
    }

    private HttpAnswer refused(RejectReason reason, Side side) {
        return refused(reason, side, false);
    }

    /** Actual, allowed, limitPct, current, requested and equity are 1 to 6. */
    private HttpAnswer refused(RejectReason reason, Side side, boolean isNamed) {
        return engine.answer(
                sink -> sink.commandRejected(
                        AGENT,
                        PORTFOLIO,
                        ScriptedEngine.ETH,
                        reason,
                        ONE_E8,
                        2 * ONE_E8,
                        3 * ONE_E8,
                        4 * ONE_E8,
                        5 * ONE_E8,
                        6 * ONE_E8),
                answer -> refusal(answer.event(), side, isNamed));
    }

    private HttpAnswer refusal(org.agrona.DirectBuffer event, Side side, boolean isNamed) {
        CommandRejectedDecoder rejected = new CommandRejectedDecoder();
        rejected.wrapAndApplyHeader(event, 0, new io.bullring.protocol.MessageHeaderDecoder());
        Placement order = new Placement(ACCOUNT, engine.market.listing(ScriptedEngine.ETH), side, 8 * ONE_E8, isNamed);
        return HttpAnswer.of(refusals.of(rejected, order));
    }
}
