package io.bullring.gateway.directory;

import io.bullring.core.account.RiskProfile;

/**
 * An account as it is now. Immutable.
 *
 * @param accountId the engine's counter
 * @param defaultAgentId the agent that an account's own key and log-in act on; it may be gone
 * @param displayName as its owner wrote it
 * @param keyPreview first 12 characters of the account key
 * @param secretHash slow hash of the account secret, with its salt and parameters; never shown
 * @param riskConfig the risk settings that its agents inherit, as their owner wrote them, JSON; null: none
 * @param riskProfile what the engine made of them
 * @param suspended whether nobody may trade for it
 * @param killed whether its kill switch is engaged
 * @param createdNs nanoseconds since 1970, UTC
 */
public record Account(
        int accountId,
        int defaultAgentId,
        String displayName,
        String keyPreview,
        String secretHash,
        String riskConfig,
        RiskProfile riskProfile,
        boolean suspended,
        boolean killed,
        long createdNs) {

    /** With another name and other settings. */
    Account with(String newName, String newRiskConfig, RiskProfile newRiskProfile) {
        return new Account(
                accountId,
                defaultAgentId,
                newName,
                keyPreview,
                secretHash,
                newRiskConfig,
                newRiskProfile,
                suspended,
                killed,
                createdNs);
    }

    /** Suspended or not, with its kill switch in this position. */
    Account with(boolean isSuspended, boolean isKilled) {
        return new Account(
                accountId,
                defaultAgentId,
                displayName,
                keyPreview,
                secretHash,
                riskConfig,
                riskProfile,
                isSuspended,
                isKilled,
                createdNs);
    }

    /** Without the hash: a record that is printed by chance must not give it away. */
    @Override
    public String toString() {
        return "Account[" + accountId + ", " + keyPreview + "...]";
    }
}
