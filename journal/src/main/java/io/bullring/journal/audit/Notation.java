package io.bullring.journal.audit;

import io.bullring.core.e8.WideTotal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/** How numbers, times and texts are written for people. */
public final class Notation {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final long NS_PER_SECOND = 1_000_000_000;
    private static final int E8_DIGITS = 8;
    private static final int DIGEST_BYTES_SHOWN = 4;

    private Notation() {}

    /** 2026-03-01T12:00:00.000000001Z. */
    public static String time(long timeNs) {
        return TIME.format(
                Instant.ofEpochSecond(Math.floorDiv(timeNs, NS_PER_SECOND), Math.floorMod(timeNs, NS_PER_SECOND)));
    }

    /** 0.5 for 50,000,000. */
    public static BigDecimal decimal(long valueE8) {
        return BigDecimal.valueOf(valueE8, E8_DIGITS).stripTrailingZeros();
    }

    /** The same of a total 128 bits wide. */
    public static BigDecimal decimal(WideTotal totalE8) {
        return new BigDecimal(integer(totalE8), E8_DIGITS).stripTrailingZeros();
    }

    /** A total as a whole number. */
    public static BigInteger integer(WideTotal total) {
        BigInteger low = new BigInteger(Long.toUnsignedString(total.low()));
        return BigInteger.valueOf(total.high()).shiftLeft(Long.SIZE).add(low);
    }

    /** 0.5 for 50,000,000. */
    public static String e8(long valueE8) {
        return decimal(valueE8).toPlainString();
    }

    /** 48 bits in hexadecimal. */
    public static String venue(long venueId) {
        return String.format(Locale.ROOT, "%012x", venueId);
    }

    /** The first bytes in hexadecimal: enough to compare, too little to use. */
    public static String digest(byte[] digest) {
        return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES_SHOWN) + "...";
    }

    /** In quotation marks; what could move a cursor or pretend to be a field is escaped. */
    public static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(point -> {
            if (point == '"' || point == '\\') {
                quoted.append('\\').appendCodePoint(point);
            } else if (isPlain(point)) {
                quoted.appendCodePoint(point);
            } else {
                quoted.append(String.format(Locale.ROOT, "\\u{%x}", point));
            }
        });
        return quoted.append('"').toString();
    }

    private static boolean isPlain(int point) {
        int type = Character.getType(point);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
