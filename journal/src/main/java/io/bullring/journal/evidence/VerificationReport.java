package io.bullring.journal.evidence;

/**
 * What a {@link Verification} has found to be in order.
 *
 * @param lastSequence last command of the journal
 * @param hasChain whether there was a chain to compare with
 * @param links links that were compared, each of which is as it was written
 * @param head the last complete link, computed from the journal
 * @param tornBytes bytes behind the chain's last link, left by a writer that ended
 * @param witnesses heads from outside that were found in the computed chain
 * @param eventLogSequence last command whose recorded events were compared; 0 without an event log
 */
public record VerificationReport(
        long lastSequence,
        boolean hasChain,
        long links,
        ChainHead head,
        long tornBytes,
        int witnesses,
        long eventLogSequence) {}
