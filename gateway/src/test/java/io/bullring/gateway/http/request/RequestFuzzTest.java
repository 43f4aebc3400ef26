package io.bullring.gateway.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.bullring.gateway.analytics.Period;
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
    private static final List<String> WORDS = List.of("open", "all");
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE, 8);

    /** Exponents beyond are not worth the digits that BigDecimal would write out for them. */
    private static final int WRITTEN_OUT = 1_000;

    private static final Pattern LONG_EXPONENT = Pattern.compile("[eE][+-]?[0-9]{9}");

    @FuzzTest
    void bodies(byte[] body) {
        new EveryBody().read(body);
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
        assertThat(query.word("it", WORDS)).isIn("open", "all", null);
        query.symbol("it");
        query.symbols("it");
        assertThat(query.words("it")).noneMatch(String::isBlank);
        query.timeNs("it", 7);
        assertThat(query.text("it", 10)).matches(it -> it == null || it.codePointCount(0, it.length()) <= 10);
        assertThat(IdempotencyKey.of(text, violations)).matches("[!-~]{0,64}");
        askAboutThePast(text, violations);
        violations.found().forEach(EveryBody::checkNamed);
    }

    /** The text as each of the parameters that questions about the past have. */
    private static void askAboutThePast(String text, Violations violations) {
        MultiMap parameters = MultiMap.caseInsensitiveMultiMap();
        for (String name : List.of("scope", "period", "interval")) {
            parameters.add(name, text);
        }
        AnalyticsQuery past = new AnalyticsQuery(new QueryText(parameters, violations));
        past.isOfAccount();
        assertThat(past.period(Period.ALL)).isNotNull();
        assertThat(AnalyticsQuery.spacing(past.spacingText())).isNotNull();
        assertThat(PnlPeriod.read(new QueryText(parameters, violations), violations)).isNotNull();
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
            assertThat(id.toString()).isEqualToIgnoringCase(text.strip());
        }
    }
}
