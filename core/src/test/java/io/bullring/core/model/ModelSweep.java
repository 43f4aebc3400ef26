package io.bullring.core.model;

/** What is to be done with the orders of all agents of an account, or of the venue, agent by agent. */
final class ModelSweep {
    final boolean cancels;

    /** Null: the venue. */
    final ModelAccount account;

    int lastAgentId;

    ModelSweep(boolean cancels, ModelAccount account) {
        this.cancels = cancels;
        this.account = account;
    }
}
