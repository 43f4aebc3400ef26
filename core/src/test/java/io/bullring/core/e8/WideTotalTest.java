package io.bullring.core.e8;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WideTotalTest {
    private static final long MIN = Long.MIN_VALUE;
    private static final long MAX = Long.MAX_VALUE;
    private static final long[] EDGES = {0, 1, -1, 2, -2, MIN, MIN + 1, MAX, MAX - 1, 1L << 62, -(1L << 62)};

    @Test
    void shouldCountLikeBigInteger() {
        long seed = System.nanoTime();
        System.out.println("WideTotalTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 2_000; round++) {
            WideTotal total = new WideTotal();
            BigInteger expected = BigInteger.ZERO;
            for (int i = 0; i < 200; i++) {
                long term = random.nextBoolean()
                        ? EDGES[random.nextInt(EDGES.length)]
                        : random.nextLong() >> random.nextInt(64);
                if (random.nextBoolean()) {
                    total.add(term);
                    expected = expected.add(BigInteger.valueOf(term));
                } else {
                    total.subtract(term);
                    expected = expected.subtract(BigInteger.valueOf(term));
                }
                compare(expected, total);
            }
        }
    }

    @Test
    void shouldSaturateBothWays() {
        WideTotal total = new WideTotal();
        total.add(MAX);
        assertEquals(MAX, total.saturated());
        total.add(1);
        assertEquals(MAX, total.saturated());
        total.subtract(1);
        total.subtract(MAX);
        total.add(MIN);
        assertEquals(MIN, total.saturated());
        total.subtract(1);
        assertEquals(MIN, total.saturated());
    }

    @Test
    void shouldAddOtherTotals() {
        long seed = System.nanoTime();
        System.out.println("WideTotalTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        WideTotal sum = new WideTotal();
        BigInteger expected = BigInteger.ZERO;
        for (int i = 0; i < 100_000; i++) {
            WideTotal term = new WideTotal();
            term.set(random.nextLong() >> random.nextInt(20, 64), random.nextBoolean() ? -1 : random.nextLong());
            sum.add(term);
            expected = expected.add(valueOf(term));
            compare(expected, sum);
        }
        sum.add(sum);
        compare(expected.shiftLeft(1), sum);
    }

    @Test
    void shouldBecomeWhatAnotherTotalWas() {
        WideTotal total = new WideTotal();
        total.subtract(MAX);
        total.subtract(MAX);
        total.subtract(12_345);
        WideTotal copy = new WideTotal();
        copy.set(total.high(), total.low());
        compare(BigInteger.valueOf(MAX).shiftLeft(1).add(BigInteger.valueOf(12_345)).negate(), copy);
    }

    private static void compare(BigInteger expected, WideTotal total) {
        BigInteger actual = valueOf(total);
        BigInteger nearest = expected.min(BigInteger.valueOf(MAX)).max(BigInteger.valueOf(MIN));
        if (!actual.equals(expected)
                || total.isZero() != (expected.signum() == 0)
                || total.saturated() != nearest.longValueExact()) {
            assertEquals(expected + ", nearest " + nearest, actual + ", nearest " + total.saturated());
        }
    }

    private static BigInteger valueOf(WideTotal total) {
        BigInteger low = new BigInteger(Long.toUnsignedString(total.low()));
        return BigInteger.valueOf(total.high()).shiftLeft(64).add(low);
    }
}
