package io.bullring.core.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** The last placements with a client order id, newest first: at most 1,024, at most 24 hours old. */
final class ModelMemory {
    private static final int PLACEMENTS = 1_024;
    private static final long LIFE_NS = 86_400_000_000_000L;

    /** One placement: its id, when it was answered, and the first event of the answer with its messageHeader. */
    record Placement(String clientOrderId, long answeredNs, byte[] answer) {}

    private final Deque<Placement> placements = new ArrayDeque<>();

    void remember(String clientOrderId, long nowNs, byte[] answer) {
        placements.addFirst(new Placement(clientOrderId, nowNs, answer));
        if (placements.size() > PLACEMENTS) {
            placements.removeLast();
        }
    }

    /** The newest placement with this id that is not forgotten; null when there is none. */
    Placement recall(String clientOrderId, long nowNs) {
        for (Iterator<Placement> newestFirst = placements.iterator(); newestFirst.hasNext();) {
            Placement placement = newestFirst.next();
            if (placement.answeredNs + LIFE_NS <= nowNs) {
                return null;
            }
            if (placement.clientOrderId.equals(clientOrderId)) {
                return placement;
            }
        }
        return null;
    }
}
