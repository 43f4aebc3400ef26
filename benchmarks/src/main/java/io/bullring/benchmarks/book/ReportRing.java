package io.bullring.benchmarks.book;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.YieldingWaitStrategy;
import io.bullring.core.book.BookCancel;
import io.bullring.core.book.BookListener;
import io.bullring.core.book.BookRefusal;
import io.bullring.protocol.Side;

/** Hands every report of a book to a second thread, which counts and hashes them. */
final class ReportRing implements BookListener, AutoCloseable {
    private static final int SIZE = 1 << 14;

    private final RingBuffer<Report> ring =
            RingBuffer.createSingleProducer(Report::new, SIZE, new YieldingWaitStrategy());
    private final BatchEventProcessor<Report> reader = new BatchEventProcessorBuilder()
            .build(ring, ring.newBarrier(), (report, sequence, endOfBatch) -> read(report));
    private final Thread thread = new Thread(reader, "report-reader");
    private long hash = 1;

    ReportRing() {
        ring.addGatingSequences(reader.getSequence());
        thread.start();
    }

    private void read(Report report) {
        hash = report.addTo(hash);
    }

    /** Waits until everything has been read. */
    void drain() {
        while (reader.getSequence().get() < ring.getCursor()) {
            Thread.onSpinWait();
        }
    }

    /** The hash of all reports; after {@link #drain}. */
    long hash() {
        return hash;
    }

    /** How many there were. */
    long count() {
        return ring.getCursor() + 1;
    }

    private void say(int kind, int reason, long orderId, long otherId, long priceE8, long quantityE8) {
        long sequence = ring.next();
        Report report = ring.get(sequence);
        report.kind = kind;
        report.reason = reason;
        report.orderId = orderId;
        report.otherId = otherId;
        report.priceE8 = priceE8;
        report.quantityE8 = quantityE8;
        ring.publish(sequence);
    }

    @Override
    public void accepted(long orderId, int owner, Side side, long priceE8, long quantityE8) {
        say(1, side.value(), orderId, owner, priceE8, quantityE8);
    }

    @Override
    public void traded(
            long restingId, int restingOwner, long arrivingId, int arrivingOwner, long priceE8, long quantityE8) {
        say(2, 0, restingId, arrivingId, priceE8, quantityE8);
    }

    @Override
    public void reduced(long orderId, long quantityE8) {
        say(3, 0, orderId, 0, 0, quantityE8);
    }

    @Override
    public void replaced(long orderId, long priceE8, long quantityE8) {
        say(4, 0, orderId, 0, priceE8, quantityE8);
    }

    @Override
    public void cancelled(long orderId, long quantityE8, BookCancel reason) {
        say(5, reason.ordinal(), orderId, 0, 0, quantityE8);
    }

    @Override
    public void rejected(long orderId, BookRefusal reason) {
        say(6, reason.ordinal(), orderId, 0, 0, 0);
    }

    @Override
    public void close() {
        reader.halt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the reader was ending", e);
        }
    }
}
