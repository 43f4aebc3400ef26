package io.bullring.core.pipeline;

import io.bullring.core.port.EventListener;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Keeps every reply with its bytes. Written by the engine thread; read by a test when that thread has no more to do. */
class RecordedReplies implements EventListener {
    /** All that a host says of one command. */
    record Reply(
            long sequence, long timeNs, int source, long correlationId, int answerOffset, ByteBuffer events) {}

    private final List<Reply> replies = new ArrayList<>();
    private final List<HandedBack> handedBack = new ArrayList<>();
    private volatile Thread thread;

    /** A command that was taken and not journalled. */
    record HandedBack(int source, long correlationId, boolean certain) {}

    @Override
    public void onEvents(
            long sequence,
            long timeNs,
            int source,
            long correlationId,
            DirectBuffer events,
            int offset,
            int length,
            int answerOffset) {
        ByteBuffer copy = ByteBuffer.allocate(length);
        events.getBytes(offset, copy, 0, length);
        replies.add(new Reply(sequence, timeNs, source, correlationId, answerOffset, copy));
        thread = Thread.currentThread();
    }

    @Override
    public void onUnjournalled(int source, long correlationId, boolean certain) {
        handedBack.add(new HandedBack(source, correlationId, certain));
    }

    /** What came back unseen, in this order. */
    List<HandedBack> handedBack() {
        return handedBack;
    }

    List<Reply> all() {
        return replies;
    }

    List<Long> sequences() {
        return replies.stream().map(Reply::sequence).toList();
    }

    List<Long> correlationIds() {
        return replies.stream().map(Reply::correlationId).toList();
    }

    /** The thread that replied last. */
    Thread thread() {
        return thread;
    }
}
