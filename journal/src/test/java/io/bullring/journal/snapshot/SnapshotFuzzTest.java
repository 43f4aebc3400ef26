package io.bullring.journal.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.bullring.core.engine.EngineHost;
import io.bullring.journal.JournalPlace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;

/** Whatever bytes a snapshot holds, a new engine takes their state over, or the damage is named. */
final class SnapshotFuzzTest {
    private static final int MOST_BYTES = 1 << 16;

    @TempDir
    static Path directory;

    @FuzzTest
    void files(byte[] bytes) throws IOException {
        takeOver(bytes);
    }

    /** The bytes are a header, sound as far as its checksum tells, and what stands behind it. */
    @FuzzTest
    void headers(byte[] bytes) throws IOException {
        byte[] file = Arrays.copyOf(bytes, Math.clamp(bytes.length, SnapshotHeader.BYTES, MOST_BYTES));
        ByteBuffer header = ByteBuffer.wrap(file, 0, SnapshotHeader.BYTES).slice().order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(0, SnapshotHeader.MAGIC).putShort(8, (short) SnapshotHeader.FORMAT_VERSION);
        byte[] resealed = SnapshotHeader.decode(header).encode().array();
        System.arraycopy(resealed, 0, file, 0, SnapshotHeader.BYTES);
        takeOver(file);
    }

    /** The bytes are a state, in a file that is sound as far as its checksums tell. */
    @FuzzTest
    void states(byte[] bytes) throws IOException {
        byte[] state = Arrays.copyOf(bytes, Math.min(bytes.length, MOST_BYTES));
        ByteBuffer first = ByteBuffer.wrap(Arrays.copyOf(state, 2 * Long.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        SnapshotHeader header = new SnapshotHeader(
                1, 1, first.getLong(0), first.getLong(Long.BYTES), 0, 0, "00".repeat(32), state.length,
                JournalPlace.BEGINNING);
        ByteBuffer block =
                ByteBuffer.allocate(SnapshotWriter.FRAME_BYTES + state.length).order(ByteOrder.LITTLE_ENDIAN);
        block.position(SnapshotWriter.FRAME_BYTES).put(state).flip();
        block.putInt(0, state.length);
        block.putInt(Integer.BYTES, SnapshotWriter.checksum(block, state.length));
        ByteBuffer file = ByteBuffer.allocate(SnapshotHeader.BYTES + block.limit());
        takeOver(file.put(header.encode()).put(block.clear()).array());
    }

    private static void takeOver(byte[] bytes) throws IOException {
        Path file = Files.write(directory.resolve("0000000000000000001.snapshot"), bytes);
        EngineHost host = new EngineHost((sequence, timeNs, source, id, events, offset, length, answerOffset) -> {});
        try (SnapshotReader reader = SnapshotReader.open(file)) {
            reader.readInto(host);
            assertEquals(reader.header().sequence(), host.lastSequence());
        } catch (SnapshotDamage damage) {
            assertTrue(damage.getMessage().startsWith("Snapshot damaged in " + file), damage.getMessage());
        }
    }
}
