package io.bullring.core.port;

import org.agrona.DirectBuffer;

/** Takes what each command caused. Called on the engine's thread, in sequence, live and during recovery. */
public interface EventListener {
    /**
     * The command itself, directly before what it caused: for those who keep both.
     *
     * @param command envelope, messageHeader and message; valid until the call of {@link #onEvents} that follows returns
     */
    default void onCommand(long sequence, long timeNs, DirectBuffer command, int offset, int length) {}

    /**
     * @param sequence of the command
     * @param timeNs of the command
     * @param source of the command's envelope
     * @param correlationId of the command's envelope
     * @param events events one after the other, each behind an EventHeader; only valid during the call
     * @param length 0 when nothing happened
     * @param answerOffset where in the buffer the command's own events begin; what stands before was due work
     */
    void onEvents(
            long sequence,
            long timeNs,
            int source,
            long correlationId,
            DirectBuffer events,
            int offset,
            int length,
            int answerOffset);

    /**
     * A command was taken from the gate, but the log failed before the engine could see it. There is no event, and no
     * sequence.
     *
     * @param certain true: nothing has happened, nor will; false: only the next start can tell whether it is in the log
     */
    default void onUnjournalled(int source, long correlationId, boolean certain) {}

    /** No further events for the moment: what was held back to be handed on together may go. */
    default void onBatchEnd() {}
}
