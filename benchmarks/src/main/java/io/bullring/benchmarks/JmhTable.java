package io.bullring.benchmarks;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** Results of JMH as the table of README.md: time and allocation of one operation. */
final class JmhTable {
    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final List<String> HEAD = List.of(
            "| benchmark | parameters | ns an operation | ± (99.9 %) | bytes allocated |", "|---|---|--:|--:|--:|");

    private JmhTable() {}

    /** The lines of the table; a benchmark whose run failed has no row. */
    static List<String> lines(Collection<RunResult> results) {
        return Stream.concat(HEAD.stream(), results.stream().map(JmhTable::row)).toList();
    }

    private static String row(RunResult result) {
        Result<?> time = result.getPrimaryResult();
        Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
        return String.format(
                Locale.ROOT,
                "| %s | %s | %,.1f | %,.1f | %s |",
                name(result.getParams()),
                parameters(result.getParams()),
                time.getScore(),
                time.getScoreError(),
                allocated == null ? "" : String.format(Locale.ROOT, "%,.1f", allocated.getScore()));
    }

    /** Class and method, without the package. */
    private static String name(BenchmarkParams parameters) {
        String name = parameters.getBenchmark();
        return name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
    }

    private static String parameters(BenchmarkParams parameters) {
        return parameters.getParamsKeys()
                .stream()
                .map(key -> key + " " + parameters.getParam(key))
                .collect(Collectors.joining(", "));
    }
}
