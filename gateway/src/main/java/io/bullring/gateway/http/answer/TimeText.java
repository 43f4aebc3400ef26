package io.bullring.gateway.http.answer;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Times as ISO-8601 in UTC with exactly six fractional digits, which is what clients read: {@code 2026-02-26T10:00:00.123456Z}. */
public final class TimeText {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_MICRO = 1_000;
    private static final int END_OF_MILLIS = 23;
    private static final String PATTERN = "0000-00-00T00:00:00.000000Z";

    private TimeText() {}

    /** @param timeNs nanoseconds since 1970, UTC; cut off to microseconds */
    public static String of(long timeNs) {
        long seconds = Math.floorDiv(timeNs, NANOS_PER_SECOND);
        long nanos = Math.floorMod(timeNs, NANOS_PER_SECOND);
        LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
        byte[] text = PATTERN.getBytes(StandardCharsets.ISO_8859_1);
        digits(text, 0, 4, time.getYear());
        digits(text, 5, 2, time.getMonthValue());
        digits(text, 8, 2, time.getDayOfMonth());
        digits(text, 11, 2, time.getHour());
        digits(text, 14, 2, time.getMinute());
        digits(text, 17, 2, time.getSecond());
        digits(text, 20, 6, nanos / NANOS_PER_MICRO);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** The same with three fractional digits: {@code 2026-02-26T10:00:00.123Z}. */
    public static String inMillis(long timeNs) {
        return of(timeNs).substring(0, END_OF_MILLIS) + "Z";
    }

    public static String of(Instant time) {
        return of(time.getEpochSecond() * NANOS_PER_SECOND + time.getNano());
    }

    private static void digits(byte[] text, int offset, int length, long value) {
        long rest = value;
        for (int i = offset + length - 1; i >= offset; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
