package io.bullring.gateway.feed;

import io.bullring.core.e8.E8;

/**
 * Reads decimals as recordings write them: digits, perhaps a point and more digits; no sign, no exponent. Exact: a
 * digit other than 0 behind the eighth place is refused, as is what does not fit.
 */
public final class DecimalText {
    /** What {@link #parseE8} returns for what it refuses. */
    public static final long REFUSED = -1;

    private static final int PLACES = 8;

    private DecimalText() {}

    /** The number in E8, or {@link #REFUSED}. */
    public static long parseE8(CharSequence text, int start, int end) {
        int point = indexOf('.', text, start, end);
        long whole = parseDigits(text, start, point);
        if (whole == REFUSED || whole > Long.MAX_VALUE / E8.ONE) {
            return REFUSED;
        }
        long fraction = point == end ? 0 : parseFraction(text, point + 1, end);
        if (fraction == REFUSED) {
            return REFUSED;
        }
        long valueE8 = whole * E8.ONE + fraction;
        return valueE8 < 0 ? REFUSED : valueE8;
    }

    /** At least one digit and nothing but digits, or {@link #REFUSED}. */
    public static long parseDigits(CharSequence text, int start, int end) {
        long value = 0;
        for (int i = start; i < end; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - digit) / 10) {
                return REFUSED;
            }
            value = value * 10 + digit;
        }
        return start == end ? REFUSED : value;
    }

    private static long parseFraction(CharSequence text, int start, int end) {
        long value = parseDigits(text, start, Math.min(end, start + PLACES));
        for (int i = end - start; i < PLACES && value != REFUSED; i++) {
            value *= 10;
        }
        for (int i = start + PLACES; i < end; i++) {
            if (text.charAt(i) != '0') {
                return REFUSED;
            }
        }
        return value;
    }

    static int indexOf(char wanted, CharSequence text, int start, int end) {
        int i = start;
        while (i < end && text.charAt(i) != wanted) {
            i++;
        }
        return i;
    }
}
