package io.bullring.benchmarks;

import static io.bullring.core.e8.Rounding.HALF_EVEN;

import io.bullring.core.e8.E8;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One product or quotient of money. Small: 0.0001 to 0.001 BTC at 20,000 to 90,000 USDT, a product below 2⁶³. Large: 10 to 100
 * BTC, a product beyond. Quotient: a cost shared out over a quantity, as at each sale.
 *
 * <p>Peers: {@link BigDecimal} with 28 digits, rounded to 8 places, its operands made beforehand; and {@link RestoringDivision}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class E8Benchmark {
    private static final MathContext DIGITS_28 = new MathContext(28, RoundingMode.HALF_EVEN);
    private static final int SCALE = 8;

    private final Operands prices = Operands.between(1, 20_000 * E8.ONE, 90_000 * E8.ONE);
    private final Operands smallQuantities = Operands.between(2, E8.ONE / 10_000, E8.ONE / 1_000);
    private final Operands largeQuantities = Operands.between(3, 10 * E8.ONE, 100 * E8.ONE);
    private final Operands costs = Operands.between(4, 1_000 * E8.ONE, 1_000_000 * E8.ONE);
    private int turn;

    /** Three ways to one number, or there is nothing to compare. */
    @Setup
    public void shouldAllGiveTheSame() {
        for (int i = 0; i < Operands.COUNT; i++) {
            same(small(i), smallNaive(i), smallBigDecimal(i));
            same(large(i), largeNaive(i), largeBigDecimal(i));
            same(quotient(i), quotientNaive(i), quotientBigDecimal(i));
        }
    }

    @Benchmark
    public long multiplySmall() {
        return small(turn++);
    }

    @Benchmark
    public long multiplySmallNaive() {
        return smallNaive(turn++);
    }

    @Benchmark
    public BigDecimal multiplySmallBigDecimal() {
        return smallBigDecimal(turn++);
    }

    @Benchmark
    public long multiplyLarge() {
        return large(turn++);
    }

    @Benchmark
    public long multiplyLargeNaive() {
        return largeNaive(turn++);
    }

    @Benchmark
    public BigDecimal multiplyLargeBigDecimal() {
        return largeBigDecimal(turn++);
    }

    @Benchmark
    public long multiplyDivide() {
        return quotient(turn++);
    }

    @Benchmark
    public long multiplyDivideNaive() {
        return quotientNaive(turn++);
    }

    @Benchmark
    public BigDecimal multiplyDivideBigDecimal() {
        return quotientBigDecimal(turn++);
    }

    private long small(int i) {
        return E8.multiply(prices.e8(i), smallQuantities.e8(i), HALF_EVEN);
    }

    private long smallNaive(int i) {
        return RestoringDivision.multiplyDivide(prices.e8(i), smallQuantities.e8(i), E8.ONE);
    }

    private BigDecimal smallBigDecimal(int i) {
        return product(prices.decimal(i), smallQuantities.decimal(i));
    }

    private long large(int i) {
        return E8.multiply(prices.e8(i), largeQuantities.e8(i), HALF_EVEN);
    }

    private long largeNaive(int i) {
        return RestoringDivision.multiplyDivide(prices.e8(i), largeQuantities.e8(i), E8.ONE);
    }

    private BigDecimal largeBigDecimal(int i) {
        return product(prices.decimal(i), largeQuantities.decimal(i));
    }

    private long quotient(int i) {
        return E8.multiplyDivide(costs.e8(i), smallQuantities.e8(i), largeQuantities.e8(i), HALF_EVEN);
    }

    private long quotientNaive(int i) {
        return RestoringDivision.multiplyDivide(costs.e8(i), smallQuantities.e8(i), largeQuantities.e8(i));
    }

    private BigDecimal quotientBigDecimal(int i) {
        return costs.decimal(i)
                .multiply(smallQuantities.decimal(i), DIGITS_28)
                .divide(largeQuantities.decimal(i), DIGITS_28)
                .setScale(SCALE, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal product(BigDecimal a, BigDecimal b) {
        return a.multiply(b, DIGITS_28).setScale(SCALE, RoundingMode.HALF_EVEN);
    }

    private static void same(long e8, long naive, BigDecimal decimal) {
        if (e8 != naive || e8 != decimal.unscaledValue().longValueExact()) {
            throw new IllegalStateException("E8 " + e8 + ", restoring division " + naive + ", BigDecimal " + decimal);
        }
    }
}
