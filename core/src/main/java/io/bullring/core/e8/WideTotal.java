package io.bullring.core.e8;

/**
 * A running total 128 bits wide, for sums that grow with all the customers of a venue: the house accounts, the volume
 * of a window. Two's complement; with 64-bit terms it would take 2⁶⁴ of them to overflow. One writer, not
 * thread-safe.
 */
public final class WideTotal {
    private long high;
    private long low;

    /** Adds a term of either sign. */
    public void add(long term) {
        long sum = low + term;
        long carry = Long.compareUnsigned(sum, term) < 0 ? 1 : 0;
        low = sum;
        high += (term >> 63) + carry;
    }

    /** Takes a term of either sign away. */
    public void subtract(long term) {
        long borrow = Long.compareUnsigned(low, term) < 0 ? 1 : 0;
        low -= term;
        high -= (term >> 63) + borrow;
    }

    /** Adds another total. */
    public void add(WideTotal term) {
        long sum = low + term.low;
        long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        low = sum;
        high += term.high + carry;
    }

    /** Takes another total away. */
    public void subtract(WideTotal term) {
        long borrow = Long.compareUnsigned(low, term.low) < 0 ? 1 : 0;
        low -= term.low;
        high -= term.high + borrow;
    }

    /**
     * Becomes what is left of {@code factor × part / divisor} and returns the quotient, rounded down. None of them is negative, the part
     * is below the divisor, the divisor below 2¹²⁵. The product may be beyond 128 bits, so it is never made: bit by bit of the factor, as on paper.
     */
    public long leaveOf(long factor, WideTotal part, WideTotal divisor) {
        set(0, 0);
        long quotient = 0;
        for (int bit = Long.SIZE - 2; bit >= 0; bit--) {
            add(this);
            quotient <<= 1;
            if ((factor >>> bit & 1) != 0) {
                add(part);
            }
            while (isAtLeast(divisor)) {
                subtract(divisor);
                quotient++;
            }
        }
        return quotient;
    }

    public boolean isAtLeast(WideTotal other) {
        return high == other.high ? Long.compareUnsigned(low, other.low) >= 0 : high > other.high;
    }

    /** Whether it needs no more than 63 bits: {@link #low} is all of it, and not negative. */
    public boolean isNarrow() {
        return high == 0 && low >= 0;
    }

    public boolean isZero() {
        return (high | low) == 0;
    }

    /** The nearest number that fits 64 bits. */
    public long saturated() {
        if (high == low >> 63) {
            return low;
        }
        return high < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    /** The upper 64 bits, with the sign. */
    public long high() {
        return high;
    }

    /** The lower 64 bits, unsigned. */
    public long low() {
        return low;
    }

    /** Becomes {@code high × 2⁶⁴ + low}, as {@link #high} and {@link #low} gave them. */
    public void set(long newHigh, long newLow) {
        high = newHigh;
        low = newLow;
    }
}
