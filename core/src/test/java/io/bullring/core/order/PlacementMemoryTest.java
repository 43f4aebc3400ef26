package io.bullring.core.order;

import static io.bullring.core.order.PlacementMemory.MAX_AGE_NS;
import static io.bullring.core.order.PlacementMemory.MAX_ENTRIES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.fault.EngineFault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ring and its hash table remember what a map in order of insertion would. */
class PlacementMemoryTest {
    private static final long START = 1_767_225_600_000_000_000L;

    private final PlacementMemory memory = new PlacementMemory(new AccountMemory(Integer.MAX_VALUE));
    private final UnsafeBuffer answer = new UnsafeBuffer(0, 0);

    @Test
    void shouldRememberTheFirstAnswer() {
        remember("order-1", START, "filled");

        assertEquals(-1, memory.find(bytes("order-2"), START));
        assertEquals(-1, memory.find(bytes("order-"), START));
        assertEquals(-1, memory.find(bytes("order-11"), START));
        int entry = memory.find(bytes("order-1"), START + 5);
        assertEquals(START, memory.answeredNs(entry));
        assertEquals("filled", answerOf(entry));
    }

    @Test
    void shouldForgetAfter24HoursToTheNanosecond() {
        remember("a", START, "first");
        remember("b", START + 1, "second");

        assertTrue(memory.find(bytes("a"), START + MAX_AGE_NS - 1) >= 0);
        assertEquals(-1, memory.find(bytes("a"), START + MAX_AGE_NS));
        assertTrue(memory.find(bytes("b"), START + MAX_AGE_NS) >= 0);
        assertEquals(-1, memory.find(bytes("b"), START + MAX_AGE_NS + 1));
        assertTrue(memory.isEmpty());
    }

    @Test
    void shouldForgetTheOldestBeyond1024() {
        for (int i = 0; i < MAX_ENTRIES; i++) {
            remember("id" + i, START, "answer" + i);
        }
        assertTrue(memory.find(bytes("id0"), START) >= 0);
        for (int i = MAX_ENTRIES; i < 3 * MAX_ENTRIES; i++) {
            remember("id" + i, START, "answer" + i);
            assertEquals(-1, memory.find(bytes("id" + (i - MAX_ENTRIES)), START));
            int oldest = memory.find(bytes("id" + (i - MAX_ENTRIES + 1)), START);
            assertEquals("answer" + (i - MAX_ENTRIES + 1), answerOf(oldest));
        }
    }

    @Test
    void shouldKeepTheLongestIdAndAnswer() {
        String id = "~".repeat(PlacementMemory.MAX_ID_BYTES);
        String longest = "x".repeat(192);
        remember(id, START, longest);
        assertEquals(longest, answerOf(memory.find(bytes(id), START)));
        assertEquals(-1, memory.find(bytes(id.substring(1)), START));
    }

    @Test
    void shouldFaultAtWhatItCannotKeep() {
        assertThrows(EngineFault.class, () -> remember("~".repeat(65), START, "a"));
        assertThrows(EngineFault.class, () -> remember("a", START, "x".repeat(193)));
        assertTrue(memory.isEmpty());
    }

    /** Many ids, few of them at home in the table: long chains, also around its end, with gaps that must be closed. */
    @ParameterizedTest(name = "{0} homes from {1}")
    @CsvSource({"1, 0", "1, 2047", "3, 2046", "40, 2030"})
    void shouldFindIdsWhoseHashesCollide(int homes, int firstHome) {
        long seed = seed();
        SplittableRandom random = new SplittableRandom(seed);
        List<String> colliding = new ArrayList<>();
        for (int i = 0; colliding.size() < 400; i++) {
            String id = Integer.toString(i, 36);
            if (((home(id) - firstHome) & 2047) < homes) {
                colliding.add(id);
            }
        }
        NaiveMemory naive = new NaiveMemory();
        for (int i = 0; i < 600; i++) {
            place("filler-" + i, START, naive, seed);
        }
        for (int step = 0; step < 3_000; step++) {
            String id = random.nextInt(3) == 0
                    ? "filler-" + (600 + step)
                    : colliding.get(random.nextInt(colliding.size()));
            place(id, START, naive, seed);
        }
        compareAll(naive, START, seed);
    }

    @ParameterizedTest(name = "{0} placements of {1} ids, {2} s apart at most")
    @CsvSource({"200, 50, 7200", "20000, 3000, 40", "20000, 900, 400", "20000, 1500, 200", "5000, 100000, 172800"})
    void shouldRememberWhatAMapWould(int steps, int ids, int secondsApart) {
        long seed = seed();
        SplittableRandom random = new SplittableRandom(seed);
        NaiveMemory naive = new NaiveMemory();
        long nowNs = START;
        for (int step = 0; step < steps; step++) {
            if (random.nextInt(3) > 0) {
                nowNs += random.nextLong(secondsApart * 1_000_000_000L);
            }
            int number = random.nextInt(ids);
            String id = "x".repeat(number % 50) + number;
            place(id, nowNs, naive, seed);
            if (step % 997 == 0) {
                compareAll(naive, nowNs, seed);
            }
        }
        compareAll(naive, nowNs, seed);
    }

    private static long seed() {
        long seed = System.nanoTime();
        System.out.println("PlacementMemoryTest seed " + seed);
        return seed;
    }

    /** One placement: looked up, and remembered if it is new, by both. */
    private void place(String id, long nowNs, NaiveMemory naive, long seed) {
        NaiveMemory.Answer expected = naive.find(id, nowNs);
        int entry = memory.find(bytes(id), nowNs);
        if (expected == null) {
            assertEquals(-1, entry, () -> "seed " + seed + ", id " + id);
            naive.remember(id, nowNs, "answer to " + id + " at " + nowNs);
            remember(id, nowNs, "answer to " + id + " at " + nowNs);
        } else {
            assertTrue(entry >= 0, () -> "seed " + seed + ", id " + id);
            assertEquals(expected, new NaiveMemory.Answer(memory.answeredNs(entry), answerOf(entry)));
        }
    }

    private void compareAll(NaiveMemory naive, long nowNs, long seed) {
        naive.forget(nowNs);
        memory.find(bytes("nobody's"), nowNs);
        WrittenState written = new WrittenState();
        memory.writeTo(written);
        assertEquals(naive.written(), written.values(), () -> "seed " + seed);
    }

    private void remember(String id, long nowNs, String text) {
        UnsafeBuffer bytes = bytes("--" + text);
        memory.remember(bytes(id), nowNs, bytes, 2, bytes.capacity() - 2);
    }

    private String answerOf(int entry) {
        memory.wrapAnswer(entry, answer);
        return answer.getStringWithoutLengthAscii(0, answer.capacity());
    }

    private static UnsafeBuffer bytes(String text) {
        return new UnsafeBuffer(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** FNV-1a and a polynomial, without the lowest bits: which ids meet in the table is nothing that the memory would tell. */
    private static int home(String id) {
        int low = 0x811C9DC5;
        long high = 0;
        for (byte b : id.getBytes(StandardCharsets.US_ASCII)) {
            low = (low ^ b) * 0x01000193;
            high = (high + b) * 0x9E37_79B9_7F4A_7C15L;
        }
        long hash = (high ^ high >>> 32) << 32 | (low ^ low >>> 15) & 0xFFFF_FFFFL;
        return (int) (hash >>> 11);
    }
}
