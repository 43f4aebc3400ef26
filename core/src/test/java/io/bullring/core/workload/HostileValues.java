package io.bullring.core.workload;

/** Values at which arithmetic and checks go wrong first. */
final class HostileValues {
    private static final long ONE_E8 = 100_000_000L;

    private HostileValues() {}

    /** A number that no price or quantity should be. */
    static long amount(SplitMix64 random) {
        return random.any(
                0,
                -1,
                1,
                -ONE_E8,
                Long.MAX_VALUE,
                Long.MAX_VALUE - 1,
                Long.MIN_VALUE + 1,
                Long.MIN_VALUE,
                1L << 62,
                ONE_E8 * ONE_E8,
                3_037_000_500L,
                -9_000_000_000_000_000_000L);
    }

    /** An id that is most likely nobody's. */
    static int id(SplitMix64 random, int count) {
        return (int) random.any(0, -1, count + 1L, Integer.MAX_VALUE, Integer.MIN_VALUE, count + 1_000L, 1 << 20);
    }

    /** A code that no enum has; 255 is the schema's null. */
    static int code(SplitMix64 random) {
        return (int) random.any(4, 5, 17, 127, 128, 254, 255);
    }
}
