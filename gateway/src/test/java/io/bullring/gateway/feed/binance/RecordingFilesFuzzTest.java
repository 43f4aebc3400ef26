package io.bullring.gateway.feed.binance;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.bullring.gateway.feed.Recording;
import io.bullring.gateway.feed.RecordingDamage;
import io.bullring.gateway.feed.RecordingReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a file holds that is to be played, klines, a capture, trades, packed or not, it becomes trades that could stand in the form
 * of the embedded recording, or damage that names the file.
 */
final class RecordingFilesFuzzTest {
    private static final long DAY_SECONDS = 86_400;

    @TempDir
    static Path directory;

    @FuzzTest
    void files(byte[] bytes) throws IOException {
        Path file = Files.write(directory.resolve("fuzz"), bytes);
        Recording read;
        try {
            read = RecordingFiles.read(List.of(file), "BTCUSDT");
        } catch (RecordingDamage damage) {
            assertThat(damage).hasMessageStartingWith(file.toString());
            return;
        }
        assertThat(read.volumeE8(DAY_SECONDS)).isNotNegative();
        String written = written(read);
        Recording again =
                RecordingReader.read(new ByteArrayInputStream(written.getBytes(StandardCharsets.US_ASCII)), "written");
        assertThat(written(again)).isEqualTo(written);
    }

    private static String written(Recording recording) {
        StringBuilder text = new StringBuilder(RecordingReader.HEADER).append('\n');
        for (int place = 1; place <= recording.size(); place++) {
            text.append(recording.timeMs(place) / 1_000)
                    .append(',')
                    .append(BigDecimal.valueOf(recording.priceE8(place), 8).toPlainString())
                    .append(',')
                    .append(BigDecimal.valueOf(recording.quantityE8(place), 8).toPlainString())
                    .append('\n');
        }
        return text.toString();
    }
}
