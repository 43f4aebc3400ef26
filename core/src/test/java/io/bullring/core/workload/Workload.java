package io.bullring.core.workload;

import org.agrona.DirectBuffer;

/** An endless stream of commands with their times: the same from the same seed, on any machine. Not thread-safe. */
public interface Workload {
    /** Makes the next command, over the one before. */
    void next();

    /** Time of the command, nanoseconds since 1970; never runs backwards. */
    long timeNs();

    /** The agent in the command's envelope, 0: none. */
    int agentId();

    /** Envelope, messageHeader and message, from offset 0; the same buffer every time. */
    DirectBuffer buffer();

    /** Bytes of the command. */
    int length();

    /** Where in the command the messageHeader begins: what is offered to a {@code CommandGate}. */
    int messageOffset();
}
