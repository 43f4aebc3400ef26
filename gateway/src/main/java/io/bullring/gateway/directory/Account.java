package io.bullring.gateway.directory;

/**
 * An account as it is now. Immutable.
 *
 * @param accountId the engine's counter
 * @param defaultAgentId the agent that an account's own key and log-in act on
 * @param displayName as its owner wrote it
 * @param keyPreview first 12 characters of the account key
 * @param secretHash slow hash of the account secret, with its salt and parameters; never shown
 * @param createdNs nanoseconds since 1970, UTC
 */
public record Account(
        int accountId,
        int defaultAgentId,
        String displayName,
        String keyPreview,
        String secretHash,
        long createdNs) {

    /** Without the hash: a record that is printed by chance must not give it away. */
    @Override
    public String toString() {
        return "Account[" + accountId + ", " + keyPreview + "...]";
    }
}
