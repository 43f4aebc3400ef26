package io.bullring.core.model;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last placements with a client order id, newest first: at most 1,024, at most 24 hours old. */
final class ModelMemory {
    private static final int PLACEMENTS = 1_024;
    private static final long LIFE_NS = 86_400_000_000_000L;
    private static final long HOUR_NS = 3_600_000_000_000L;

    /** One placement: its id, when it was answered, and the first event of the answer with its messageHeader. */
    record Placement(String clientOrderId, long answeredNs, byte[] answer) {}

    private final Deque<Placement> placements = new ArrayDeque<>();
    private long newestNs;

    void remember(String clientOrderId, long nowNs, byte[] answer) {
        if (isFull()) {
            forgetOldest();
        }
        placements.addFirst(new Placement(clientOrderId, nowNs, answer));
        newestNs = nowNs;
    }

    /** The newest placement with this id that is not forgotten; null when there is none. */
    Placement recall(String clientOrderId, long nowNs) {
        placements.removeIf(placement -> placement.answeredNs + LIFE_NS <= nowNs);
        for (Placement placement : placements) {
            if (placement.clientOrderId.equals(clientOrderId)) {
                return placement;
            }
        }
        return null;
    }

    boolean isFull() {
        return placements.size() == PLACEMENTS;
    }

    void forgetOldest() {
        placements.removeLast();
    }

    void forgetAll() {
        placements.clear();
    }

    int size() {
        return placements.size();
    }

    /** Whether the last placement is of an hour that ended 24 hours ago, or before. */
    boolean isSilent(long nowNs) {
        return (newestNs / HOUR_NS + 1) * HOUR_NS + LIFE_NS <= nowNs;
    }
}
