package io.bullring.gateway.analytics;

import io.bullring.arena.metric.EquityCurve;
import io.bullring.core.e8.E8;
import io.bullring.gateway.history.WorthPoint;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;

/** What several agents are worth together; an agent counts from its first point on. For one thread. */
final class SummedCurve {
    private final TreeMap<Long, Sum> sums = new TreeMap<>();

    private record Sum(WorthPoint point, int agents) {
        static Sum of(WorthPoint point) {
            return new Sum(point, 1);
        }

        Sum plus(Sum other) {
            return new Sum(
                    new WorthPoint(
                            point.timeNs(),
                            saturatedSum(point.equityE8(), other.point.equityE8()),
                            saturatedSum(point.capitalE8(), other.point.capitalE8()),
                            saturatedSum(point.realizedPnlE8(), other.point.realizedPnlE8())),
                    agents + other.agents);
        }

        private static long saturatedSum(long aE8, long bE8) {
            return E8.saturate(E8.add(aE8, bE8));
        }
    }

    /** Points of one more agent, at the same times as those of the others. */
    void add(List<WorthPoint> points) {
        points.forEach(point -> sums.merge(point.timeNs(), Sum.of(point), Sum::plus));
    }

    List<WorthPoint> points() {
        return sums.values().stream().map(Sum::point).toList();
    }

    /** With a break wherever there are more or fewer agents than before. */
    EquityCurve equity() {
        List<Sum> all = new ArrayList<>(sums.values());
        BitSet breaks = new BitSet();
        for (int i = 1; i < all.size(); i++) {
            breaks.set(i, all.get(i).agents() != all.get(i - 1).agents());
        }
        return new EquityCurve(
                all.stream().mapToLong(sum -> sum.point().equityE8()).toArray(),
                all.stream().mapToLong(sum -> sum.point().capitalE8()).toArray(),
                breaks);
    }
}
