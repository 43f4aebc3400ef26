package io.bullring.core.e8;

import io.bullring.core.fault.Check;

/**
 * Arithmetic of numbers × 10⁻⁸ held in a {@code long}: prices, quantities, money, fractions. No state, any thread,
 * allocates nothing.
 *
 * <h2>The idea</h2>
 *
 * A product of two E8 numbers is an E16 number, and a {@code long} has room for an E16 of 922. So each product is
 * formed exactly, in 128 bits, divided once and rounded once, with the rounding named by the caller. There is no
 * other place that rounds.
 *
 * <p>One value is not a number: {@link #OVERFLOW}, the answer when a result does not fit. It is a value and no
 * exception, because a customer can cause it (a large quantity at a large price) and his refusal is an ordinary
 * event. It was not picked at random: it is {@code Long.MAX_VALUE + 1}, so that a quotient of exactly 2⁶³−1 that
 * rounds up <i>becomes</i> it, without a test. It sticks: {@link #add} passes it on, and a product of it is a fault,
 * for it is negative.
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>Factors and dividends are not negative; one that is, is our bug and faults. Only {@link #add} takes signs.
 *   <li>A quotient fits exactly if the product is below divisor × 2⁶³, that is, if the product without its lowest 63
 *       bits is below the divisor. This is asked <i>before</i> dividing, so that every division below yields at most
 *       63 bits.
 *   <li>Unless rounded down: with remainder r, divisor d and a tie going up (t = 1) or down (t = 0), the quotient is rounded up exactly if
 *       2r + t > d: when d is odd there are no ties, and adding 1 to an even number does not pass an odd one. Written
 *       as r − (d − r) + t > 0 nothing overflows.
 * </ul>
 *
 * <h2>Cost</h2>
 *
 * {@link #multiply} is the engine's most frequent function. A product below 2⁶³ (10 BTC at 90,000 USDT is beyond it,
 * 0.001 BTC is not) costs two multiplications and a division by a constant, which the compiler turns into a third
 * multiplication and a shift. A wider one costs one more such division: below 10⁸ × 2⁶³ its head is below 2²⁶, so it
 * is divided like on paper, in two digits of 32 bits, and each step fits a positive {@code long}. A general divisor
 * below 2³¹ goes the same way with two hardware divisions; a larger one is shifted until its top bit is set and each
 * digit is guessed from its upper half (Knuth, volume 2, 4.3.1 D), a guess that is at most two too large.
 *
 * <h2>Tried and dropped</h2>
 *
 * {@code BigInteger} allocates and takes about twenty times as long; it is what the tests compare with. One
 * multiplication by the reciprocal of 10⁸ in 128 bits (Möller and Granlund, 2011) serves both paths without a branch:
 * a third faster where the product is wide, a half slower where it is not, with a correction that is harder to
 * believe than two digits. Products of small orders, of fees and of fractions are narrow, so the branch stayed.
 */
public final class E8 {
    /** The number one. */
    public static final long ONE = 100_000_000L;

    /** The answer when a result does not fit. Not a number. */
    public static final long OVERFLOW = Long.MIN_VALUE;

    private static final long LOW_DIGIT = 0xFFFF_FFFFL;
    private static final int DIGIT_BITS = 32;
    private static final long ONE_DIGIT_DIVISOR_LIMIT = 1L << 31;

    private E8() {}

    /** {@code a × b}, both E8, neither negative. {@link #OVERFLOW} if the product does not fit. */
    public static long multiply(long aE8, long bE8, Rounding rounding) {
        Check.that((aE8 | bE8) >= 0, "negative factor");

        long high = Math.multiplyHigh(aE8, bE8);
        long low = aE8 * bE8;
        if ((high | (low >>> 63)) == 0) {
            long quotient = low / ONE;
            return rounded(quotient, low - quotient * ONE, ONE, rounding);
        }
        return wideByOne(high, low, rounding);
    }

    /** {@link #multiply}, but the largest number where the product does not fit. */
    public static long multiplySaturated(long aE8, long bE8, Rounding rounding) {
        return saturate(multiply(aE8, bE8, rounding));
    }

    /**
     * {@code a × b / divisor} of plain integers, exact but for the one rounding. Factors are not negative, the
     * divisor is positive. {@link #OVERFLOW} if the quotient does not fit.
     */
    public static long multiplyDivide(long a, long b, long divisor, Rounding rounding) {
        Check.that((a | b) >= 0, "negative factor");
        Check.that(divisor > 0, "divisor not positive");

        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        if ((high | (low >>> 63)) == 0) {
            long quotient = low / divisor;
            return rounded(quotient, low - quotient * divisor, divisor, rounding);
        }
        if ((high << 1 | low >>> 63) >= divisor) {
            return OVERFLOW;
        }
        return divisor < ONE_DIGIT_DIVISOR_LIMIT
                ? wideByDigit(high, low, divisor, rounding)
                : wideByWide(high, low, divisor, rounding);
    }

    /**
     * {@code dividend / divisor} of plain integers. The dividend is not negative, the divisor is positive; always
     * fits.
     */
    public static long divide(long dividend, long divisor, Rounding rounding) {
        Check.that(dividend >= 0, "negative dividend");
        Check.that(divisor > 0, "divisor not positive");

        long quotient = dividend / divisor;
        return rounded(quotient, dividend - quotient * divisor, divisor, rounding);
    }

    /**
     * Whether {@code a × b <= c × d} of plain integers, exactly; none is negative. Where a quotient is only to be compared with a
     * limit, this costs two multiplications instead of the division.
     */
    public static boolean isAtMost(long a, long b, long c, long d) {
        Check.that((a | b | c | d) >= 0, "negative factor");

        long high = Math.multiplyHigh(a, b);
        long limitHigh = Math.multiplyHigh(c, d);
        return high == limitHigh ? Long.compareUnsigned(a * b, c * d) <= 0 : high < limitHigh;
    }

    /**
     * {@code a + b} with any signs. {@link #OVERFLOW} if the sum does not fit or one of the two is {@link #OVERFLOW}.
     */
    public static long add(long a, long b) {
        long sum = a + b;
        boolean wrapped = ((a ^ sum) & (b ^ sum)) < 0;
        return wrapped || a == OVERFLOW || b == OVERFLOW ? OVERFLOW : sum;
    }

    /**
     * The number itself, or the largest one for {@link #OVERFLOW}. For results that are too large, never for negative
     * sums.
     */
    public static long saturate(long x) {
        return x == OVERFLOW ? Long.MAX_VALUE : x;
    }

    private static long rounded(long quotient, long remainder, long divisor, Rounding rounding) {
        if (rounding == Rounding.DOWN) {
            return quotient;
        }
        long tie = rounding == Rounding.HALF_UP ? 1 : quotient & 1;
        long excess = remainder - (divisor - remainder) + tie;
        return quotient + (-excess >>> 63);
    }

    /**
     * The division by {@link #ONE} once more, apart from {@link #wideByDigit}, so that its divisor stays a constant.
     */
    private static long wideByOne(long high, long low, Rounding rounding) {
        if (high >= ONE / 2) {
            return OVERFLOW;
        }
        long upper = high << DIGIT_BITS | low >>> DIGIT_BITS;
        long upperQuotient = upper / ONE;
        long lower = (upper - upperQuotient * ONE) << DIGIT_BITS | low & LOW_DIGIT;
        long lowerQuotient = lower / ONE;
        return rounded(upperQuotient << DIGIT_BITS | lowerQuotient, lower - lowerQuotient * ONE, ONE, rounding);
    }

    /** Two digits by one: with high < divisor < 2³¹ both dividends are positive longs. */
    private static long wideByDigit(long high, long low, long divisor, Rounding rounding) {
        long upper = high << DIGIT_BITS | low >>> DIGIT_BITS;
        long upperQuotient = upper / divisor;
        long lower = (upper - upperQuotient * divisor) << DIGIT_BITS | low & LOW_DIGIT;
        long lowerQuotient = lower / divisor;
        return rounded(upperQuotient << DIGIT_BITS | lowerQuotient, lower - lowerQuotient * divisor, divisor, rounding);
    }

    /**
     * Four digits by two, after a shift (at least by one) that sets the divisor's top bit. All values are unsigned.
     */
    private static long wideByWide(long high, long low, long divisor, Rounding rounding) {
        int shift = Long.numberOfLeadingZeros(divisor);
        long scaled = divisor << shift;
        long head = high << shift | low >>> (64 - shift);
        long tail = low << shift;

        long upperQuotient = digit(head, tail >>> DIGIT_BITS, scaled);
        long middle = (head << DIGIT_BITS | tail >>> DIGIT_BITS) - upperQuotient * scaled;
        long lowerQuotient = digit(middle, tail & LOW_DIGIT, scaled);
        long remainder = (middle << DIGIT_BITS | tail & LOW_DIGIT) - lowerQuotient * scaled;
        return rounded(upperQuotient << DIGIT_BITS | lowerQuotient, remainder >>> shift, divisor, rounding);
    }

    /**
     * One digit of the quotient, {@code (upper × 2³² + next) / divisor}, for upper < divisor and a divisor with its
     * top bit set. The guess is at most 2³² + 1, so that its product with the divisor's tail still fits.
     */
    private static long digit(long upper, long next, long divisor) {
        long divisorHead = divisor >>> DIGIT_BITS;
        long divisorTail = divisor & LOW_DIGIT;
        long guess = Long.divideUnsigned(upper, divisorHead);
        long rest = upper - guess * divisorHead;
        while (Long.compareUnsigned(guess * divisorTail, rest << DIGIT_BITS | next) > 0) {
            guess--;
            rest += divisorHead;
            if (rest > LOW_DIGIT) {
                break;
            }
        }
        return guess;
    }
}
