package io.bullring.gateway.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.core.e8.E8;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DecimalTextTest {
    private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE, 8);

    private final DecimalText decimal = new DecimalText();

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.00, 0",
        "1, 100000000",
        "0.03, 3000000",
        ".5, 50000000",
        "5., 500000000",
        "+7, 700000000",
        "-1.5, -150000000",
        "00012.34, 1234000000",
        "1e-3, 100000",
        "1E+3, 100000000000",
        "-0.00640e2, -64000000",
        "0e999999999999, 0",
        "' 2.5 ', 250000000",
        "92233720368.54775807, 9223372036854775807",
        "0.000000000000000000000000000000000000000000000000001e50, 10000000"
    })
    void shouldReadNumber(String text, long expectedE8) {
        assertThat(decimal.parse(text)).isTrue();
        assertThat(decimal.truncatedE8()).isEqualTo(expectedE8);
        assertThat(decimal.roundedE8()).isEqualTo(expectedE8);
        assertThat(decimal.isExact()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", ".", "+", "-", "e5", "1e", "1e+", "1.2.3", "--1", "1-", "1 2", "1_000", "1,5", "0x10", "NaN",
        "Infinity",
        "-Infinity", "1d", "١٢", "½", "1e5.0", "null"
    })
    void shouldRefuseWhatIsNoNumber(String text) {
        assertThat(decimal.parse(text)).isFalse();
    }

    @Test
    void shouldRefuseTextLongerThanItsBound() {
        assertThat(decimal.parse("0".repeat(DecimalText.MAX_LENGTH))).isTrue();
        assertThat(decimal.parse("0".repeat(DecimalText.MAX_LENGTH + 1))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0.30000000000000004, 30000000, 30000000",
        "0.000000005, 0, 1",
        "0.0000000049999, 0, 0",
        "0.00000000999, 0, 1",
        "1.999999995, 199999999, 200000000",
        "0.99999999999, 99999999, 100000000",
        "5e-9, 0, 1",
        "4e-9, 0, 0",
        "1e-99999999, 0, 0",
        "-0.000000015, -1, -2"
    })
    void shouldCutOffOrRoundBeyondEightDigits(String text, long truncatedE8, long roundedE8) {
        assertThat(decimal.parse(text)).isTrue();
        assertThat(decimal.truncatedE8()).isEqualTo(truncatedE8);
        assertThat(decimal.roundedE8()).isEqualTo(roundedE8);
        assertThat(decimal.isExact()).isFalse();
        assertThat(decimal.signum()).isEqualTo(text.startsWith("-") ? -1 : 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "92233720368.54775808", "100000000000", "1e12", "1e99999999999", "123456789012345678901234567890"
    })
    void shouldTellWhatDoesNotFit(String text) {
        assertThat(decimal.parse(text)).isTrue();
        assertThat(decimal.truncatedE8()).isEqualTo(E8.OVERFLOW);
        assertThat(decimal.roundedE8()).isEqualTo(E8.OVERFLOW);
    }

    @Test
    void shouldOverflowWhenOnlyTheRoundingDoesNotFit() {
        assertThat(decimal.parse("92233720368.547758075")).isTrue();
        assertThat(decimal.truncatedE8()).isEqualTo(Long.MAX_VALUE);
        assertThat(decimal.roundedE8()).isEqualTo(E8.OVERFLOW);
    }

    @Test
    void shouldAgreeWithBigDecimal() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 200_000; i++) {
            String text = randomNumber(random);
            BigDecimal number = new BigDecimal(text);
            String place = "seed " + seed + ", \"" + text + "\"";
            assertThat(decimal.parse(text)).as(place).isTrue();
            assertThat(decimal.signum()).as(place).isEqualTo(number.signum());
            assertThat(decimal.truncatedE8()).as(place).isEqualTo(expected(number, RoundingMode.DOWN));
            assertThat(decimal.roundedE8()).as(place).isEqualTo(expected(number, RoundingMode.HALF_UP));
            assertThat(decimal.isExact()).as(place).isEqualTo(number.stripTrailingZeros().scale() <= 8);
        }
    }

    private static long expected(BigDecimal number, RoundingMode rounding) {
        BigDecimal rounded = number.setScale(8, rounding);
        return rounded.abs().compareTo(MAX) > 0 ? E8.OVERFLOW : rounded.unscaledValue().longValueExact();
    }

    private static String randomNumber(Random random) {
        StringBuilder text = new StringBuilder(new String[]{"", "-", "+"}[random.nextInt(3)]);
        digits(random, text, 1 + random.nextInt(14));
        if (random.nextBoolean()) {
            digits(random, text.append('.'), random.nextInt(14));
        }
        if (random.nextInt(3) == 0) {
            text.append(random.nextBoolean() ? 'e' : 'E').append(random.nextInt(41) - 20);
        }
        return text.toString();
    }

    /** Zeros, nines and fives are where rounding goes wrong. */
    private static void digits(Random random, StringBuilder text, int count) {
        for (int i = 0; i < count; i++) {
            text.append(random.nextInt(3) > 0 ? "00059".charAt(random.nextInt(5)) : (char) ('0' + random.nextInt(10)));
        }
    }
}
