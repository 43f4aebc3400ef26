package io.bullring.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bullring.core.port.CommandLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Single bits that change in records, wherever they are, also in the very last one. */
class BitFlipTest {
    private static final int FLIPS = 1_000;
    private static final int BATCHES = 150;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void shouldNameFileByteAndCommandOfAThousandFlippedBits(Durability durability) throws IOException {
        long seed = System.nanoTime();
        System.out.println("BitFlipTest seed " + seed);
        Random random = new Random(seed);
        Script script = new Script();
        JournalConfig config = new JournalConfig(16 << 10, 1024, 0, durability, 64 << 10);
        try (CommandLog log = JournalWriter.open(directory, config, 0)) {
            for (int i = 0; i < BATCHES; i++) {
                script.batch(log, Script.NOON_NS + i * (Script.DAY_NS / 50), 1 + random.nextInt(20));
            }
        }
        List<RecordSpan> spans = RecordSpan.of(directory);
        assertEquals(BATCHES, spans.size());
        for (int flip = 0; flip < FLIPS; flip++) {
            RecordSpan span = flip % 10 == 0 ? spans.getLast() : spans.get(random.nextInt(BATCHES));
            long at = random.nextLong(span.from(), span.to());
            int bit = random.nextInt(8);
            try (DiskBytes disk = new DiskBytes(span.file())) {
                disk.flip(at, bit);
                BitFlips.assertNamed(directory, span, at, bit);
                disk.flip(at, bit);
            }
        }
        assertEquals(script.written, Entry.readAll(directory));
    }
}
