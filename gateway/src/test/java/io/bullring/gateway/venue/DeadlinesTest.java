package io.bullring.gateway.venue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.port.CommandGate;
import io.bullring.gateway.reply.ReplyConfig;
import io.bullring.gateway.reply.ReplyDesk;
import io.bullring.protocol.AdvanceTimeDecoder;
import io.bullring.protocol.MessageHeaderDecoder;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The test's thread is the engine's here: it answers, and ends batches. Time is a number. */
@Timeout(20)
final class DeadlinesTest {
    private static final long LATER_NS = 10_000_000_000L;
    private static final long LACK_NS = 300_000_000L;
    private static final UnsafeBuffer NOTHING = new UnsafeBuffer(new byte[0]);

    private final AtomicLong clockNs = new AtomicLong(1_000);
    private final AtomicLong engineDeadlineNs = new AtomicLong(Long.MAX_VALUE);
    private final BlockingQueue<Long> offered = new LinkedBlockingQueue<>();
    private final ReplyDesk replies = new ReplyDesk(ReplyConfig.defaults());
    private final Deadlines deadlines = new Deadlines();
    private long sequence;

    @AfterEach
    void close() {
        deadlines.close();
    }

    @Test
    void shouldSendTheTimeWhenADeadlineIsDueAtTheStart() throws InterruptedException {
        engineDeadlineNs.set(900);
        start();

        awaitOffer();
    }

    @Test
    void shouldSendTheTimeOnceADeadlineComesUpThatIsDue() throws InterruptedException {
        start();
        engineDeadlineNs.set(1_000);
        deadlines.onBatchEnd();

        awaitOffer();
    }

    @Test
    void shouldWaitForTheAnswerBeforeItSendsTheTimeAgain() throws InterruptedException {
        engineDeadlineNs.set(900);
        start();
        long first = awaitOffer();
        deadlines.onBatchEnd();
        assertEquals(0, offered.size());

        engineDeadlineNs.set(950);
        answer(first);

        assertEquals(first + 1, awaitOffer());
    }

    @Test
    void shouldSendNothingMoreOnceNothingIsDue() throws InterruptedException {
        engineDeadlineNs.set(900);
        start();
        long first = awaitOffer();
        engineDeadlineNs.set(Long.MAX_VALUE);
        answer(first);
        engineDeadlineNs.set(1_000);
        deadlines.onBatchEnd();

        assertEquals(first + 1, awaitOffer(), "one for each deadline");
    }

    @Test
    void shouldWakeForADeadlineEarlierThanTheOneItSleepsFor() throws InterruptedException {
        engineDeadlineNs.set(Long.MAX_VALUE - 1);
        start();
        engineDeadlineNs.set(1_000);
        deadlines.onBatchEnd();

        awaitOffer();
    }

    @Test
    void shouldNoticeThatTimeHasPassed() throws InterruptedException {
        engineDeadlineNs.set(2_000);
        start();
        clockNs.set(2_000);

        awaitOffer();
    }

    @Test
    void shouldTryADeadlineAgainThatDidNotMove() throws InterruptedException {
        engineDeadlineNs.set(900);
        start();
        answer(awaitOffer());

        awaitOffer();
    }

    @Test
    void shouldLetAsMuchTimePassAsTheEngineLackedBeforeItTriesAgain() throws InterruptedException {
        engineDeadlineNs.set(LATER_NS);
        clockNs.set(LATER_NS);
        start();
        long first = awaitOffer();
        long answeredNs = System.nanoTime();
        answer(first, LATER_NS - LACK_NS);

        awaitOffer();
        assertTrue(System.nanoTime() - answeredNs >= LACK_NS, "tried again too early");
    }

    private void start() {
        CommandGate gate = new CommandGate() {
            @Override
            public int offer(
                    int source, long correlationId, int agentId, DirectBuffer message, int offset, int length) {
                int templateId = new MessageHeaderDecoder().wrap(message, offset).templateId();
                assertEquals(AdvanceTimeDecoder.TEMPLATE_ID, templateId);
                offered.add(correlationId);
                return TAKEN;
            }

            @Override
            public int maxMessageBytes() {
                return 1_024;
            }
        };
        deadlines.start(loop -> replies.register(gate, loop), engineDeadlineNs::get, clockNs::get);
    }

    private long awaitOffer() throws InterruptedException {
        Long correlationId = offered.poll(10, TimeUnit.SECONDS);
        if (correlationId == null) {
            throw new AssertionError("no time was sent");
        }
        return correlationId;
    }

    private void answer(long correlationId) {
        answer(correlationId, clockNs.get());
    }

    private void answer(long correlationId, long timeNs) {
        sequence++;
        replies.onEvents(sequence, timeNs, 1, correlationId, NOTHING, 0, 0, 0);
        deadlines.onBatchEnd();
        replies.onBatchEnd();
    }
}
