package io.bullring.core.engine;

import io.bullring.core.port.EventListener;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.agrona.DirectBuffer;

/** SHA-256 of everything that a host says, to the last byte: sequence, time, addressee, where the answer begins, events. */
public final class EventDigest implements EventListener {
    private final MessageDigest digest;
    private final ByteBuffer numbers = ByteBuffer.allocate(5 * Long.BYTES);
    private byte[] copy = new byte[0];

    public EventDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
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
        numbers.clear();
        numbers.putLong(sequence).putLong(timeNs).putLong(source).putLong(correlationId).putLong(answerOffset);
        digest.update(numbers.array());
        copy = copy.length < length ? new byte[length] : copy;
        events.getBytes(offset, copy, 0, length);
        digest.update(copy, 0, length);
    }

    /** The digest so far in hexadecimal digits; it begins anew. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
