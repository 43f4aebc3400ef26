package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.bullring.core.port.CommandGate;
import io.bullring.gateway.history.Follower;
import io.bullring.gateway.history.FollowerConfig;
import io.bullring.gateway.history.ReadBarrier;
import io.bullring.gateway.http.answer.ErrorCode;
import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.Refusal;
import io.bullring.gateway.http.answer.Refused;
import io.bullring.gateway.reply.Caller;
import io.bullring.gateway.reply.ReplyConfig;
import io.bullring.gateway.reply.ReplyDesk;
import io.bullring.gateway.venue.StageTimes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How an endpoint's failure looks from outside. */
@Timeout(60)
final class ExchangeTest {
    private static final DirectBuffer NOTHING = new UnsafeBuffer(new byte[256]);

    private final HandClock clock = new HandClock(Instant.EPOCH);
    private final Vertx vertx = Vertx.vertx();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        http.shutdownNow();
        vertx.close();
    }

    @Test
    void shouldHideWhatWentWrong() throws Exception {
        for (Endpoint endpoint : new Endpoint[]{
            request -> {
                throw new IllegalStateException("secret detail");
            },
            request -> Future.failedFuture(new IllegalStateException("secret detail")),
            request -> Future.failedFuture(new StackOverflowError("secret detail"))
        }) {
            HttpResponse<String> response = get(endpoint);
            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body()).contains("\"code\":\"INTERNAL_ERROR\"").doesNotContain("secret detail");
        }
    }

    @Test
    void shouldTellRefusalThatTravelledAsFailure() throws Exception {
        HttpResponse<String> response =
                get(request -> Future.failedFuture(new Refused(Refusal.unavailable("why", "Not now.", 7))));
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("7");
        assertThat(response.body()).contains("\"reason\":\"why\"");
    }

    @Test
    void shouldLogWhatItRefusesForNowOnceAMinuteOfEachReasonAndWhatWentWrongAlways() throws Exception {
        Iterator<HttpAnswer> answers = Stream.of(
                refused("busy"), refused("busy"), refused("behind"), HttpAnswer.of(503, json -> json.writeNull()),
                refused("busy"), failed(), failed(), refused("behind"), refused("busy"), refused("busy"))
                .iterator();
        int port = serve(request -> Future.succeededFuture(answers.next()), new CountDownLatch(1));
        List<List<String>> minutes = new ArrayList<>();
        for (int inMinute : new int[]{8, 2}) {
            try (LogKeeper log = new LogKeeper(Level.WARN)) {
                for (int i = 0; i < inMinute; i++) {
                    get(port);
                }
                minutes.add(List.copyOf(log.answered()));
            }
            clock.pass(Duration.ofMinutes(1));
        }
        assertThat(minutes.get(0)).hasSize(5).allMatch(line -> !line.contains("{\"times\""));
        assertThat(minutes.get(0).get(0)).contains("\"WARN\"", "{\"reason\":\"busy\"}");
        assertThat(minutes.get(0).get(1)).contains("\"WARN\"", "{\"reason\":\"behind\"}");
        assertThat(minutes.get(0).get(2)).as("the venue's own word of its health").contains("{\"status\":\"503\"}");
        assertThat(minutes.get(0).subList(3, 5)).allMatch(line -> line.contains("{\"status\":\"500\"}"));
        assertThat(minutes.get(1)).singleElement().asString().contains("{\"reason\":\"busy\"}", "{\"times\":\"3\"}");
    }

    private static HttpAnswer refused(String reason) {
        return HttpAnswer.of(Refusal.unavailable(reason, "Not now.", 1));
    }

    private static HttpAnswer failed() {
        return HttpAnswer.of(Refusal.of(ErrorCode.INTERNAL_ERROR, "Something went wrong."));
    }

    @Test
    void shouldAskToTryAgainWhenTheHistoryIsBehind() throws Exception {
        Follower stuck = new Follower(
                FollowerConfig.defaults(), (sequence, time, source, id, events, offset, length, answerOffset) -> {});
        stuck.onEvents(1, 1, 0, 0, NOTHING, 0, 0, 0);
        ReadBarrier barrier = new ReadBarrier(stuck, 1);
        HttpResponse<String> response =
                get(request -> barrier.caughtUp(vertx).map(ignored -> HttpAnswer.ok(json -> json.writeNull())));
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        assertThat(response.body()).contains("\"code\":\"SERVICE_UNAVAILABLE\"", "history_behind");
    }

    @Test
    void shouldHangUpRatherThanDenyWhatWasDone() {
        EngineDesk desk = desk(CommandGate.TAKEN);
        Endpoint brokenRendering = request -> {
            Future<HttpAnswer> answer = desk.offer(1, desk.writer().cancelOrder(1), told -> {
                throw new IllegalStateException("cannot be rendered");
            });
            replies.onEvents(1, 1, 1, 0, NOTHING, 0, 0, 0);
            replies.onBatchEnd();
            return answer;
        };
        try (LogKeeper log = new LogKeeper(Level.WARN)) {
            assertThatThrownBy(() -> get(brokenRendering)).isInstanceOf(IOException.class);
            assertThat(log.answered())
                    .singleElement()
                    .asString()
                    .contains("not answered", "\"WARN\"", "{\"path\":\"/\"}")
                    .doesNotContain("status");
        }
        assertThat(lost("unknown")).isEqualTo(1);
        assertThat(lost("client_gone")).isZero();
    }

    @Test
    void shouldSayWhoHadGoneBeforeTheAnswer() throws Exception {
        Promise<HttpAnswer> late = Promise.promise();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        int port = serve(request -> {
            Vertx.currentContext().runOnContext(ignored -> asked.countDown());
            return late.future();
        }, gone);
        try (LogKeeper log = new LogKeeper(Level.INFO)) {
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
                client.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(gone.await(20, TimeUnit.SECONDS)).isTrue();
            late.complete(HttpAnswer.ok(json -> json.writeNull()));
            assertThat(log.answered())
                    .singleElement()
                    .asString()
                    .contains("answered, but the client had gone", "{\"status\":\"200\"}");
        }
        assertThat(lost("client_gone")).isEqualTo(1);
        assertThat(lost("unknown")).isZero();
    }

    private double lost(String reason) {
        Counter counter = meters.find("bullring.http.answers.lost").tag("reason", reason).counter();
        return counter == null ? 0 : counter.count();
    }

    @Test
    void shouldRefuseUnderPressureAndAfterTheEnd() throws Exception {
        for (int result : new int[]{CommandGate.PRESSURE, CommandGate.CLOSED}) {
            EngineDesk desk = desk(result);
            HttpResponse<String> response = get(request -> desk.offer(1, desk.writer().cancelOrder(1), told -> null));
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
            assertThat(response.body()).contains("\"code\":\"SERVICE_UNAVAILABLE\"");
        }
    }

    @Test
    void shouldBoundTheCommandsOfOneAgentInFlight() {
        EngineDesk desk = desk(CommandGate.TAKEN);
        Future<HttpAnswer> first = place(desk, 1);
        place(desk, 1);
        Future<HttpAnswer> third = place(desk, 1);
        assertThat(third.result().status()).isEqualTo(503);
        assertThat(third.result().refusal().reason()).isEqualTo("agent_pressure");
        assertThat(third.result().retryAfterSeconds()).isEqualTo(1);
        assertThat(place(desk, 2).isComplete()).isFalse();

        replies.onUnjournalled(1, 0, true);
        replies.onBatchEnd();
        assertThat(first.isComplete()).isTrue();
        assertThat(place(desk, 1).isComplete()).isFalse();
        assertThat(place(desk, 1).result().refusal().reason()).isEqualTo("agent_pressure");
    }

    @Test
    void shouldWakeTheEngineOnceForWhatComesInOneTurn() {
        List<Runnable> endsOfTurns = new ArrayList<>();
        CountingGate gate = new CountingGate();
        EngineDesk desk = new EngineDesk(
                new ReplyDesk(ReplyConfig.defaults()).register(gate, Runnable::run), 1_000, endsOfTurns::add,
                new StageTimes());
        place(desk, 1);
        place(desk, 2);
        assertThat(gate.notes).containsExactly("left", "left");
        assertThat(endsOfTurns).hasSize(1);

        endsOfTurns.removeFirst().run();
        assertThat(gate.notes).containsExactly("left", "left", "woken");
        place(desk, 1);
        assertThat(endsOfTurns).hasSize(1);
    }

    @Test
    void shouldNotLetTheEngineWaitForTheEndOfALongTurn() {
        List<Runnable> endsOfTurns = new ArrayList<>();
        CountingGate gate = new CountingGate();
        EngineDesk desk = new EngineDesk(
                new ReplyDesk(ReplyConfig.defaults()).register(gate, Runnable::run), 1_000, endsOfTurns::add,
                new StageTimes());
        for (int i = 0; i < 32; i++) {
            place(desk, 1);
        }
        assertThat(gate.notes).hasSize(34).filteredOn("woken"::equals).hasSize(2);
        assertThat(gate.notes.get(16)).isEqualTo("woken");

        endsOfTurns.forEach(Runnable::run);
        assertThat(gate.notes).hasSize(34);
    }

    private static final class CountingGate implements CommandGate {
        private final List<String> notes = new ArrayList<>();

        @Override
        public int offer(int source, long correlationId, int agentId, DirectBuffer message, int offset, int length) {
            throw new AssertionError("nothing wakes the engine for each");
        }

        @Override
        public int leave(int source, long correlationId, int agentId, DirectBuffer message, int offset, int length) {
            notes.add("left");
            return TAKEN;
        }

        @Override
        public void wake() {
            notes.add("woken");
        }

        @Override
        public int maxMessageBytes() {
            return 1_024;
        }
    }

    private static Future<HttpAnswer> place(EngineDesk desk, int agentId) {
        return desk.offer(agentId, desk.writer().cancelOrder(1), told -> null);
    }

    @Test
    void shouldNameTheJournalThatCannotBeWritten() throws Exception {
        EngineDesk closed = desk(CommandGate.UNJOURNALLED);
        assertJournalUnavailable(get(request -> closed.offer(1, closed.writer().cancelOrder(1), told -> null)));

        EngineDesk taken = desk(CommandGate.TAKEN);
        assertJournalUnavailable(get(handedBack(taken, true)));
    }

    @Test
    void shouldHangUpWhenItIsUnknownWhetherTheCommandIsInTheJournal() {
        EngineDesk desk = desk(CommandGate.TAKEN);
        assertThatThrownBy(() -> get(handedBack(desk, false))).isInstanceOf(IOException.class);
    }

    private Endpoint handedBack(EngineDesk desk, boolean certain) {
        return request -> {
            Future<HttpAnswer> answer = desk.offer(1, desk.writer().cancelOrder(1), told -> {
                throw new AssertionError("there is nothing to render");
            });
            replies.onUnjournalled(1, 0, certain);
            replies.onBatchEnd();
            return answer;
        };
    }

    private static void assertJournalUnavailable(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("60");
        assertThat(response.body()).contains("\"code\":\"JOURNAL_UNAVAILABLE\"", "nothing was done", "see to the disk");
    }

    private ReplyDesk replies = new ReplyDesk(ReplyConfig.defaults());

    private EngineDesk desk(int result) {
        replies = new ReplyDesk(ReplyConfig.defaults());
        Caller caller = replies.register(new FixedGate(result), Runnable::run);
        return new EngineDesk(caller, 2, Runnable::run, new StageTimes());
    }

    private record FixedGate(int result) implements CommandGate {
        @Override
        public int offer(int source, long correlationId, int agentId, DirectBuffer message, int offset, int length) {
            return result;
        }

        @Override
        public int maxMessageBytes() {
            return 1_024;
        }
    }

    private HttpResponse<String> get(Endpoint endpoint) throws Exception {
        return get(serve(endpoint, new CountDownLatch(1)));
    }

    private HttpResponse<String> get(int port) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .timeout(Duration.ofSeconds(20))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Returns the port. */
    private int serve(Endpoint endpoint, CountDownLatch closed) throws Exception {
        Router router = Router.router(vertx);
        new RouteTable(router,
                new Exchange(Admission.EVERYBODY, new Journeys(meters), new AccessLog(0, clock::monotonicNs),
                        new UnreadAnswers(1 << 20, 1_000, 1)),
                1_024)
                .get("/", endpoint)
                .close();
        HttpServer server = vertx.createHttpServer()
                .connectionHandler(connection -> connection.closeHandler(ignored -> closed.countDown()))
                .requestHandler(router);
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        return server.actualPort();
    }
}
