package io.bullring.journal.evidence;

import io.bullring.core.engine.EngineHost;
import io.bullring.core.port.CommandListener;
import io.bullring.core.port.EventListener;
import io.bullring.journal.JournalReader;
import io.bullring.journal.Recovery;
import io.bullring.journal.ReplayFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import org.agrona.DirectBuffer;

/**
 * Compares a journal with what was said of it: with its chain, with heads of the chain that others kept, with its event
 * log. It listens to a replay from the first command; writes nothing, takes no lock, and may run beside a venue. Whatever
 * differs is {@link EvidenceDamage}. Not thread-safe.
 *
 * <pre>
 *   journal ──► EngineHost ──► commands and events ──► LinkBuilder ──► links ──┬─ equal to those of the file?
 *                                        │                                     └─ equal to those of the witnesses?
 *                                        └──► equal to the records of the event log?
 * </pre>
 */
public final class Verification implements EventListener, AutoCloseable {
    /** Directory of the event log, beside the journal's. */
    public static final String EVENT_LOG = "events";

    private final Path journal;
    private final ChainFile file;
    private final EventLogComparison eventLog;
    private final Queue<ChainHead> witnesses;
    private final int witnessCount;
    private final int interval;
    private final LinkBuilder builder;
    private ChainHead computed;
    private long compared;
    private long confirmedSequence;

    private Verification(Path journal, ChainFile file, EventLogComparison eventLog, List<ChainHead> witnesses) {
        this.journal = journal;
        this.file = file;
        this.eventLog = eventLog;
        this.witnesses = new ArrayDeque<>(
                witnesses.stream().sorted(Comparator.comparingLong(ChainHead::sequence)).toList());
        witnessCount = witnesses.size();
        interval = file == null ? ChainLayout.INTERVAL : file.interval();
        builder = new LinkBuilder(interval, this::onLink);
    }

    /**
     * Begins a verification. What is missing, the chain or the event log, is not compared.
     *
     * @param journal the journal's directory, which has the chain; the event log is beside it
     * @param witnesses heads of the chain that were kept outside
     * @throws EvidenceDamage when the chain's file is none
     */
    public static Verification open(Path journal, List<ChainHead> witnesses) {
        return open(journal, journal.resolveSibling(EVENT_LOG), witnesses);
    }

    /** The same with an event log somewhere else. */
    public static Verification open(Path journal, Path events, List<ChainHead> witnesses) {
        ChainFile file = ChainFile.existsIn(journal) ? ChainFile.openToRead(journal) : null;
        EventLogComparison eventLog = Files.isDirectory(events) ? new EventLogComparison(events) : null;
        Verification verification = new Verification(journal, file, eventLog, witnesses);
        verification.start();
        return verification;
    }

    /**
     * Gives a host, whose listener hears this verification, the commands that a reader finds.
     *
     * @return its listener throws {@link EvidenceDamage} where something differs, and where the engine halts at a command that was
     *     executed once: then it was changed, or what executed it was another program
     */
    public CommandListener into(EngineHost host, JournalReader reader) {
        CommandListener engine = Recovery.into(host, reader);
        return (sequence, timeNs, command, offset, length) -> {
            try {
                engine.onCommand(sequence, timeNs, command, offset, length);
            } catch (ReplayFault halt) {
                if (!wasExecuted(sequence)) {
                    throw halt;
                }
                throw new EvidenceDamage(
                        journal,
                        computed.sequence() + 1,
                        sequence,
                        "the engine halts at the last of them, which was executed once, " + halt.getCause()
                                + ": one of them was changed, or another version executed it. It is not one to skip",
                        halt);
            }
        };
    }

    private boolean wasExecuted(long sequence) {
        boolean isInChain = file != null && file.lastSequence() >= sequence;
        boolean isWitnessed = witnesses.stream().anyMatch(witness -> witness.sequence() >= sequence);
        return isInChain || isWitnessed || eventLog != null && eventLog.goesOn();
    }

    private void start() {
        byte[] genesis = ChainFile.genesis(interval);
        computed = ChainHead.of(0, genesis);
        builder.startBehind(0, genesis);
        checkWitnesses();
    }

    @Override
    public void onCommand(long sequence, long timeNs, DirectBuffer command, int offset, int length) {
        builder.onCommand(sequence, timeNs, command, offset, length);
        if (eventLog != null) {
            eventLog.onCommand(sequence, timeNs, command, offset, length);
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
        builder.onEvents(sequence, timeNs, source, correlationId, events, offset, length, answerOffset);
        if (eventLog != null) {
            eventLog.onEvents(sequence, timeNs, source, correlationId, events, offset, length, answerOffset);
        }
    }

    private void onLink(long sequence, long timeNs, byte[] hash) {
        computed = ChainHead.of(sequence, hash);
        if (file != null && sequence <= file.lastSequence()) {
            compare(sequence, timeNs, hash);
        }
        checkWitnesses();
    }

    private void compare(long sequence, long timeNs, byte[] hash) {
        long number = sequence / interval;
        file.moveTo(number);
        if (timeNs != file.timeNs() || !Arrays.equals(hash, file.hash())) {
            throw file.damage(number, "a command, its time or its events in " + journal
                    + " are not what they were when this link was written, or the link was changed"
                    + EvidenceDamage.OR_ANOTHER_BUILD);
        }
        compared++;
    }

    /** Those that are behind the computed head have to wait. */
    private void checkWitnesses() {
        while (!witnesses.isEmpty() && witnesses.element().sequence() <= computed.sequence()) {
            ChainHead witness = witnesses.remove();
            if (!witness.equals(computed)) {
                throw new EvidenceDamage(
                        journal,
                        Math.min(confirmedSequence + 1, witness.sequence()),
                        witness.sequence(),
                        "the witness " + witness + " is no link of this journal's chain; "
                                + computed + " is, and heads have sequences that are multiples of " + interval);
            }
            confirmedSequence = witness.sequence();
        }
    }

    /**
     * Ends the verification, once all of the journal was heard.
     *
     * @param lastSequence the journal's last command
     * @throws EvidenceDamage when chain, event log or witnesses know of more commands than there are
     */
    public VerificationReport complete(long lastSequence) {
        if (file != null && file.lastSequence() > lastSequence) {
            throw new EvidenceDamage(file.path(), lastSequence + 1, file.lastSequence(),
                    "the chain has seen them, the journal does not have them");
        }
        if (!witnesses.isEmpty()) {
            ChainHead witness = witnesses.remove();
            throw new EvidenceDamage(journal, lastSequence + 1, witness.sequence(),
                    "the witness " + witness + " has seen them, the journal does not have them");
        }
        long eventLogSequence = eventLog == null ? 0 : eventLog.complete(lastSequence);
        long torn = file == null ? 0 : file.tornBytes();
        return new VerificationReport(
                lastSequence, file != null, compared, computed, torn, witnessCount, eventLogSequence);
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
        if (eventLog != null) {
            eventLog.close();
        }
    }
}
