package io.bullring.gateway.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RecordingReaderTest {
    private static final String HEADER = "timestamp,price,amount\n";

    @Test
    void shouldReadTradesInOrder() throws IOException {
        Recording recording = read(HEADER + "10,800.01,0.1\n10,800.02,0\n12,799,2");

        assertEquals(3, recording.size());
        assertEquals(10_000, recording.timeMs(2));
        assertEquals(80_002_000_000L, recording.priceE8(2));
        assertEquals(0, recording.quantityE8(2));
        assertEquals(12_000, recording.timeMs(3));
        assertEquals(200_000_000L, recording.quantityE8(3));
    }

    @Test
    void shouldSayAsMuchOfAVolumeAsFits() throws IOException {
        Recording recording = read(HEADER + "1,1,92233720368\n2,1,92233720368\n");

        assertEquals(9_223_372_036_800_000_000L, recording.volumeE8(1));
        assertEquals(Long.MAX_VALUE, recording.volumeE8(2));
    }

    @Test
    void shouldSumTheVolumeOfTheLastSeconds() throws IOException {
        Recording recording = read(HEADER + "10,1,1\n11,1,2\n12,1,4");

        assertEquals(600_000_000L, recording.volumeE8(2));
        assertEquals(700_000_000L, recording.volumeE8(1_000));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "10,1            | not three fields",
        "10              | not three fields",
        "''              | not three fields",
        "x,1,1           | timestamp is not a number of seconds",
        "4294967296,1,1  | timestamp is beyond the year 2106",
        "9,1,1           | timestamp goes back",
        "10,0,1          | price is not a decimal above 0 with 8 places at most",
        "10,-1,1         | price is not a decimal above 0 with 8 places at most",
        "10,1e3,1        | price is not a decimal above 0 with 8 places at most",
        "10,1,           | amount is not a decimal from 0 with 8 places at most",
        "10,1,1,1        | amount is not a decimal from 0 with 8 places at most",
        "10,1,0.000000001| amount is not a decimal from 0 with 8 places at most"
    })
    void shouldNameTheLineThatItRefuses(String line, String why) {
        RecordingDamage damage = assertThrows(RecordingDamage.class, () -> read(HEADER + "10,1,1\n" + line + "\n"));

        assertEquals("test, line 3: " + why, damage.getMessage());
    }

    @Test
    void shouldRefuseAnotherHeader() {
        RecordingDamage damage = assertThrows(RecordingDamage.class, () -> read("time,price\n1,1,1\n"));

        assertEquals("test, line 1: header is not timestamp,price,amount", damage.getMessage());
    }

    @Test
    void shouldRefuseARecordingWithoutTrades() {
        assertThrows(RecordingDamage.class, () -> read(HEADER));
        assertThrows(RecordingDamage.class, () -> read(""));
    }

    @Test
    void shouldReadTheEmbeddedRecording() {
        Recording recording = ReplayFeed.embedded();

        assertEquals(100_000, recording.size());
        assertEquals(1_385_337_600_000L, recording.timeMs(1));
        assertEquals(80_001_000_000L, recording.priceE8(1));
        assertEquals(1_385_913_725_000L, recording.timeMs(100_000));
        assertEquals(129_263_310L, recording.quantityE8(100_000));
    }

    private static Recording read(String text) throws IOException {
        return RecordingReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)), "test");
    }
}
