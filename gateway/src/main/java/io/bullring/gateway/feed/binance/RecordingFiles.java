package io.bullring.gateway.feed.binance;

import io.bullring.gateway.feed.RecordedBook;
import io.bullring.gateway.feed.Recording;
import io.bullring.gateway.feed.RecordingDamage;
import io.bullring.gateway.feed.RecordingReader;
import io.bullring.protocol.Side;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * Files as one recording, in the order in which they are named: klines as Binance publishes them, captures of its streams, or trades in
 * the form of the embedded recording. What a file is follows from its first line, whether it is packed ({@code .gz}, {@code .zip})
 * from its first bytes; of an archive, the first file is read.
 */
public final class RecordingFiles {
    private static final int MAGIC_BYTES = 2;
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int ZIP_MAGIC = 'P' << 8 | 'K';

    /** What archives that were made on a Mac have beside the files. */
    private static final String OF_MACOS = "__MACOSX/";

    private RecordingFiles() {}

    /**
     * Reads all of them.
     *
     * @param symbol whose trades are taken from captures
     * @throws RecordingDamage when a file does not exist, a line is not as it should be, naming it, or a file is packed and cannot be
     *     unpacked
     */
    public static Recording read(List<Path> files, String symbol) throws IOException {
        Recording recording = new Recording();
        for (Path file : files) {
            int before = recording.size();
            try {
                read(file, symbol, recording);
            } catch (ZipException | EOFException e) {
                throw new RecordingDamage(file + ": cannot be unpacked: " + e.getMessage());
            } catch (IOException e) {
                throw new RecordingDamage(file + ": cannot be read: " + e.getMessage());
            }
            if (recording.size() == before) {
                throw new RecordingDamage(file + ": no trades of " + symbol);
            }
        }
        return recording;
    }

    /**
     * Requires that all of them can have more than one symbol: klines and trades do not say of which they are.
     *
     * @throws RecordingDamage naming the first that cannot
     */
    public static void requireCaptures(List<Path> files) throws IOException {
        for (Path file : files) {
            if (!isCapture(firstLine(file))) {
                throw new RecordingDamage(
                        file + ": is no capture of streams, so it is of one symbol, and --symbols names more");
            }
        }
    }

    /** The book that the captures among them have of a symbol; each has been read before. */
    public static RecordedBook book(List<Path> files, String symbol) throws IOException {
        List<Path> captures = new ArrayList<>();
        for (Path file : files) {
            if (isCapture(firstLine(file))) {
                captures.add(file);
            }
        }
        return captures.isEmpty() ? RecordedBook.NONE : new CaptureBook(captures, symbol);
    }

    private static void read(Path file, String symbol, Recording into) throws IOException {
        String first = firstLine(file);
        if (RecordingReader.HEADER.equals(first)) {
            readTrades(file, into);
        } else {
            readLines(file, format(first, file, symbol), into);
        }
    }

    /** Adds a trade that is not before the last one. */
    static void append(Recording into, long timeMs, long priceE8, long quantityE8, Side takerSide) throws FrameDamage {
        requireTime(TimeUnit.MILLISECONDS.toSeconds(timeMs));
        ExchangeJson.require(isBehind(into, timeMs), "time goes back");
        into.add(timeMs, priceE8, quantityE8, takerSide);
    }

    /** What the form of the embedded recording can say, so that no distance between two trades is too long to be counted. */
    static void requireTime(long second) throws FrameDamage {
        ExchangeJson.require(second >= 0 && second <= Recording.LATEST_SECOND, "time is not within 1970 and 2106");
    }

    static boolean isBehind(Recording recording, long timeMs) {
        return recording.size() == 0 || recording.timeMs(recording.size()) <= timeMs;
    }

    private static String firstLine(Path file) throws IOException {
        try (BufferedReader lines = lines(file)) {
            return lines.readLine();
        } catch (NoSuchFileException e) {
            throw new RecordingDamage(file + " does not exist");
        }
    }

    private static void readTrades(Path file, Recording into) throws IOException {
        Recording trades;
        try (InputStream bytes = unpacked(file)) {
            trades = RecordingReader.read(bytes, file.toString());
        }
        if (!isBehind(into, trades.timeMs(1))) {
            throw new RecordingDamage(file + ", line 2: begins before the file before has ended");
        }
        for (int place = 1; place <= trades.size(); place++) {
            into.add(trades.timeMs(place), trades.priceE8(place), trades.quantityE8(place));
        }
    }

    private static void readLines(Path file, RecordingLines format, Recording into) throws IOException {
        try (BufferedReader lines = lines(file)) {
            String line = lines.readLine();
            for (int number = 1; line != null; number++) {
                try {
                    if (!line.isBlank()) {
                        format.add(line, into);
                    }
                } catch (FrameDamage e) {
                    throw new RecordingDamage(file + ", line " + number + ": " + e.getMessage());
                }
                line = lines.readLine();
            }
        }
        format.end(into);
    }

    private static RecordingLines format(String first, Path file, String symbol) {
        if (first != null && (KlineLines.isHeader(first) || KlineLines.isRow(first))) {
            return new KlineLines();
        }
        if (isCapture(first)) {
            return new CaptureLines(symbol);
        }
        throw new RecordingDamage(file + ", line 1: neither klines, a capture, nor " + RecordingReader.HEADER);
    }

    private static boolean isCapture(String first) {
        return first != null && !KlineLines.isHeader(first) && !KlineLines.isRow(first) && first.contains(" {");
    }

    /** What is in it, unpacked. */
    static BufferedReader lines(Path file) throws IOException {
        return new BufferedReader(new InputStreamReader(unpacked(file), StandardCharsets.US_ASCII));
    }

    private static InputStream unpacked(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        bytes.mark(MAGIC_BYTES);
        int magic = bytes.read() << 8 | bytes.read();
        bytes.reset();
        return switch (magic) {
            case GZIP_MAGIC -> new GZIPInputStream(bytes);
            case ZIP_MAGIC -> firstEntry(new ZipInputStream(bytes), file);
            default -> bytes;
        };
    }

    private static InputStream firstEntry(ZipInputStream zip, Path file) throws IOException {
        ZipEntry entry = zip.getNextEntry();
        while (entry != null && (entry.isDirectory() || entry.getName().startsWith(OF_MACOS))) {
            entry = zip.getNextEntry();
        }
        if (entry == null) {
            throw new RecordingDamage(file + ": an empty archive");
        }
        return zip;
    }
}
