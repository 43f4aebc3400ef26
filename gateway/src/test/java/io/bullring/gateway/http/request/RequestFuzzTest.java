package io.bullring.gateway.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.bullring.gateway.http.request.Violation.Place;
import io.vertx.core.MultiMap;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Whatever the bytes of a request, they are read or refused by name. In the build over the kept corpus; for real with {@code JAZZER_FUZZ=1} and
 * one method at a time, see CONTRIBUTING.md.
 */
final class RequestFuzzTest {
    private static final int MAX_OPEN_ORDERS = 1_000;
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE, 8);

    /** Exponents beyond are not worth the digits that BigDecimal would write out for them. */
    private static final int WRITTEN_OUT = 1_000;

    private static final Pattern LONG_EXPONENT = Pattern.compile("[eE][+-]?[0-9]{9}");

    private interface Reading {
        boolean read(Violations violations);
    }

    @FuzzTest
    void bodies(byte[] body) {
        check(violations -> new OrderBody().read(body, null, violations));
        check(violations -> new AgentBody().readNew(body, MAX_OPEN_ORDERS, violations));
        check(violations -> new AgentBody().readChange(body, MAX_OPEN_ORDERS, violations));
        check(violations -> new RegistrationBody().read(body, violations));
        check(violations -> new LoginBody().read(body, violations));
        check(violations -> new ResetBody().readForAgent(body, violations));
        check(violations -> new ResetBody().readForAccount(body, violations));
        check(violations -> new RiskLimitsBody().read(body, MAX_OPEN_ORDERS, violations));
        check(violations -> new CloneBody()
                .read(new QueryText(MultiMap.caseInsensitiveMultiMap(), violations), body, violations));
        check(violations -> new DeflatedSharpeBody().read(body, violations));
    }

    @FuzzTest
    void queries(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        MultiMap parameters = MultiMap.caseInsensitiveMultiMap().add("it", text);
        Violations violations = new Violations();
        QueryText query = new QueryText(parameters, violations);
        assertThat(query.integer("it", 1, 5, 9)).isBetween(1, 9);
        query.flag("it");
        query.side("it");
        query.word("it", List.of("open", "all"));
        query.symbol("it");
        query.symbols("it");
        query.words("it");
        query.timeNs("it", 7);
        query.text("it", 10);
        violations.found().forEach(RequestFuzzTest::checkNamed);
    }

    /** Compared with BigDecimal, which takes the same texts but for white space and long exponents. */
    @FuzzTest
    void decimals(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        DecimalText decimal = new DecimalText();
        if (!decimal.parse(text) || LONG_EXPONENT.matcher(text).find()) {
            return;
        }
        BigDecimal expected = new BigDecimal(text.strip());
        assertThat(decimal.signum()).isEqualTo(expected.signum());
        if (expected.signum() > 0 && Math.abs((long) expected.scale()) < WRITTEN_OUT && expected.compareTo(MOST) <= 0) {
            assertThat(decimal.truncatedE8())
                    .isEqualTo(expected.setScale(8, RoundingMode.DOWN).unscaledValue().longValueExact());
        }
    }

    @FuzzTest
    void ids(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        Violations violations = new Violations();
        UUID id = IdText.parse(Place.PATH, "order_id", text, violations);
        assertThat(violations.isEmpty()).isEqualTo(id != null);
        if (id != null) {
            assertThat(id.toString()).isEqualToIgnoringCase(text);
        }
    }

    /** A refusal names a field and its rule; a yes comes without any. */
    private static void check(Reading reading) {
        Violations violations = new Violations();
        boolean accepted = reading.read(violations);
        assertThat(violations.isEmpty()).isEqualTo(accepted);
        violations.found().forEach(RequestFuzzTest::checkNamed);
    }

    private static void checkNamed(Violation violation) {
        assertThat(violation.field()).isNotEmpty();
        assertThat(violation.type()).isNotEmpty();
    }
}
