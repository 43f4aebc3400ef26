package io.bullring.gateway.history;

import io.bullring.core.e8.E8;
import io.bullring.core.e8.Rounding;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;

/**
 * An amount that may be beyond 64 bits, such as what a day's trades came to, or a fortune: 128 bits, never negative. It stays at the
 * largest number when a sum would be beyond it. Immutable.
 *
 * @param high upper 64 bits
 * @param low lower 64 bits, unsigned
 */
public record WideAmount(long high, long low) {
    public static final WideAmount ZERO = new WideAmount(0, 0);

    private static final int E8_DIGITS = 8;
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final WideAmount MAX = new WideAmount(Long.MAX_VALUE, -1);

    /** An amount of 64 bits that is not negative. */
    public static WideAmount of(long amount) {
        return new WideAmount(0, amount);
    }

    /** The exact product of two amounts that are not negative; their scales add up. */
    public static WideAmount product(long a, long b) {
        return new WideAmount(Math.multiplyHigh(a, b), a * b);
    }

    /** What a quantity is worth at a price, all three E8: rounded as the engine does, and whole where that does not fit 64 bits. */
    public static WideAmount value(long quantityE8, long priceE8) {
        long valueE8 = E8.multiply(quantityE8, priceE8, Rounding.HALF_EVEN);
        return valueE8 == E8.OVERFLOW
                ? ofDecimal(
                        product(quantityE8, priceE8).toDecimal(2 * E8_DIGITS)
                                .setScale(E8_DIGITS, RoundingMode.HALF_EVEN),
                        E8_DIGITS)
                : of(valueE8);
    }

    /**
     * A decimal that is not negative, exactly; the largest number when it is beyond it.
     *
     * @param scale so many of its digits behind the point are kept; it has no more
     */
    public static WideAmount ofDecimal(BigDecimal decimal, int scale) {
        BigInteger digits = decimal.movePointRight(scale).toBigIntegerExact();
        return digits.bitLength() >= 2 * Long.SIZE
                ? MAX
                : new WideAmount(digits.shiftRight(Long.SIZE).longValue(), digits.longValue());
    }

    public WideAmount plus(WideAmount other) {
        long sumLow = low + other.low;
        long carry = Long.compareUnsigned(sumLow, low) < 0 ? 1 : 0;
        long sumHigh = high + other.high + carry;
        return sumHigh < 0 ? MAX : new WideAmount(sumHigh, sumLow);
    }

    /** This amount less another one of any sign, which leaves something or nothing. */
    public WideAmount minus(long amount) {
        long borrow = Long.compareUnsigned(low, amount) < 0 ? 1 : 0;
        return new WideAmount(high - (amount >> (Long.SIZE - 1)) - borrow, low - amount);
    }

    /** The larger one. */
    public WideAmount max(WideAmount other) {
        boolean isLess = high < other.high || high == other.high && Long.compareUnsigned(low, other.low) < 0;
        return isLess ? other : this;
    }

    /** This amount by another one that is positive, rounded half even; the largest number when the quotient is beyond it. */
    public long dividedBy(long divisor) {
        BigDecimal quotient = toDecimal(0).divide(BigDecimal.valueOf(divisor), 0, RoundingMode.HALF_EVEN);
        return quotient.min(LARGEST).longValueExact();
    }

    /** The nearest number of that kind; exact below 2^53. */
    public double toDouble() {
        return high == 0 && low >= 0 ? low : toDecimal(0).doubleValue();
    }

    /** @param scale so many of the digits are behind the point */
    public BigDecimal toDecimal(int scale) {
        byte[] bytes = ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
        return new BigDecimal(new BigInteger(bytes), scale);
    }
}
