package io.bullring.gateway.analytics;

import io.bullring.arena.metric.EquityCurve;
import io.bullring.core.e8.E8;
import io.bullring.gateway.history.WideAmount;
import io.bullring.gateway.history.WorthPoint;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/** What several agents are worth together; an agent counts from its first point on. For one thread. */
final class SummedCurve {
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);
    /** Of the largest sample, when it has more than 64 bits hold. */
    private static final int DIGITS_KEPT = 18;

    private final TreeMap<Long, Sum> sums = new TreeMap<>();

    private record Sum(WorthPoint point, int agents) {
        static Sum of(WorthPoint point) {
            return new Sum(point, 1);
        }

        Sum plus(Sum other) {
            return new Sum(
                    new WorthPoint(
                            point.timeNs(),
                            point.equityE8().plus(other.point.equityE8()),
                            point.capitalE8().plus(other.point.capitalE8()),
                            E8.saturate(E8.add(point.realizedPnlE8(), other.point.realizedPnlE8()))),
                    agents + other.agents);
        }
    }

    /** Points of one more agent, at the same times as those of the others. */
    void add(List<WorthPoint> points) {
        points.forEach(point -> sums.merge(point.timeNs(), Sum.of(point), Sum::plus));
    }

    List<WorthPoint> points() {
        return sums.values().stream().map(Sum::point).toList();
    }

    /**
     * With a break wherever there are more or fewer agents than before. Its figures are ratios: where 64 bits do not hold what the agents
     * are worth, all samples lose the same last digits.
     */
    EquityCurve equity() {
        List<Sum> all = new ArrayList<>(sums.values());
        BitSet breaks = new BitSet();
        for (int i = 1; i < all.size(); i++) {
            breaks.set(i, all.get(i).agents() != all.get(i - 1).agents());
        }
        int digits = digitsLost();
        return new EquityCurve(
                samples(digits, WorthPoint::equityE8), samples(digits, WorthPoint::capitalE8), breaks);
    }

    private int digitsLost() {
        BigDecimal largest = sums.values()
                .stream()
                .map(sum -> sum.point().equityE8().max(sum.point().capitalE8()))
                .reduce(WideAmount.ZERO, WideAmount::max)
                .toDecimal(0);
        return largest.compareTo(LARGEST) <= 0 ? 0 : largest.precision() - DIGITS_KEPT;
    }

    private long[] samples(int digitsLost, Function<WorthPoint, WideAmount> of) {
        return sums.values()
                .stream()
                .map(sum -> of.apply(sum.point()))
                .mapToLong(amount -> digitsLost == 0
                        ? amount.low()
                        : amount.toDecimal(digitsLost).setScale(0, RoundingMode.HALF_EVEN).longValueExact())
                .toArray();
    }
}
