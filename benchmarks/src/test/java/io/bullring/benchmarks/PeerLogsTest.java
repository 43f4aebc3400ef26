package io.bullring.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.core.port.CommandLog;
import io.bullring.core.workload.CommandFactory;
import io.bullring.journal.ChronicleCommandLog;
import io.bullring.journal.JournalConfig;
import io.bullring.protocol.BatchHeaderDecoder;
import io.bullring.protocol.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the journal is compared with does the same work: the same bytes in a file. */
final class PeerLogsTest {
    @TempDir
    private Path directory;

    @Test
    void shouldPutTheSameBytesIntoBothFiles() throws IOException {
        Path mapped = directory.resolve("mapped");
        Path written = directory.resolve("written");
        appendBatches(MappedFileLog.open(mapped));
        appendBatches(WrittenFileLog.open(written));

        assertThat(Files.readAllBytes(mapped)).isNotEmpty().isEqualTo(Files.readAllBytes(written));
    }

    @Test
    void shouldPutTheBytesOfTheJournalIntoAFile() throws IOException {
        Path written = directory.resolve("written");
        Path journal = Files.createDirectory(directory.resolve("journal"));
        appendBatches(WrittenFileLog.open(written));
        appendBatches(ChronicleCommandLog.open(journal, JournalConfig.defaults(), 0));

        byte[] batch = firstBatchOf(Files.readAllBytes(written));
        assertThat(indexOf(Files.readAllBytes(queueFile(journal)), batch)).isPositive();
    }

    /** One of a single command, one of two. */
    private static void appendBatches(CommandLog log) {
        CommandFactory command = new CommandFactory();
        try (log) {
            command.limitOrder(1, 2, Side.BUY, 100, 200);
            log.begin(1, 1_000);
            assertThat(log.add(command.buffer(), 0, command.length())).isTrue();
            log.commit();
            command.cancelOrder(3, 4);
            log.begin(2, 1_001);
            assertThat(log.add(command.buffer(), 0, command.length())).isTrue();
            assertThat(log.add(command.buffer(), 0, command.length())).isTrue();
            log.commit();
        }
    }

    /** What stands behind the header, which has the checksum, of the first batch. */
    private static byte[] firstBatchOf(byte[] file) {
        BatchHeaderDecoder header = new BatchHeaderDecoder().wrap(new UnsafeBuffer(file), 0);
        assertThat(List.of(header.count(), (int) header.firstSequence(), (int) header.timeNs()))
                .isEqualTo(List.of(1, 1, 1_000));
        byte[] frames = new byte[header.lengthBytes()];
        System.arraycopy(file, BatchHeaderDecoder.ENCODED_LENGTH, frames, 0, frames.length);
        return frames;
    }

    private static Path queueFile(Path journal) throws IOException {
        try (Stream<Path> files = Files.list(journal)) {
            return files.filter(file -> file.toString().endsWith(".cq4")).findFirst().orElseThrow();
        }
    }

    private static int indexOf(byte[] file, byte[] wanted) {
        for (int at = 0; at <= file.length - wanted.length; at++) {
            if (Arrays.equals(file, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }
}
