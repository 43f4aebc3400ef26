package io.bullring.journal.cli;

import io.bullring.protocol.PlaceOrderDecoder;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/** How numbers, times and texts are written for people. */
final class Notation {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final long NS_PER_SECOND = 1_000_000_000;
    private static final int E8_DIGITS = 8;
    private static final int DIGEST_BYTES_SHOWN = 4;

    /** Null in every optional field of 64 bits. */
    static final long NULL_LONG = PlaceOrderDecoder.priceE8NullValue();

    private Notation() {}

    /** 2026-03-01T12:00:00.000000001Z. */
    static String time(long timeNs) {
        return TIME.format(
                Instant.ofEpochSecond(Math.floorDiv(timeNs, NS_PER_SECOND), Math.floorMod(timeNs, NS_PER_SECOND)));
    }

    /** 0.5 for 50,000,000. */
    static String e8(long valueE8) {
        BigDecimal value = BigDecimal.valueOf(valueE8, E8_DIGITS).stripTrailingZeros();
        return value.toPlainString();
    }

    /** The first bytes in hexadecimal: enough to compare, too little to use. */
    static String digest(byte[] digest) {
        return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES_SHOWN) + "...";
    }

    /** In quotation marks; what could move a cursor or pretend to be a field is escaped. */
    static String quoted(String text) {
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
