package io.bullring.gateway.feed.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bullring.gateway.feed.Recording;
import io.bullring.gateway.feed.RecordingDamage;
import io.bullring.protocol.Side;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RecordingFilesTest {
    private static final Path DATA = Path.of("../../shared/data");
    private static final String OFFICIAL =
            "open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore\n";
    private static final String SHORT = "open_time_ms,open,high,low,close,volume\n";
    private static final String DATED = "timestamp,open,high,low,close,volume,quote_volume\n";
    private static final String ROW = "1675209600000,5,9,4,7,2,1675209659999,14,3,1,7,0\n";

    @TempDir
    private Path directory;

    @Test
    void shouldMakeFourTradesOfAKlineAgainstItsDirectionFirst() throws IOException {
        assertEquals(
                List.of("600 5 2", "615 4 2", "630 9 2", "659 7 3", "660 7 1", "675 8 1", "690 3 1", "719 6 1"),
                played(SHORT + "1675209600000,5,9,4,7,0.00000009\n1675209660000,7,8,3,6,0.00000004\n"));
    }

    @Test
    void shouldReadTheOfficialFileWithItsHeaderOrWithoutAndInMicroseconds() throws IOException {
        List<String> expected = played(OFFICIAL + ROW);

        assertEquals(4, expected.size());
        assertEquals(expected, played(ROW));
        assertEquals(expected, played(ROW.replace("1675209600000", "1675209600000000")));
    }

    @Test
    void shouldReadDatesWithATimeOrWithout() throws IOException {
        assertEquals(
                played(SHORT + "1675209600000,5,9,4,7,2\n"), played(DATED + "2023-02-01 00:00:00,5,9,4,7,2,14\n"));
        assertEquals(
                played(SHORT + "1675209600000,5,9,4,7,2\n1675296000000,5,9,4,7,2\n"),
                played(DATED + "2023-02-01,5,9,4,7,2,14\n2023-02-02,5,9,4,7,2,14\n"));
    }

    @Test
    void shouldLeaveOutKlinesInWhichNothingWasTradedAndNotStretchTheOneBefore() throws IOException {
        assertEquals(
                List.of("600 5 50000000", "615 4 50000000", "630 9 50000000", "659 7 50000000"),
                played(SHORT + "1675209600000,5,9,4,7,2\n1675209660000,7,7,7,7,0\n"));
    }

    @Test
    void shouldReadSmallVolumesAsOtherPeoplesProgramsWriteThem() throws IOException {
        assertEquals(
                played(SHORT + "1675209600000,5,9,4,7,0.00009\n"), played(SHORT + "1675209600000,5,9,4,7,9e-05\n"));
    }

    @Test
    void shouldPlayAKlineWhoseVolumeIsBeyond64BitsInQuartersThatAreNot() throws IOException {
        String row = SHORT + "1675209600000,5,9,4,7,100000000000.00000003\n";
        Recording recording = RecordingFiles.read(List.of(file(row)), "BTCUSDT");

        assertEquals(
                List.of(2_500_000_000_000_000_000L, 2_500_000_000_000_000_000L, 2_500_000_000_000_000_000L,
                        2_500_000_000_000_000_003L),
                IntStream.rangeClosed(1, 4).mapToObj(recording::quantityE8).toList());
    }

    @Test
    void shouldUnpack() throws IOException {
        List<String> expected = trades(RecordingFiles.read(List.of(file(ROW)), "BTCUSDT"));
        Path gz = directory.resolve("k.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gz))) {
            out.write(ROW.getBytes(StandardCharsets.US_ASCII));
        }
        Path zip = directory.resolve("k.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("k.csv"));
            out.write(ROW.getBytes(StandardCharsets.US_ASCII));
        }

        assertEquals(expected, trades(RecordingFiles.read(List.of(gz), "BTCUSDT")));
        assertEquals(expected, trades(RecordingFiles.read(List.of(zip), "BTCUSDT")));
    }

    @Test
    void shouldTakeTheTradesOfOneSymbolFromACaptureEachOnce() throws IOException {
        String btc = "1 {\"stream\":\"btcusdt@trade\",\"data\":{\"s\":\"BTCUSDT\",\"t\":7,\"p\":\"5\",\"q\":\"2\","
                + "\"T\":1675209600123}}\n";

        assertEquals(
                List.of("600.123 500000000 200000000"),
                trades(RecordingFiles.read(
                        List.of(file(btc + "2 {\"lastUpdateId\":1,\"bids\":[],\"asks\":[]}\n" + btc
                                + btc.replace("\"BTCUSDT\",\"t\":7", "\"ETHUSDT\",\"t\":8"))),
                        "BTCUSDT")));
    }

    @Test
    void shouldPassOverAnswersOfACaptureAndBlankLinesButNoOtherEventInItsStreamOfTrades() throws IOException {
        String trade =
                "1 {\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",\"s\":\"BTCUSDT\",\"t\":7,\"p\":\"5\","
                        + "\"q\":\"2\",\"T\":1675209600123}}\n";
        Path foreign = file(trade + trade.replace("\"e\":\"trade\"", "\"e\":\"aggTrade\""));

        assertEquals(
                List.of("600.123 500000000 200000000"),
                trades(RecordingFiles.read(
                        List.of(file("1 {\"result\":null,\"id\":1}\n" + trade + "\n")), "BTCUSDT")));
        assertEquals(
                foreign + ", line 2: e is another event than the stream's",
                assertThrows(RecordingDamage.class, () -> RecordingFiles.read(List.of(foreign), "BTCUSDT"))
                        .getMessage());
    }

    @Test
    void shouldReadTheFirstFileOfAnArchiveWhateverFoldersStandBeforeIt() throws IOException {
        Path zip = directory.resolve("folders.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("data/"));
            out.putNextEntry(new ZipEntry("__MACOSX/._a.csv"));
            out.write("not a row".getBytes(StandardCharsets.US_ASCII));
            out.putNextEntry(new ZipEntry("data/a.csv"));
            out.write(ROW.getBytes(StandardCharsets.US_ASCII));
        }

        assertEquals(
                trades(RecordingFiles.read(List.of(file(ROW)), "BTCUSDT")),
                trades(RecordingFiles.read(List.of(zip), "BTCUSDT")));
    }

    @Test
    void shouldNameAFileThatCannotBeRead() {
        assertEquals(
                directory + ": cannot be read: Is a directory",
                assertThrows(RecordingDamage.class, () -> RecordingFiles.read(List.of(directory), "BTCUSDT"))
                        .getMessage());
    }

    @Test
    void shouldKnowWhoTookWhereACaptureSaysItAndOfNoKline() throws IOException {
        String trade = "1 {\"stream\":\"btcusdt@trade\",\"data\":{\"s\":\"BTCUSDT\",\"t\":7,\"p\":\"5\",\"q\":\"2\","
                + "\"T\":1675209600123,\"m\":true}}\n";
        Recording recording = RecordingFiles.read(
                List.of(file(trade + trade.replace(":7,", ":8,").replace("true", "false")
                        + trade.replace(":7,", ":9,").replace(",\"m\":true", ""))),
                "BTCUSDT");

        assertEquals(Side.SELL, recording.takerSide(1));
        assertEquals(Side.BUY, recording.takerSide(2));
        assertNull(recording.takerSide(3));
        assertNull(RecordingFiles.read(List.of(file(ROW)), "BTCUSDT").takerSide(1));
    }

    @Test
    void shouldReadTradesAndGoOnWithTheNextFile() throws IOException {
        Path trades = file("timestamp,price,amount\n1675209599,5,1\n");
        Path klines = file(ROW);

        assertEquals(5, RecordingFiles.read(List.of(trades, klines), "BTCUSDT").size());
        RecordingDamage damage =
                assertThrows(RecordingDamage.class, () -> RecordingFiles.read(List.of(klines, trades), "BTCUSDT"));
        assertEquals(trades + ", line 2: begins before the file before has ended", damage.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1675209660000,5,9,4,7          | fewer than 6 fields",
        "1675209660,5,9,4,7,2           | time is neither milliseconds nor microseconds",
        "1675209600000,5,9,4,7,2        | does not begin after the row before",
        "1675209660000,0,9,4,7,2        | open is not a decimal above 0 with 8 places at most",
        "1675209660000,5,9,6,7,2        | open or close is not between low and high",
        "1675209660000,5,6,4,7,2        | open or close is not between low and high",
        "1675209660000,5,9,4,7,-2       | volume is not a decimal from 0 with 8 places at most",
        "2023-02-31 00:00:00,5,9,4,7,2  | time is not a date",
        "1969-12-31 23:59:59,5,9,4,7,2  | time is not within 1970 and 2106",
        "2106-02-07 06:28:16,5,9,4,7,2  | time is not within 1970 and 2106"
    })
    void shouldNameTheLineThatIsDamaged(String row, String what) throws IOException {
        Path file = file(SHORT + "1675209600000,5,9,4,7,2\n" + row + "\n");

        RecordingDamage damage =
                assertThrows(RecordingDamage.class, () -> RecordingFiles.read(List.of(file), "BTCUSDT"));
        assertEquals(file + ", line 3: " + what, damage.getMessage());
    }

    @Test
    void shouldSayWhichFileDoesNotExist() throws IOException {
        Path there = file(ROW);
        Path missing = directory.resolve("missing.csv");

        assertEquals(
                missing + " does not exist",
                assertThrows(RecordingDamage.class, () -> RecordingFiles.read(List.of(there, missing), "BTCUSDT"))
                        .getMessage());
    }

    @Test
    void shouldPlayTheLastKlineUpToTheLatestTimeThatThereIs() throws IOException {
        Recording recording =
                RecordingFiles.read(List.of(file(DATED + "2106-02-07 06:28:12,5,9,4,7,2,14\n")), "BTCUSDT");

        assertEquals(
                List.of(4_294_967_292L, 4_294_967_293L, 4_294_967_294L, 4_294_967_295L),
                IntStream.rangeClosed(1, recording.size()).mapToObj(place -> recording.timeMs(place) / 1_000).toList());
    }

    @Test
    void shouldRefuseATradeOfACaptureBeyondTheTimesOfARecording() throws IOException {
        Path file = file("1 {\"stream\":\"btcusdt@trade\",\"data\":{\"s\":\"BTCUSDT\",\"t\":7,\"p\":\"5\",\"q\":\"2\","
                + "\"T\":4294967296000}}\n");

        assertEquals(
                file + ", line 1: time is not within 1970 and 2106",
                assertThrows(RecordingDamage.class, () -> RecordingFiles.read(List.of(file), "BTCUSDT")).getMessage());
    }

    @Test
    void shouldNameAFileThatIsPackedAndCannotBeUnpacked() throws IOException {
        Path file = Files.write(directory.resolve("no.gz"), new byte[]{0x1f, (byte) 0x8b, 'n', 'o'});

        assertEquals(
                file + ": cannot be unpacked: Unsupported compression method",
                assertThrows(RecordingDamage.class, () -> RecordingFiles.read(List.of(file), "BTCUSDT")).getMessage());
    }

    @Test
    void shouldNotGuessTheOrderOfColumns() throws IOException {
        Path file = file("1514764800000,13763,13753,13788,13752.18,5.1\n");

        assertEquals(
                file + ", line 1: neither klines, a capture, nor timestamp,price,amount",
                assertThrows(RecordingDamage.class, () -> RecordingFiles.read(List.of(file), "BTCUSDT")).getMessage());
    }

    @Test
    void shouldReadWhatBinanceHasPublishedAndWhatWasCaptured() throws IOException {
        assumeTrue(Files.exists(DATA.resolve("klines")),
                "no recorded market data at " + DATA + ", so this is not tested");

        assertEquals(4 * 40_320, recorded("AVAXUSDT", "klines/AVAXUSDT-1m-2023-02.csv.gz").size());
        assertEquals(4 * (105_104 - 14), recorded("BTCUSDT", "klines/binance_BTCUSDT_5m_2023.csv.gz").size());
        assertEquals(4 * 3_271, recorded("BTCUSDT", "klines/binance_BTCUSDT_1d_2017_2026.csv.gz").size());
        assertEquals(4 * (196_544 - 31_848), recorded("ETHUSDT", "klines/binance_ETHUSDT_1m_2017.csv.gz").size());
        assertEquals(
                19_904,
                recorded("BTCUSDT", "l2/binance_spot_btcusdt_20240808.gz", "l2/binance_spot_btcusdt_20240809.gz")
                        .size());
    }

    private static Recording recorded(String symbol, String... files) throws IOException {
        List<Path> paths = new ArrayList<>();
        for (String file : files) {
            paths.add(DATA.resolve(file));
        }
        return RecordingFiles.read(paths, symbol);
    }

    private List<String> played(String text) throws IOException {
        return trades(RecordingFiles.read(List.of(file(text)), "BTCUSDT"))
                .stream()
                .map(trade -> trade.replaceAll("00000000 ", " "))
                .toList();
    }

    private static List<String> trades(Recording recording) {
        List<String> trades = new ArrayList<>();
        for (int place = 1; place <= recording.size(); place++) {
            trades.add(text(recording.timeMs(place) - 1_675_209_000_000L) + " " + recording.priceE8(place) + " "
                    + recording.quantityE8(place));
        }
        return trades;
    }

    /** Seconds, with as many places as it takes. */
    private static String text(long ms) {
        return BigDecimal.valueOf(ms, 3).stripTrailingZeros().toPlainString();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(directory, "recording", ".csv"), text);
    }
}
