package io.bullring.journal.evidence;

import io.bullring.core.fault.Check;
import io.bullring.core.port.EventListener;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;
import org.agrona.DirectBuffer;

/**
 * The chain of a venue: takes commands and events behind the hot path, and appends a link for every interval. Links that
 * are there already, as after a restart, are compared instead; a difference is {@link EvidenceDamage}.
 *
 * <p>The replay that it is given begins with the first command, or behind a snapshot that is not newer than
 * {@link #checkpoint}: commands before the next link's are passed over then.
 *
 * <p>One thread hands it events; {@link #head} and {@link #checkpoint} are for any.
 */
public final class HashChain implements EventListener, AutoCloseable {
    private final ChainFile file;
    private final LinkBuilder links;
    private final boolean isNew;
    private final long droppedBytes;
    private volatile ChainHead head;

    private HashChain(ChainFile file, boolean isNew) {
        this.file = file;
        this.isNew = isNew;
        droppedBytes = file.tornBytes();
        links = new LinkBuilder(file.interval(), this::onLink);
        head = lastOf(file);
    }

    /**
     * Opens the chain of a journal, or begins one. Only for the holder of the journal's lock.
     *
     * @throws EvidenceDamage when the file is no chain
     */
    public static HashChain open(Path journal) {
        boolean isNew = !ChainFile.existsIn(journal);
        ChainFile file = ChainFile.openToWrite(journal);
        boolean opened = false;
        try {
            HashChain chain = new HashChain(file, isNew);
            opened = true;
            return chain;
        } finally {
            if (!opened) {
                file.close();
            }
        }
    }

    /** Sequence of the last complete link of a journal's chain, without writing; empty when there is no chain. */
    public static OptionalLong lastSequenceIn(Path journal) {
        if (!ChainFile.existsIn(journal)) {
            return OptionalLong.empty();
        }
        try (ChainFile file = ChainFile.openToRead(journal)) {
            return OptionalLong.of(file.lastSequence());
        }
    }

    private static ChainHead lastOf(ChainFile file) {
        if (file.links() == 0) {
            return ChainHead.of(0, file.genesis());
        }
        file.moveTo(file.links());
        return ChainHead.of(file.lastSequence(), file.hash());
    }

    @Override
    public void onCommand(long sequence, long timeNs, DirectBuffer command, int offset, int length) {
        if (!links.isStarted() && (sequence - 1) % file.interval() == 0) {
            startBehind(sequence - 1);
        }
        links.onCommand(sequence, timeNs, command, offset, length);
    }

    private void startBehind(long sequence) {
        Check.that(sequence <= file.lastSequence(), "chain: a replay that begins behind the chain's last link");
        if (sequence == 0) {
            links.startBehind(0, file.genesis());
        } else {
            file.moveTo(sequence / file.interval());
            links.startBehind(sequence, file.hash());
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
        if (links.isStarted()) {
            links.onEvents(sequence, timeNs, source, correlationId, events, offset, length, answerOffset);
        }
    }

    private void onLink(long sequence, long timeNs, byte[] hash) {
        if (sequence > file.lastSequence()) {
            file.append(sequence, timeNs, hash);
            head = ChainHead.of(sequence, hash);
            return;
        }
        long number = sequence / file.interval();
        file.moveTo(number);
        if (timeNs != file.timeNs() || !Arrays.equals(hash, file.hash())) {
            throw file.damage(number, "what the journal holds now gives another link of the chain than it did then"
                    + EvidenceDamage.OR_ANOTHER_BUILD);
        }
    }

    /**
     * Says whether the chain ends with the journal, whose last command this is.
     *
     * @throws EvidenceDamage when the journal lacks commands that the chain has seen
     */
    public void checkEnd(long lastSequence) {
        if (checkpoint() > lastSequence) {
            throw new EvidenceDamage(
                    file.path(), lastSequence + 1, checkpoint(),
                    "the chain has seen them, the journal does not have them");
        }
    }

    /** The last complete link. For any thread. */
    public ChainHead head() {
        return head;
    }

    /** Sequence of the last complete link on disk: a replay must begin there or before. For any thread. */
    public long checkpoint() {
        return head.sequence();
    }

    /** Whether there was no file: with commands in the journal, the chain is rebuilt. */
    public boolean isNew() {
        return isNew;
    }

    /** Bytes behind the last sound link that were dropped when the chain was opened. */
    public long droppedBytes() {
        return droppedBytes;
    }

    /** Where it lies. */
    public Path path() {
        return file.path();
    }

    @Override
    public void close() {
        file.close();
    }
}
