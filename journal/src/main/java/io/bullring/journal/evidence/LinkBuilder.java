package io.bullring.journal.evidence;

import io.bullring.core.fault.Check;
import io.bullring.core.port.EventListener;
import io.bullring.protocol.ChainEntryEncoder;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Computes the links of a chain from the commands and their events. How these were batched does not matter.
 *
 * <pre>
 *   link n = SHA-256( link n-1 │ ChainEntry │ command │ events │ ChainEntry │ command │ events │ … )
 *                                └────── one command ───────┘
 * </pre>
 *
 * Not thread-safe. Allocates nothing after construction but what the digest needs for one link.
 */
final class LinkBuilder implements EventListener {
    private static final int CHUNK_BYTES = 16 << 10;

    /** Takes a link that is complete. */
    @FunctionalInterface
    interface LinkListener {
        /** @param hash only valid during the call */
        void onLink(long sequence, long timeNs, byte[] hash);
    }

    private final int interval;
    private final LinkListener listener;
    private final MessageDigest digest = sha256();
    private final byte[] hash = new byte[ChainLayout.HASH_BYTES];
    private final byte[] entryBytes = new byte[ChainLayout.ENTRY_BYTES];
    private final ChainEntryEncoder entry = new ChainEntryEncoder().wrap(new UnsafeBuffer(entryBytes), 0);
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private long sequenceDue;
    private DirectBuffer command;
    private int commandOffset;
    private int commandLength;

    LinkBuilder(int interval, LinkListener listener) {
        this.interval = interval;
        this.listener = listener;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** Goes on behind this link, or behind the one before the first, whose sequence is 0. */
    void startBehind(long sequence, byte[] link) {
        digest.reset();
        digest.update(link);
        sequenceDue = sequence + 1;
    }

    boolean isStarted() {
        return sequenceDue > 0;
    }

    @Override
    public void onCommand(long sequence, long timeNs, DirectBuffer bytes, int offset, int length) {
        command = bytes;
        commandOffset = offset;
        commandLength = length;
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
        Check.that(sequence == sequenceDue && command != null,
                "chain: a command out of sequence, or without its bytes");

        entry.sequence(sequence).timeNs(timeNs).commandBytes(commandLength).eventsBytes(length);
        digest.update(entryBytes);
        update(command, commandOffset, commandLength);
        update(events, offset, length);
        command = null;
        sequenceDue++;
        if (sequence % interval == 0) {
            complete(sequence, timeNs);
        }
    }

    private void update(DirectBuffer bytes, int offset, int length) {
        int done = 0;
        while (done < length) {
            int part = Math.min(length - done, CHUNK_BYTES);
            bytes.getBytes(offset + done, chunk, 0, part);
            digest.update(chunk, 0, part);
            done += part;
        }
    }

    private void complete(long sequence, long timeNs) {
        try {
            digest.digest(hash, 0, hash.length);
        } catch (DigestException e) {
            throw new AssertionError("SHA-256 has 32 bytes", e);
        }
        digest.update(hash);
        listener.onLink(sequence, timeNs, hash);
    }
}
