package io.bullring.journal.skip;

import io.bullring.core.engine.EngineHost;
import io.bullring.core.pipeline.VenueClock;
import io.bullring.core.port.CommandLog;
import io.bullring.journal.JournalConfig;
import io.bullring.journal.JournalDamage;
import io.bullring.journal.JournalLock;
import io.bullring.journal.JournalReader;
import io.bullring.journal.JournalWriter;
import io.bullring.journal.Recovery;
import io.bullring.journal.ReplayFault;
import io.bullring.journal.evidence.ChainCopy;
import io.bullring.journal.evidence.ChainHead;
import io.bullring.journal.evidence.Verification;
import io.bullring.protocol.CommandEnvelopeEncoder;
import io.bullring.protocol.MessageHeaderEncoder;
import io.bullring.protocol.SkipCommandEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Has a command skipped at which the engine halts. The journal keeps the command; a SkipCommand behind the last one says that every
 * replay passes over it, why, and who decided so.
 *
 * <p>A skip changes what a journal means, so it is only for a command whose effect nobody has seen:
 *
 * <ul>
 *   <li>the engine halts at it, in a replay of our own;
 *   <li>what stands behind it is of its own batch, or skips another one: an engine that got past it would have gone on;
 *   <li>neither the hash chain nor the event log, which follow the engine, has got as far as it.
 * </ul>
 *
 * Holds the journal's lock from the first look to the last byte.
 */
public final class SkipDesk {
    /** Longest text, in bytes of UTF-8. */
    public static final int MAX_TEXT_BYTES = 1_000;

    private static final int MAX_COMMAND_BYTES = 4_096;

    private final Path directory;
    private final Path eventLog;

    /** @param directory the journal's; the event log is beside it */
    public SkipDesk(Path directory) {
        this.directory = directory;
        eventLog = directory.toAbsolutePath().normalize().resolveSibling(Verification.EVENT_LOG);
    }

    /**
     * Skips a command. Returns the sequence of the SkipCommand.
     *
     * @param why the operator's reason
     * @param by who decided it
     * @throws SkipRefused when it must not be skipped
     * @throws io.bullring.journal.JournalInUse when the venue is running
     * @throws io.bullring.journal.JournalDamage when the journal is damaged
     */
    public long skip(long sequence, String why, String by) throws SkipRefused {
        byte[] whyText = text("why", why);
        byte[] byText = text("by", by);
        try (JournalLock lock = JournalLock.acquire(directory)) {
            checkHalts(sequence);
            checkNobodyWasAnswered(sequence);
            Tail end = checkTail(sequence);
            append(lock, end, sequence, whyText, byText);
            return end.lastSequence() + 1;
        }
    }

    private static byte[] text(String name, String text) throws SkipRefused {
        byte[] bytes = text.strip().getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0 || bytes.length > MAX_TEXT_BYTES) {
            throw new SkipRefused("Say " + name + ", in 1 to " + MAX_TEXT_BYTES + " bytes, not " + bytes.length + ".");
        }
        return bytes;
    }

    private void checkHalts(long sequence) throws SkipRefused {
        long skipSequence = Recovery.skips(directory).skipSequence(sequence);
        if (skipSequence != 0) {
            throw new SkipRefused("Command " + sequence + " is skipped already, by command " + skipSequence + ".");
        }
        EngineHost host = new EngineHost((s, timeNs, source, id, events, offset, length, answerOffset) -> {});
        try {
            Recovery.replay(directory, host);
        } catch (ReplayFault fault) {
            if (fault.sequence() != sequence) {
                throw new SkipRefused(
                        "The engine does not halt at command " + sequence + ", but at command " + fault.sequence()
                                + ".",
                        fault);
            }
            return;
        }
        throw new SkipRefused(
                "The engine halts at no command of this journal, which ends with command " + host.lastSequence() + ".");
    }

    private void checkNobodyWasAnswered(long sequence) throws SkipRefused {
        long inChain = ChainCopy.head(directory).map(ChainHead::sequence).orElse(0L);
        long inEventLog = endOfEventLog(sequence);
        if (Math.max(inChain, inEventLog) >= sequence) {
            throw new SkipRefused(
                    "Command " + sequence + " was answered by another version: the "
                            + (inEventLog >= sequence ? "event log has what it caused."
                                    : "hash chain goes on behind it.")
                            + " Only a version that gets past it can go on.");
        }
    }

    private long endOfEventLog(long sequence) throws SkipRefused {
        try {
            return JournalReader.soundEndOf(eventLog);
        } catch (JournalDamage damage) {
            throw new SkipRefused(
                    "Nobody can tell whether command " + sequence
                            + " was answered by another version, for the event log is"
                            + " damaged: " + damage.getMessage() + ". See 'The event log' in docs/JOURNAL.md",
                    damage);
        }
    }

    /** Returns where the journal ends. */
    private Tail checkTail(long sequence) throws SkipRefused {
        Tail tail = Tail.read(directory, sequence);
        if (tail.takenLater() != 0) {
            throw new SkipRefused(
                    "Command " + tail.takenLater() + " was taken later, so command " + sequence
                            + " was answered by another version. Only a version that gets past it can go on.");
        }
        return tail;
    }

    private static void append(JournalLock lock, Tail end, long sequence, byte[] why, byte[] by) {
        UnsafeBuffer command = new UnsafeBuffer(new byte[MAX_COMMAND_BYTES]);
        new CommandEnvelopeEncoder().wrap(command, 0).correlationId(0).source(0).agentId(0);
        SkipCommandEncoder skip = new SkipCommandEncoder()
                .wrapAndApplyHeader(command, CommandEnvelopeEncoder.ENCODED_LENGTH, new MessageHeaderEncoder())
                .skippedSequence(sequence)
                .putWhy(why, 0, why.length)
                .putBy(by, 0, by.length);
        int length = CommandEnvelopeEncoder.ENCODED_LENGTH + MessageHeaderEncoder.ENCODED_LENGTH + skip.encodedLength();
        JournalConfig config =
                JournalConfig.defaults().with(JournalWriter.durabilityOf(lock.directory()).orElseThrow());
        try (CommandLog log = JournalWriter.open(lock, config, end.lastSequence())) {
            log.begin(end.lastSequence() + 1, new VenueClock(end.lastTimeNs()).nowNs());
            log.add(command, 0, length);
            log.commit();
        }
    }
}
