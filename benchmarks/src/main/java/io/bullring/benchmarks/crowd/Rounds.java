package io.bullring.benchmarks.crowd;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * Measures several things in turn, round after round, so that a mood of the machine meets all of them alike, and tells the median
 * of each. What was added under one name is one row. Not thread-safe.
 *
 * <p>A virtual core may be one of two that share a real one: whenever the neighbour works, everything takes up to 1.8 times as
 * long, for a second or for a minute. So each round knows what the machine alone was capable of right before and behind it, and the
 * medians of the <em>quiet</em> rounds stand beside those of all: those in which the machine alone was at most 15 percent slower than
 * in the fastest twentieth of the same virtual machine's rounds.
 */
final class Rounds {
    private static final double QUIET = 1.15;
    private static final int TWENTY = 20;
    private static final String MACHINE_ALONE = "machine alone: eight shift registers, a step each";

    /** What one round took, nanoseconds of one operation. */
    record Took(double ns, double machineAloneNs) {}

    /** Does so many operations. */
    @FunctionalInterface
    interface Work {
        Took run(int count);
    }

    private record Entry(String name, int count, Work work, List<Took> took) {
        List<Took> quiet() {
            double[] alone = took.stream().mapToDouble(Took::machineAloneNs).sorted().toArray();
            double quietNs = alone[alone.length / TWENTY] * QUIET;
            return took.stream().filter(one -> one.machineAloneNs <= quietNs).toList();
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    void add(String name, int count, Work work) {
        entries.add(new Entry(name, count, work, new ArrayList<>()));
    }

    /** Rounds that are forgotten, then rounds that count. */
    void run(int warmUps, int rounds) {
        for (int round = 0; round < warmUps + rounds; round++) {
            for (Entry entry : entries) {
                Took took = entry.work.run(entry.count);
                if (round >= warmUps) {
                    entry.took.add(took);
                }
            }
        }
    }

    /** The table of README.md. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("| one thread, ns | rounds | median | fastest | slowest | quiet rounds | median of the quiet |");
        lines.add("|---|--:|--:|--:|--:|--:|--:|");
        List<Took> all = new ArrayList<>();
        List<Took> allQuiet = new ArrayList<>();
        Map<String, List<Took>> byName = new LinkedHashMap<>();
        Map<String, List<Took>> quietByName = new LinkedHashMap<>();
        for (Entry entry : entries) {
            List<Took> quiet = entry.quiet();
            all.addAll(entry.took);
            allQuiet.addAll(quiet);
            byName.computeIfAbsent(entry.name, name -> new ArrayList<>()).addAll(entry.took);
            quietByName.computeIfAbsent(entry.name, name -> new ArrayList<>()).addAll(quiet);
        }
        lines.add(line(
                MACHINE_ALONE,
                all.stream().mapToDouble(Took::machineAloneNs),
                allQuiet.stream().mapToDouble(Took::machineAloneNs)));
        byName.forEach((name, took) -> lines.add(line(
                name, took.stream().mapToDouble(Took::ns), quietByName.get(name).stream().mapToDouble(Took::ns))));
        return lines;
    }

    private static String line(String name, DoubleStream all, DoubleStream quiet) {
        double[] ns = all.sorted().toArray();
        double[] quietNs = quiet.sorted().toArray();
        return String.format(
                Locale.ROOT,
                "| %s | %d | %,.1f | %,.1f | %,.1f | %d | %,.1f |",
                name,
                ns.length,
                ns[ns.length / 2],
                ns[0],
                ns[ns.length - 1],
                quietNs.length,
                quietNs[quietNs.length / 2]);
    }
}
