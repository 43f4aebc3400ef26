package io.bullring.core.model;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** The arithmetic of RULES.md on plain decimals: an amount is the number itself, 60006.4, not its E8. */
final class Amounts {
    static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private static final int SCALE = 8;
    private static final BigDecimal LARGEST = of(Long.MAX_VALUE);
    private static final BigDecimal SMALLEST = of(Long.MIN_VALUE);

    private Amounts() {}

    /** The number that an E8 stands for. */
    static BigDecimal of(long e8) {
        return BigDecimal.valueOf(e8, SCALE);
    }

    /** The E8 of a number; it must be on the grid and fit. */
    static long e8(BigDecimal amount) {
        return amount.setScale(SCALE, RoundingMode.UNNECESSARY).unscaledValue().longValueExact();
    }

    static BigDecimal round8(BigDecimal exact) {
        return exact.setScale(SCALE, RoundingMode.HALF_EVEN);
    }

    /** Whether the E8 of a number is a signed 64-bit integer. */
    static boolean fits(BigDecimal amount) {
        return amount.compareTo(SMALLEST) >= 0 && amount.compareTo(LARGEST) <= 0;
    }

    /** The nearest number that fits. */
    static BigDecimal sat(BigDecimal amount) {
        return amount.min(LARGEST).max(SMALLEST);
    }
}
