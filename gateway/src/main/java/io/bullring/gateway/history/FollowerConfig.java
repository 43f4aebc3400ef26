package io.bullring.gateway.history;

import org.agrona.BitUtil;

/**
 * @param ringBytes room between the engine thread and the follower, a power of two; a command's events may take an
 *     eighth of it
 * @param maxWaiters readers that may wait for the follower at the same time
 * @param gatherNs how long commands gather while others come: from the beginning of one batch to that of the next, unless a reader
 *     waits; 0: not at all
 * @param storeNs how long what was taken waits to be stored together with what comes after it, unless somebody reads; 0: not at all
 */
public record FollowerConfig(int ringBytes, int maxWaiters, long gatherNs, long storeNs) {
    public FollowerConfig {
        if (!BitUtil.isPowerOfTwo(ringBytes) || maxWaiters < 1 || gatherNs < 0 || storeNs < 0) {
            throw new IllegalArgumentException("ringBytes " + ringBytes + ", maxWaiters " + maxWaiters + ", gatherNs "
                    + gatherNs + ", storeNs " + storeNs);
        }
    }

    /**
     * 64 MiB, some 300,000 orders, so that the longest events of one command have room; 4,096 readers; gathered for a millisecond, stored
     * after twenty.
     */
    public static FollowerConfig defaults() {
        return new FollowerConfig(64 << 20, 4_096, 1_000_000, 20_000_000);
    }
}
