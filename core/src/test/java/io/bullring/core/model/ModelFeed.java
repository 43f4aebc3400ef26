package io.bullring.core.model;

/** Whether the prices of some instruments can be believed. A feed starts down. */
final class ModelFeed {
    final int id;
    boolean up;
    long lastMessageNs;

    /** How many of its sessions have ended. */
    int sessionsEnded;

    ModelFeed(int id) {
        this.id = id;
    }
}
