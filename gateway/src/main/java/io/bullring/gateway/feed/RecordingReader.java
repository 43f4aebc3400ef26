package io.bullring.gateway.feed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Reads a recording of trades:
 *
 * <pre>
 * timestamp,price,amount
 * 1385337600,800.010000000000,0.100000000000
 * </pre>
 *
 * Seconds since 1970, never going back; price above 0, amount from 0. Anything else is refused by naming the line.
 */
public final class RecordingReader {
    /** The first line. */
    public static final String HEADER = "timestamp,price,amount";
    private static final char COMMA = ',';

    private final String name;
    private final Recording recording = new Recording();
    private long lastSecond = Long.MIN_VALUE;
    private int lineNumber;

    private RecordingReader(String name) {
        this.name = name;
    }

    /** @throws RecordingDamage when a line is not as it should be, or there is no trade */
    public static Recording read(InputStream bytes, String name) throws IOException {
        RecordingReader reader = new RecordingReader(name);
        reader.read(new BufferedReader(new InputStreamReader(bytes, StandardCharsets.US_ASCII)));
        return reader.recording;
    }

    private void read(BufferedReader lines) throws IOException {
        lineNumber = 1;
        require(HEADER.equals(lines.readLine()), "header is not " + HEADER);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            lineNumber++;
            readTrade(line);
        }
        require(recording.size() > 0, "no trades");
    }

    private void readTrade(String line) {
        int first = DecimalText.indexOf(COMMA, line, 0, line.length());
        int second = DecimalText.indexOf(COMMA, line, Math.min(first + 1, line.length()), line.length());
        require(second < line.length(), "not three fields");

        long time = DecimalText.parseDigits(line, 0, first);
        long priceE8 = DecimalText.parseE8(line, first + 1, second);
        long amountE8 = DecimalText.parseE8(line, second + 1, line.length());
        require(time != DecimalText.REFUSED, "timestamp is not a number of seconds");
        require(time <= Recording.LATEST_SECOND, "timestamp is beyond the year 2106");
        require(time >= lastSecond, "timestamp goes back");
        require(priceE8 > 0, "price is not a decimal above 0 with 8 places at most");
        require(amountE8 != DecimalText.REFUSED, "amount is not a decimal from 0 with 8 places at most");

        recording.add(TimeUnit.SECONDS.toMillis(time), priceE8, amountE8);
        lastSecond = time;
    }

    private void require(boolean condition, String message) {
        if (!condition) {
            throw new RecordingDamage(name + ", line " + lineNumber + ": " + message);
        }
    }
}
