package io.bullring.core.e8;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.fault.EngineFault;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Prices moved by slippage, compared with the exact quotient and with one of 34 digits. */
class FractionTest {
    private static final MathContext DIGITS_34 = new MathContext(34, RoundingMode.HALF_EVEN);
    private static final BigInteger ONE = BigInteger.valueOf(E8.ONE);
    private static final long FLOOR_E8 = 10_000;
    private static final long CEILING_E8 = 10_000_000;
    private static final long MAX = Long.MAX_VALUE;

    private final Fraction fraction = new Fraction();

    /** One fill against the market: a price, a slippage factor, a quantity and the volume of a day. */
    private record Fill(long priceE8, long factorE8, long quantityE8, long volumeE8, boolean buy) {}

    @Test
    void shouldMoveRealisticPricesLikeQuotientsOf34Digits() {
        long seed = System.nanoTime();
        System.out.println("FractionTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        int between = 0;
        for (int i = 0; i < 1_000_000; i++) {
            Fill fill = realistic(random);
            BigDecimal f = quotientOf34Digits(fill);
            between += f.unscaledValue().bitLength() > 64 ? 1 : 0;
            assertMoved(fill, moved34(fill, f));
            assertEquals(f.movePointRight(8).setScale(0, RoundingMode.HALF_UP).longValueExact(), fraction.roundedE8());
        }
        assertTrue(between > 300_000,
                "most fractions have no end in decimal digits, but only these had none: " + between);
    }

    /**
     * Any volume, quantity and price. Here 34 digits are too few for a tie now and then, so the exact quotient
     * decides.
     */
    @Test
    void shouldMoveExtremePricesLikeExactQuotients() {
        long seed = System.nanoTime();
        System.out.println("FractionTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 1_000_000; i++) {
            Fill fill = extreme(random);
            assertMoved(fill, movedExactly(fill));
        }
    }

    /** All small numbers: ties abound. */
    @Test
    void shouldMoveTiesLikeExactQuotients() {
        for (long price = 1; price < 40; price++) {
            for (long quantity = 1; quantity < 12; quantity++) {
                for (long volume = 11; volume < 60; volume++) {
                    assertMoved(new Fill(price * E8.ONE / 2, 50_000_001, quantity, volume, true));
                    assertMoved(new Fill(price * E8.ONE / 2, 50_000_001, quantity, volume, false));
                    assertMoved(new Fill(price * 5, E8.ONE, quantity, volume, true));
                    assertMoved(new Fill(price * 5, E8.ONE, quantity, volume, false));
                }
            }
        }
    }

    /** A twentieth of 10 is half a unit; the smallest bit more than a twentieth is more than half. */
    @Test
    void shouldLowerByATieLessThanByAnythingBeyondIt() {
        Fill tie = new Fill(10, E8.ONE, 50_000_000_000L, 1_000_000_000_000L, false);
        Fill beyond = new Fill(10, E8.ONE, 50_000_000_001L, 1_000_000_000_000L, false);
        assertMoved(tie, 10);
        assertMoved(beyond, 9);
        assertEquals(List.of(10L, 9L), List.of(movedExactly(tie), movedExactly(beyond)));
    }

    @Test
    void shouldRoundTheFractionItselfHalfUp() {
        fraction.set(1, 1, 2);
        assertEquals(1, fraction.roundedE8());
        fraction.set(1_000_000_000_000L, 2, 5_000_000_000_001L);
        assertEquals(0, fraction.roundedE8());
        fraction.set(3, 1, 2);
        assertEquals(2, fraction.roundedE8());
        fraction.setE8(7);
        assertEquals(7, fraction.roundedE8());
    }

    /** Why the fraction is exact: rounded to 18 digits first, these prices come out beside the right ones. */
    @Test
    void shouldNotBeReplacedByEighteenDigits() {
        Fill sell = new Fill(5_148_941_354_028L, 70_000_000, 6_528_344_457L, 19_848_473_800_376L, false);
        Fill buy = new Fill(197_386_900_888L, 90_000_000, 101_871_760, 466_405_513_162L, true);
        for (Fill fill : new Fill[]{sell, buy}) {
            assertNotEquals(movedByEighteenDigits(fill), movedExactly(fill));
            assertEquals(moved34(fill, quotientOf34Digits(fill)), movedExactly(fill));
            assertMoved(fill);
        }
    }

    /** At 60,000 USDT about once in a million, at 100,000,000 USDT about once in a thousand. */
    @Test
    void shouldFindEighteenDigitsWantingTheMoreTheHigherThePrice() {
        SplittableRandom random = new SplittableRandom(20_260_101);
        int wanting = 0;
        for (int i = 0; i < 100_000; i++) {
            Fill drawn = realistic(random);
            long price = 9_000_000_000_000_000L + random.nextLong(2_000_000_000_000_000L);
            Fill fill = new Fill(price, drawn.factorE8, drawn.quantityE8, drawn.volumeE8, drawn.buy);
            wanting += movedByEighteenDigits(fill) == movedExactly(fill) ? 0 : 1;
            assertMoved(fill);
        }
        assertTrue(wanting > 10 && wanting < 1_000, "wanting " + wanting);
    }

    @Test
    void shouldSayWhenARaisedPriceDoesNotFit() {
        fraction.setE8(CEILING_E8);
        assertEquals(E8.OVERFLOW, fraction.raise(MAX));
        assertEquals(MAX - MAX / 10 - 1, fraction.lower(MAX));
        fraction.setE8(0);
        assertEquals(MAX, fraction.raise(MAX));
        assertEquals(MAX, fraction.lower(MAX));
    }

    @Test
    void shouldTakeAllOrDoubleWhenTheFractionIsOne() {
        fraction.set(E8.ONE, 7, 7);
        assertEquals(0, fraction.lower(12_345));
        assertEquals(24_690, fraction.raise(12_345));
    }

    @Test
    void shouldFaultAboveOneUntilItIsBounded() {
        fraction.set(3 * E8.ONE, 1_000_000_007, 1_000_000_006);
        assertThrows(EngineFault.class, () -> fraction.raise(1));
        fraction.atMost(CEILING_E8);
        assertEquals(11, fraction.raise(10));
        fraction.set(2 * E8.ONE + 1, 1, 2);
        assertThrows(EngineFault.class, () -> fraction.lower(1));
        fraction.set(MAX, MAX, 1);
        assertThrows(EngineFault.class, () -> fraction.lower(1));
        assertEquals(E8.OVERFLOW, unboundedRounded());
        fraction.atMost(CEILING_E8);
        assertEquals(9, fraction.lower(10));
        assertThrows(EngineFault.class, () -> fraction.setE8(-1));
        assertThrows(EngineFault.class, () -> fraction.set(1, 1, 0));
    }

    private long unboundedRounded() {
        fraction.set(MAX, 2, 2);
        assertEquals(MAX, fraction.roundedE8());
        fraction.set(6_148_914_691_236_517_204L, 3, 2);
        assertEquals(MAX - 1, fraction.roundedE8());
        fraction.set(MAX, MAX, MAX - 1);
        assertEquals(MAX, fraction.roundedE8());
        return E8.multiplyDivide(MAX, MAX, MAX - 1, Rounding.HALF_UP);
    }

    private void assertMoved(Fill fill) {
        assertMoved(fill, movedExactly(fill));
    }

    private void assertMoved(Fill fill, long expected) {
        fraction.setBetween(FLOOR_E8, CEILING_E8, fill.factorE8, fill.quantityE8, fill.volumeE8);
        long actual = fill.buy ? fraction.raise(fill.priceE8) : fraction.lower(fill.priceE8);
        if (actual != expected) {
            assertEquals(expected, actual, fill.toString());
        }
    }

    private static long movedExactly(Fill fill) {
        BigInteger product = BigInteger.valueOf(fill.factorE8).multiply(BigInteger.valueOf(fill.quantityE8));
        BigInteger divisor = BigInteger.valueOf(fill.volumeE8).multiply(ONE);
        if (product.compareTo(divisor.divide(BigInteger.TEN)) > 0
                || product.multiply(BigInteger.TEN).compareTo(divisor) >= 0) {
            product = BigInteger.valueOf(CEILING_E8);
            divisor = ONE;
        } else if (product.multiply(BigInteger.valueOf(E8.ONE / FLOOR_E8)).compareTo(divisor) < 0) {
            product = BigInteger.valueOf(FLOOR_E8);
            divisor = ONE;
        }
        BigInteger factor = fill.buy ? divisor.add(product) : divisor.subtract(product);
        BigDecimal dividend = new BigDecimal(BigInteger.valueOf(fill.priceE8).multiply(factor));
        return longOf(dividend.divide(new BigDecimal(divisor), 0, RoundingMode.HALF_UP));
    }

    private static BigDecimal quotientOf34Digits(Fill fill) {
        BigDecimal product = BigDecimal.valueOf(fill.factorE8, 8).multiply(BigDecimal.valueOf(fill.quantityE8, 8));
        BigDecimal quotient = product.divide(BigDecimal.valueOf(fill.volumeE8, 8), DIGITS_34);
        return quotient.max(BigDecimal.valueOf(FLOOR_E8, 8)).min(BigDecimal.valueOf(CEILING_E8, 8));
    }

    private static long moved34(Fill fill, BigDecimal f) {
        BigDecimal factor = fill.buy ? BigDecimal.ONE.add(f) : BigDecimal.ONE.subtract(f);
        return longOf(BigDecimal.valueOf(fill.priceE8).multiply(factor).setScale(0, RoundingMode.HALF_UP));
    }

    private static long movedByEighteenDigits(Fill fill) {
        return moved34(fill, quotientOf34Digits(fill).setScale(18, RoundingMode.HALF_EVEN));
    }

    private static long longOf(BigDecimal integer) {
        BigInteger value = integer.toBigIntegerExact();
        return value.bitLength() > 63 ? E8.OVERFLOW : value.longValueExact();
    }

    /** Prices of 0.00001 to 150,000, volumes of 100 to a billion, quantities of a millionth to once the volume. */
    private static Fill realistic(SplittableRandom random) {
        long price = Math.max(1, random.nextLong(15_000_000_000_000L) / powerOfTen(random.nextInt(11)));
        long volume = random.nextLong(100 * E8.ONE, 100_000_000_000_000_000L) / powerOfTen(random.nextInt(6));
        long quantity = Math.max(1, random.nextLong(volume) / powerOfTen(random.nextInt(6)));
        long factor = random.nextInt(4) == 0 ? random.nextLong(E8.ONE + 1) : 10_000_000L * random.nextInt(1, 11);
        return new Fill(price, factor, quantity, volume, random.nextBoolean());
    }

    private static Fill extreme(SplittableRandom random) {
        long volume = Math.max(1, random.nextLong() >>> random.nextInt(1, 64));
        long quantity = random.nextBoolean()
                ? Math.max(1, random.nextLong() >>> random.nextInt(1, 64))
                : 1 + volume / random.nextInt(1, 20_000);
        long price = Math.max(1, random.nextLong() >>> random.nextInt(1, 64));
        return new Fill(price, random.nextLong(E8.ONE + 1), quantity, volume, random.nextBoolean());
    }

    private static long powerOfTen(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }
}
