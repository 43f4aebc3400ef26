package io.bullring.core.model;

import io.bullring.core.account.RiskProfile;

/** An account: what is known of it, and what stops its agents. */
public final class ModelAccount {
    final int id;
    byte[] displayName;
    RiskProfile riskProfile = RiskProfile.NONE;
    byte[] riskConfig = {};
    boolean suspended;
    boolean killed;

    ModelAccount(int id, byte[] displayName) {
        this.id = id;
        this.displayName = displayName;
    }

    public boolean isSuspended() {
        return suspended;
    }

    /** Whether the account's own kill switch is engaged. */
    public boolean isKilled() {
        return killed;
    }
}
