package io.bullring.benchmarks.book;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a contestant says is what the second thread hashes, or a fast book could be one whose reports get lost. */
@Timeout(60)
class ReportRingTest {
    private static final int MORE_THAN_FITS = 3 * ReportRing.SIZE + 7;

    @Test
    void shouldHashEveryReportOnceAndInOrderWhenThereAreMoreThanFit() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        try (ReportRing ring = new ReportRing()) {
            long expected = 1;
            for (int i = 0; i < MORE_THAN_FITS; i++) {
                expected = sayAndMix(ring, random, expected);
            }
            ring.drain();
            assertEquals(MORE_THAN_FITS, ring.count(), "seed " + seed);
            assertEquals(expected, ring.hash(), "seed " + seed);
        }
    }

    @Test
    void shouldHaveReadAFewReportsThatFillNoBatchWhenDrained() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        try (ReportRing ring = new ReportRing()) {
            long expected = 1;
            for (int i = 1; i <= 200; i++) {
                expected = sayAndMix(ring, random, expected);
                ring.drain();
                assertEquals(i, ring.count(), "seed " + seed);
                assertEquals(expected, ring.hash(), "seed " + seed);
            }
        }
    }

    @Test
    void shouldHashEveryFieldOfAReport() {
        long plain = hashOf(1, 2, 3, 4, 5, 6);
        assertEquals(plain, hashOf(1, 2, 3, 4, 5, 6));
        assertNotEquals(plain, hashOf(7, 2, 3, 4, 5, 6), "kind");
        assertNotEquals(plain, hashOf(1, 7, 3, 4, 5, 6), "reason");
        assertNotEquals(plain, hashOf(1, 2, 7, 4, 5, 6), "order");
        assertNotEquals(plain, hashOf(1, 2, 3, 7, 5, 6), "other");
        assertNotEquals(plain, hashOf(1, 2, 3, 4, 7, 6), "price");
        assertNotEquals(plain, hashOf(1, 2, 3, 4, 5, 7), "quantity");
    }

    @Test
    void shouldEndTheReaderWhenClosedWithReportsUnread() {
        ReportRing ring = new ReportRing();
        for (int i = 0; i < MORE_THAN_FITS; i++) {
            ring.say(1, 0, i, 0, 0, 0);
        }
        assertDoesNotThrow(ring::close, "the reader has not ended");
    }

    private static long hashOf(int kind, int reason, long orderId, long otherId, long priceE8, long quantityE8) {
        try (ReportRing ring = new ReportRing()) {
            ring.say(kind, reason, orderId, otherId, priceE8, quantityE8);
            ring.drain();
            return ring.hash();
        }
    }

    private static long sayAndMix(ReportRing ring, SplittableRandom random, long before) {
        int kind = random.nextInt(1, 7);
        int reason = random.nextInt(3);
        long order = random.nextLong();
        long other = random.nextLong(1L << 48);
        long price = random.nextLong();
        long quantity = random.nextLong();
        ring.say(kind, reason, order, other, price, quantity);
        return ReportRing.mixed(before, order, (long) kind << 56 | (long) reason << 48 | other, price, quantity);
    }
}
