package io.bullring.gateway.feed.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Against a map of all levels, which has neither a horizon nor a bound. */
final class BookSideTest {
    private static final int STEPS = 200_000;
    private static final int PRICES = 6_000;

    @Test
    void shouldKeepTheBestLevelsWithoutAHoleWhateverComes() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        BookSide side = BookSide.bids();
        TreeMap<Long, Long> all = new TreeMap<>((a, b) -> Long.compare(b, a));
        for (int step = 0; step < STEPS; step++) {
            long price = 1L + random.nextInt(PRICES);
            long quantity = step < STEPS / 2 ? 1L + random.nextInt(5) : random.nextInt(3);
            side.apply(new Levels(new long[]{price}, new long[]{quantity}));
            if (quantity == 0) {
                all.remove(price);
            } else {
                all.put(price, quantity);
            }
            if (step % 997 == 0) {
                compare(side, all, "seed " + seed + ", step " + step);
            }
        }
    }

    private static void compare(BookSide side, TreeMap<Long, Long> all, String where) {
        int index = 0;
        for (Map.Entry<Long, Long> level : all.entrySet()) {
            if (index == side.size()) {
                break;
            }
            assertEquals(level.getKey(), side.priceE8(index), where);
            assertEquals(level.getValue(), side.quantityE8(index), where);
            index++;
        }
        assertEquals(index, side.size(), where);
    }
}
