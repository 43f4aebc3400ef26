package io.bullring.gateway.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByIdTest {
    private final ById<String> values = new ById<>();

    @Test
    void shouldKeepWhatAMapKeeps() {
        long seed = System.nanoTime();
        System.out.println("ByIdTest seed " + seed);
        Random random = new Random(seed);
        Map<Integer, String> expected = new HashMap<>();
        for (int step = 0; step < 20_000; step++) {
            int id = 1 + random.nextInt(1 + step / 2);
            switch (random.nextInt(4)) {
                case 0 -> {
                    if (expected.remove(id) != null) {
                        values.remove(id);
                    }
                }
                case 1 -> {
                    expected.computeIfPresent(id, (key, value) -> value + "*");
                    values.change(id, value -> value + "*");
                }
                default -> {
                    expected.put(id, "value " + step);
                    values.put(id, "value " + step);
                }
            }
            assertEquals(expected.get(id), values.get(id), "seed " + seed);
            assertEquals(expected.size(), values.size(), "seed " + seed);
        }
        for (int id = 0; id < 12_000; id++) {
            assertEquals(expected.get(id), values.get(id), "seed " + seed);
        }
    }

    @Test
    void shouldHaveNothingForIdsThatNobodyHas() {
        values.put(1, "one");
        for (int id : new int[]{0, -1, 2, 1_025, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertNull(values.get(id));
        }
    }
}
