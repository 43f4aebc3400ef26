package io.bullring.benchmarks.latency;

import io.bullring.gateway.venue.SnapshotConfig;
import io.bullring.gateway.venue.SnapshotProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The venue's snapshot process beside a trial, one after the other without a break, which is far more than a venue has. */
final class SnapshotsBeside implements AutoCloseable {
    private final SnapshotProcess process;
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
        process = new SnapshotProcess(
                dataDirectory, dataDirectory.resolve("snapshots"), SnapshotConfig.defaults(), () -> Long.MAX_VALUE);
    }

    private void run() {
        try {
            while (!closing) {
                String fault = process.run(SnapshotConfig.defaults().patience(), () -> closing);
                if (fault == null) {
                    taken++;
                } else if (!closing) {
                    throw new IllegalStateException("a snapshot failed: " + fault);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
