package io.bullring.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * What an order costs whose id makes the table too small, counted in steps: never more than a few, however many orders there are and
 * however their ids meet, for the table is emptied by those that come, and in time before the next one is too small.
 */
class OrderIdsWorkTest {
    private static final int ORDERS = 300_000;

    /** Multiples of it have one hash, in tables up to 2¹⁷. */
    private static final long SHARING = (1 << 17) - 1;

    private final long[] idBySlot = new long[ORDERS];
    private final OrderIds ids = new OrderIds(slot -> idBySlot[slot]);

    @Test
    void shouldTakeAFewStepsWithEachOrderHoweverManyThereAre() {
        for (int slot = 0; slot < ORDERS; slot++) {
            put(slot, 1 + slot);
        }
        assertAllFound(ORDERS);
    }

    @Test
    void shouldTakeNoMoreWhenAllIdsShareFewPlaces() {
        int orders = 3_000;
        for (int slot = 0; slot < orders; slot++) {
            put(slot, slot % 3 + (slot + 3) * SHARING);
        }
        assertAllFound(orders);
    }

    @Test
    void shouldTakeNoneOnceTheOldTableIsEmpty() {
        int orders = 1 << 14;
        for (int slot = 0; slot <= orders; slot++) {
            put(slot, 1 + slot);
        }
        long grown = ids.steps();
        for (int slot = orders + 1; slot < 2 * orders; slot++) {
            put(slot, 1 + slot);
        }
        long places = 4L * orders;
        long moved = ids.steps() - grown;
        assertTrue(moved > places && moved <= places + orders, moved + " steps for " + places + " places");
        assertEquals(orders, replacedWithoutSteps(orders));
    }

    /** Takes so many out, one by one, and puts each in again; returns how many did that without a step. */
    private int replacedWithoutSteps(int orders) {
        int without = 0;
        for (int slot = 0; slot < orders; slot++) {
            long before = ids.steps();
            ids.remove(idBySlot[slot], slot);
            put(slot, idBySlot[slot]);
            without += ids.steps() == before ? 1 : 0;
        }
        return without;
    }

    private void put(int slot, long id) {
        long before = ids.steps();
        idBySlot[slot] = id;
        ids.put(id, slot);
        long taken = ids.steps() - before;
        assertTrue(taken <= OrderIds.MOST_STEPS, "the order of slot " + slot + " took " + taken + " steps");
    }

    private void assertAllFound(int orders) {
        assertTrue(ids.steps() > orders, "only " + ids.steps() + " steps");
        int[] found = new int[orders];
        Arrays.setAll(found, slot -> ids.slotOf(idBySlot[slot]));
        int[] expected = new int[orders];
        Arrays.setAll(expected, slot -> slot);
        assertTrue(Arrays.equals(expected, found), "an order is not found where it is");
    }
}
