package io.bullring.journal.evidence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.port.EventListener;
import io.bullring.journal.ChildJvm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class HashChainTest {
    private static final int COUNT = 2_000;
    private static final Tape TAPE = Tape.of(1, COUNT);

    @TempDir
    Path directory;

    /** A process that writes the chain of the tape, and says its head. */
    static final class OtherProcess {
        private OtherProcess() {}

        public static void main(String[] arguments) throws InterruptedException {
            Path journal = Path.of(arguments[0]);
            TAPE.writeTo(journal, 0, 3);
            System.out.println(Tape.chain(journal));
            Thread.sleep(60_000);
        }
    }

    @Test
    void shouldHashWhatTheDocumentSays() throws Exception {
        TAPE.writeTo(directory, 0, 64);
        Tape.chain(directory);

        byte[] file = Files.readAllBytes(chainFile());
        assertEquals("4e414843010000000001", HexFormat.of().formatHex(file, 0, 10));
        assertEquals(16 + 56 * (COUNT / 256), file.length);
        assertArrayEquals(Arrays.copyOfRange(file, 32, 64), firstLinkByHand(Arrays.copyOf(file, 16)));
    }

    @Test
    void shouldBeTheSameHoweverCommandsWereBatched() throws IOException {
        byte[] inOnes = chainOfBatches("ones", 1);

        assertArrayEquals(inOnes, chainOfBatches("sevens", 7));
        assertArrayEquals(inOnes, chainOfBatches("many", 1_000));
    }

    @Test
    void shouldBeTheSameInAnotherProcess() throws Exception {
        TAPE.writeTo(directory.resolve("here"), 0, 64);
        ChainHead here = Tape.chain(directory.resolve("here"));

        ChildJvm other = ChildJvm.start(OtherProcess.class, directory.resolve("there"));
        String there = other.readLine();
        other.kill();

        assertEquals(here.text(), there);
    }

    @Test
    void shouldBeTheSameAfterRestartsAnywhere() throws IOException {
        byte[] inOneRun = chainOfBatches("one", 64);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Path journal = directory.resolve("many");
        int done = 0;
        while (done < COUNT) {
            int upTo = Math.min(COUNT, done + 1 + random.nextInt(400));
            TAPE.first(upTo).writeTo(journal, done, 64);
            Tape.chain(journal);
            tear(journal, random);
            done = upTo;
        }
        Tape.chain(journal);

        assertArrayEquals(inOneRun, Files.readAllBytes(journal.resolve(ChainFile.FILE_NAME)), "seed " + seed);
    }

    @Test
    void shouldPublishTheLastCompleteLinkAtOnceAfterARestart() {
        TAPE.first(700).writeTo(directory, 0, 64);
        ChainHead before = Tape.chain(directory);

        try (HashChain chain = HashChain.open(directory)) {
            assertEquals(512, before.sequence());
            assertEquals(before, chain.head());
            assertEquals(512, chain.checkpoint());
            assertFalse(chain.isNew());
        }
    }

    @Test
    void shouldBeginWithTheSameHeadForEveryVenue() {
        try (HashChain chain = HashChain.open(directory)) {
            assertTrue(chain.isNew());
            assertEquals(ChainHead.of(0, ChainFile.genesis(256)), chain.head());
        }
    }

    @Test
    void shouldGoOnBehindASnapshotThatIsNotNewerThanItsCheckpoint() throws IOException {
        TAPE.writeTo(directory, 0, 64);
        Tape.chain(directory);
        byte[] whole = Files.readAllBytes(chainFile());
        Files.write(chainFile(), Arrays.copyOf(whole, 16 + 56 * 3));

        try (HashChain chain = HashChain.open(directory)) {
            Tape.replay(directory, new From(700, chain));
        }

        assertArrayEquals(whole, Files.readAllBytes(chainFile()));
    }

    @Test
    void shouldDropATornLinkAndWriteItAgain() throws IOException {
        TAPE.writeTo(directory, 0, 64);
        Tape.chain(directory);
        byte[] whole = Files.readAllBytes(chainFile());
        byte[] wrongChecksum = whole.clone();
        wrongChecksum[whole.length - 1] ^= 1;

        for (byte[] torn : new byte[][]{Arrays.copyOf(whole, whole.length - 20), wrongChecksum,
            Arrays.copyOf(Arrays.copyOf(whole, whole.length - 56), whole.length + 112), Arrays.copyOf(whole, 9)}) {
            Files.write(chainFile(), torn);
            Tape.chain(directory);
            assertArrayEquals(whole, Files.readAllBytes(chainFile()));
        }
    }

    /** Pages that were not written back are zeros, and may end within a link; so may the file. */
    @Test
    void shouldWriteAgainWhatAPowerFailureTookFromTheEnd() throws IOException {
        TAPE.writeTo(directory, 0, 64);
        Tape.chain(directory);
        byte[] whole = Files.readAllBytes(chainFile());
        byte[] lost = whole.clone();
        Arrays.fill(lost, 16 + 56 * 3 + 20, 16 + 56 * 6 + 30, (byte) 0);
        Files.write(chainFile(), lost);

        try (HashChain chain = HashChain.open(directory)) {
            assertEquals(3 * 256, chain.checkpoint());
            assertEquals(whole.length - (16 + 56 * 3), chain.droppedBytes());
        }
        Tape.chain(directory);

        assertArrayEquals(whole, Files.readAllBytes(chainFile()));
    }

    @Test
    void shouldNameAHoleBeforeASoundLinkAndSayWhatToMoveAway() throws IOException {
        TAPE.writeTo(directory, 0, 64);
        Tape.chain(directory);
        byte[] holed = Files.readAllBytes(chainFile());
        Arrays.fill(holed, 16 + 56 * 3 + 20, 16 + 56 * 6, (byte) 0);
        Files.write(chainFile(), holed);

        EvidenceDamage damage = assertThrows(EvidenceDamage.class, () -> Tape.chain(directory));

        assertEquals(3 * 256 + 1, damage.firstSequence());
        assertTrue(damage.getMessage().contains(chainFile().toString()), damage.getMessage());
        assertTrue(damage.getMessage().contains("derived from the journal: keep a copy, move it away"),
                damage.getMessage());
    }

    @Test
    void shouldNameTheLinkThatWasChanged() throws IOException {
        TAPE.writeTo(directory, 0, 64);
        Tape.chain(directory);
        byte[] changed = Files.readAllBytes(chainFile());
        changed[16 + 56 * 2 + 20] ^= 1;
        Files.write(chainFile(), changed);

        EvidenceDamage damage = assertThrows(EvidenceDamage.class, () -> Tape.chain(directory));

        assertEquals(513, damage.firstSequence());
        assertEquals(768, damage.lastSequence());
        assertEquals(chainFile(), damage.file());
    }

    @Test
    void shouldSayOfALinkThatDiffersThatAnotherBuildMayHaveWrittenItAndNotOfOneThatIsDamaged() throws IOException {
        TAPE.writeTo(directory, 0, 64);
        Tape.chain(directory);
        Path other = directory.resolve("other");
        Tape.of(2, COUNT).writeTo(other, 0, 64);
        Files.copy(chainFile(), other.resolve(ChainFile.FILE_NAME));

        for (Executable reading : List.<Executable>of(
                () -> Tape.chain(other), () -> Tape.verify(other, List.of()))) {
            EvidenceDamage differs = assertThrows(EvidenceDamage.class, reading);
            assertEquals(1, differs.firstSequence());
            assertEquals(256, differs.lastSequence());
            assertTrue(
                    differs.getMessage()
                            .contains("or another build of the venue wrote it, whose engine gives other events"),
                    differs.getMessage());
        }

        byte[] changed = Files.readAllBytes(chainFile());
        changed[16 + 20] ^= 1;
        Files.write(chainFile(), changed);
        EvidenceDamage damaged = assertThrows(EvidenceDamage.class, () -> Tape.chain(directory));
        assertFalse(damaged.getMessage().contains("another build"), damaged.getMessage());
    }

    @Test
    void shouldRefuseAFileThatIsNoChain() throws IOException {
        Files.write(chainFile(), new byte[64]);

        assertThrows(EvidenceDamage.class, () -> HashChain.open(directory));
    }

    @Test
    void shouldReadTheHeadThatItWrote() {
        ChainHead head = ChainHead.of(256, new byte[32]);

        assertEquals(head, ChainHead.parse(head.text()));
        for (String wrong : new String[]{"", "256", "256:", "256:0f", "-1:" + head.hash(), "x:" + head.hash()}) {
            assertThrows(IllegalArgumentException.class, () -> ChainHead.parse(wrong));
        }
    }

    private byte[] chainOfBatches(String name, int maxBatch) throws IOException {
        Path journal = directory.resolve(name);
        TAPE.writeTo(journal, 0, maxBatch);
        Tape.chain(journal);
        return Files.readAllBytes(journal.resolve(ChainFile.FILE_NAME));
    }

    /** As a writer that was killed would leave it: some bytes of the last link are missing, or there are too many. */
    private static void tear(Path journal, Random random) throws IOException {
        Path file = journal.resolve(ChainFile.FILE_NAME);
        int size = (int) Files.size(file);
        if (random.nextBoolean() && size > 16) {
            Files.write(file, Arrays.copyOf(Files.readAllBytes(file), size - 1 - random.nextInt(56)));
        } else {
            Files.write(file, new byte[random.nextInt(56)], StandardOpenOption.APPEND);
        }
    }

    private byte[] firstLinkByHand(byte[] header) throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        byte[] genesis = sha256.digest(header);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(genesis);
        Tape.replay(directory, new EventListener() {
            private byte[] command;

            @Override
            public void onCommand(long sequence, long timeNs, DirectBuffer buffer, int offset, int length) {
                command = new byte[length];
                buffer.getBytes(offset, command);
            }

            @Override
            public void onEvents(
                    long sequence,
                    long timeNs,
                    int source,
                    long correlationId,
                    DirectBuffer events,
                    int offset,
                    int length,
                    int answerOffset) {
                if (sequence <= 256) {
                    ByteBuffer entry = ByteBuffer.allocate(24 + command.length + length).order(ByteOrder.LITTLE_ENDIAN);
                    entry.putLong(sequence).putLong(timeNs).putInt(command.length).putInt(length).put(command);
                    events.getBytes(offset, entry, length);
                    bytes.writeBytes(entry.array());
                }
            }
        });
        return sha256.digest(bytes.toByteArray());
    }

    private Path chainFile() {
        return directory.resolve(ChainFile.FILE_NAME);
    }

    /** Hears only what comes behind a snapshot. */
    private record From(long firstSequence, EventListener listener) implements EventListener {
        @Override
        public void onCommand(long sequence, long timeNs, DirectBuffer command, int offset, int length) {
            if (sequence >= firstSequence) {
                listener.onCommand(sequence, timeNs, command, offset, length);
            }
        }

        @Override
        public void onEvents(
                long sequence,
                long timeNs,
                int source,
                long correlationId,
                DirectBuffer events,
                int offset,
                int length,
                int answerOffset) {
            if (sequence >= firstSequence) {
                listener.onEvents(sequence, timeNs, source, correlationId, events, offset, length, answerOffset);
            }
        }
    }
}
