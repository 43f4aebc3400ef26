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
