package io.bullring.gateway.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class ReadBarrierTest {
    private static final UnsafeBuffer NOTHING = new UnsafeBuffer(new byte[0]);

    private final Semaphore permits = new Semaphore(0);
    private final Follower follower = new Follower(
            new FollowerConfig(1 << 12, 1, 0, 0),
            (sequence, timeNs, source, correlationId, events, offset, length, answerOffset) -> permits
                    .acquireUninterruptibly());
    private final Vertx vertx = Vertx.vertx();

    @BeforeEach
    void start() {
        follower.start();
    }

    @AfterEach
    void close() throws Exception {
        permits.release(1_000);
        follower.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void shouldLetAReaderPassAtOnceWhenTheHistoryIsThere() {
        assertTrue(new ReadBarrier(follower, 10_000).caughtUp(vertx).succeeded());
    }

    @Test
    void shouldRefuseAReaderAtOnceWhenTheHistoryWillNeverBeThere() {
        Follower failing = new Follower(
                new FollowerConfig(1 << 12, 1, 0, 0),
                (sequence, timeNs, source, correlationId, events, offset, length, answerOffset) -> {
                    throw new HistoryFailure("disk full", null);
                });
        failing.start();
        failing.onEvents(1, 0, 0, 0, NOTHING, 0, 0, 0);
        failing.onBatchEnd();
        assertThrows(HistoryFailure.class, () -> failing.awaitReached(1));

        Future<Void> refused = new ReadBarrier(failing, 10_000).caughtUp(vertx);

        assertInstanceOf(HistoryFailure.class, refused.cause());
        failing.close();
    }

    @Test
    void shouldHoldAReaderUntilTheHistoryIsThereAndGoOnOnItsContext() throws Exception {
        hand(1);
        Context context = vertx.getOrCreateContext();
        CompletableFuture<Context> passedOn = new CompletableFuture<>();
        context.runOnContext(ignored -> {
            Future<Void> caughtUp = new ReadBarrier(follower, 10_000).caughtUp(vertx);
            assertFalse(caughtUp.isComplete());
            caughtUp.onComplete(passed -> passedOn.complete(Vertx.currentContext()));
            permits.release();
        });

        assertEquals(context, passedOn.get(10, TimeUnit.SECONDS));
        assertEquals(1, follower.reachedSequence());
    }

    @Test
    void shouldNotHoldAReaderLongerThanItMay() {
        hand(1);

        assertBehind(new ReadBarrier(follower, 20));
    }

    @Test
    void shouldTurnAReaderAwayWhenTooManyWait() {
        hand(1);
        assertTrue(follower.whenReached(1, () -> {}));

        assertBehind(new ReadBarrier(follower, 10_000));
    }

    private void assertBehind(ReadBarrier barrier) {
        ExecutionException failure = assertThrows(
                ExecutionException.class,
                () -> barrier.caughtUp(vertx).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS));
        assertInstanceOf(HistoryBehind.class, failure.getCause());
    }

    private void hand(long sequence) {
        follower.onEvents(sequence, sequence, 0, 0, NOTHING, 0, 0, 0);
        follower.onBatchEnd();
    }
}
