package io.bullring.benchmarks;

/**
 * The peer of {@code E8} that anyone would write first: the product in 128 bits by {@link Math#multiplyHigh}, then restoring
 * division, one bit of the quotient at a time. The same numbers, rounded HALF_EVEN; no checks. No state, any thread.
 */
final class RestoringDivision {
    private RestoringDivision() {}

    /** {@code a × b / divisor} of plain integers, none negative, divisor positive. The quotient must fit. */
    static long multiplyDivide(long a, long b, long divisor) {
        long remainder = Math.multiplyHigh(a, b);
        long quotient = a * b;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            remainder = remainder << 1 | quotient >>> (Long.SIZE - 1);
            quotient <<= 1;
            if (Long.compareUnsigned(remainder, divisor) >= 0) {
                remainder -= divisor;
                quotient |= 1;
            }
        }
        return roundedHalfEven(quotient, remainder, divisor);
    }

    private static long roundedHalfEven(long quotient, long remainder, long divisor) {
        long above = remainder - (divisor - remainder);
        boolean goesUp = above > 0 || above == 0 && (quotient & 1) == 1;
        return goesUp ? quotient + 1 : quotient;
    }
}
