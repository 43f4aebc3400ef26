package io.bullring.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Beside a {@link HashMap}, with ids that share their places: gaps of the table's sizes and others. */
class OrderIdsTest {
    private static final long KNOWN_SALT = 1;
    private static final long[] GAPS = {1, 64, 256, 1_024, 4_096, 1L << 17, 1L << 37, 131_071, 131_073};

    private static final int CHOSEN = 1_000;

    private final Map<Integer, Long> idBySlot = new HashMap<>();
    private final OrderIds ids = new OrderIds(idBySlot::get, () -> KNOWN_SALT);

    @Test
    void shouldFindWhatAMapFindsHoweverTheIdsCollide() {
        long seed = System.nanoTime();
        System.out.println("OrderIdsTest seed " + seed);
        Random random = new Random(seed);
        Map<Long, Integer> expected = new HashMap<>();
        List<Integer> free = new ArrayList<>();
        int slots = 0;
        for (int step = 0; step < 60_000; step++) {
            boolean grows = step % 20_000 < 12_000;
            if (random.nextInt(10) < (grows ? 7 : 3)) {
                long id = 1 + random.nextInt(2_000) * GAPS[random.nextInt(GAPS.length)];
                if (!expected.containsKey(id)) {
                    int slot = free.isEmpty() ? slots++ : free.removeLast();
                    idBySlot.put(slot, id);
                    ids.put(id, slot);
                    expected.put(id, slot);
                    assertEquals(slot, ids.slotOf(id), "seed " + seed + ", id " + id);
                }
            } else if (!expected.isEmpty()) {
                long id = 1 + random.nextInt(2_000) * GAPS[random.nextInt(GAPS.length)];
                Integer slot = expected.remove(id);
                if (slot != null) {
                    ids.remove(id, slot);
                    idBySlot.remove(slot);
                    free.add(slot);
                }
                assertEquals(OrderIds.NONE, ids.slotOf(id), "seed " + seed + ", id " + id);
            }
            if (step % 1_000 == 0) {
                expected.forEach((id, slot) -> assertEquals(slot, ids.slotOf(id), "seed " + seed + ", id " + id));
            }
        }
    }

    @Test
    void shouldTakeTheFirstTheLastAndOneBetweenOutOfAChain() {
        long[] colliding = {5, 5 + 64, 5 + 2 * 64, 5 + 3 * 64, 5 + 4 * 64};
        for (int slot = 0; slot < colliding.length; slot++) {
            idBySlot.put(slot, colliding[slot]);
            ids.put(colliding[slot], slot);
        }
        for (int slot : new int[]{2, 4, 0}) {
            ids.remove(colliding[slot], slot);
        }
        assertEquals(
                List.of(OrderIds.NONE, 1, OrderIds.NONE, 3, OrderIds.NONE),
                Arrays.stream(colliding).mapToObj(ids::slotOf).toList());
    }

    /** Whoever knows the salt has orders whose ids meet, and whoever trades with them walks the chain. */
    @Test
    void shouldFindOrdersInFewStepsHoweverTheirIdsWereChosenByOneWhoDoesNotKnowTheSalt() {
        assertEquals(CHOSEN * (CHOSEN + 1) / 2, stepsToFindChosenIds(KNOWN_SALT));
        for (long salt : new long[]{0x9E37_79B9_7F4A_7C15L, 1_767_225_600_123_456_789L, -77_777_777_777_777L}) {
            assertTrue(stepsToFindChosenIds(salt) < 2 * CHOSEN, "salt " + salt);
        }
    }

    private static int stepsToFindChosenIds(long salt) {
        int[] steps = new int[1];
        OrderIds chosen = new OrderIds(
                slot -> {
                    steps[0]++;
                    return (slot + 1L) << 12;
                },
                () -> salt);
        for (int slot = 0; slot < CHOSEN; slot++) {
            chosen.put((slot + 1L) << 12, slot);
        }
        steps[0] = 0;
        for (int slot = 0; slot < CHOSEN; slot++) {
            assertEquals(slot, chosen.slotOf((slot + 1L) << 12));
        }
        return steps[0];
    }

    @Test
    void shouldFindNothingForIdsThatWereNeverIssued() {
        idBySlot.put(0, 1L);
        ids.put(1, 0);
        for (long id : new long[]{0, -1, 65, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertEquals(OrderIds.NONE, ids.slotOf(id));
        }
    }
}
