package io.bullring.benchmarks.latency;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The venue's snapshot process beside a trial, one after the other without a break, which is far more than a venue has: as nice as
 * the venue makes it, with the flags of the libraries from this JVM and a collector of its own.
 */
final class SnapshotsBeside implements AutoCloseable {
    private static final String MAIN = "io.bullring.gateway.Bullring";
    private static final long MOST_PAUSE_MS = 20;

    private final Path dataDirectory;
    private final Thread thread = new Thread(this::run, "bench-snapshots");
    private volatile boolean closing;
    private int taken;

    /** Begins at once; the journal is in a directory of that name in this one. */
    static SnapshotsBeside start(Path dataDirectory) {
        SnapshotsBeside snapshots = new SnapshotsBeside(dataDirectory);
        snapshots.thread.setDaemon(true);
        snapshots.thread.start();
        return snapshots;
    }

    private SnapshotsBeside(Path dataDirectory) {
        this.dataDirectory = dataDirectory;
    }

    private void run() {
        try {
            while (!closing) {
                Process process = new ProcessBuilder(commandLine())
                        .redirectErrorStream(true)
                        .redirectOutput(dataDirectory.resolve("snapshots.log").toFile())
                        .start();
                while (process.isAlive() && !closing) {
                    Thread.sleep(MOST_PAUSE_MS);
                }
                process.destroyForcibly();
                taken += process.waitFor() == 0 ? 1 : 0;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> commandLine() {
        List<String> line = new ArrayList<>(List.of(
                "nice", "-n", "19", Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (flag.startsWith("--") || flag.startsWith("-Dchronicle.")) {
                line.add(flag);
            }
        }
        line.addAll(
                List.of("-XX:+UseSerialGC", "-Xmx1g", "-cp", System.getProperty("java.class.path"), MAIN, "snapshot"));
        line.addAll(List.of("--ends-with", Long.toString(ProcessHandle.current().pid()), "--keep", "1"));
        line.add(dataDirectory.toString());
        return line;
    }

    /** Snapshots that were taken to their end, once closed. */
    int taken() {
        return taken;
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
