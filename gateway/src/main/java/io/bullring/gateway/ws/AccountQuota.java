package io.bullring.gateway.ws;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How many connections each account has, on all event loops together. For any thread. */
public final class AccountQuota {
    private final int most;
    private final ConcurrentMap<Integer, Integer> connections = new ConcurrentHashMap<>();

    public AccountQuota(SocketConfig config) {
        this.most = config.maxConnectionsPerAccount();
    }

    /** Counts one more; false, changing nothing, when the account has as many as it may. */
    boolean enter(int accountId) {
        boolean[] entered = new boolean[1];
        connections.compute(accountId, (id, count) -> {
            int now = count == null ? 0 : count;
            entered[0] = now < most;
            return entered[0] ? Integer.valueOf(now + 1) : count;
        });
        return entered[0];
    }

    /** Connections of all accounts together. */
    public int connections() {
        return connections.values().stream().mapToInt(Integer::intValue).sum();
    }

    void leave(int accountId) {
        connections.compute(accountId, (id, count) -> count == null || count == 1 ? null : count - 1);
    }
}
