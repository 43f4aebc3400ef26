package io.bullring.core.pipeline;

import static io.bullring.core.port.CommandGate.TAKEN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** The engine thread sleeps until somebody rings, and then does all that was left. */
class PipelineWakeTest {
    @Test
    void shouldWorkOffWhatWasLeftTogetherOnceSomebodyRings() {
        try (PipelineBench bench = PipelineBench.started(8, 8, 1)) {
            bench.offerRules(1);
            bench.awaitAnswered(1);
            bench.awaitAsleep();
            assertEquals(List.of(TAKEN, TAKEN, TAKEN), List.of(bench.leave(2), bench.leave(3), bench.leave(4)));
            assertEquals(1, bench.pipeline.lastSequence());

            bench.pipeline.wake();
            bench.awaitAnswered(4);
            assertEquals(List.of(1L, 2L, 3L, 4L), bench.replies.correlationIds());
            assertEquals(List.of(1, 3), bench.log.documents().stream().map(List::size).toList());
        }
    }

    @Test
    void shouldWorkOffWhatWasLeftBySomebodyElseToo() {
        try (PipelineBench bench = PipelineBench.started(8, 8, 1)) {
            bench.offerRules(1);
            bench.awaitAnswered(1);
            bench.awaitAsleep();
            bench.leave(2);
            bench.offer(3);
            bench.awaitAnswered(3);
            assertEquals(List.of(1L, 2L, 3L), bench.replies.correlationIds());
        }
    }

    @Test
    void shouldRingInVainWhileTheEngineIsAwakeOrHasNothingToDo() {
        try (PipelineBench bench = PipelineBench.started(8, 8, 1)) {
            bench.offerRules(1);
            bench.awaitAnswered(1);
            for (int i = 0; i < 100; i++) {
                bench.awaitAsleep();
                bench.pipeline.wake();
                bench.pipeline.wake();
            }
            bench.awaitAsleep();
            bench.offer(2);
            bench.awaitAnswered(2);
        }
    }

    @Test
    void shouldFinishWhatWasLeftWhenClosed() {
        PipelineBench bench = PipelineBench.started(8, 8, 1);
        bench.offerRules(1);
        bench.awaitAnswered(1);
        bench.awaitAsleep();
        bench.leave(2);
        bench.close();
        assertEquals(List.of(1L, 2L), bench.replies.correlationIds());
    }

    /** A wake-up that is lost leaves the last command of its round unanswered. */
    @Test
    void shouldSleepThroughNoCommandHoweverItFallsAsleep() {
        int rounds = 5_000;
        try (PipelineBench bench = PipelineBench.started(8, 8, 1);
                ExecutorService other = Executors.newSingleThreadExecutor()) {
            bench.offerRules(0);
            for (long round = 1; round <= rounds; round++) {
                long last = 2 * round;
                other.execute(() -> {
                    bench.leave(last - 1);
                    bench.pipeline.wake();
                });
                bench.leave(last);
                bench.pipeline.wake();
                bench.awaitAnswered(last + 1);
            }
        }
    }
}
