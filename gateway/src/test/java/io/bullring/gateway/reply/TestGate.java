package io.bullring.gateway.reply;

import io.bullring.core.port.CommandGate;
import io.bullring.core.port.EventListener;
import io.bullring.protocol.EventHeaderEncoder;
import io.bullring.protocol.MessageHeaderDecoder;
import io.bullring.protocol.MessageHeaderEncoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A gate with no engine behind: keeps what is offered, and answers when told to. For one thread. */
public final class TestGate implements CommandGate, CallerSource {
    public static final int MAX_MESSAGE_BYTES = 1_024;

    /** What was offered. */
    public record Offered(int source, long correlationId, int agentId, int templateId, DirectBuffer message) {}

    private final ReplyDesk desk;
    private final EventListener listener;
    private final List<Offered> taken = new ArrayList<>();
    private final Deque<Offered> unanswered = new ArrayDeque<>();
    private final UnsafeBuffer events = new UnsafeBuffer(new byte[128 * 1_024]);
    private int verdict = TAKEN;
    private boolean answersAtOnce;
    private long sequence;

    public TestGate(ReplyConfig config) {
        this.desk = new ReplyDesk(config);
        this.listener = desk;
    }

    /** What to say to the next offers. */
    public void say(int result) {
        verdict = result;
    }

    /** Whether commands are answered, with nothing, as soon as they are taken. */
    public void answerAtOnce(boolean atOnce) {
        answersAtOnce = atOnce;
    }

    @Override
    public Caller caller(Executor eventLoop) {
        return desk.register(this, eventLoop);
    }

    @Override
    public int offer(int source, long correlationId, int agentId, DirectBuffer message, int offset, int length) {
        if (verdict != TAKEN) {
            return verdict;
        }
        UnsafeBuffer copy = new UnsafeBuffer(new byte[length]);
        copy.putBytes(0, message, offset, length);
        int templateId = new MessageHeaderDecoder().wrap(copy, 0).templateId();
        Offered offered = new Offered(source, correlationId, agentId, templateId, copy);
        taken.add(offered);
        unanswered.add(offered);
        if (answersAtOnce) {
            answerNext();
            endBatch();
        }
        return TAKEN;
    }

    @Override
    public int maxMessageBytes() {
        return MAX_MESSAGE_BYTES;
    }

    /** All that was taken so far. */
    public List<Offered> taken() {
        return taken;
    }

    public int unanswered() {
        return unanswered.size();
    }

    /** Answers the oldest command with nothing. */
    public void answerNext() {
        answerNext(0, 0);
    }

    /**
     * Answers the oldest command with an event of this template and so many bytes behind its messageHeader, in front
     * of which the same event stands as due work.
     */
    public void answerNext(int templateId, int bodyBytes) {
        Offered offered = unanswered.remove();
        sequence++;
        int length = 0;
        int answerOffset = 0;
        if (templateId != 0) {
            answerOffset = putEvent(0, templateId, bodyBytes);
            length = putEvent(answerOffset, templateId, bodyBytes);
        }
        listener.onEvents(
                sequence, sequence * 10, offered.source(), offered.correlationId(), events, 0, length, answerOffset);
    }

    public void endBatch() {
        listener.onBatchEnd();
    }

    private int putEvent(int offset, int templateId, int bodyBytes) {
        int length = MessageHeaderEncoder.ENCODED_LENGTH + bodyBytes;
        new EventHeaderEncoder().wrap(events, offset).lengthBytes(length).reserved(0);
        new MessageHeaderEncoder()
                .wrap(events, offset + EventHeaderEncoder.ENCODED_LENGTH)
                .blockLength(bodyBytes)
                .templateId(templateId);
        return BitUtil.align(offset + EventHeaderEncoder.ENCODED_LENGTH + length, 8);
    }
}
