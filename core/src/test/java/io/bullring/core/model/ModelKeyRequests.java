package io.bullring.core.model;

import static io.bullring.core.model.Refusal.unless;

import io.bullring.core.event.EventSink;
import io.bullring.protocol.RejectReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was done at the request of each account, and for newcomers: RULES.md section 2. */
final class ModelKeyRequests {
    /** Whoever asks for an account has none. */
    static final int NEWCOMERS = 0;

    private static final int REQUESTS = 1_024;
    private static final long LIFE_NS = 86_400_000_000_000L;

    private record Done(String idempotencyKey, long doneNs, int agentId, int accountId) {}

    private final Map<Integer, List<Done>> byAccount = new HashMap<>();
    private final EventSink sink;

    ModelKeyRequests(EventSink sink) {
        this.sink = sink;
    }

    /** Refuses what is no idempotency key; null is none, and well. So for the others. */
    static void wellFormed(String idempotencyKey) {
        unless(idempotencyKey == null || idempotencyKey.matches("[!-~]{1,64}"), RejectReason.VALUE_OUT_OF_RANGE);
    }

    /** Whether it was done before; if so, that is said. */
    boolean isRepeated(int accountId, String idempotencyKey, long nowNs) {
        if (idempotencyKey == null) {
            return false;
        }
        List<Done> all = byAccount.getOrDefault(accountId, List.of());
        for (Done done : all.subList(Math.max(0, all.size() - REQUESTS), all.size())) {
            if (done.idempotencyKey.equals(idempotencyKey) && nowNs - done.doneNs < LIFE_NS) {
                sink.alreadyDone(done.agentId, done.accountId, done.doneNs);
                return true;
            }
        }
        return false;
    }

    /** @param asking the account that asked, or {@link #NEWCOMERS} */
    void done(int asking, String idempotencyKey, long nowNs, int agentId, int accountId) {
        if (idempotencyKey != null) {
            byAccount
                    .computeIfAbsent(asking, id -> new ArrayList<>())
                    .add(new Done(idempotencyKey, nowNs, agentId, accountId));
        }
    }
}
