package io.bullring.journal.audit;

import java.util.List;

/**
 * A command as the journal has it, read for people, and what it caused where that was asked for.
 *
 * @param source who waited for the answer: 0 nobody, otherwise an event loop of the gateway
 * @param correlationId chosen by the source
 * @param agentId the agent that acts or is acted upon, 0: none
 * @param events what it caused, in order; empty when nothing was, or when nobody asked
 */
public record CommandRecord(
        long sequence,
        long timeNs,
        int source,
        long correlationId,
        int agentId,
        Message message,
        List<Event> events) {

    /**
     * @param isDue whether it had become due before and was done at the head of this command
     */
    public record Event(boolean isDue, Message message) {}
}
