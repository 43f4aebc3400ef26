package io.bullring.gateway.http.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TextsTest {
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "0, 0.00000000",
        "1, 0.00000001",
        "-1, -0.00000001",
        "100000000, 1.00000000",
        "192211219200, 1922.11219200",
        "-2780000000, -27.80000000",
        "9223372036854775807, 92233720368.54775807",
        "-9223372036854775808, -92233720368.54775808"
    })
    void shouldWriteDecimalWithEightDigits(long valueE8, String expected) {
        assertThat(E8Text.of(valueE8)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1000000, 0.010000", "2500000, 0.025000", "1000000000, 10.000000", "0, 0.000000"})
    void shouldWriteSlippageWithSixDigits(long percentE8, String expected) {
        assertThat(E8Text.slippage(percentE8)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1970-01-01T00:00:00.000000Z",
        "999, 1970-01-01T00:00:00.000000Z",
        "1772100000123456789, 2026-02-26T10:00:00.123456Z",
        "951782400000000000, 2000-02-29T00:00:00.000000Z",
        "-1, 1969-12-31T23:59:59.999999Z"
    })
    void shouldWriteTimeToTheMicrosecond(long timeNs, String expected) {
        assertThat(TimeText.of(timeNs)).isEqualTo(expected);
    }

    @Test
    void shouldAgreeWithTheJdk() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 100_000; i++) {
            long value = random.nextLong() >> random.nextInt(63);
            assertThat(E8Text.of(value)).as("seed " + seed).isEqualTo(BigDecimal.valueOf(value, 8).toPlainString());
            Instant time = Instant.ofEpochSecond(0, value).truncatedTo(ChronoUnit.MICROS);
            assertThat(TimeText.of(value)).as("seed " + seed).isEqualTo(MICROS.format(time));
        }
    }
}
