package io.bullring.journal.skip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bullring.core.engine.EngineHost;
import io.bullring.core.engine.StateHash;
import io.bullring.core.port.EventListener;
import io.bullring.journal.Durability;
import io.bullring.journal.EventLog;
import io.bullring.journal.JournalFiles;
import io.bullring.journal.JournalInUse;
import io.bullring.journal.JournalLock;
import io.bullring.journal.JournalReader;
import io.bullring.journal.Recovery;
import io.bullring.journal.ReplayFault;
import io.bullring.journal.evidence.HashChain;
import io.bullring.journal.evidence.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which commands may be skipped, which may not, and what a replay makes of it. */
class SkipDeskTest {
    private static final String WHY = "an unknown template, reported";
    private static final String BY = "Ada";

    @TempDir
    Path home;

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldGetPastACommandThatHaltsTheEngine(Durability durability) throws SkipRefused {
        PoisonedJournal journal = journal(durability).batch("time", "poison", "account");
        ReplayFault fault = assertThrows(ReplayFault.class, () -> replay(new ArrayList<>()));
        assertEquals(5, fault.sequence());
        assertThat(fault)
                .hasMessageContaining("halted at command 5, in " + JournalFiles.list(directory()).getFirst())
                .hasMessageContaining("unknown command template 99")
                .hasMessageContaining("bullring journal skip " + directory() + " 5 --why TEXT --by NAME");

        assertEquals(7, desk().skip(5, WHY, BY));

        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        assertEquals(replay(first), replay(second));
        assertEquals(first, second);
        assertThat(first).hasSize(7);
        assertEquals(first.get(4).substring(2), first.get(6).substring(2), "the same event in both places");
        journal.batch("account");
        replay(second);
        assertEquals(8, JournalReader.lastSequenceIn(directory()));
    }

    @Test
    void shouldLeaveTheStateAsItIsWithoutTheCommand() throws SkipRefused {
        PoisonedJournal journal = journal(Durability.PROCESS_CRASH);
        String before = replay(new ArrayList<>());
        journal.batch("poison");

        desk().skip(4, WHY, BY);

        assertEquals(before, replay(new ArrayList<>()));
    }

    @Test
    void shouldSkipTwoCommandsOfOneBatchOneAfterTheOther() throws SkipRefused {
        journal(Durability.PROCESS_CRASH).batch("poison", "account", "poison", "time");

        assertRefused("does not halt at command 6, but at command 4", 6);
        assertEquals(8, desk().skip(4, WHY, BY));
        assertRefused("Command 4 is skipped already, by command 8", 4);
        assertEquals(9, desk().skip(6, WHY, BY));

        List<String> heard = new ArrayList<>();
        replay(heard);
        assertThat(heard).hasSize(9);
    }

    @Test
    void shouldRefuseHealthyCommandsAndCommandsThatAreNotThere() throws SkipRefused {
        PoisonedJournal journal = journal(Durability.PROCESS_CRASH);
        for (long sequence : List.of(0L, 1L, 3L, 4L)) {
            assertRefused("halts at no command of this journal, which ends with command 3", sequence);
        }
        journal.batch("poison");
        assertRefused("does not halt at command 3, but at command 4", 3);
        assertRefused("does not halt at command 5, but at command 4", 5);

        desk().skip(4, WHY, BY);

        assertRefused("Command 4 is skipped already, by command 5", 4);
        assertRefused("halts at no command", 5);
        assertEquals(5, JournalReader.lastSequenceIn(directory()));
    }

    @Test
    void shouldRefuseWhatAnotherVersionHasAnswered() {
        journal(Durability.PROCESS_CRASH).batch("poison").batch("account");

        assertRefused("Command 5 was taken later", 4);
    }

    @Test
    void shouldRefuseWhatTheEventLogSaysWasAnswered() {
        PoisonedJournal journal = journal(Durability.PROCESS_CRASH);
        try (EventLog events = EventLog.open(home.resolve(Verification.EVENT_LOG))) {
            Recovery.replay(directory(), new EngineHost(events));
            journal.batch("poison");
            hear(events, 4);
            events.onBatchEnd();
        }

        assertRefused("the event log has what it caused", 4);
    }

    @Test
    void shouldRefuseWhatADamagedEventLogCannotTell() throws IOException {
        PoisonedJournal journal = journal(Durability.PROCESS_CRASH);
        Path events = home.resolve(Verification.EVENT_LOG);
        try (EventLog log = EventLog.open(events)) {
            Recovery.replay(directory(), new EngineHost(log));
            journal.batch("poison");
        }
        byte[] nonsense = new byte[8_192];
        Arrays.fill(nonsense, (byte) 'x');
        Files.write(events.resolve("29990101L.cq4"), nonsense);

        assertRefused("for the event log is damaged: ", 4);
    }

    @Test
    void shouldRefuseWhatTheChainSaysWasAnswered() {
        PoisonedJournal journal = journal(Durability.PROCESS_CRASH).batch(times(252));
        try (HashChain chain = HashChain.open(directory())) {
            Recovery.replay(directory(), new EngineHost(chain));
            journal.batch("poison");
            hear(chain, 256);
        }

        assertRefused("the hash chain goes on behind it", 256);
    }

    /** What an engine would say that knows the command. */
    private static void hear(EventListener evidence, long sequence) {
        UnsafeBuffer bytes = new UnsafeBuffer(new byte[24]);
        evidence.onCommand(sequence, Long.MAX_VALUE, bytes, 0, bytes.capacity());
        evidence.onEvents(sequence, Long.MAX_VALUE, 0, 0, bytes, 0, 0, 0);
    }

    @Test
    void shouldRefuseAnEmptyOrAnEndlessReason() throws SkipRefused {
        journal(Durability.PROCESS_CRASH).batch("poison");

        assertThat(assertThrows(SkipRefused.class, () -> desk().skip(4, "  ", BY))).hasMessageStartingWith("Say why");
        assertThat(assertThrows(SkipRefused.class, () -> desk().skip(4, WHY, "x".repeat(1_001))))
                .hasMessageContaining("not 1001");
        assertEquals(5, desk().skip(4, "x".repeat(1_000), "y".repeat(1_000)));
    }

    @Test
    void shouldNotWriteBesideAVenue() throws SkipRefused {
        journal(Durability.POWER_LOSS).batch("poison");
        try (JournalLock lock = JournalLock.acquire(directory())) {
            assertThrows(JournalInUse.class, () -> desk().skip(4, WHY, BY));
            assertThat(lock.directory()).isDirectory();
        }
        assertEquals(5, desk().skip(4, WHY, BY));
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldGiveAChainThatTheNextReplayConfirms(Durability durability) throws SkipRefused {
        PoisonedJournal journal = journal(durability);
        journal.batch(times(200)).batch("poison");
        desk().skip(204, WHY, BY);
        try (HashChain chain = HashChain.open(directory())) {
            Recovery.replay(directory(), new EngineHost(chain));
        }
        journal.batch(times(400));
        try (HashChain chain = HashChain.open(directory())) {
            Recovery.replay(directory(), new EngineHost(chain));
        }

        try (Verification verification = Verification.open(directory(), List.of())) {
            EngineHost host = new EngineHost(verification);
            Recovery.replay(directory(), host);
            assertEquals(2, verification.complete(host.lastSequence()).links());
        }
    }

    private PoisonedJournal journal(Durability durability) {
        return new PoisonedJournal(directory(), durability).begin();
    }

    private static String[] times(int count) {
        return Collections.nCopies(count, "time").toArray(String[]::new);
    }

    private Path directory() {
        return home.toAbsolutePath().resolve("journal");
    }

    private SkipDesk desk() {
        return new SkipDesk(directory());
    }

    private void assertRefused(String sentence, long sequence) {
        long last = JournalReader.lastSequenceIn(directory());
        assertThat(assertThrows(SkipRefused.class, () -> desk().skip(sequence, WHY, BY)))
                .hasMessageContaining(sentence);
        assertEquals(last, JournalReader.lastSequenceIn(directory()), "nothing was written");
    }

    /** Replays all of it. Returns the state, and adds what was heard of each command. */
    private String replay(List<String> heard) {
        heard.clear();
        EngineHost host = new EngineHost((sequence, timeNs, source, id, events, offset, length, answerOffset) -> heard
                .add(sequence + " " + hex(events, offset, length)));
        Recovery.replay(directory(), host);
        return StateHash.of(host.engine());
    }

    private static String hex(DirectBuffer buffer, int offset, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
