package io.bullring.core.order;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.lang.ref.WeakReference;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What is kept of the memories of an account's portfolios, beside what they remember. */
class PlacementsTest {
    private static final int ACCOUNT = 1;

    private final Placements placements = new Placements(Placements.MOST_OF_ACCOUNT);

    private WeakReference<PlacementMemory> remembering(int portfolio) {
        UnsafeBuffer id = new UnsafeBuffer(new byte[]{'a'});
        PlacementMemory memory = placements.ofOrNew(portfolio, ACCOUNT);
        memory.remember(id, 1, id, 0, 1);
        return new WeakReference<>(memory);
    }

    @Test
    void shouldKeepTheMemoriesOfPortfoliosThatAreOpenAndNothingOfThoseThatAreClosed() {
        WeakReference<PlacementMemory> first = remembering(1);
        WeakReference<PlacementMemory> second = remembering(2);
        WeakReference<PlacementMemory> third = remembering(3);

        placements.forget(1);
        placements.forget(3);
        System.gc();
        assertNull(first.get());
        assertNotNull(second.get());
        assertNull(third.get());
    }
}
