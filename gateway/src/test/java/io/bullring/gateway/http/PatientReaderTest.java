package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.gateway.analytics.AnalysisDesk;
import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.Refusal;
import io.bullring.gateway.http.answer.Refused;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class PatientReaderTest {
    private static final int ALICE = 1;
    private static final int BOB = 2;
    private static final int BYTES_ON_LOOP = 131_072;

    private final Vertx vertx = Vertx.vertx();
    private final AnalysisDesk desk = new AnalysisDesk();
    private final PatientReader reader = new PatientReader(desk, vertx.getOrCreateContext(), 1_000_000);
    private final Supplier<HttpAnswer> threadThatRenders =
            () -> HttpAnswer.ok(json -> json.writeString(Thread.currentThread().getName()));

    @AfterEach
    void close() {
        desk.close();
        vertx.close();
    }

    @Test
    void shouldRenderLongTextsOffTheEventLoopAndOthersOnIt() throws Exception {
        Future<HttpAnswer> usual = reader.render(ALICE, BYTES_ON_LOOP, threadThatRenders);
        assertThat(usual.result().body()).hasToString('"' + Thread.currentThread().getName() + '"');
        Future<HttpAnswer> longOne = reader.render(ALICE, BYTES_ON_LOOP + 1, threadThatRenders);
        assertThat(result(longOne).body()).hasToString("\"bullring-analysis\"");
    }

    @Test
    void shouldRefuseAnAccountThatAsksTooMuchByNameAndAnswerOthers() throws Exception {
        CountDownLatch isHeldUp = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<Future<?>> asked = new ArrayList<>();
        asked.add(reader.ask(ALICE, () -> {
            isHeldUp.countDown();
            return goOn.await(30, TimeUnit.SECONDS);
        }));
        assertThat(isHeldUp.await(30, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < AnalysisDesk.MAX_WAITING_OF_ACCOUNT; i++) {
            asked.add(reader.ask(ALICE, () -> 7));
        }
        Refusal refusal = refusal(reader.ask(ALICE, () -> 7));
        assertThat(refusal.reason()).isEqualTo("agent_pressure");
        assertThat(refusal.code().status()).isEqualTo(503);
        assertThat(refusal.retryAfterSeconds()).isEqualTo(1);
        asked.add(reader.ask(BOB, () -> 7));

        for (int account = 3; desk.waiting() < 64; account++) {
            for (int i = 0; i < AnalysisDesk.MAX_WAITING_OF_ACCOUNT && desk.waiting() < 64; i++) {
                asked.add(reader.ask(account, () -> 7));
            }
        }
        assertThat(refusal(reader.ask(BOB, () -> 7)).reason()).isEqualTo("analytics");
        assertThat(refusal(reader.ask(ALICE, () -> 7)).reason()).isEqualTo("agent_pressure");

        goOn.countDown();
        assertThat(result(Future.all(asked)).succeeded()).isTrue();
        assertThat(result(reader.ask(ALICE, () -> 7))).isEqualTo(7);
    }

    private static Refusal refusal(Future<?> asked) {
        return ((Refused) asked.cause()).refusal();
    }

    private static <T> T result(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
