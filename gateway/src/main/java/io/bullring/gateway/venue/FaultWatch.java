package io.bullring.gateway.venue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Looks ten times a second, on the thread {@code bullring-watch}, whether the venue has halted, and says so once. */
final class FaultWatch implements AutoCloseable {
    private static final long INTERVAL_NS = 100_000_000L;

    private final Supplier<Throwable> fault;
    private final CompletableFuture<Throwable> halted = new CompletableFuture<>();
    private final Thread thread = new Thread(this::run, "bullring-watch");
    private volatile boolean closing;

    /** @param fault what halted the venue, null: nothing */
    FaultWatch(Supplier<Throwable> fault) {
        this.fault = fault;
    }

    void start() {
        thread.start();
    }

    /** Completed with what halted the venue, once something has. */
    CompletableFuture<Throwable> halted() {
        return halted;
    }

    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        Throwable seen = fault.get();
        while (seen == null && !closing) {
            LockSupport.parkNanos(INTERVAL_NS);
            seen = fault.get();
        }
        if (seen != null) {
            halted.complete(seen);
        }
    }
}
