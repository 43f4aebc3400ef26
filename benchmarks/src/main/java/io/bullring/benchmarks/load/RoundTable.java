package io.bullring.benchmarks.load;

import io.bullring.benchmarks.load.Contender.Round;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What rounds came to, as the table of README.md: medians over rounds, latencies of all rounds together. */
final class RoundTable {
    private static final double MICROSECOND_NS = 1e3;

    private final Contender peer;
    private final Contender guardedPeer;
    private final List<String> lines = new ArrayList<>();

    /**
     * @param peer what the others are compared with
     * @param guardedPeer the same behind what every route has
     */
    RoundTable(Contender peer, Contender guardedPeer) {
        this.peer = peer;
        this.guardedPeer = guardedPeer;
        lines.add(
                "| | requests /s | server CPU a request | event loops | engine | behind it | collector | compiler | ratio |"
                        + " ratio, event loops | ratio to guarded | ratio to guarded, event loops |");
        lines.add("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    }

    /** @param perSecond rate of the rounds whose latencies are told */
    void add(Contender contender, int perSecond) {
        row(contender.name() + ", full speed", contender.fullSpeed(), peer.fullSpeed(), guardedPeer.fullSpeed());
        row(String.format(Locale.ROOT, "%s, %,d /s", contender.name(), perSecond),
                contender.constantRate(),
                peer.constantRate(),
                guardedPeer.constantRate());
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    private void row(String name, List<Round> rounds, List<Round> ofPeer, List<Round> ofGuarded) {
        if (rounds.isEmpty()) {
            return;
        }
        lines.add(String.format(
                Locale.ROOT,
                "| %s | %,.0f | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %.2f | %.2f | %.2f | %.2f |",
                name,
                median(rounds, round -> round.outcome().perSecond()),
                micros(rounds, CpuTime::totalNs),
                micros(rounds, CpuTime::eventLoopsNs),
                micros(rounds, CpuTime::engineNs),
                micros(rounds, CpuTime::behindNs),
                micros(rounds, CpuTime::collectorNs),
                micros(rounds, CpuTime::compilerNs),
                ratio(rounds, ofPeer, CpuTime::totalNs),
                ratio(rounds, ofPeer, CpuTime::eventLoopsNs),
                ratio(rounds, ofGuarded, CpuTime::totalNs),
                ratio(rounds, ofGuarded, CpuTime::eventLoopsNs)));
    }

    private static double ratio(List<Round> rounds, List<Round> ofPeer, ToDoubleFunction<CpuTime> ns) {
        return micros(rounds, ns) / micros(ofPeer, ns);
    }

    private static double micros(List<Round> rounds, ToDoubleFunction<CpuTime> ns) {
        return median(rounds, round -> ns.applyAsDouble(round.cpu()) / MICROSECOND_NS / round.outcome().answered());
    }

    static double median(List<Round> rounds, ToDoubleFunction<Round> value) {
        double[] sorted = rounds.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
