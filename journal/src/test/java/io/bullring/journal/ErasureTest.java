package io.bullring.journal;

import static io.bullring.journal.Script.NOON_NS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.bullring.core.port.CommandLog;
import io.bullring.journal.disk.DiskFile;
import io.bullring.journal.disk.SystemDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Found by the campaign: a process killed while it erased a torn record left half a header, which looked like damage. */
class ErasureTest {
    private static final JournalConfig CONFIG = new JournalConfig(16 << 10, 1024, 0, Durability.POWER_LOSS, 64 << 10);

    @TempDir
    Path directory;

    /** The record was written whole, and its sync failed: the least favourable case. */
    @Test
    void shouldLeaveWholeOrTornRecordHoweverFarItCame() throws IOException {
        List<Entry> kept = write(2);
        RecordSpan last = RecordSpan.of(directory).getLast();
        int recordBytes = (int) (last.to() - last.from());
        List<Entry> before = kept.subList(0, kept.size() - 3);
        byte[] record;
        try (DiskBytes disk = new DiskBytes(last.file())) {
            record = disk.read(last.from(), recordBytes);
        }

        for (int bytes = 0; bytes <= recordBytes; bytes++) {
            try (DiskBytes disk = new DiskBytes(last.file())) {
                disk.write(last.from(), record);
            }
            boolean isCut = eraseUpTo(last, bytes);
            assertEquals(bytes < recordBytes, isCut);
            List<Entry> found = Entry.readAll(directory);
            assertEquals(found.size() == kept.size() ? kept : before, found, bytes + " bytes erased");
            if (bytes >= SegmentLayout.TRAILER_BYTES) {
                assertEquals(before, found, bytes + " bytes erased");
            }
        }
        assertFalse(Recovery.replay(directory, (sequence, timeNs, command, offset, length) -> {})
                .tornTail()
                .isPresent());
    }

    @Test
    void shouldGoOnBehindRecordWhoseErasingWasCutAgainAndAgain() throws IOException {
        List<Entry> kept = write(2);
        RecordSpan last = RecordSpan.of(directory).getLast();
        for (int bytes = SegmentLayout.TRAILER_BYTES; bytes < last.to() - last.from(); bytes += 29) {
            eraseUpTo(last, bytes);
            assertEquals(kept.subList(0, kept.size() - 3), Entry.readAll(directory), bytes + " bytes erased");
        }
        Script after = Script.after(kept.size() - 3L);
        try (CommandLog log = JournalWriter.open(directory, CONFIG, kept.size() - 3L)) {
            after.batch(log, NOON_NS, 3);
        }
        assertEquals(kept, Entry.readAll(directory));
    }

    private List<Entry> write(int batches) {
        Script script = new Script();
        try (CommandLog log = JournalWriter.open(directory, CONFIG, 0)) {
            for (int i = 0; i < batches; i++) {
                script.batch(log, NOON_NS, 3);
            }
        }
        return script.written;
    }

    /** Returns whether the process ended before it was done. */
    private static boolean eraseUpTo(RecordSpan span, int bytes) throws IOException {
        try (DiskFile file = new CutFile(new SystemDisk().open(span.file()), bytes)) {
            Erasure.erase(file, span.from(), span.to());
            return false;
        } catch (Killed e) {
            return true;
        }
    }

    private static final class Killed extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** A file whose writer is killed after so many bytes. */
    private static final class CutFile implements DiskFile {
        private final DiskFile file;
        private int leftBytes;

        CutFile(DiskFile file, int leftBytes) {
            this.file = file;
            this.leftBytes = leftBytes;
        }

        @Override
        public int write(ByteBuffer source, long positionBytes) throws IOException {
            int length = Math.min(leftBytes, source.remaining());
            file.writeFully(source.slice(source.position(), length), positionBytes);
            source.position(source.position() + length);
            leftBytes -= length;
            if (source.hasRemaining()) {
                throw new Killed();
            }
            return length;
        }

        @Override
        public int read(ByteBuffer target, long positionBytes) throws IOException {
            return file.read(target, positionBytes);
        }

        @Override
        public void force() throws IOException {
            file.force();
        }

        @Override
        public long sizeBytes() throws IOException {
            return file.sizeBytes();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
