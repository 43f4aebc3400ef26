package io.bullring.core.pipeline;

import static io.bullring.core.port.CommandGate.CLOSED;
import static io.bullring.core.port.CommandGate.TAKEN;
import static io.bullring.core.port.CommandGate.UNJOURNALLED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.e8.E8;
import io.bullring.core.fault.EngineFault;
import io.bullring.core.fault.JournalFault;
import io.bullring.core.pipeline.RecordedReplies.HandedBack;
import io.bullring.core.pipeline.RecordingLog.Entry;
import io.bullring.core.workload.CommandFactory;
import io.bullring.protocol.MessageHeaderEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pipeline ends in two ways: it is closed and finishes its work, or a fault stops it where it stands. */
class PipelineEndTest {
    private static final int JOIN_MS = 30_000;

    private final AtomicReference<Throwable> uncaught = new AtomicReference<>();
    private Thread.UncaughtExceptionHandler usualHandler;

    /** An engine thread that dies says so; here it says it to us. */
    @BeforeEach
    void listenToDyingThreads() {
        usualHandler = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> uncaught.set(thrown));
    }

    @AfterEach
    void listenNoMore() {
        Thread.setDefaultUncaughtExceptionHandler(usualHandler);
    }

    @Test
    void shouldFinishWhatItTookWhenClosed() throws InterruptedException {
        PipelineBench bench = PipelineBench.started(8, 2, 1);
        bench.log.hold();
        for (int i = 1; i <= 5; i++) {
            assertEquals(TAKEN, bench.offer(i));
        }
        Thread closer = Thread.ofPlatform().start(bench.pipeline::close);
        Await.until("the close waits", () -> closer.getState() == Thread.State.TIMED_WAITING);
        assertEquals(CLOSED, bench.offer(100));
        assertEquals(CLOSED, bench.offerLong(101));
        assertEquals(List.of(), bench.replies.correlationIds());
        bench.log.letGo();
        closer.join(JOIN_MS);

        assertFalse(closer.isAlive());
        assertEquals(CLOSED, bench.offer(102));
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L), bench.replies.correlationIds());
        assertNull(bench.pipeline.fault());
        bench.replies.thread().join(JOIN_MS);
        assertFalse(bench.replies.thread().isAlive());
        assertNull(uncaught.get());
    }

    @Test
    void shouldCloseTwice() {
        PipelineBench bench = PipelineBench.started(8, 2, 1);
        bench.offer(1);
        bench.pipeline.close();
        bench.pipeline.close();
        assertEquals(1, bench.replies.all().size());
    }

    @Test
    void shouldFinishWhatItTookBeforeItsThreadRan() {
        for (int round = 0; round < 100; round++) {
            try (PipelineBench bench = PipelineBench.started(8, 2, 1)) {
                assertEquals(TAKEN, bench.offer(1));
                bench.pipeline.close();
                assertEquals(List.of(1L), bench.replies.correlationIds(), "round " + round);
            }
        }
    }

    @Test
    void shouldCloseWithoutEverHavingRun() {
        RecordedReplies replies = new RecordedReplies();
        PipelineBench bench = new PipelineBench(PipelineBench.config(8, 2, 1), new RecordingLog(), replies);
        bench.offer(1);
        bench.close();
        assertEquals(CLOSED, bench.offer(2));
        assertEquals(List.of(), replies.all());
    }

    /** Offers race with the close; whichever side wins, an offer that was taken is answered. */
    @Test
    void shouldAnswerWhatItTookWhileItWasBeingClosed() throws InterruptedException {
        for (int round = 0; round < 300; round++) {
            PipelineBench bench = PipelineBench.started(4, 4, 2);
            CountDownLatch isOffering = new CountDownLatch(2);
            List<Producer> producers = List.of(new Producer(bench, 0, isOffering), new Producer(bench, 1, isOffering));
            producers.forEach(Thread::start);
            assertTrue(isOffering.await(JOIN_MS, TimeUnit.MILLISECONDS));
            bench.pipeline.close();
            for (Producer producer : producers) {
                producer.join(JOIN_MS);
                assertFalse(producer.isAlive());
                List<Long> answered = bench.replies.correlationIds()
                        .stream()
                        .filter(id -> id % 2 == producer.parity)
                        .toList();
                assertEquals(producer.taken, answered, "round " + round);
            }
        }
    }

    /** Offers until the pipeline is closed, and remembers what was taken. */
    private static final class Producer extends Thread {
        private final PipelineBench bench;
        private final int parity;
        private final CountDownLatch isOffering;
        private final CommandFactory command = new CommandFactory();
        private final List<Long> taken = new ArrayList<>();

        Producer(PipelineBench bench, int parity, CountDownLatch isOffering) {
            this.bench = bench;
            this.parity = parity;
            this.isOffering = isOffering;
        }

        @Override
        public void run() {
            command.openAccount("racing", E8.ONE);
            int answer = TAKEN;
            for (long id = parity; answer != CLOSED; id += 2) {
                answer = bench.pipeline.offer(
                        1, id, 0, command.buffer(), command.messageOffset(), command.messageLength());
                if (answer == TAKEN) {
                    taken.add(id);
                }
                isOffering.countDown();
            }
        }
    }

    @Test
    void shouldStopWhenTheLogFails() throws InterruptedException {
        PipelineBench bench = PipelineBench.started(8, 2, 1);
        bench.offer(1);
        bench.awaitAnswered(1);
        Thread engineThread = bench.replies.thread();
        EngineFault diskIsFull = new EngineFault("disk is full");
        bench.log.failWith(diskIsFull);
        assertEquals(TAKEN, bench.offer(2));
        Await.until("the fault is known", () -> bench.pipeline.fault() != null);

        assertSame(diskIsFull, bench.pipeline.fault());
        assertEquals(CLOSED, bench.offer(3));
        engineThread.join(JOIN_MS);
        assertFalse(engineThread.isAlive());
        assertSame(diskIsFull, uncaught.get().getCause());
        bench.close();
        assertEquals(List.of(1L), bench.replies.correlationIds());
        assertEquals(1, bench.host.lastSequence());
        assertEquals(1, bench.pipeline.lastSequence());
    }

    @Test
    void shouldHandBackEverythingTakenWhenTheDiskFailsAndStayReadable() throws InterruptedException {
        for (boolean certain : new boolean[]{true, false}) {
            PipelineBench bench = PipelineBench.started(8, 2, 1);
            bench.offer(1);
            bench.awaitAnswered(1);
            Thread engineThread = bench.replies.thread();
            JournalFault diskIsFull = certain
                    ? JournalFault.nothingWritten("disk is full", null)
                    : JournalFault.unknown("disk is gone", null);
            bench.log.hold();
            bench.offer(2);
            Await.until("the engine thread is at the log", () -> engineThread.getState() == Thread.State.TIMED_WAITING);
            bench.log.failWith(diskIsFull);
            for (int id = 3; id <= 6; id++) {
                assertEquals(TAKEN, bench.offer(id));
            }
            bench.log.letGo();
            Await.until("the fault is known", () -> bench.pipeline.journalFault() != null);

            assertSame(diskIsFull, bench.pipeline.journalFault());
            assertEquals(UNJOURNALLED, bench.offer(7));
            bench.close();
            assertNull(bench.pipeline.fault(), "nothing is wrong with the engine");
            assertEquals(List.of(1L), bench.replies.correlationIds());
            assertEquals(
                    List.of(
                            new HandedBack(1, 2, certain),
                            new HandedBack(1, 3, true),
                            new HandedBack(1, 4, true),
                            new HandedBack(1, 5, true),
                            new HandedBack(1, 6, true)),
                    bench.replies.handedBack());
            assertEquals(1, bench.host.lastSequence());
            assertEquals(1, bench.log.entries().size());
        }
    }

    @Test
    void shouldStopAtTheCommandThatTheEngineFaultsAt() throws InterruptedException {
        PipelineBench bench = PipelineBench.started(8, 8, 1);
        bench.offerRules(1);
        bench.awaitAnswered(1);
        Thread engineThread = bench.replies.thread();
        bench.log.hold();
        bench.offer(2);
        Await.until("the engine thread is at the log", () -> engineThread.getState() == Thread.State.TIMED_WAITING);
        bench.offer(3);
        assertEquals(TAKEN, offerUnknownTemplate(bench, 4));
        bench.offer(5);
        bench.log.letGo();
        Await.until("the fault is known", () -> bench.pipeline.fault() != null);

        assertInstanceOf(EngineFault.class, bench.pipeline.fault());
        assertEquals("unknown command template 99", bench.pipeline.fault().getMessage());
        assertEquals(CLOSED, bench.offer(6));
        engineThread.join(JOIN_MS);
        assertFalse(engineThread.isAlive());
        bench.close();
        assertEquals(List.of(1L, 2L, 3L), bench.replies.correlationIds());
        assertEquals(
                List.of(1L, 2L, 3L, 4L, 5L),
                bench.log.entries().stream().map(Entry::sequence).toList());
    }

    private static int offerUnknownTemplate(PipelineBench bench, long correlationId) {
        UnsafeBuffer message = new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH]);
        new MessageHeaderEncoder().wrap(message, 0).templateId(99);
        return bench.pipeline.offer(1, correlationId, 0, message, 0, message.capacity());
    }

    @Test
    void shouldSayWhatWentWrongInTheListener() {
        IllegalStateException ours = new IllegalStateException("the reply side is broken");
        RecordedReplies broken = new RecordedReplies() {
            @Override
            public void onBatchEnd() {
                throw ours;
            }
        };
        try (PipelineBench bench = new PipelineBench(PipelineBench.config(8, 8, 1), new RecordingLog(), broken)) {
            bench.pipeline.start();
            bench.offer(1);
            Await.until("the fault is known", () -> bench.pipeline.fault() != null);
            assertSame(ours, bench.pipeline.fault());
            assertEquals(CLOSED, bench.offer(2));
        }
    }
}
