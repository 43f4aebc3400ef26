package io.bullring.core.e8;

import io.bullring.core.fault.Check;

/**
 * A fraction between 0 and 1, the quotient {@code a × b / divisor} of E8 numbers, kept without rounding until an
 * amount is raised or lowered by it. Reusable, allocates nothing; one thread.
 *
 * <h2>The idea</h2>
 *
 * Slippage moves a price P to P × (1 ± f), where f = factor × quantity / volume hardly ever has an end in decimal
 * digits. If f is rounded first and the price afterwards, then the digit at which f was rounded decides a price now
 * and then: with 18 fractional digits about one price in a million at 60,000 USDT, and every tenth digit more of
 * price ten times as many. So f is kept as a whole number of 10⁻⁸ and the remainder of the division, and P × f is
 * split alike:
 *
 * <pre>
 *   f      = (whole + rest / divisor) / 10⁸                              0 <= rest < divisor
 *   P × f  = (P × whole + P × rest / divisor) / 10⁸
 *          = moved + (grains + dust) / 10⁸                               0 <= grains < 10⁸, 0 <= dust < 1
 * </pre>
 *
 * Then the one rounding, HALF_UP, is a comparison of grains with a half, and dust matters only for a tie when
 * lowering. No number in between is wider than 128 bits, and no rounding has been done twice.
 */
public final class Fraction {
    private static final long HALF = E8.ONE / 2;

    private long wholeE8;
    private long rest;
    private long divisor = 1;

    private long moved;
    private long grains;
    private boolean dust;

    /**
     * Becomes {@code a × b / divisor}, all E8; a and b not negative, the divisor positive. May be above 1 until
     * {@link #atMost}.
     */
    public void set(long aE8, long bE8, long divisorE8) {
        wholeE8 = E8.multiplyDivide(aE8, bE8, divisorE8, Rounding.DOWN);
        if (wholeE8 == E8.OVERFLOW) {
            setE8(Long.MAX_VALUE);
            return;
        }
        rest = aE8 * bE8 - wholeE8 * divisorE8;
        divisor = divisorE8;
    }

    /** Becomes a number of at most eight fractional digits. */
    public void setE8(long e8) {
        Check.that(e8 >= 0, "negative fraction");
        wholeE8 = e8;
        rest = 0;
        divisor = 1;
    }

    /**
     * Becomes {@code a × b / divisor}, but at least the floor and at most the ceiling. At the floor, where most orders are, it is a
     * comparison of products that tells, and nothing is divided.
     */
    public void setBetween(long floorE8, long ceilingE8, long aE8, long bE8, long divisorE8) {
        if (E8.isAtMost(aE8, bE8, floorE8, divisorE8)) {
            setE8(floorE8);
        } else {
            set(aE8, bE8, divisorE8);
            atMost(ceilingE8);
        }
    }

    /** Becomes the ceiling if it is above it. */
    public void atMost(long ceilingE8) {
        if (wholeE8 >= ceilingE8) {
            setE8(ceilingE8);
        }
    }

    /** The fraction rounded to eight digits, HALF_UP; {@link E8#OVERFLOW} if it does not fit. */
    public long roundedE8() {
        return rest >= divisor - rest ? E8.add(wholeE8, 1) : wholeE8;
    }

    /** {@code amount × (1 + f)}, HALF_UP. {@link E8#OVERFLOW} if it does not fit. */
    public long raise(long amountE8) {
        split(amountE8);
        return E8.add(amountE8, moved + (HALF - 1 - grains >>> 63));
    }

    /** {@code amount × (1 − f)}, HALF_UP: a tie stays with the larger result, so less is taken away. */
    public long lower(long amountE8) {
        split(amountE8);
        boolean beyondHalf = grains > HALF || grains == HALF && dust;
        return amountE8 - (beyondHalf ? moved + 1 : moved);
    }

    private void split(long amountE8) {
        Check.that(wholeE8 < E8.ONE || wholeE8 == E8.ONE && rest == 0, "fraction above one");

        long movedByWhole = E8.multiply(amountE8, wholeE8, Rounding.DOWN);
        long grainsOfWhole = amountE8 * wholeE8 - movedByWhole * E8.ONE;
        if (rest == 0) {
            dust = false;
            grains = grainsOfWhole;
            moved = movedByWhole;
            return;
        }
        long small = E8.multiplyDivide(amountE8, rest, divisor, Rounding.DOWN);
        dust = amountE8 * rest - small * divisor != 0;
        long movedBySmall = small / E8.ONE;
        long grainsOfBoth = grainsOfWhole + small % E8.ONE;
        boolean carry = grainsOfBoth >= E8.ONE;
        grains = carry ? grainsOfBoth - E8.ONE : grainsOfBoth;
        moved = movedByWhole + movedBySmall + (carry ? 1 : 0);
    }
}
