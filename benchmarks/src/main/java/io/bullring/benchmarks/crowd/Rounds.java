package io.bullring.benchmarks.crowd;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;

/**
 * Measures several things in turn, round after round, so that a mood of the machine meets all of them alike, and tells the median
 * of each. Not thread-safe.
 */
final class Rounds {
    private record Entry(String name, int count, IntToDoubleFunction work, List<Double> ns) {}

    private final List<Entry> entries = new ArrayList<>();

    /** @param work does so many operations and tells the nanoseconds of one */
    void add(String name, int count, IntToDoubleFunction work) {
        entries.add(new Entry(name, count, work, new ArrayList<>()));
    }

    /** Rounds that are forgotten, then rounds that count. */
    void run(int warmUps, int rounds, Runnable before) {
        for (int round = 0; round < warmUps + rounds; round++) {
            for (Entry entry : entries) {
                before.run();
                double ns = entry.work.applyAsDouble(entry.count);
                if (round >= warmUps) {
                    entry.ns.add(ns);
                }
            }
        }
        entries.forEach(entry -> entry.ns.sort(Double::compare));
    }

    /** The table of README.md. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("| one thread | operations a round | median, ns | fastest round | slowest round |");
        lines.add("|---|--:|--:|--:|--:|");
        for (Entry entry : entries) {
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %,d | %,.1f | %,.1f | %,.1f |",
                    entry.name,
                    entry.count,
                    entry.ns.get(entry.ns.size() / 2),
                    entry.ns.getFirst(),
                    entry.ns.getLast()));
        }
        return lines;
    }
}
