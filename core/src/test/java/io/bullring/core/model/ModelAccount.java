package io.bullring.core.model;

import io.bullring.core.account.RiskProfile;

/** An account: what is known of it, and what stops its agents. */
public final class ModelAccount {
    final int id;
    final byte[] secretHash;
    byte[] displayName;
    RiskProfile riskProfile = RiskProfile.NONE;
    byte[] riskConfig = {};
    boolean suspended;
    boolean killed;

    ModelAccount(int id, byte[] displayName, byte[] secretHash) {
        this.id = id;
        this.displayName = displayName;
        this.secretHash = secretHash;
    }

    /** Of its texts together, in UTF-8; the hash of its secret is one. */
    int textBytes() {
        return displayName.length + secretHash.length + riskConfig.length;
    }

    public boolean isSuspended() {
        return suspended;
    }

    /** Whether the account's own kill switch is engaged. */
    public boolean isKilled() {
        return killed;
    }
}
