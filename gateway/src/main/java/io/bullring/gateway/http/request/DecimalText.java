package io.bullring.gateway.http.request;

import io.bullring.core.e8.E8;

/**
 * A decimal number as a client writes it, turned into E8. Accepted is what {@code BigDecimal} reads, in ASCII: a sign,
 * digits with or without a point, an exponent; white space around it does not count. Reusable; for one thread.
 *
 * <p>The significant digits are kept as they come together with the place of the point, so that the digit that decides
 * the rounding is found by its index and no number is ever too long or too small for us:
 *
 * <pre>
 *   "-0.00640e2"   digits 640, point before the first digit, negative: 0.640
 *   "1e-3"         digits 1,   point 2 places before it:                0.001
 * </pre>
 */
public final class DecimalText {
    /** Longest text, in characters. */
    public static final int MAX_LENGTH = 100;

    private static final int FRACTION_DIGITS = 8;
    private static final int MAX_E8_DIGITS = 19;
    private static final int MAX_EXPONENT = 100_000;

    private final byte[] digits = new byte[MAX_LENGTH];
    private int digitCount;
    private int point;
    private boolean negative;

    private String text;
    private int index;
    private int end;

    /** Reads a number. False: this is none, or one longer than {@link #MAX_LENGTH}; then nothing else may be asked. */
    public boolean parse(String decimal) {
        text = decimal;
        index = 0;
        end = decimal.length();
        trim();
        if (end - index > MAX_LENGTH) {
            return false;
        }
        negative = sign();
        return significand() && exponent() && index == end;
    }

    /** -1, 0 or 1, before any rounding. */
    public int signum() {
        if (digitCount == 0) {
            return 0;
        }
        return negative ? -1 : 1;
    }

    /** The number without what lies beyond 8 fractional digits; {@link E8#OVERFLOW} when it does not fit. */
    public long truncatedE8() {
        return e8(false);
    }

    /** The number, HALF_UP at 8 fractional digits; {@link E8#OVERFLOW} when it does not fit. */
    public long roundedE8() {
        return e8(true);
    }

    /** Whether 8 fractional digits hold the number without loss. */
    public boolean isExact() {
        for (int i = Math.max(0, point + FRACTION_DIGITS); i < digitCount; i++) {
            if (digits[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private void trim() {
        while (index < end && Character.isWhitespace(text.charAt(index))) {
            index++;
        }
        while (end > index && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
    }

    private boolean sign() {
        if (index < end && (text.charAt(index) == '-' || text.charAt(index) == '+')) {
            return text.charAt(index++) == '-';
        }
        return false;
    }

    private boolean significand() {
        digitCount = 0;
        int integerDigits = digits();
        point = digitCount;
        int fractionDigits = 0;
        if (index < end && text.charAt(index) == '.') {
            index++;
            fractionDigits = digits();
            point = digitCount - fractionDigits;
        }
        return integerDigits + fractionDigits > 0;
    }

    /** Takes digits, leading zeros of the number left out; returns how many there were. */
    private int digits() {
        int start = index;
        while (index < end && isDigit(text.charAt(index))) {
            int digit = text.charAt(index++) - '0';
            if (digitCount > 0 || digit > 0) {
                digits[digitCount++] = (byte) digit;
            }
        }
        return index - start;
    }

    private boolean exponent() {
        if (index == end || (text.charAt(index) | ' ') != 'e') {
            return true;
        }
        index++;
        boolean down = sign();
        int start = index;
        int exponent = 0;
        while (index < end && isDigit(text.charAt(index))) {
            exponent = Math.min(exponent * 10 + text.charAt(index++) - '0', MAX_EXPONENT);
        }
        point += down ? -exponent : exponent;
        return index > start;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private long e8(boolean halfUp) {
        int length = point + FRACTION_DIGITS;
        if (digitCount == 0 || length < 0) {
            return 0;
        }
        if (length > MAX_E8_DIGITS) {
            return E8.OVERFLOW;
        }
        long value = 0;
        for (int i = 0; i < length; i++) {
            int digit = i < digitCount ? digits[i] : 0;
            if (value > (Long.MAX_VALUE - digit) / 10) {
                return E8.OVERFLOW;
            }
            value = value * 10 + digit;
        }
        if (halfUp && length < digitCount && digits[length] >= 5) {
            if (value == Long.MAX_VALUE) {
                return E8.OVERFLOW;
            }
            value++;
        }
        return negative ? -value : value;
    }
}
