package io.bullring.gateway.http.answer;

import io.bullring.gateway.history.WideAmount;
import java.nio.charset.StandardCharsets;

/** E8 numbers as plain decimals with all their fractional digits: never an exponent, never a separator. */
public final class E8Text {
    private static final int FRACTION_DIGITS = 8;
    private static final int LONGEST = 21;
    private static final int SLIPPAGE_DIGITS = 6;

    private E8Text() {}

    /** Eight fractional digits: {@code 192019200} is {@code 1.92019200}. */
    public static String of(long valueE8) {
        byte[] text = new byte[LONGEST];
        int start = write(valueE8, text);
        return new String(text, start, LONGEST - start, StandardCharsets.ISO_8859_1);
    }

    /** The same of an amount that may be beyond 64 bits. */
    public static String of(WideAmount amountE8) {
        return amountE8.toDecimal(FRACTION_DIGITS).toPlainString();
    }

    /** Six fractional digits; the two behind them are zero, as the engine has rounded. */
    public static String slippage(long percentE8) {
        String text = of(percentE8);
        return text.substring(0, text.length() - (FRACTION_DIGITS - SLIPPAGE_DIGITS));
    }

    /** From the last digit to the first; returns where the text starts. Works on negative numbers, which reach further. */
    private static int write(long valueE8, byte[] text) {
        long rest = valueE8 < 0 ? valueE8 : -valueE8;
        int at = LONGEST;
        for (int digit = 0; digit <= FRACTION_DIGITS || rest != 0; digit++) {
            if (digit == FRACTION_DIGITS) {
                text[--at] = '.';
            }
            text[--at] = (byte) ('0' - rest % 10);
            rest /= 10;
        }
        if (valueE8 < 0) {
            text[--at] = '-';
        }
        return at;
    }
}
