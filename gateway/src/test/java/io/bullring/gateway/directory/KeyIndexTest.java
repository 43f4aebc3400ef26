package io.bullring.gateway.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class KeyIndexTest {
    private final KeyIndex index = new KeyIndex();

    @Test
    void shouldKeepWhatAMapKeeps() {
        long seed = System.nanoTime();
        System.out.println("KeyIndexTest seed " + seed);
        Random random = new Random(seed);
        Map<KeyDigest, Integer> expected = new HashMap<>();
        for (int step = 1; step <= 50_000; step++) {
            KeyDigest digest = digest(random.nextInt(1 + step / 3));
            int id = 1 + random.nextInt(5);
            if (random.nextInt(3) == 0) {
                expected.remove(digest, id);
                index.remove(digest, id);
            } else {
                expected.put(digest, id);
                index.put(digest, id);
            }
            assertEquals(expected.getOrDefault(digest, KeyIndex.NOBODY), index.get(digest), "seed " + seed);
        }
        for (int number = 0; number < 20_000; number++) {
            KeyDigest digest = digest(number);
            assertEquals(expected.getOrDefault(digest, KeyIndex.NOBODY), index.get(digest), "seed " + seed);
        }
    }

    @Test
    @Timeout(60)
    void shouldFindOnlyOwnersWhileItGrowsUnderAReader() throws InterruptedException {
        int keys = 1_000_000;
        AtomicInteger written = new AtomicInteger();
        int[] wrong = new int[1];
        Thread reader = Thread.ofPlatform().start(() -> {
            for (int number = 0; number < keys; number = written.get()) {
                int strangers = index.get(stranger(number + 1));
                int next = index.get(digest(number + 1));
                boolean right = strangers == KeyIndex.NOBODY && (next == KeyIndex.NOBODY || next == number + 1);
                wrong[0] += right && index.get(digest(number)) == number ? 0 : 1;
            }
        });
        for (int number = 1; number <= keys; number++) {
            index.put(digest(number), number);
            written.set(number);
        }
        reader.join();

        assertEquals(0, wrong[0]);
    }

    /** Four digests that want the same place, and differ behind it. */
    private static KeyDigest digest(int number) {
        return new KeyDigest((number >>> 2) * 0x9E37_79B9_7F4A_7C15L, number & 1, number & 2, 7);
    }

    /** A digest that nobody has, and that wants the same place as the one that somebody has or will have. */
    private static KeyDigest stranger(int number) {
        return new KeyDigest((number >>> 2) * 0x9E37_79B9_7F4A_7C15L, number & 1, number & 2, 8);
    }
}
