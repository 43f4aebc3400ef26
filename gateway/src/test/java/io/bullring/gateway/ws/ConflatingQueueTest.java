package io.bullring.gateway.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConflatingQueueTest {
    private static final int BOUND = 5;
    private static final int STEPS = 20_000;
    private static final String[] KEYS = {"a", "b", "c"};

    private final ConflatingQueue<String, Integer> queue = new ConflatingQueue<>(BOUND);

    @Test
    void shouldKeepOnlyTheLatestInThePlaceOfTheFirst() {
        queue.offerLatest("a", 1);
        queue.offer(10);
        queue.offerLatest("a", 2);
        queue.offerLatest("b", 3);
        assertEquals(List.of(2, 10, 3), drained());
    }

    @Test
    void shouldPutTheLastWordBehindWhatCameBeforeAndLetTheNextFollow() {
        queue.offerLatest("a", 1);
        queue.offer(10);
        queue.offerLast("a", 2);
        queue.offerLatest("a", 3);
        assertEquals(List.of(10, 2, 3), drained());
    }

    @Test
    void shouldRefuseWhatMayNotBeReplacedBeyondTheBoundAndChangeNothing() {
        for (int i = 0; i < BOUND; i++) {
            assertTrue(queue.offer(i));
        }
        queue.offerLatest("a", 100);
        assertFalse(queue.offer(BOUND));
        assertFalse(queue.offerLast("a", 101));
        assertEquals(List.of(0, 1, 2, 3, 4, 100), drained());
    }

    @Test
    void shouldHaveRoomAgainOnceItWasPolled() {
        for (int i = 0; i < BOUND; i++) {
            queue.offer(i);
        }
        assertEquals(0, queue.poll());
        assertTrue(queue.offer(BOUND));
        assertEquals(List.of(1, 2, 3, 4, 5), drained());
    }

    @Test
    void shouldBeEmptyWhenCleared() {
        queue.offer(1);
        queue.offerLatest("a", 2);
        queue.clear();
        assertTrue(queue.isEmpty());
        assertNull(queue.poll());
    }

    /** The naive twin: a list that is searched. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20_261_125})
    void shouldDoWhatTheNaiveTwinDoes(long seed) {
        Random random = new Random(seed);
        Naive naive = new Naive();
        for (int step = 0; step < STEPS; step++) {
            String at = "seed " + seed + ", step " + step;
            String key = KEYS[random.nextInt(KEYS.length)];
            switch (random.nextInt(4)) {
                case 0 -> assertEquals(naive.offer(null, step), queue.offer(step), at);
                case 1 -> {
                    naive.offerLatest(key, step);
                    queue.offerLatest(key, step);
                }
                case 2 -> assertEquals(naive.offerLast(key, step), queue.offerLast(key, step), at);
                default -> assertEquals(naive.poll(), queue.poll(), at);
            }
            assertEquals(naive.waiting.isEmpty(), queue.isEmpty(), at);
        }
        assertEquals(naive.drained(), drained(), "seed " + seed);
    }

    private List<Integer> drained() {
        List<Integer> values = new ArrayList<>();
        for (Integer value = queue.poll(); value != null; value = queue.poll()) {
            values.add(value);
        }
        return values;
    }

    private static final class Naive {
        private record Item(String key, int value) {}

        private final List<Item> waiting = new ArrayList<>();

        boolean offer(String key, int value) {
            if (key == null && waiting.stream().filter(item -> item.key() == null).count() == BOUND) {
                return false;
            }
            waiting.add(new Item(key, value));
            return true;
        }

        void offerLatest(String key, int value) {
            for (int i = 0; i < waiting.size(); i++) {
                if (key.equals(waiting.get(i).key())) {
                    waiting.set(i, new Item(key, value));
                    return;
                }
            }
            offer(key, value);
        }

        boolean offerLast(String key, int value) {
            if (!offer(null, value)) {
                return false;
            }
            waiting.removeIf(item -> key.equals(item.key()));
            return true;
        }

        Integer poll() {
            return waiting.isEmpty() ? null : waiting.removeFirst().value();
        }

        List<Integer> drained() {
            return waiting.stream().map(Item::value).toList();
        }
    }
}
