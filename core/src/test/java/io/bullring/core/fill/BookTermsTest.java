package io.bullring.core.fill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.e8.E8;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a trade in a book comes to, to the last digit and beyond 64 bits. */
class BookTermsTest {
    private static final long RATE_1_PCT = 1_000_000;
    private static final long MOST_RATE = 10_000_000;

    @Test
    void shouldRoundEverythingDown() {
        assertEquals(1, BookTerms.notionalE8(3, E8.ONE / 2));
        assertEquals(0, BookTerms.notionalE8(1, E8.ONE - 1));
        assertEquals(1, BookTerms.feeE8(199, RATE_1_PCT));
        assertEquals(0, BookTerms.feeE8(99, RATE_1_PCT));
        assertEquals(199 + 1, BookTerms.costE8(199, E8.ONE, RATE_1_PCT));
    }

    @Test
    void shouldTakeTheFeeOfTheNotionalThatWasRounded() {
        assertEquals(99, BookTerms.costE8(199, E8.ONE / 2, RATE_1_PCT));
        assertEquals(100 + 1, BookTerms.costE8(200, E8.ONE / 2, RATE_1_PCT));
        assertEquals(100 * E8.ONE, BookTerms.costE8(E8.ONE, 100 * E8.ONE, 0));
        assertEquals(101 * E8.ONE, BookTerms.costE8(E8.ONE, 100 * E8.ONE, RATE_1_PCT));
    }

    @Test
    void shouldSayWhenAnAmountDoesNotFit() {
        assertEquals(Long.MAX_VALUE, BookTerms.notionalE8(E8.ONE, Long.MAX_VALUE));
        assertEquals(E8.OVERFLOW, BookTerms.notionalE8(E8.ONE + 1, Long.MAX_VALUE));
        assertEquals(Long.MAX_VALUE, BookTerms.costE8(E8.ONE, Long.MAX_VALUE, 0));
        assertEquals(E8.OVERFLOW, BookTerms.costE8(E8.ONE + 1, Long.MAX_VALUE, 0));
        assertEquals(E8.OVERFLOW, BookTerms.costE8(E8.ONE, Long.MAX_VALUE, RATE_1_PCT));
    }

    /** Which is what a hold for the whole relies on. */
    @Test
    void shouldNeverCostMoreInPartsThanAsAWhole() {
        long seed = System.nanoTime();
        System.out.println("BookTermsTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int order = 0; order < 2_000; order++) {
            long quantityE8 = random.nextLong(1, 1L << random.nextInt(2, 40));
            long limitE8 = random.nextLong(1, 1L << random.nextInt(2, 45));
            long rateE8 = random.nextLong(MOST_RATE + 1);
            long wholeE8 = BookTerms.costE8(quantityE8, limitE8, rateE8);
            long partsE8 = 0;
            for (long leftE8 = quantityE8; leftE8 > 0;) {
                long partE8 = random.nextLong(1, leftE8 + 1);
                long priceE8 = random.nextInt(2) == 0 ? limitE8 : random.nextLong(1, limitE8 + 1);
                partsE8 += BookTerms.costE8(partE8, priceE8, random.nextLong(rateE8 + 1));
                leftE8 -= partE8;
            }
            assertTrue(partsE8 <= wholeE8, quantityE8 + " at " + limitE8 + " and " + rateE8 + ", seed " + seed);
        }
    }
}
