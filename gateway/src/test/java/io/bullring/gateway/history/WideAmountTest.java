package io.bullring.gateway.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class WideAmountTest {
    @Test
    void shouldMultiplyWithoutLosingADigit() {
        assertThat(WideAmount.product(Long.MAX_VALUE, Long.MAX_VALUE).toDecimal(16))
                .isEqualByComparingTo("8507059173023461584739.6907784232501249");
        assertThat(WideAmount.product(0, Long.MAX_VALUE)).isEqualTo(WideAmount.ZERO);
        assertThat(WideAmount.of(150_000_000).toDecimal(8)).isEqualTo(new BigDecimal("1.50000000"));
    }

    @Test
    void shouldValueWholeWhat64BitsDoNotHoldAndRoundAsTheEngine() {
        long coins = 8_50000000L;
        assertThat(WideAmount.value(coins, 100_00000001L)).isEqualTo(WideAmount.of(850_00000008L));
        assertThat(WideAmount.value(coins, 100_00000003L)).isEqualTo(WideAmount.of(850_00000026L));
        long fortune = 90_000_000_000_00000000L;
        assertThat(WideAmount.value(fortune + 50000000, 100_00000001L).toDecimal(8))
                .isEqualTo(new BigDecimal("9000000000950.00000000"));
    }

    @Test
    void shouldTakeAwayAmountsOfAnySign() {
        WideAmount wide = WideAmount.of(Long.MAX_VALUE).plus(WideAmount.of(Long.MAX_VALUE));
        assertThat(wide.minus(Long.MAX_VALUE)).isEqualTo(WideAmount.of(Long.MAX_VALUE));
        assertThat(wide.minus(-1).minus(-1).toDecimal(0)).isEqualTo(new BigDecimal("18446744073709551616"));
        assertThat(wide.minus(-1).minus(-1).minus(2)).isEqualTo(wide);
        assertThat(WideAmount.of(5).minus(5)).isEqualTo(WideAmount.ZERO);
    }

    @Test
    void shouldStayAtTheLargestNumber() {
        WideAmount largest = new WideAmount(Long.MAX_VALUE, -1);
        BigDecimal expected = new BigDecimal(BigInteger.TWO.pow(127).subtract(BigInteger.ONE));

        assertThat(largest.toDecimal(0)).isEqualTo(expected);
        assertThat(largest.plus(WideAmount.of(1))).isEqualTo(largest);
        assertThat(largest.plus(largest)).isEqualTo(largest);
    }

    @Test
    void shouldAddAsLargeIntegersDo() {
        long seed = System.nanoTime();
        System.out.println("WideAmountTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        WideAmount sum = WideAmount.ZERO;
        BigInteger expected = BigInteger.ZERO;
        for (int i = 0; i < 1_000; i++) {
            long a = random.nextLong() >>> random.nextInt(1, 64);
            long b = random.nextLong() >>> random.nextInt(10, 64);
            sum = sum.plus(WideAmount.product(a, b));
            expected = expected.add(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)));
            assertThat(sum.toDecimal(0)).as("seed %d, %d", seed, i).isEqualTo(new BigDecimal(expected));
        }
    }

    @Test
    void shouldBeADecimalOfAnySizeExactlyAndTheLargestNumberBeyond() {
        assertThat(WideAmount.ofDecimal(new BigDecimal("0.00000001"), 8)).isEqualTo(WideAmount.of(1));
        assertThat(WideAmount.ofDecimal(new BigDecimal("92233720368.54775807"), 8))
                .isEqualTo(WideAmount.of(Long.MAX_VALUE));
        assertThat(WideAmount.ofDecimal(new BigDecimal("92233720368.54775808"), 8).toDecimal(8))
                .isEqualTo(new BigDecimal("92233720368.54775808"));
        assertThat(WideAmount.ofDecimal(new BigDecimal("1e40"), 8))
                .isEqualTo(new WideAmount(Long.MAX_VALUE, -1));
    }

    @Test
    void shouldBeComparedByAllItsBits() {
        WideAmount wide = WideAmount.ofDecimal(new BigDecimal("9223372036854775808"), 0);
        assertThat(wide.max(WideAmount.of(Long.MAX_VALUE))).isEqualTo(wide);
        assertThat(WideAmount.of(Long.MAX_VALUE).max(wide)).isEqualTo(wide);
        assertThat(WideAmount.product(Long.MAX_VALUE, 4).max(wide)).isEqualTo(WideAmount.product(Long.MAX_VALUE, 4));
    }

    @Test
    void shouldBeTheNearestFloatingNumber() {
        assertThat(WideAmount.of(250).toDouble()).isEqualTo(250.0);
        assertThat(WideAmount.product(Long.MAX_VALUE, 1_000).toDouble()).isEqualTo(0x1p63 * 1_000);
    }
}
