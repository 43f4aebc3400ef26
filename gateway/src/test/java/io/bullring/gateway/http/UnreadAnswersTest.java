package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.gateway.http.answer.HttpAnswer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Long answers, and clients that read them slowly or not at all. */
@Timeout(60)
final class UnreadAnswersTest {
    private static final int PATIENCE_SECONDS = 2;
    private static final long WAIT_NS = TimeUnit.SECONDS.toNanos(20);

    /** Much more than the kernel takes in for a connection. */
    private static final int LONG_BYTES = 24 << 20;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Buffer text = Buffer.buffer(bytes());
    private final UnreadAnswers unread = new UnreadAnswers(LONG_BYTES + 1, PATIENCE_SECONDS);
    private int port;

    @BeforeEach
    void serve() throws Exception {
        Router router = Router.router(vertx);
        Exchange exchange = new Exchange(
                Admission.EVERYBODY, new Journeys(new SimpleMeterRegistry()), new AccessLog(0, System::nanoTime), unread);
        RouteTable routes = new RouteTable(router, exchange, 1_024);
        routes.get("/long", request -> answer(text, Map.of()));
        routes.post("/long", request -> answer(text, Map.of()));
        routes.get("/short", request -> answer(text.slice(0, 1_000), Map.of()));
        routes.get("/file", request -> answer(text, Map.of(HttpHeaders.ETAG, "\"1\"")));
        routes.close();
        HttpServer server = vertx.createHttpServer().requestHandler(router);
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        port = server.actualPort();
    }

    @AfterEach
    void close() {
        http.shutdownNow();
        vertx.close();
    }

    @Test
    void shouldKeepAnotherLongAnswerBackThatCanBeAskedAgainUntilTheFirstIsReadOrItsClientIsGone() throws Exception {
        try (Socket deaf = asking("/long")) {
            await(() -> deaf.isConnected() && unread.bytes() == LONG_BYTES);
            HttpResponse<byte[]> refused = send("GET", "/long");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(new String(refused.body(), StandardCharsets.UTF_8)).contains("unread_answers");
            assertThat(send("HEAD", "/long").statusCode()).isEqualTo(503);

            assertThat(send("GET", "/short").statusCode()).isEqualTo(200);
            assertThat(send("GET", "/file").body()).as("a file lies in memory once").hasSize(LONG_BYTES);
            assertThat(send("POST", "/long").body()).as("a command's answer cannot be asked again").hasSize(LONG_BYTES);
        }
        await(() -> unread.bytes() == 0);
        assertThat(send("GET", "/long").body()).isEqualTo(bytes());
        assertThat(send("HEAD", "/long").headers().firstValueAsLong("content-length")).hasValue(LONG_BYTES);
        await(() -> unread.bytes() == 0);
        assertThat(unread.ended()).isZero();
    }

    @Test
    void shouldEndTheConnectionOfWhoReadsNothingForTooLong() throws Exception {
        try (Socket deaf = asking("/long")) {
            await(() -> deaf.isConnected() && unread.bytes() == LONG_BYTES);
            await(() -> unread.bytes() == 0);
            assertThat(unread.ended()).isEqualTo(1);
            assertThat(send("GET", "/long").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shouldSendAllToWhoReadsSlowlyButSteadily() throws Exception {
        long beganNs = System.nanoTime();
        byte[] read;
        try (Socket slow = asking("/long")) {
            InputStream in = slow.getInputStream();
            String head = head(in);
            assertThat(head).startsWith("HTTP/1.1 200").containsIgnoringCase("content-length: " + LONG_BYTES + "\r\n");
            read = new byte[LONG_BYTES];
            for (int at = 0; at < LONG_BYTES; at += 1 << 20) {
                in.readNBytes(read, at, 1 << 20);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            }
        }
        assertThat(Duration.ofNanos(System.nanoTime() - beganNs)).isGreaterThan(Duration.ofSeconds(PATIENCE_SECONDS));
        assertThat(read).isEqualTo(bytes());
        assertThat(unread.ended()).isZero();
        await(() -> unread.bytes() == 0);
    }

    /** One answer behind the other on one connection: what was said of the first does not end the second. */
    @Test
    void shouldAnswerWhatWasAskedBehindALongAnswer() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(send("GET", "/long").body()).hasSize(LONG_BYTES);
            assertThat(send("GET", "/short").body()).hasSize(1_000);
        }
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS + 1));
        assertThat(send("GET", "/short").body()).hasSize(1_000);
        assertThat(unread.ended()).isZero();
    }

    private static Future<HttpAnswer> answer(Buffer body, Map<CharSequence, CharSequence> headers) {
        return Future.succeededFuture(new HttpAnswer(200, "text/plain", body, null, headers));
    }

    private static byte[] bytes() {
        byte[] bytes = new byte[LONG_BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ('a' + i % 23);
        }
        return bytes;
    }

    private HttpResponse<byte[]> send(String method, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(20))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private Socket asking(String path) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4 << 10);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        return head.toString();
    }

    private static void await(BooleanSupplier condition) {
        long deadlineNs = System.nanoTime() + WAIT_NS;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadlineNs);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
