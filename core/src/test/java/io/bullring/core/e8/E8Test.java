package io.bullring.core.e8;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bullring.core.fault.EngineFault;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Compares with BigDecimal, over random numbers of every size and over the edges. */
class E8Test {
    private static final Rounding[] ROUNDINGS = Rounding.values();
    private static final long MAX = Long.MAX_VALUE;
    private static final long[] EDGES = {
        0, 1, 2, 3, 5, 7, 10, 390_625, E8.ONE / 2 - 1, E8.ONE / 2, E8.ONE / 2 + 1, E8.ONE - 1, E8.ONE, E8.ONE + 1,
        (1L << 31) - 1, 1L << 31, (1L << 31) + 1, (1L << 32) - 1, 1L << 32, (1L << 32) + 1, 0x7FFF_FFFF_0000_0000L,
        0x4000_0000_0000_0000L, 0x4000_0000_0000_0001L, 0x3FFF_FFFF_FFFF_FFFFL, 0x5555_5555_5555_5555L,
        10_000_000_000L, 1_000_000_000_000_000_000L, 92_233_720_368L, 3_037_000_499L, 3_037_000_500L,
        MAX / E8.ONE, MAX / E8.ONE + 1, MAX / 10, MAX / 3, MAX / 2, MAX / 2 + 1, MAX - E8.ONE, MAX - 2, MAX - 1, MAX};

    @Test
    void shouldMultiplyAndDivideLikeBigDecimalOverRandomNumbers() {
        long seed = System.nanoTime();
        System.out.println("E8Test seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 1_500_000; i++) {
            long a = ofAnySize(random);
            long b = ofAnySize(random);
            compareProduct(a, b, E8.ONE);
            compareProduct(a, b, Math.max(1, ofAnySize(random)));
        }
    }

    /** What random numbers hardly ever meet: quotients next to 2⁶³, where it is decided whether they fit. */
    @Test
    void shouldTellWhatJustFitsFromWhatJustDoesNot() {
        long seed = System.nanoTime();
        System.out.println("E8Test seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        BigInteger limit = BigInteger.ONE.shiftLeft(63);
        for (int i = 0; i < 500_000; i++) {
            long divisor = random.nextBoolean() ? E8.ONE : Math.max(1, ofAnySize(random) >>> 1);
            long a = divisor + 1 + random.nextLong(MAX - divisor) / (1 + random.nextInt(1000));
            BigInteger justFits = limit.multiply(BigInteger.valueOf(divisor)).divide(BigInteger.valueOf(a));
            long b = justFits.longValueExact();
            compareProduct(a, b, divisor);
            compareProduct(a, Math.max(0, b - 1), divisor);
            compareProduct(a, Math.min(MAX, b + 1), divisor);
        }
    }

    /**
     * The guess of a digit is corrected most often when the divisor's upper half is small and its lower half large.
     */
    @Test
    void shouldCorrectTheGuessedDigits() {
        long seed = System.nanoTime();
        System.out.println("E8Test seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 500_000; i++) {
            int shift = random.nextInt(1, 32);
            long divisor = (0x8000_0000_FFFF_FFFFL >>> shift) - random.nextInt(4);
            long a = divisor - 1 - random.nextInt(4);
            compareProduct(a, MAX - random.nextInt(1 << random.nextInt(31)), divisor);
            compareProduct(a, ofAnySize(random), divisor);
        }
    }

    @Test
    void shouldMultiplyAndDivideLikeBigDecimalAtTheEdges() {
        for (long a : EDGES) {
            for (long b : EDGES) {
                for (long divisor : EDGES) {
                    if (divisor > 0) {
                        compareProduct(a, b, divisor);
                    }
                }
            }
        }
    }

    @Test
    void shouldRoundTiesToEvenOrUp() {
        assertEquals(0, E8.multiply(1, E8.ONE / 2, Rounding.HALF_EVEN));
        assertEquals(1, E8.multiply(1, E8.ONE / 2, Rounding.HALF_UP));
        assertEquals(2, E8.multiply(3, E8.ONE / 2, Rounding.HALF_EVEN));
        assertEquals(2, E8.multiply(3, E8.ONE / 2, Rounding.HALF_UP));
        assertEquals(2, E8.multiply(5, E8.ONE / 2, Rounding.HALF_EVEN));
        assertEquals(3, E8.multiply(5, E8.ONE / 2, Rounding.HALF_UP));
        assertEquals(2, E8.divide(10, 4, Rounding.HALF_EVEN));
        assertEquals(3, E8.divide(10, 4, Rounding.HALF_UP));
        assertEquals(2, E8.multiplyDivide(5, 1L << 40, 1L << 41, Rounding.HALF_EVEN));
        assertEquals(3, E8.multiplyDivide(5, 1L << 40, 1L << 41, Rounding.HALF_UP));
    }

    /** Wide products too, in both divisions: (2k + 1) × d / 2d is a tie for every k. */
    @Test
    void shouldRoundWideTiesToEvenOrUp() {
        long[] halves = {E8.ONE / 2, 3L << 28, 1_000_000_007L, 1L << 45, (1L << 61) + 12_345};
        for (long half : halves) {
            for (long odd = (1L << 40) + 1; odd > 0 && odd < MAX / 4; odd = odd * 5 + 2) {
                long lower = odd >> 1;
                long even = lower + (lower & 1);
                assertEquals(even, E8.multiplyDivide(odd, half, 2 * half, Rounding.HALF_EVEN));
                assertEquals(lower + 1, E8.multiplyDivide(odd, half, 2 * half, Rounding.HALF_UP));
            }
        }
        long odd = (1L << 60) + 1;
        assertEquals(1L << 59, E8.multiply(odd, E8.ONE / 2, Rounding.HALF_EVEN));
        assertEquals((1L << 59) + 1, E8.multiply(odd, E8.ONE / 2, Rounding.HALF_UP));
    }

    /** 2⁶³−1 is the largest number, and half a unit more is one that no longer fits, though the quotient did. */
    @Test
    void shouldOverflowByRoundingUp() {
        assertEquals(MAX, E8.multiplyDivide(MAX, 3, 3, Rounding.HALF_UP));
        assertEquals(E8.OVERFLOW, E8.multiplyDivide(MAX, MAX, MAX - 1, Rounding.HALF_UP));
        long a = 0x7FFF_FFFF_FFFF_FFFFL;
        long b = 3 * E8.ONE / 2;
        assertEquals(E8.OVERFLOW, E8.multiply(a, b, Rounding.HALF_EVEN));
        // (2⁶⁴ − 1) / 2 = 2⁶³ − ½: 2⁶⁴ − 1 = 3 × 6148914691236517205
        assertEquals(E8.OVERFLOW, E8.multiplyDivide(6_148_914_691_236_517_205L, 3, 2, Rounding.HALF_EVEN));
        assertEquals(E8.OVERFLOW, E8.multiplyDivide(6_148_914_691_236_517_205L, 3, 2, Rounding.HALF_UP));
    }

    @Test
    void shouldCompareProductsLikeBigInteger() {
        long seed = System.nanoTime();
        System.out.println("E8Test seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 500_000; i++) {
            long a = ofAnySize(random);
            long b = ofAnySize(random);
            compareProducts(a, b, ofAnySize(random), ofAnySize(random));
            compareProducts(a, b, b, a);
            compareProducts(a, b, a, b - Math.min(b, 1));
        }
        for (long a : EDGES) {
            for (long b : EDGES) {
                for (long c : EDGES) {
                    compareProducts(a, b, c, MAX);
                    compareProducts(a, b, c, b);
                }
            }
        }
    }

    private static void compareProducts(long a, long b, long c, long d) {
        BigInteger product = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
        BigInteger other = BigInteger.valueOf(c).multiply(BigInteger.valueOf(d));
        assertEquals(product.compareTo(other) <= 0, E8.isAtMost(a, b, c, d),
                () -> a + " x " + b + ", " + c + " x " + d);
    }

    @Test
    void shouldDivideLikeBigDecimal() {
        long seed = System.nanoTime();
        System.out.println("E8Test seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 300_000; i++) {
            long dividend = ofAnySize(random);
            long divisor = Math.max(1, ofAnySize(random));
            for (Rounding rounding : ROUNDINGS) {
                assertEquals(expected(dividend, 1, divisor, rounding), E8.divide(dividend, divisor, rounding),
                        () -> dividend + " / " + divisor);
            }
        }
    }

    @Test
    void shouldAddWithSignsAndSayWhenTheSumDoesNotFit() {
        long[] terms = {0, 1, -1, 2, -2, E8.ONE, -E8.ONE, MAX / 2, -MAX / 2, MAX / 2 + 1, -MAX / 2 - 1, MAX, -MAX};
        for (long a : terms) {
            for (long b : terms) {
                BigInteger sum = BigInteger.valueOf(a).add(BigInteger.valueOf(b));
                long expected = sum.bitLength() > 63 ? E8.OVERFLOW : sum.longValueExact();
                assertEquals(expected, E8.add(a, b), () -> a + " + " + b);
            }
            assertEquals(E8.OVERFLOW, E8.add(a, E8.OVERFLOW));
            assertEquals(E8.OVERFLOW, E8.add(E8.OVERFLOW, a));
        }
        assertEquals(E8.OVERFLOW, E8.add(E8.OVERFLOW, E8.OVERFLOW));
    }

    @Test
    void shouldSaturateOnlyWhatDoesNotFit() {
        assertEquals(MAX, E8.saturate(E8.OVERFLOW));
        assertEquals(MAX, E8.saturate(MAX));
        assertEquals(-MAX, E8.saturate(-MAX));
        assertEquals(0, E8.saturate(0));
        assertEquals(MAX, E8.multiplySaturated(MAX, 2 * E8.ONE, Rounding.HALF_EVEN));
        assertEquals(6 * E8.ONE, E8.multiplySaturated(3 * E8.ONE, 2 * E8.ONE, Rounding.HALF_EVEN));
    }

    @Test
    void shouldFaultOnOperandsThatNoLegalCommandCauses() {
        assertThrows(EngineFault.class, () -> E8.multiply(-1, 1, Rounding.HALF_EVEN));
        assertThrows(EngineFault.class, () -> E8.multiply(1, -1, Rounding.HALF_EVEN));
        assertThrows(EngineFault.class, () -> E8.multiply(E8.OVERFLOW, 1, Rounding.HALF_EVEN));
        assertThrows(EngineFault.class, () -> E8.multiplyDivide(-1, 1, 1, Rounding.HALF_EVEN));
        assertThrows(EngineFault.class, () -> E8.multiplyDivide(1, 1, 0, Rounding.HALF_EVEN));
        assertThrows(EngineFault.class, () -> E8.multiplyDivide(1, 1, -1, Rounding.HALF_EVEN));
        assertThrows(EngineFault.class, () -> E8.divide(-1, 1, Rounding.HALF_EVEN));
        assertThrows(EngineFault.class, () -> E8.divide(1, 0, Rounding.HALF_EVEN));
    }

    private static void compareProduct(long a, long b, long divisor) {
        for (Rounding rounding : ROUNDINGS) {
            long expected = expected(a, b, divisor, rounding);
            long actual = E8.multiplyDivide(a, b, divisor, rounding);
            if (actual != expected) {
                assertEquals(expected, actual, a + " × " + b + " / " + divisor + " " + rounding);
            }
            if (divisor == E8.ONE && E8.multiply(a, b, rounding) != expected) {
                assertEquals(expected, E8.multiply(a, b, rounding), a + " × " + b + " " + rounding);
            }
        }
    }

    private static long expected(long a, long b, long divisor, Rounding rounding) {
        BigDecimal product = new BigDecimal(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)));
        BigDecimal quotient = product.divide(BigDecimal.valueOf(divisor), 0, RoundingMode.valueOf(rounding.name()));
        BigInteger integer = quotient.toBigIntegerExact();
        return integer.bitLength() > 63 ? E8.OVERFLOW : integer.longValueExact();
    }

    /** Every number of bits is equally likely. */
    private static long ofAnySize(SplittableRandom random) {
        return random.nextLong() >>> random.nextInt(1, 64);
    }
}
