package io.bullring.journal.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.engine.EngineHost;
import io.bullring.journal.EventLog;
import io.bullring.journal.JournalReader;
import io.bullring.journal.Recovery;
import io.bullring.journal.ReplayFault;
import io.bullring.journal.evidence.Tape.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Somebody rewrites the journal, with all its sequences and checksums right. */
@Timeout(120)
final class TamperingTest {
    private static final int COUNT = 1_500;
    private static final int COVERED = COUNT / 256 * 256;
    private static final int TRIES = 60;
    private static final Tape TAPE = Tape.of(3, COUNT);

    @TempDir
    Path directory;

    private Path journal;

    @BeforeEach
    void write() {
        journal = directory.resolve("journal");
        TAPE.writeTo(journal, 0, 64);
        Tape.chain(journal);
        try (EventLog events = EventLog.open(directory.resolve(Verification.EVENT_LOG))) {
            Tape.replay(journal, events);
        }
    }

    @Test
    void shouldFindNothingWhereNothingWasChanged() {
        VerificationReport report = Tape.verify(journal, List.of(Tape.chain(journal)));

        assertEquals(
                new VerificationReport(COUNT, true, COVERED / 256, Tape.chain(journal), 0, 1, COUNT), report);
    }

    @Test
    void shouldNameTheLinkInWhichACommandWasChangedRemovedInsertedOrSwapped() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < TRIES; i++) {
            Tape tampered = TAPE.copy();
            int index = random.nextInt(COVERED - 1);
            String how = tamper(tampered.commands(), index, i % 5, random);
            Path copy = directory.resolve("try" + i).resolve("journal");
            tampered.writeTo(copy, 0, 64);
            Files.copy(journal.resolve(ChainFile.FILE_NAME), copy.resolve(ChainFile.FILE_NAME));

            EvidenceDamage damage = assertThrows(
                    EvidenceDamage.class, () -> Tape.verify(copy, List.of()), "seed " + seed + ": " + how);

            long link = index / 256 * 256L;
            assertEquals(link + 1, damage.firstSequence(), "seed " + seed + ": " + how + ": " + damage.getMessage());
            assertTrue(damage.lastSequence() <= link + 256, "seed " + seed + ": " + how + ": " + damage.getMessage());
        }
    }

    @Test
    void shouldTakeACommandAtWhichTheEngineHaltsForChangedWhereTheEvidenceSaysThatItWasExecuted() throws IOException {
        Path chained = withUnknownCommand("chained", 700);
        Files.copy(journal.resolve(ChainFile.FILE_NAME), chained.resolve(ChainFile.FILE_NAME));
        assertChanged(513, 700, () -> Tape.verify(chained, List.of()));

        Path witnessed = withUnknownCommand("witnessed", 700);
        assertChanged(513, 700, () -> Tape.verify(witnessed, List.of(Tape.chain(journal))));

        Path recorded = withUnknownCommand("recorded", COUNT);
        Path events = directory.resolve(Verification.EVENT_LOG);
        try (Verification verification = Verification.open(recorded, events, List.of());
                JournalReader reader = JournalReader.open(recorded)) {
            EngineHost host = new EngineHost(verification);
            assertChanged(COVERED + 1, COUNT, () -> Recovery.readAll(reader, verification.into(host, reader)));
        }
    }

    @Test
    void shouldSayHowToSkipACommandAtWhichTheEngineHaltsWhereNoEvidenceSaysThatItWasExecuted() throws IOException {
        Path copy = withUnknownCommand("poisoned", COVERED + 1);
        Files.copy(journal.resolve(ChainFile.FILE_NAME), copy.resolve(ChainFile.FILE_NAME));

        ReplayFault fault = assertThrows(ReplayFault.class, () -> Tape.verify(copy, List.of()));

        assertEquals(COVERED + 1, fault.sequence());
    }

    /** A journal of the same commands but for one, whose template nobody knows. */
    private Path withUnknownCommand(String name, int sequence) {
        Tape tampered = TAPE.copy();
        Command command = tampered.commands().get(sequence - 1);
        byte[] bytes = command.bytes().clone();
        bytes[18] = 99;
        bytes[19] = 0;
        tampered.commands().set(sequence - 1, new Command(command.timeNs(), bytes));
        Path copy = directory.resolve(name).resolve("journal");
        tampered.writeTo(copy, 0, 64);
        return copy;
    }

    private static void assertChanged(long first, long last, Executable verification) {
        EvidenceDamage damage = assertThrows(EvidenceDamage.class, verification);

        assertEquals(first, damage.firstSequence(), damage.getMessage());
        assertEquals(last, damage.lastSequence(), damage.getMessage());
        assertTrue(damage.getMessage().contains("unknown command template 99"), damage.getMessage());
        assertTrue(damage.getMessage().contains("It is not one to skip"), damage.getMessage());
    }

    @Test
    void shouldNameTheCommandsThatAreMissingAtTheEnd() throws IOException {
        Path copy = directory.resolve("cut").resolve("journal");
        TAPE.first(1_000).writeTo(copy, 0, 64);
        Files.copy(journal.resolve(ChainFile.FILE_NAME), copy.resolve(ChainFile.FILE_NAME));

        EvidenceDamage damage = assertThrows(EvidenceDamage.class, () -> Tape.verify(copy, List.of()));

        assertEquals(1_001, damage.firstSequence());
        assertEquals(COVERED, damage.lastSequence());
        assertThrows(EvidenceDamage.class, () -> Tape.chain(copy));
    }

    @Test
    void shouldFindByAWitnessThatJournalAndChainWereRewrittenTogether() {
        ChainHead kept = Tape.chain(journal);
        Tape tampered = TAPE.copy();
        tamper(tampered.commands(), 300, 0, new Random(1));
        Path copy = directory.resolve("rewritten").resolve("journal");
        tampered.writeTo(copy, 0, 64);
        Tape.chain(copy);

        assertEquals(COUNT, Tape.verify(copy, List.of()).lastSequence());
        EvidenceDamage damage = assertThrows(EvidenceDamage.class, () -> Tape.verify(copy, List.of(kept)));

        assertEquals(kept.sequence(), damage.lastSequence());
    }

    @Test
    void shouldRefuseAWitnessThatIsAheadOfTheJournalOrBetweenTwoLinks() {
        String hash = "0f".repeat(32);

        assertThrows(EvidenceDamage.class, () -> witness("256000:" + hash));
        assertThrows(EvidenceDamage.class, () -> witness("300:" + hash));
        assertThrows(EvidenceDamage.class, () -> witness("0:" + hash));
        assertEquals(1, witness("0:" + ChainHead.of(0, ChainFile.genesis(256)).hash()).witnesses());
    }

    @Test
    void shouldNameTheCommandWhoseRecordedEventsDiffer() {
        Tape tampered = TAPE.copy();
        tamper(tampered.commands(), 1_499, 0, new Random(2));
        Path copy = directory.resolve("other").resolve("journal");
        tampered.writeTo(copy, 0, 64);

        EvidenceDamage damage = assertThrows(EvidenceDamage.class, () -> {
            try (Verification verification = Verification.open(
                    copy, directory.resolve(Verification.EVENT_LOG), List.of())) {
                verification.complete(Tape.replay(copy, verification));
            }
        });

        assertEquals(1_500, damage.firstSequence());
        assertTrue(damage.file().startsWith(directory.resolve(Verification.EVENT_LOG)), damage.getMessage());
    }

    private VerificationReport witness(String head) {
        return Tape.verify(journal, List.of(ChainHead.parse(head)));
    }

    /** The command at this index is the first that is not as it was. */
    private static String tamper(List<Command> commands, int index, int kind, Random random) {
        Command command = commands.get(index);
        switch (kind) {
            case 0 -> commands.set(index, withOtherByte(command, random));
            case 1 -> commands.remove(index);
            case 2 -> commands.add(index, withOtherByte(command, random));
            case 3 -> commands.set(index, withOtherTime(commands, index));
            default -> swap(commands, index, random);
        }
        return "kind " + kind + " at " + (index + 1);
    }

    /** The correlation id, which changes nothing of what the engine does. */
    private static Command withOtherByte(Command command, Random random) {
        byte[] bytes = command.bytes().clone();
        bytes[random.nextInt(8)] ^= (byte) (1 << random.nextInt(8));
        return new Command(command.timeNs(), bytes);
    }

    /** One nanosecond later, and those behind it that have the same time, so that time does not run backwards. */
    private static Command withOtherTime(List<Command> commands, int index) {
        Command command = commands.get(index);
        long later = command.timeNs() + 1;
        for (int i = index + 1; i < commands.size() && commands.get(i).timeNs() < later; i++) {
            commands.set(i, new Command(later, commands.get(i).bytes()));
        }
        return new Command(later, command.bytes());
    }

    /** With the next one, their times staying in place; a command equal to its neighbour is changed instead. */
    private static void swap(List<Command> commands, int index, Random random) {
        Command first = commands.get(index);
        Command second = commands.get(index + 1);
        commands.set(index, new Command(first.timeNs(), second.bytes()));
        commands.set(index + 1, new Command(second.timeNs(), first.bytes()));
        if (Arrays.equals(first.bytes(), second.bytes())) {
            commands.set(index, withOtherByte(first, random));
        }
    }
}
