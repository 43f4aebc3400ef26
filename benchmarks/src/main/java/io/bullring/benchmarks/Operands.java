package io.bullring.benchmarks;

import io.bullring.core.workload.SplitMix64;
import java.math.BigDecimal;

/**
 * Prices and quantities to multiply, as E8 numbers and as BigDecimals, many of them and in random order, so that neither the
 * compiler nor the branch predictor learns them. Not thread-safe.
 */
final class Operands {
    /** A power of two, small enough that all of them stay in the nearest cache. */
    static final int COUNT = 512;

    private static final int SCALE = 8;

    private final long[] numbersE8 = new long[COUNT];
    private final BigDecimal[] decimals = new BigDecimal[COUNT];

    private Operands(long seed, long lowE8, long highE8) {
        SplitMix64 random = new SplitMix64(seed);
        for (int i = 0; i < COUNT; i++) {
            numbersE8[i] = random.between(lowE8, highE8);
            decimals[i] = BigDecimal.valueOf(numbersE8[i], SCALE);
        }
    }

    /** Numbers from low to high, both included. */
    static Operands between(long seed, long lowE8, long highE8) {
        return new Operands(seed, lowE8, highE8);
    }

    long e8(int turn) {
        return numbersE8[turn & COUNT - 1];
    }

    BigDecimal decimal(int turn) {
        return decimals[turn & COUNT - 1];
    }
}
