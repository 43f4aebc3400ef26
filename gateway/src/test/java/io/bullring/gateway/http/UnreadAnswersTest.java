package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.bullring.gateway.TestCertificate;
import io.bullring.gateway.http.answer.HttpAnswer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long answers, and clients that read them slowly or not at all. */
@Timeout(60)
final class UnreadAnswersTest {
    private static final int PATIENCE_SECONDS = 2;
    private static final long WAIT_NS = TimeUnit.SECONDS.toNanos(20);

    /** Much more than the kernel takes in for a connection. */
    private static final int LONG_BYTES = 24 << 20;

    private static final int MOST_DEAF = 10;
    private static final int MIDDLE_BYTES = 60_000;

    /** Of a connection: what the kernel took, and what waits. */
    private static final int MOST_ANSWERS = 3;

    private static final int SHORT_BYTES = 1_000;
    private static final int SEND_BUFFER_BYTES = 16 << 10;
    private static final String SMALLEST_REQUEST = "GET /short HTTP/1.1\r\nHost:a\r\n\r\n";

    @TempDir
    private Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final Buffer text = Buffer.buffer(bytes());
    private final UnreadAnswers unread = new UnreadAnswers(LONG_BYTES + 1, MOST_DEAF, PATIENCE_SECONDS);
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger read = new AtomicInteger();
    private final CountDownLatch gone = new CountDownLatch(1);
    private HttpClient http = HttpClient.newHttpClient();
    private SSLSocketFactory tlsOrNull;
    private int port;

    @BeforeEach
    void serve() throws Exception {
        serve(new HttpServerOptions());
    }

    private void serve(boolean isSecure) throws Exception {
        if (isSecure) {
            TestCertificate certificate = TestCertificate.make(directory, "EC");
            SSLContext trusted = certificate.trusted("TLS");
            http = HttpClient.newBuilder().sslContext(trusted).build();
            tlsOrNull = trusted.getSocketFactory();
            serve(new HttpServerOptions().setSsl(true)
                    .setSslEngineOptions(new BoundedTlsOptions(new ConnectionQuota("", 100, System::nanoTime)))
                    .setKeyCertOptions(new PemKeyCertOptions()
                            .setCertPath(certificate.certificateFile().toString())
                            .setKeyPath(certificate.keyFile().toString())));
        }
    }

    private void serve(HttpServerOptions options) throws Exception {
        Router router = Router.router(vertx);
        Exchange exchange = new Exchange(
                Admission.EVERYBODY, new Journeys(new SimpleMeterRegistry()), new AccessLog(0, System::nanoTime),
                unread);
        RouteTable routes = new RouteTable(router, exchange, 1_024);
        routes.get("/long", request -> answer(text, Map.of()));
        routes.post("/long", request -> answer(text, Map.of()));
        routes.get("/middle", request -> {
            begun.incrementAndGet();
            return answer(text.slice(0, MIDDLE_BYTES), Map.of());
        });
        routes.get("/never", request -> Promise.<HttpAnswer>promise().future());
        routes.get("/short", request -> {
            begun.incrementAndGet();
            return answer(text.slice(0, SHORT_BYTES), Map.of());
        });
        routes.get("/file", request -> answer(text, Map.of(HttpHeaders.ETAG, "\"1\"")));
        routes.close();
        HttpServer server = vertx.createHttpServer(
                options.setSendBufferSize(SEND_BUFFER_BYTES).setHttp2ClearTextEnabled(false).setUseAlpn(false))
                .connectionHandler(connection -> watch(connection, options))
                .requestHandler(router);
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        port = server.actualPort();
    }

    private void watch(HttpConnection connection, HttpServerOptions options) {
        RequestDecoder.install(connection, options);
        unread.watch(connection);
        Channel channel = ((ConnectionBase) connection).channel();
        channel.closeFuture().addListener(closed -> gone.countDown());
        channel.pipeline().addBefore("handler", null, new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
                if (message instanceof io.netty.handler.codec.http.HttpRequest) {
                    read.incrementAndGet();
                }
                super.channelRead(context, message);
            }
        });
    }

    @AfterEach
    void close() {
        http.shutdownNow();
        vertx.close();
    }

    /** Each of them has an answer in direct memory, which is bounded and which all event loops need. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldHaveWhoReadsNothingForLongestMakeRoomSoThatOthersAreServed(boolean isSecure) throws Exception {
        serve(isSecure);
        List<Socket> deaf = new ArrayList<>();
        try {
            for (int i = 0; i < MOST_DEAF; i++) {
                deaf.add(asking("/middle", 1_000));
            }
            await(() -> unread.deaf() == MOST_DEAF);
            assertThat(unread.ended()).isZero();
            assertThat(begun.get()).as("answers in memory").isLessThanOrEqualTo(MOST_ANSWERS * MOST_DEAF);
            for (int i = 0; i < MOST_DEAF; i++) {
                int before = i;
                deaf.add(asking("/middle", 1_000));
                await(() -> unread.ended() == before + 1);
                assertThat(isCutOff(deaf.get(i))).isTrue();
            }
            assertThat(unread.deaf()).isEqualTo(MOST_DEAF);

            assertThat(send("GET", "/middle").body()).hasSize(MIDDLE_BYTES);
            assertThat(send("POST", "/long").body()).hasSize(LONG_BYTES);
        } finally {
            for (Socket one : deaf) {
                one.close();
            }
        }
        await(() -> unread.deaf() == 0);
    }

    /** A request becomes objects that are ten times as large, on the heap, and is begun when the answer before it is on its way. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldReadFewRequestsOfWhoDoesNotReadItsAnswers(boolean isSecure) throws Exception {
        serve(isSecure);
        int mostWaiting = (isSecure ? 1 << 14 : 1 << 10) / SMALLEST_REQUEST.length() + 1;
        try (Socket deaf = connected()) {
            deaf.setSoLinger(true, 0); // a close over TLS would wait for who writes
            OutputStream out = deaf.getOutputStream();
            Thread.ofPlatform().daemon().start(() -> writeUntilClosed(out));
            await(() -> unread.deaf() == 1 && isAtRest(begun));
            assertThat(read.get() - begun.get()).isBetween(1, mostWaiting);
        }
    }

    /** Vert.x tripped over it: the request that was read last had nothing yet that could be told. */
    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "GET"})
    void shouldTakeAResetForTheEndAlsoOfRequestsThatAreNotBegun(String method) throws Exception {
        try (LogKeeper log = new LogKeeper(Level.WARN)) {
            try (Socket resetting = connected()) {
                resetting.setSoLinger(true, 0);
                resetting.getOutputStream()
                        .write((method + " /never HTTP/1.1\r\nHost: a\r\n\r\n").repeat(3)
                                .getBytes(StandardCharsets.US_ASCII));
                await(() -> read.get() > 1);
            }
            assertThat(gone.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(send("GET", "/short").statusCode()).isEqualTo(200);
            assertThat(log.lines()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldKeepAnotherLongAnswerBackThatCanBeAskedAgainUntilTheFirstIsReadOrItsClientIsGone(boolean isSecure)
            throws Exception {
        serve(isSecure);
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

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldEndTheConnectionOfWhoReadsNothingForTooLong(boolean isSecure) throws Exception {
        serve(isSecure);
        try (Socket deaf = asking("/long")) {
            await(() -> deaf.isConnected() && unread.bytes() == LONG_BYTES);
            await(() -> unread.bytes() == 0);
            assertThat(unread.ended()).isEqualTo(1);
            assertThat(send("GET", "/long").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldSendAllToWhoReadsSlowlyButSteadily(boolean isSecure) throws Exception {
        serve(isSecure);
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
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldAnswerWhatWasAskedBehindALongAnswer(boolean isSecure) throws Exception {
        serve(isSecure);
        for (int i = 0; i < 3; i++) {
            assertThat(send("GET", "/long").body()).hasSize(LONG_BYTES);
            assertThat(send("GET", "/short").body()).hasSize(SHORT_BYTES);
        }
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS + 1));
        assertThat(send("GET", "/short").body()).hasSize(SHORT_BYTES);
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
        HttpRequest request = HttpRequest
                .newBuilder(URI.create((tlsOrNull == null ? "http" : "https") + "://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(20))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private Socket asking(String path) throws IOException {
        return asking(path, 1);
    }

    private Socket asking(String path, int times) throws IOException {
        Socket socket = connected();
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").repeat(times)
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4 << 10);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return tlsOrNull == null ? socket : tlsOrNull.createSocket(socket, "127.0.0.1", port, true);
    }

    private static void writeUntilClosed(OutputStream out) {
        byte[] requests = SMALLEST_REQUEST.repeat(4_000).getBytes(StandardCharsets.US_ASCII);
        try {
            while (true) {
                out.write(requests);
            }
        } catch (IOException e) {
            // closed, as it was meant to be
        }
    }

    /** Whether half a second changes nothing. */
    private static boolean isAtRest(AtomicInteger count) {
        int before = count.get();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
        return count.get() == before;
    }

    /** Whether there is an end behind what had come. */
    private static boolean isCutOff(Socket socket) {
        try {
            socket.setSoTimeout((int) TimeUnit.NANOSECONDS.toMillis(WAIT_NS));
            socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true; // a reset: an end as well
        }
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
