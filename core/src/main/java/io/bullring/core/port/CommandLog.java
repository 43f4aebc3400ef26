package io.bullring.core.port;

import org.agrona.DirectBuffer;

/**
 * Where commands are written before the engine sees them: batch by batch, all commands of one batch with one time.
 * One thread writes. A disk that fails is an {@link io.bullring.core.fault.JournalFault}; after one the log takes no
 * further batch.
 */
public interface CommandLog extends AutoCloseable {
    /** Begins a batch whose first command has this sequence; the following ones count up by one. */
    void begin(long firstSequence, long timeNs);

    /**
     * Adds a command (envelope, messageHeader, message) to the batch. Returns false, changing nothing, when the batch
     * is full; an empty batch takes any command.
     */
    boolean add(DirectBuffer command, int offset, int length);

    /** Makes the batch permanent, as far as the log's durability promises. */
    void commit();

    @Override
    void close();
}
