package io.bullring.gateway.http.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class SecretDeskTest {
    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void shouldAnswerOnTheContextOfWhoAsked() throws Exception {
        try (SecretDesk desk = new SecretDesk(4)) {
            Future<Boolean> matches = desk.hash("sk_live_a", context)
                    .compose(hash -> desk.matches("sk_live_a", hash, context))
                    .map(same -> same && context.equals(Vertx.currentContext()));
            assertThat(result(matches)).isTrue();
        }
    }

    @Test
    void shouldRefuseWhatItsQueueDoesNotHold() {
        try (SecretDesk desk = new SecretDesk(1)) {
            List<Future<String>> asked = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                asked.add(desk.hash("sk_live_a", context));
            }
            assertThat(asked).anyMatch(future -> future.cause() instanceof RejectedExecutionException);
        }
    }

    @Test
    void shouldFailWithWhatWentWrong() {
        try (SecretDesk desk = new SecretDesk(1)) {
            Future<Boolean> broken = desk.matches("sk_live_a", "no hash", context);
            assertThat(broken.toCompletionStage().toCompletableFuture())
                    .failsWithin(10, TimeUnit.SECONDS)
                    .withThrowableThat()
                    .withCauseInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void shouldFailWithAnErrorToo() throws Exception {
        try (SecretDesk desk = new SecretDesk(1)) {
            Future<String> broken = desk.submit(() -> {
                throw new OutOfMemoryError("of the test");
            }, context);
            assertThat(broken.toCompletionStage().toCompletableFuture())
                    .failsWithin(10, TimeUnit.SECONDS)
                    .withThrowableThat()
                    .withCauseInstanceOf(OutOfMemoryError.class);
            assertThat(result(desk.hash("sk_live_a", context))).startsWith("$argon2id$");
        }
    }

    private static <T> T result(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
