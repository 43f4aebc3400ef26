package io.bullring.gateway.push;

import java.util.Arrays;

/** Which account an agent belongs to, or belonged to when it is gone: four bytes an agent. For one thread at a time. */
final class Owners {
    private int[] accountIds = new int[64];

    void put(int agentId, int accountId) {
        if (agentId >= accountIds.length) {
            accountIds = Arrays.copyOf(accountIds, Math.max(agentId + 1, accountIds.length * 2));
        }
        accountIds[agentId] = accountId;
    }

    /** 0: nobody's that we know of. */
    int of(int agentId) {
        return agentId < accountIds.length ? accountIds[agentId] : 0;
    }
}
