package io.bullring.core.order;

import java.util.ArrayList;
import java.util.List;

/**
 * The memories of the portfolios of one account: how much they remember together, and whether that is as much as they may.
 * What a portfolio remembers counts until it forgets it, which a silent one does not do by itself: of those that placed
 * nothing for a day everything is forgotten when there is no more room. Engine thread only.
 */
final class AccountMemory {
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final long DAY_HOURS = 24;

    private final int most;
    private final List<PlacementMemory> memories = new ArrayList<>();
    private int count;

    /** No state: before this hour none of the memories has been silent for a day. */
    private long silentFromHour;

    AccountMemory(int most) {
        this.most = most;
    }

    void add(PlacementMemory memory) {
        memory.indexInAccount(memories.size());
        memories.add(memory);
    }

    /** Takes out a memory that has forgotten everything; their order means nothing. */
    void remove(PlacementMemory memory) {
        PlacementMemory last = memories.removeLast();
        if (last != memory) {
            memories.set(memory.indexInAccount(), last);
            last.indexInAccount(memory.indexInAccount());
        }
    }

    /** One of the memories remembers so many more. */
    void count(int more) {
        count += more;
    }

    /** Whether they remember as many as they may, also when those that are silent for a day have forgotten everything. */
    boolean isFull(long nowNs) {
        if (count >= most && nowNs / HOUR_NS >= silentFromHour) {
            forgetSilent(nowNs / HOUR_NS);
        }
        return count >= most;
    }

    /** By whole hours, so that all of them are looked at once an hour at most. */
    private void forgetSilent(long hour) {
        silentFromHour = hour + DAY_HOURS + 1; // of those that place from now on
        for (PlacementMemory memory : memories) {
            long lastHour = memory.newestNs() / HOUR_NS;
            if (lastHour + DAY_HOURS < hour) {
                memory.forgetAll();
            } else {
                silentFromHour = Math.min(silentFromHour, lastHour + DAY_HOURS + 1);
            }
        }
    }
}
