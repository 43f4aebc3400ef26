package io.bullring.benchmarks.crowd;

import com.sun.management.ThreadMXBean;
import io.bullring.core.engine.EngineHost;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What things weigh: the heap after a collection, before and after they came. Not thread-safe. */
final class Weights {
    private static final int ENGINES = 1_000;
    private static final int WARM_ENGINES = 2_000;

    private final List<String> lines =
            new ArrayList<>(List.of("| in the heap | count | bytes each |", "|---|--:|--:|"));
    private long usedBytes;

    Weights() {
        usedBytes = used();
    }

    private static long used() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Notes what has come since the last look. */
    void came(String name, int count) {
        long nowBytes = used();
        lines.add(String.format(Locale.ROOT, "| %s | %,d | %,d |", name, count, (nowBytes - usedBytes) / count));
        usedBytes = nowBytes;
    }

    /** Makes engines that have seen no command, when their code is warm: weight, allocation, time. */
    void emptyEngines() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        EngineHost[] engines = new EngineHost[ENGINES];
        for (int i = 0; i < WARM_ENGINES; i++) {
            engines[i % ENGINES] = emptyEngine();
        }
        Arrays.fill(engines, null);
        usedBytes = used();
        long[] tookNs = new long[ENGINES];
        long allocated = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < ENGINES; i++) {
            long startNs = System.nanoTime();
            engines[i] = emptyEngine();
            tookNs[i] = System.nanoTime() - startNs;
        }
        allocated = threads.getCurrentThreadAllocatedBytes() - allocated;
        came("empty engine, retained", ENGINES);
        Arrays.sort(tookNs);
        lines.add(String.format(Locale.ROOT, "| empty engine, allocated | %,d | %,d |", ENGINES, allocated / ENGINES));
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "An empty engine was ready in %,.1f µs (median), %,.1f µs (slowest but ten of %,d), of which the last had seen command %d.",
                tookNs[ENGINES / 2] / 1e3,
                tookNs[ENGINES - 11] / 1e3,
                ENGINES,
                engines[ENGINES - 1].lastSequence()));
    }

    private static EngineHost emptyEngine() {
        return new EngineHost((sequence, timeNs, source, correlationId, events, offset, length, answer) -> {});
    }

    /** The table of README.md. */
    List<String> lines() {
        return lines;
    }
}
