package io.bullring.gateway.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PeriodTest {
    private static final long NOW_NS = TimeUnit.DAYS.toNanos(20_000) + 1;

    @ParameterizedTest
    @CsvSource({"1d, 1", "7d, 7", "30d, 30", "90d, 90"})
    void shouldBeginAsManyDaysAgoAsItsNameSays(String text, int days) {
        Period period = Arrays.stream(Period.values())
                .filter(it -> it.text().equals(text))
                .findAny()
                .orElseThrow();

        assertEquals(NOW_NS - TimeUnit.DAYS.toNanos(days), period.fromNs(NOW_NS));
        assertEquals(BigDecimal.valueOf(days), period.days());
    }

    @Test
    void shouldHaveNoBeginningWhenItIsEverything() {
        assertEquals(Long.MIN_VALUE, Period.ALL.fromNs(NOW_NS));
    }
}
