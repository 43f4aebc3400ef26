package io.bullring.gateway.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.core.account.RiskProfile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bodies as an attacker writes them: whatever the bytes, a body is read or refused, and nothing else happens. */
final class BodyFuzzTest {
    private static final int BODIES = 50_000;

    private static final List<String> SEEDS = List.of(
            "{\"symbol\":\"BTCUSDT\",\"side\":\"buy\",\"type\":\"limit\",\"quantity\":\"0.5\",\"price\":65000.01,"
                    + "\"trigger_price\":null,\"client_order_id\":\"a-1\",\"x\":[1,{\"y\":[true,false]}]}",
            "{\"name\":\"bot é😀\",\"display_name\":\"bot\",\"risk_config\":{\"max_open_orders\":5,\"max_order_size_pct\":\"1e1\"},"
                    + "\"risk_profile\":{},\"strategy_tags\":[\"a\",\"b\\u00e9\\ud83d\\ude00\"],\"color\":\"#fff\"}",
            "{\"max_position_size_pct\":25,\"daily_loss_limit_pct\":\"20\",\"max_open_orders\":5.0}",
            "{\"confirm\":true,\"new_starting_balance\":\"12.50\",\"starting_balance\":null}",
            "{\"display_name\":\"\\ud83d\\ude00\",\"starting_balance\":1.5E+3}",
            "{\"remaining_quantity\":\"0.5\",\"price\":null,\"symbol\":\"ACMEUSDT\",\"quantity\":2,\"engaged\":true}",
            "{\"fee_rate\":0.001,\"slippage_factor\":\"1\",\"maker_fee\":\"0.1\",\"taker_fee\":0,\"status\":\"halted\"}",
            "{\"api_key\":\"ak_live_\",\"api_secret\":\"sk_live_\\\\\"}");
    private static final String SYNTAX = "{}[]\",:\\.eE+-0123456789 \t\nnulltruefalse\u0000\u00ff";

    private final EveryBody bodies = new EveryBody();

    @Test
    @Timeout(120)
    void shouldReadOrRefuseWhateverComes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int accepted = 0;
        for (int i = 0; i < BODIES; i++) {
            byte[] body = body(random);
            try {
                accepted += bodies.read(body);
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", body " + HexFormat.of().formatHex(body), e);
            }
        }
        assertThat(accepted).as("seed " + seed + ": some bodies must still be good").isPositive();
    }

    /** Whatever settings were accepted once can be changed later. */
    @Test
    void shouldChangeLimitsInWhateverSettingsThereAre() {
        AgentBody agent = new AgentBody();
        RiskLimitsBody limits = new RiskLimitsBody();
        byte[] three = SEEDS.get(2).getBytes(StandardCharsets.UTF_8);
        assertThat(limits.read(three, EveryBody.MAX_OPEN_ORDERS, new Violations())).isTrue();
        for (String settings : List.of(
                "{}",
                " { \"max_open_orders\" : {\"a\":[1]} , \"max_open_orders\" : 7 } ",
                "{\"a\":1e99,\"b\":[{\"c\":-0.10}],\"max_position_size_pct\":[],\"d\":\"\\u00e9\\n\"}")) {
            Violations violations = new Violations();
            String changed = limits.over(settings, violations);
            assertThat(violations.isEmpty()).isTrue();
            byte[] body = ("{\"risk_config\":" + changed + "}").getBytes(StandardCharsets.UTF_8);
            assertThat(agent.readChange(body, EveryBody.MAX_OPEN_ORDERS, violations)).as(changed).isTrue();
            assertThat(agent.riskConfig().profile()).isEqualTo(limits.over(RiskProfile.NONE));
        }
        // as a journal of before may have it
        assertThat(limits.over("{\"a\":1e99999999999,\"b\":[{\"c\":-0.10}]}", new Violations()))
                .startsWith("{\"a\":1e99999999999,\"b\":[{\"c\":-0.10}],\"max_position_size_pct\":25,");
    }

    private static byte[] body(Random random) {
        if (random.nextInt(10) == 0) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            return noise;
        }
        byte[] body = SEEDS.get(random.nextInt(SEEDS.size())).getBytes(StandardCharsets.UTF_8);
        for (int mutations = random.nextInt(6); mutations > 0; mutations--) {
            body = mutated(body, random);
        }
        return body;
    }

    private static byte[] mutated(byte[] body, Random random) {
        if (body.length == 0) {
            return body;
        }
        int at = random.nextInt(body.length);
        byte[] copy = body.clone();
        switch (random.nextInt(5)) {
            case 0 -> copy[at] = (byte) random.nextInt(256);
            case 1 -> copy[at] = (byte) SYNTAX.charAt(random.nextInt(SYNTAX.length()));
            case 2 -> copy = Arrays.copyOf(body, at);
            case 3 -> copy = repeated(body, at, random);
            default -> System.arraycopy(body, at, copy, 0, body.length - at);
        }
        return copy;
    }

    /** A part of the body, again and again: long numbers, long names, deep nesting. */
    private static byte[] repeated(byte[] body, int at, Random random) {
        int length = Math.min(body.length - at, 1 + random.nextInt(6));
        int times = 1 + random.nextInt(300);
        byte[] copy = new byte[body.length + length * times];
        System.arraycopy(body, 0, copy, 0, at);
        for (int i = 0; i < times; i++) {
            System.arraycopy(body, at, copy, at + i * length, length);
        }
        System.arraycopy(body, at, copy, at + times * length, body.length - at);
        return copy;
    }
}
