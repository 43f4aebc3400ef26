package io.bullring.gateway.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.core.fault.EngineFault;
import io.bullring.gateway.analytics.AnalysisDesk.AccountPressure;
import io.bullring.gateway.analytics.AnalysisDesk.Shared;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class AnalysisDeskTest {
    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final AnalysisDesk desk = new AnalysisDesk();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final List<Future<?>> asked = new ArrayList<>();

    @AfterEach
    void close() {
        desk.close();
        vertx.close();
    }

    @Test
    void shouldAnswerOnTheContextOfWhoAsked() throws Exception {
        holdUp();
        Future<Boolean> isThere = desk.ask(1, () -> 7, context).map(answer -> answer == 7 && onContext());
        goOn.countDown();
        assertThat(result(isThere)).isTrue();
    }

    @Test
    void shouldFailWithWhateverIsThrownAndGoOn() throws Exception {
        for (Throwable thrown : List.of(
                new IllegalStateException("of the test"),
                new EngineFault("of the test"),
                new StackOverflowError("of the test"),
                new OutOfMemoryError("of the test"))) {
            Future<Integer> broken = desk.ask(1, () -> {
                if (thrown instanceof Error error) {
                    throw error;
                }
                throw (Exception) thrown;
            }, context);
            assertThat(broken.toCompletionStage().toCompletableFuture())
                    .failsWithin(10, TimeUnit.SECONDS)
                    .withThrowableThat()
                    .withCause(thrown);
            assertThat(result(desk.ask(1, () -> 7, context))).isEqualTo(7);
        }
    }

    @Test
    void shouldAnswerAccountsInTurn() throws Exception {
        List<String> answered = new CopyOnWriteArrayList<>();
        holdUp();
        for (String question : List.of("1a", "1b", "1c", "1d", "2a", "2b", "3a")) {
            asked.add(desk.ask(question.charAt(0) - '0', () -> answered.add(question), context));
        }
        assertThat(desk.waiting()).isEqualTo(7);
        goOn.countDown();
        assertThat(result(Future.all(asked)).succeeded()).isTrue();
        assertThat(answered).containsExactly("1a", "2a", "3a", "1b", "2b", "1c", "1d");
        assertThat(desk.waiting()).isZero();
    }

    @Test
    void shouldLetAnAccountHaveAFewQuestionsWaitingWhateverOthersHave() throws Exception {
        holdUp();
        for (int i = 0; i < AnalysisDesk.MAX_WAITING_OF_ACCOUNT; i++) {
            asked.add(ask(1));
        }
        assertThat(ask(1).cause()).isInstanceOf(AccountPressure.class);
        asked.add(ask(2));
        goOn.countDown();
        result(Future.all(asked));
        assertThat(result(ask(1))).isEqualTo(7);
    }

    @Test
    void shouldRefuseWhatItHasNoRoomFor() throws Exception {
        holdUp();
        for (int account = 1; account <= 64 / AnalysisDesk.MAX_WAITING_OF_ACCOUNT; account++) {
            for (int i = 0; i < AnalysisDesk.MAX_WAITING_OF_ACCOUNT; i++) {
                asked.add(ask(account));
            }
        }
        assertThat(desk.waiting()).isEqualTo(64);
        asked.add(ask(17)); // whoever has nothing waiting is heard, however much others ask
        assertThat(ask(17).cause())
                .isInstanceOf(RejectedExecutionException.class)
                .isNotInstanceOf(AccountPressure.class);
        goOn.countDown();
        result(Future.all(asked));
        assertThat(result(ask(17))).isEqualTo(7);
    }

    @Test
    void shouldAnswerWhatIsAskedForAllOnceForEverybodyWhoWaits() throws Exception {
        Shared<Integer> ranking = new Shared<>();
        AtomicInteger answered = new AtomicInteger();
        holdUp();
        for (int i = 0; i < AnalysisDesk.MAX_WAITING_OF_ACCOUNT; i++) {
            asked.add(ask(1));
        }
        List<Future<Boolean>> waiting = new ArrayList<>();
        for (int i = 0; i < 121; i++) {
            waiting.add(
                    desk.ask(ranking, answered::incrementAndGet, context).map(answer -> answer == 1 && onContext()));
        }
        assertThat(desk.waiting()).isEqualTo(AnalysisDesk.MAX_WAITING_OF_ACCOUNT + 1);
        goOn.countDown();
        for (Future<Boolean> one : waiting) {
            assertThat(result(one)).isTrue();
        }
        assertThat(result(desk.ask(ranking, answered::incrementAndGet, context))).isEqualTo(2);
    }

    @Test
    void shouldTellEverybodyThatWhatIsAskedForAllFailedAndTryAgain() throws Exception {
        Shared<Integer> ranking = new Shared<>();
        holdUp();
        List<Future<Integer>> waiting = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiting.add(desk.ask(ranking, () -> {
                throw new IllegalStateException("of the test");
            }, context));
        }
        goOn.countDown();
        for (Future<Integer> one : waiting) {
            assertThat(one.toCompletionStage().toCompletableFuture()).failsWithin(10, TimeUnit.SECONDS);
        }
        assertThat(result(desk.ask(ranking, () -> 7, context))).isEqualTo(7);
    }

    @Test
    void shouldRefuseOnceItIsClosed() {
        desk.close();
        assertThat(ask(1).cause()).isInstanceOf(RejectedExecutionException.class);
        assertThat(desk.ask(new Shared<>(), () -> 7, context).cause()).isInstanceOf(RejectedExecutionException.class);
        assertThat(desk.waiting()).isZero();
    }

    private Future<Integer> ask(int accountId) {
        return desk.ask(accountId, () -> 7, context);
    }

    /** Has the desk's thread wait for the test. */
    private void holdUp() throws InterruptedException {
        CountDownLatch isHeldUp = new CountDownLatch(1);
        asked.add(desk.ask(99, () -> {
            isHeldUp.countDown();
            return goOn.await(30, TimeUnit.SECONDS);
        }, context));
        assertThat(isHeldUp.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private boolean onContext() {
        return context.equals(Vertx.currentContext());
    }

    private static <T> T result(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
