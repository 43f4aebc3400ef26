package io.bullring.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Processor time that the threads of a process have used so far, by what they do; nanoseconds, as Linux counts them for each thread.
 *
 * @param eventLoopsNs those that serve HTTP
 * @param engineNs the venue's one thread
 * @param behindNs those that follow it: history, event log, log of requests
 * @param collectorNs the collector, and the virtual machine's own threads
 * @param compilerNs the compiler, which is done when a program is warm
 */
record CpuTime(long eventLoopsNs, long engineNs, long behindNs, long collectorNs, long compilerNs) {
    static final CpuTime NONE = new CpuTime(0, 0, 0, 0, 0);

    /** Of a process that is running. Time of threads that have ended is not in it. */
    static CpuTime of(long pid) {
        Path tasks = Path.of("/proc", Long.toString(pid), "task");
        try (Stream<Path> threads = Files.list(tasks)) {
            List<Path> living = threads.toList();
            CpuTime sum = NONE;
            for (Path thread : living) {
                sum = sum.plus(ofThread(thread));
            }
            return sum;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + tasks, e);
        }
    }

    /** Of one thread, by the first 15 characters of its name, which is what the system knows of it. */
    static CpuTime named(String name, long ns) {
        if (name.startsWith("vert.x-eventlo")) {
            return new CpuTime(ns, 0, 0, 0, 0);
        }
        if (name.startsWith("bullring-engine")) {
            return new CpuTime(0, ns, 0, 0, 0);
        }
        if (name.startsWith("C1 ") || name.startsWith("C2 ")) {
            return new CpuTime(0, 0, 0, 0, ns);
        }
        boolean isJvm = name.startsWith("Shenandoah") || name.startsWith("VM ") || name.startsWith("GC ")
                || name.startsWith("G1 ");
        return isJvm ? new CpuTime(0, 0, 0, ns, 0) : new CpuTime(0, 0, ns, 0, 0);
    }

    CpuTime minus(CpuTime other) {
        return new CpuTime(
                eventLoopsNs - other.eventLoopsNs,
                engineNs - other.engineNs,
                behindNs - other.behindNs,
                collectorNs - other.collectorNs,
                compilerNs - other.compilerNs);
    }

    CpuTime plus(CpuTime other) {
        return new CpuTime(
                eventLoopsNs + other.eventLoopsNs,
                engineNs + other.engineNs,
                behindNs + other.behindNs,
                collectorNs + other.collectorNs,
                compilerNs + other.compilerNs);
    }

    long totalNs() {
        return eventLoopsNs + engineNs + behindNs + collectorNs + compilerNs;
    }

    private static CpuTime ofThread(Path thread) throws IOException {
        try {
            String name = Files.readString(thread.resolve("comm")).strip();
            String schedule = Files.readString(thread.resolve("schedstat"));
            return named(name, Long.parseLong(schedule.substring(0, schedule.indexOf(' '))));
        } catch (NoSuchFileException e) {
            return NONE; // ended since it was listed
        }
    }
}
