package io.bullring.gateway.venue;

import io.bullring.core.fault.JournalFault;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks ten times a second, on the thread {@code bullring-watch}, whether the venue has halted, and says so once. A journal that
 * cannot be written does not halt it, but belongs in the operator's log.
 */
final class FaultWatch implements AutoCloseable {
    private static final long INTERVAL_NS = 100_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger(FaultWatch.class);

    private final Supplier<Throwable> fault;
    private final Supplier<JournalFault> journalFault;
    private final CompletableFuture<Throwable> halted = new CompletableFuture<>();
    private final Thread thread = new Thread(this::run, "bullring-watch");
    private volatile boolean closing;

    /**
     * @param fault what halted the venue, null: nothing
     * @param journalFault why the journal cannot be written, null: it can
     */
    FaultWatch(Supplier<Throwable> fault, Supplier<JournalFault> journalFault) {
        this.fault = fault;
        this.journalFault = journalFault;
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
        boolean isTold = false;
        while (seen == null && !closing) {
            LockSupport.parkNanos(INTERVAL_NS);
            JournalFault ofJournal = journalFault.get();
            if (ofJournal != null && !isTold) {
                LOG.error("the venue takes no more commands and goes on being read", ofJournal);
                isTold = true;
            }
            seen = fault.get();
        }
        if (seen != null) {
            halted.complete(seen);
        }
    }
}
