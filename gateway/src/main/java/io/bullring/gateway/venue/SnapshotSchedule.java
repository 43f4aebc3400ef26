package io.bullring.gateway.venue;

import io.bullring.journal.snapshot.SnapshotHeader;
import io.bullring.journal.snapshot.SnapshotStore;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has snapshots made while the venue works: after so many commands, after so long, or when the operator puts a file named
 * {@code now} into their directory. The work is done by a process of its own, see {@link SnapshotProcess}, one at a time;
 * on the thread {@code bullring-snapshots} it is only waited for. One that fails is logged and counted, and tried again when
 * the next is due.
 */
final class SnapshotSchedule implements AutoCloseable {
    /** Name of the file that asks for a snapshot. */
    static final String TRIGGER = "now";

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotSchedule.class);
    private static final long LOOK_NS = 200_000_000L;

    private final SnapshotConfig config;
    private final SnapshotStore store;
    private final SnapshotProcess process;
    private final LongSupplier lastSequence;
    private final LongSupplier nowNs;
    private final Thread thread = new Thread(this::run, "bullring-snapshots");
    private long triedSequence;
    private long triedNs;
    private volatile SnapshotHealth health = new SnapshotHealth(0, 0, 0);
    private volatile boolean closing;

    /**
     * @param lastSequence of the venue at present, for any thread
     * @param nowNs the venue's time, for any thread
     */
    SnapshotSchedule(
            SnapshotConfig config,
            SnapshotStore store,
            SnapshotProcess process,
            LongSupplier lastSequence,
            LongSupplier nowNs) {
        this.config = config;
        this.store = store;
        this.process = process;
        this.lastSequence = lastSequence;
        this.nowNs = nowNs;
    }

    void start() {
        Optional<SnapshotHeader> newest = store.newest();
        newest.ifPresent(header -> health = new SnapshotHealth(header.sequence(), header.timeNs(), 0));
        triedSequence = health.sequence();
        triedNs = System.nanoTime();
        thread.start();
    }

    SnapshotHealth health() {
        return health;
    }

    /** Ends the process that is at work; what it has written so far is cleared away by the next. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        if (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Makes one more, when it would make the next start shorter. After {@link #close}, on any thread. */
    void makeLast() {
        if (lastSequence.getAsLong() - health.sequence() >= config.atEndCommands()) {
            make(() -> false);
        }
    }

    private void run() {
        while (!closing) {
            if (isDue()) {
                make(() -> closing);
            } else {
                LockSupport.parkNanos(LOOK_NS);
            }
        }
    }

    private boolean isDue() {
        long commands = lastSequence.getAsLong() - triedSequence;
        boolean isLate = commands > 0 && System.nanoTime() - triedNs >= config.every().toNanos();
        return isLate || (config.everyCommands() > 0 && commands >= config.everyCommands()) || isAskedFor();
    }

    private boolean isAskedFor() {
        try {
            return Files.deleteIfExists(store.directory().resolve(TRIGGER));
        } catch (IOException e) {
            LOG.warn("cannot take away the file that asks for a snapshot; it is not made", e);
            return false;
        }
    }

    private void make(BooleanSupplier isEnough) {
        triedSequence = lastSequence.getAsLong();
        triedNs = System.nanoTime();
        try {
            String failure = process.run(config.patience(), isEnough);
            if (failure != null) {
                if (!isEnough.getAsBoolean()) {
                    fail(failure, null);
                }
                return;
            }
            store.newest().filter(header -> header.sequence() > health.sequence()).ifPresent(this::made);
        } catch (IOException | RuntimeException e) {
            fail("it could not be started or read", e);
        } catch (InterruptedException e) {
            LOG.warn("interrupted: no more snapshots are made");
            closing = true;
            Thread.currentThread().interrupt();
        }
    }

    private void made(SnapshotHeader header) {
        health = new SnapshotHealth(header.sequence(), nowNs.getAsLong(), health.failures());
        LOG.info("snapshot after command {}", header.sequence());
    }

    private void fail(String what, Exception cause) {
        health = new SnapshotHealth(health.sequence(), health.madeNs(), health.failures() + 1);
        LOG.error("no snapshot was made: {}", what, cause);
    }
}
