package io.bullring.gateway.feed.binance;

import io.bullring.gateway.feed.DecimalText;
import io.bullring.gateway.feed.Recording;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Klines, of which each becomes four trades, on the path that is usually assumed when nothing is known but four prices: the way against
 * the kline's direction first.
 *
 * <pre>
 *   close ≥ open:  open, low, high, close       close < open:  open, high, low, close
 *   at:            0     1/4  1/2   the last second
 * </pre>
 *
 * A quarter of the volume goes with each, what cannot be divided with the last; a quarter beyond 64 bits is the
 * largest number. A kline without volume is one in which nothing was traded, and becomes nothing. How long a kline is follows from when
 * the next one begins, but none is longer than the first.
 */
final class KlineLines implements RecordingLines {
    private static final List<String> HEADERS = List.of(
            "open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore",
            "open_time_ms,open,high,low,close,volume",
            "timestamp,open,high,low,close,volume,quote_volume");
    private static final Pattern SMALL = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,4})?[eE]-0?[1-8]");
    private static final int FIELDS = 6;
    private static final int FIELDS_WITHOUT_HEADER = 12;
    private static final int MILLIS_DIGITS = 13;
    private static final int MICROS_DIGITS = 16;
    private static final int MILLIS = 1_000;
    private static final int MICROS = 1_000_000;
    private static final int DATE_LENGTH = 10;
    private static final long USUAL_SECONDS = 60;
    private static final BigInteger PARTS = BigInteger.valueOf(4);
    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final int E8_PLACES = 8;

    private Kline last;
    private long nominalSeconds;

    /** What a row says that is needed. */
    private record Kline(long second, long openE8, long highE8, long lowE8, long closeE8, BigInteger volumeE8) {}

    static boolean isHeader(String line) {
        return HEADERS.contains(line);
    }

    /** Only the official file is known without its header; of others, the order of the columns would be a guess. */
    static boolean isRow(String line) {
        return !line.isEmpty()
                && Character.isDigit(line.charAt(0))
                && line.indexOf(' ') < 0
                && line.split(",", -1).length == FIELDS_WITHOUT_HEADER;
    }

    @Override
    public void add(String line, Recording into) throws FrameDamage {
        if (isHeader(line)) {
            ExchangeJson.require(last == null, "a header among the rows");
            return;
        }
        Kline kline = kline(line);
        if (last != null) {
            long seconds = kline.second() - last.second();
            ExchangeJson.require(seconds > 0, "does not begin after the row before");
            nominalSeconds = nominalSeconds == 0 ? seconds : nominalSeconds;
            play(last, Math.min(seconds, nominalSeconds), into);
        }
        last = kline;
        ExchangeJson.require(RecordingFiles.isBehind(into, TimeUnit.SECONDS.toMillis(kline.second())),
                "begins before the file before has ended");
    }

    @Override
    public void end(Recording into) {
        if (last != null) {
            long seconds = nominalSeconds == 0 ? USUAL_SECONDS : nominalSeconds;
            play(last, Math.min(seconds, Recording.LATEST_SECOND + 1 - last.second()), into);
        }
    }

    private static void play(Kline kline, long seconds, Recording into) {
        if (kline.volumeE8().signum() == 0) {
            return;
        }
        boolean rises = kline.closeE8() >= kline.openE8();
        BigInteger[] quarters = kline.volumeE8().divideAndRemainder(PARTS);
        long partE8 = quarters[0].min(LARGEST).longValue();
        long restE8 = quarters[0].add(quarters[1]).min(LARGEST).longValue();
        add(into, kline.second(), kline.openE8(), partE8);
        add(into, kline.second() + seconds / 4, rises ? kline.lowE8() : kline.highE8(), partE8);
        add(into, kline.second() + seconds / 2, rises ? kline.highE8() : kline.lowE8(), partE8);
        add(into, kline.second() + seconds - 1, kline.closeE8(), restE8);
    }

    private static void add(Recording into, long second, long priceE8, long quantityE8) {
        into.add(TimeUnit.SECONDS.toMillis(second), priceE8, quantityE8);
    }

    private static Kline kline(String line) throws FrameDamage {
        String[] fields = line.split(",", -1);
        ExchangeJson.require(fields.length >= FIELDS, "fewer than " + FIELDS + " fields");
        Kline kline = new Kline(
                second(fields[0]),
                price(fields[1], "open"),
                price(fields[2], "high"),
                price(fields[3], "low"),
                price(fields[4], "close"),
                volumeE8(fields[5]));
        RecordingFiles.requireTime(kline.second());
        ExchangeJson.require(
                kline.lowE8() <= Math.min(kline.openE8(), kline.closeE8())
                        && kline.highE8() >= Math.max(kline.openE8(), kline.closeE8()),
                "open or close is not between low and high");
        return kline;
    }

    private static long price(String text, String name) throws FrameDamage {
        long priceE8 = DecimalText.parseE8(text, 0, text.length());
        ExchangeJson.require(priceE8 > 0, name + " is not a decimal above 0 with 8 places at most");
        return priceE8;
    }

    /** However much it is. Files that went through other people's programs have small volumes as 9e-05. */
    private static BigInteger volumeE8(String text) throws FrameDamage {
        String plain = SMALL.matcher(text).matches() ? new BigDecimal(text).toPlainString() : text;
        ExchangeJson.require(ExchangeJson.isPlain(plain), "volume is not a decimal from 0 with 8 places at most");
        return new BigDecimal(plain).movePointRight(E8_PLACES).toBigIntegerExact();
    }

    /** Milliseconds or, in files since 2025, microseconds; or a date, with a time or without, in UTC. */
    private static long second(String text) throws FrameDamage {
        if (text.indexOf('-') > 0) {
            return dated(text);
        }
        long number = DecimalText.parseDigits(text, 0, text.length());
        ExchangeJson.require(
                number > 0 && (text.length() == MILLIS_DIGITS || text.length() == MICROS_DIGITS),
                "time is neither milliseconds nor microseconds");
        return number / (text.length() == MILLIS_DIGITS ? MILLIS : MICROS);
    }

    private static long dated(String text) throws FrameDamage {
        try {
            return text.length() == DATE_LENGTH
                    ? LocalDate.parse(text).atStartOfDay().toEpochSecond(ZoneOffset.UTC)
                    : LocalDateTime.parse(text.replace(' ', 'T')).toEpochSecond(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new FrameDamage("time is not a date", e);
        }
    }
}
