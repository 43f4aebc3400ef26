package io.bullring.core.port;

import org.agrona.DirectBuffer;

/** Where commands enter. Safe for any number of threads; never blocks. */
public interface CommandGate {
    /** Taken: the answer will come. */
    int TAKEN = 1;

    /** Not now: no room. Nothing was taken. */
    int PRESSURE = -1;

    /** Not any more: the venue has stopped. Nothing was taken. */
    int CLOSED = -2;

    /** Not any more: the log cannot be written. Nothing was taken. */
    int UNJOURNALLED = -3;

    /**
     * Offers a command; its bytes are copied before this returns. An answer comes for every command taken, unless the
     * venue ends first.
     *
     * @param source who waits for the answer: 0 nobody, otherwise a number that the reply side knows
     * @param correlationId comes back with the answer
     * @param agentId for whom the command acts, 0: none
     * @param message messageHeader and command
     * @return {@link #TAKEN}, {@link #PRESSURE}, {@link #CLOSED} or {@link #UNJOURNALLED}
     * @throws IllegalArgumentException when the message is longer than {@link #maxMessageBytes()}, or a SkipCommand
     * @throws IndexOutOfBoundsException when the message is not in its buffer
     */
    int offer(int source, long correlationId, int agentId, DirectBuffer message, int offset, int length);

    /**
     * The same for one who has more to offer at once: the engine need not hear of the command before {@link #wake}, and whoever leaves one
     * calls that before it waits for anything.
     */
    default int leave(
            int source, long correlationId, int agentId, DirectBuffer message, int offset, int length) {
        return offer(source, correlationId, agentId, message, offset, length);
    }

    /** What was left is worked off, if it is not already. Once for many commands: waking a thread costs more than executing one. */
    default void wake() {}

    /** Longest message that can be offered, in bytes. */
    int maxMessageBytes();
}
