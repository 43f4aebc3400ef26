package io.bullring.gateway.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.core.fault.EngineFault;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class AnalysisDeskTest {
    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final AnalysisDesk desk = new AnalysisDesk();

    @AfterEach
    void close() {
        desk.close();
        vertx.close();
    }

    @Test
    void shouldAnswerOnTheContextOfWhoAsked() throws Exception {
        boolean isThere = result(desk.ask(() -> 7, context).map(answer -> answer == 7 && onContext()));
        assertThat(isThere).isTrue();
    }

    @Test
    void shouldFailWithWhateverIsThrownAndGoOn() throws Exception {
        for (Throwable thrown : List.of(
                new IllegalStateException("of the test"),
                new EngineFault("of the test"),
                new StackOverflowError("of the test"),
                new OutOfMemoryError("of the test"))) {
            Future<Integer> broken = desk.ask(() -> {
                if (thrown instanceof Error error) {
                    throw error;
                }
                throw (Exception) thrown;
            }, context);
            assertThat(broken.toCompletionStage().toCompletableFuture())
                    .failsWithin(10, TimeUnit.SECONDS)
                    .withThrowableThat()
                    .withCause(thrown);
            assertThat(result(desk.ask(() -> 7, context))).isEqualTo(7);
        }
    }

    private boolean onContext() {
        return context.equals(Vertx.currentContext());
    }

    private static <T> T result(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
