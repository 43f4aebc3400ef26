package io.bullring.gateway.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DecimalTextTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 100000000",
        "800.010000000000, 80001000000",
        "0.00000001, 1",
        "0.000000010000, 1",
        "00.5, 50000000",
        "92233720368.54775807, 9223372036854775807"
    })
    void shouldReadExactly(String text, long valueE8) {
        assertEquals(valueE8, DecimalText.parseE8(text, 0, text.length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", ".", "1.", ".5", "-1", "+1", "1e3", "1,5", " 1", "1 ", "1.2.3", "0.000000001", "0.0000000100001",
        "92233720368.54775808", "92233720369", "99999999999999999999", "NaN", "١"
    })
    void shouldRefuse(String text) {
        assertEquals(DecimalText.REFUSED, DecimalText.parseE8(text, 0, text.length()));
    }

    @Test
    void shouldReadPartOfALine() {
        assertEquals(250_000_000L, DecimalText.parseE8("7,2.5,9", 2, 5));
    }

    @Test
    void shouldAgreeWithBigDecimal() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            long valueE8 = random.nextLong() >>> random.nextInt(1, 63);
            String text = BigDecimal.valueOf(valueE8, 8).toPlainString();
            assertEquals(valueE8, DecimalText.parseE8(text, 0, text.length()), "seed " + seed + ", " + text);
        }
    }
}
