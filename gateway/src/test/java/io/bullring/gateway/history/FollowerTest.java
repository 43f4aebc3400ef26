package io.bullring.gateway.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.fault.EngineFault;
import io.bullring.core.port.EventListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class FollowerTest {
    private static final FollowerConfig SMALL = new FollowerConfig(1 << 12, 4, 0, 0);

    private final UnsafeBuffer events = new UnsafeBuffer(new byte[256]);
    private final List<String> seen = new ArrayList<>();
    private final Semaphore permits = new Semaphore(0);
    private Follower follower;

    @AfterEach
    void close() {
        permits.release(1_000_000);
        if (follower != null) {
            follower.close();
        }
    }

    @Test
    void shouldHandOnEverythingUnchangedAndInOrder() {
        start((sequence, timeNs, source, correlationId, buffer, offset, length, answerOffset) -> seen.add(sequence + " "
                + timeNs + " " + source + " " + correlationId + " " + text(buffer, offset, length) + " "
                + text(buffer, answerOffset, length - (answerOffset - offset))));
        events.putStringWithoutLengthAscii(16, "dueanswer");
        follower.onEvents(1, 100, 2, 3, events, 16, 9, 19);
        follower.onEvents(2, 200, 0, 0, events, 16, 0, 16);
        follower.onBatchEnd();
        follower.close();

        assertEquals(List.of("1 100 2 3 dueanswer answer", "2 200 0 0  "), seen);
        assertEquals(2, follower.reachedSequence());
        assertEquals(200, follower.reachedNs());
        assertEquals(2, follower.handedSequence());
    }

    @Test
    void shouldBeAtTheTimeOfTheLastCommandThatIsStored() throws InterruptedException {
        permits.release(1);
        start(this::onPermit);
        follower.beginBehind(0, 50);
        assertEquals(50, follower.reachedNs());
        hand(1, 1);
        awaitReached(1);
        assertEquals(1, follower.reachedNs());
    }

    @Test
    void shouldHoldBackTheEngineWhenTheRingIsFullAndLoseNothing() throws InterruptedException {
        start(this::onPermit);
        int count = 1_000;
        Thread engine = new Thread(() -> hand(1, count));
        engine.start();
        while (follower.engineWaits() == 0) {
            LockSupport.parkNanos(100_000);
        }
        assertTrue(follower.handedSequence() < count, "the ring holds fewer");

        permits.release(count);
        engine.join();
        follower.close();

        assertEquals(LongStream.rangeClosed(1, count).mapToObj(Long::toString).toList(), seen);
    }

    @Test
    void shouldRunATaskAtOnceWhenItsSequenceHasBeenReached() throws InterruptedException {
        permits.release(1);
        start(this::onPermit);
        hand(1, 1);
        awaitReached(1);
        List<Thread> ranOn = new ArrayList<>();

        assertTrue(follower.whenReached(1, () -> ranOn.add(Thread.currentThread())));

        assertEquals(List.of(Thread.currentThread()), ranOn);
    }

    @Test
    void shouldRunATaskOnceItsSequenceIsReachedAndNotBefore() throws InterruptedException {
        start(this::onPermit);
        hand(1, 2);
        CountDownLatch second = new CountDownLatch(1);
        CountDownLatch first = new CountDownLatch(1);
        assertTrue(follower.whenReached(2, second::countDown));
        assertTrue(follower.whenReached(1, first::countDown));
        assertEquals(1, first.getCount());

        permits.release(2);

        assertTrue(first.await(10, TimeUnit.SECONDS));
        assertTrue(second.await(10, TimeUnit.SECONDS));
        assertTrue(follower.reachedSequence() >= 2);
    }

    @Test
    void shouldWakeForATaskThatComesWhileItSleeps() throws InterruptedException {
        permits.release(1);
        start(this::onPermit);
        CountDownLatch reached = new CountDownLatch(1);
        assertTrue(follower.whenReached(1, reached::countDown));

        hand(1, 1);

        assertTrue(reached.await(10, TimeUnit.SECONDS));
    }

    @Test
    void shouldLetCommandsGatherThatComeSoonAfterABatch() throws InterruptedException {
        List<String> batches = new CopyOnWriteArrayList<>();
        startGathering(TimeUnit.HOURS.toNanos(1), batches);
        hand(1, 1);
        awaitReached(1);
        hand(2, 3);
        pause(TimeUnit.MILLISECONDS.toNanos(20));
        assertEquals(List.of("1", "end"), batches);

        follower.close();
        assertEquals(List.of("1", "end", "2", "3", "end"), batches);
    }

    @Test
    void shouldLetNoReaderWaitForCommandsToGather() throws InterruptedException {
        startGathering(TimeUnit.HOURS.toNanos(1), new CopyOnWriteArrayList<>());
        hand(1, 1);
        awaitReached(1);
        hand(2, 2);
        CountDownLatch reached = new CountDownLatch(1);

        assertTrue(follower.whenReached(2, reached::countDown));

        assertTrue(reached.await(10, TimeUnit.SECONDS));
    }

    @Test
    void shouldLetNoEngineWaitForCommandsToGather() {
        startGathering(TimeUnit.HOURS.toNanos(1), new CopyOnWriteArrayList<>());
        hand(1, 1);
        awaitReached(1);

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> hand(2, 1_000));

        assertTrue(follower.reachedSequence() > 1, "the ring holds fewer");
    }

    @Test
    void shouldNotRestWhileMoreThanABatchHasGathered() {
        List<String> batches = new CopyOnWriteArrayList<>();
        follower = gathering(1 << 20, TimeUnit.HOURS.toNanos(1), batches);
        hand(1, 1_500);
        follower.start();
        awaitReached(1_500);

        assertEquals(List.of("1024", "end", "1025"), batches.subList(1_023, 1_026));
    }

    @Test
    void shouldTakeACommandAtOnceThatComesAfterAPause() {
        List<String> batches = new CopyOnWriteArrayList<>();
        startGathering(TimeUnit.MILLISECONDS.toNanos(1), batches);
        for (int i = 1; i <= 3; i++) {
            hand(i, i);
            awaitReached(i);
            pause(TimeUnit.MILLISECONDS.toNanos(5));
        }

        assertEquals(List.of("1", "end", "2", "end", "3", "end"), batches);
    }

    @Test
    void shouldTellEachTurnAndStoreSeveralTogether() throws InterruptedException {
        List<String> batches = new CopyOnWriteArrayList<>();
        startStoring(TimeUnit.HOURS.toNanos(1), false, batches);
        hand(1, 1);
        awaitReached(1);
        assertEquals(List.of("1", "end"), batches, "after a pause a command is stored at once");
        for (int i = 2; i <= 3; i++) {
            hand(i, i);
            awaitSize(batches, 2 * i);
        }
        assertEquals(List.of("1", "end", "2", "told", "3", "told"), batches);
        assertEquals(1, follower.reachedSequence());

        follower.close();
        assertEquals(List.of("1", "end", "2", "told", "3", "told", "end"), batches);
        assertEquals(3, follower.reachedSequence());
    }

    @Test
    void shouldStoreAtOnceForAReader() throws InterruptedException {
        List<String> batches = new CopyOnWriteArrayList<>();
        startStoring(TimeUnit.HOURS.toNanos(1), false, batches);
        hand(1, 1);
        awaitReached(1);
        hand(2, 2);
        awaitSize(batches, 4);
        CountDownLatch reached = new CountDownLatch(1);

        assertTrue(follower.whenReached(2, reached::countDown));

        assertTrue(reached.await(10, TimeUnit.SECONDS));
        assertEquals(List.of("1", "end", "2", "told", "end"), batches);
    }

    @Test
    void shouldStoreAtOnceWhatCannotBeToldBefore() {
        List<String> batches = new CopyOnWriteArrayList<>();
        startStoring(TimeUnit.HOURS.toNanos(1), true, batches);
        hand(1, 1);
        awaitReached(1);
        hand(2, 2);
        awaitReached(2);

        assertEquals(List.of("1", "end", "2", "told", "end"), batches);
    }

    @Test
    void shouldStoreWhatWasTakenThoughNothingElseComes() {
        List<String> batches = new CopyOnWriteArrayList<>();
        startStoring(TimeUnit.MILLISECONDS.toNanos(50), false, batches);
        hand(1, 1);
        awaitReached(1);
        hand(2, 2);

        awaitReached(2);

        assertEquals("end", batches.getLast());
    }

    @Test
    void shouldRefuseMoreWaitersThanConfigured() {
        start(this::onPermit);
        hand(1, 1);
        for (int i = 0; i < SMALL.maxWaiters(); i++) {
            assertTrue(follower.whenReached(1, () -> {}));
        }

        assertFalse(follower.whenReached(1, () -> {}));
    }

    @Test
    void shouldMeetTheEngineWithAFaultWhenWhatStandsBehindFails() {
        start((sequence, timeNs, source, correlationId, buffer, offset, length, answerOffset) -> {
            throw new IllegalStateException("broken store");
        });
        hand(1, 1);
        while (follower.fault() == null) {
            LockSupport.parkNanos(100_000);
        }

        EngineFault fault = assertThrows(EngineFault.class, () -> hand(2, 2));

        assertEquals("broken store", fault.getCause().getMessage());
    }

    @Test
    void shouldLetTheEngineGoOnWhenTheHistoryCannotBeWritten() {
        start((sequence, timeNs, source, correlationId, buffer, offset, length, answerOffset) -> {
            throw new HistoryFailure("disk full", null);
        });

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> hand(1, 10_000));

        assertEquals("disk full", follower.diskFailure().getMessage());
        assertNull(follower.fault());
        assertEquals(10_000, follower.handedSequence());
        assertEquals(0, follower.reachedSequence());
        assertThrows(HistoryFailure.class, () -> follower.awaitReached(10_000));
    }

    @Test
    void shouldFreeTheEngineWhenTheFollowerFailsWhileTheRingIsFull() {
        start((sequence, timeNs, source, correlationId, buffer, offset, length, answerOffset) -> {
            permits.acquireUninterruptibly();
            throw new IllegalStateException("broken store");
        });
        new Thread(() -> {
            while (follower.engineWaits() == 0) {
                LockSupport.parkNanos(100_000);
            }
            permits.release();
        }).start();

        assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> assertThrows(EngineFault.class, () -> hand(1, 10_000)));
    }

    private void start(EventListener behind) {
        follower = new Follower(SMALL, behind);
        follower.start();
    }

    private void startGathering(long gatherNs, List<String> batches) {
        follower = gathering(1 << 12, gatherNs, batches);
        follower.start();
    }

    private static Follower gathering(int ringBytes, long gatherNs, List<String> batches) {
        return new Follower(new FollowerConfig(ringBytes, 4, gatherNs, 0), noting(batches));
    }

    /** @param atOnce whether a turn's commands have to be stored at its end */
    private void startStoring(long storeNs, boolean atOnce, List<String> batches) {
        follower = new Follower(new FollowerConfig(1 << 12, 4, 0, storeNs), noting(batches), () -> {
            batches.add("told");
            return atOnce;
        });
        follower.start();
    }

    private static EventListener noting(List<String> batches) {
        return new EventListener() {
            @Override
            public void onEvents(
                    long sequence,
                    long timeNs,
                    int source,
                    long correlationId,
                    DirectBuffer buffer,
                    int offset,
                    int length,
                    int answerOffset) {
                batches.add(Long.toString(sequence));
            }

            @Override
            public void onBatchEnd() {
                batches.add("end");
            }
        };
    }

    private static void awaitSize(List<String> batches, int size) {
        while (batches.size() < size) {
            LockSupport.parkNanos(100_000);
        }
    }

    private static void pause(long pauseNs) {
        long untilNs = System.nanoTime() + pauseNs;
        for (long leftNs = pauseNs; leftNs > 0; leftNs = untilNs - System.nanoTime()) {
            LockSupport.parkNanos(leftNs);
        }
    }

    private void onPermit(
            long sequence,
            long timeNs,
            int source,
            long correlationId,
            DirectBuffer buffer,
            int offset,
            int length,
            int answerOffset) {
        permits.acquireUninterruptibly();
        seen.add(Long.toString(sequence));
    }

    private void hand(long first, long last) {
        for (long sequence = first; sequence <= last; sequence++) {
            follower.onEvents(sequence, sequence, 0, 0, events, 0, 64, 0);
            follower.onBatchEnd();
        }
    }

    private void awaitReached(long sequence) {
        while (follower.reachedSequence() < sequence) {
            LockSupport.parkNanos(100_000);
        }
    }

    private static String text(DirectBuffer buffer, int offset, int length) {
        return buffer.getStringWithoutLengthAscii(offset, length);
    }
}
