package io.bullring.core.pipeline;

import io.bullring.core.port.CommandLog;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;

/**
 * A log in memory. It can have small documents, it can be made to wait or to fail when it commits, and it lets a test look
 * on at the moment of the commit. Written by the engine thread; read by a test when that thread has no more to do.
 */
class RecordingLog implements CommandLog {
    /** A command as the log has it, with its time. */
    record Entry(long sequence, long timeNs, ByteBuffer command) {}

    private final int documentSize;
    private final List<List<Entry>> documents = new ArrayList<>();
    private List<Entry> document = List.of();
    private long firstSequence;
    private long timeNs;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile Error failure;

    /** @param documentSize commands that one document takes */
    RecordingLog(int documentSize) {
        this.documentSize = documentSize;
    }

    RecordingLog() {
        this(Integer.MAX_VALUE);
    }

    /** Commits wait from now on. */
    void hold() {
        gate = new CountDownLatch(1);
    }

    /** Commits go on. */
    void letGo() {
        gate.countDown();
    }

    /** Commits fail from now on. */
    void failWith(Error error) {
        failure = error;
    }

    @Override
    public void begin(long sequence, long documentTimeNs) {
        firstSequence = sequence;
        timeNs = documentTimeNs;
        document = new ArrayList<>();
    }

    @Override
    public boolean add(DirectBuffer command, int offset, int length) {
        if (document.size() == documentSize) {
            return false;
        }
        ByteBuffer copy = ByteBuffer.allocate(length);
        command.getBytes(offset, copy, 0, length);
        document.add(new Entry(firstSequence + document.size(), timeNs, copy));
        return true;
    }

    @Override
    public void commit() {
        await();
        if (failure != null) {
            throw failure;
        }
        documents.add(document);
    }

    private void await() {
        try {
            if (!gate.await(60, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody let the log go");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted in the log", e);
        }
    }

    @Override
    public void close() {
        throw new AssertionError("a pipeline closes nothing but itself");
    }

    /** What was committed, document by document. */
    List<List<Entry>> documents() {
        return documents;
    }

    /** What was committed. */
    List<Entry> entries() {
        return documents.stream().flatMap(List::stream).toList();
    }
}
