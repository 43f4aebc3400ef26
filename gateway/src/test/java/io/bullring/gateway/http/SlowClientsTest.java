package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that do not read, or hardly write: what they cost is bounded, they are sent away, and others are served meanwhile. */
@Timeout(120)
final class SlowClientsTest {
    private static final int IDLE_SECONDS = 3;
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);
    private static final int MANY_REQUESTS = 20_000;
    private static final int MOST_CONNECTIONS = 10;
    private static final int ASKED_AT_ONCE = 14;
    private static final String LONG_PAGE = "/docs/swagger-ui-bundle.js";

    /** What the kernel takes for one connection on this machine itself, and much more than the venue does. */
    private static final long MOST_BYTES = 32L << 20;

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private ServedVenue venue;
    private int port;

    @BeforeEach
    void open() {
        venue = ServedVenue.open(directory);
        HttpConfig usual = HttpConfig.defaults("127.0.0.1", 0);
        HttpConfig hasty = new HttpConfig(
                usual.host(), 0, 1, usual.maxBodyBytes(), usual.maxHeaderBytes(), usual.maxUriBytes(), MOST_CONNECTIONS,
                1,
                IDLE_SECONDS, usual.bodyTimeoutMs(), 1_000, 4, EdgeConfig.local());
        port = ServedVenue.await(HttpGateway.start(vertx, hasty, venue.venue)).port();
    }

    @AfterEach
    void close() {
        http.shutdownNow();
        ServedVenue.await(vertx.close());
        venue.close();
    }

    /** Of the one connection: a request is begun only when the answer before it is on its way. */
    @Test
    void shouldAnswerNoMoreThanIsReadAndEndTheConnectionThen() throws Exception {
        long answerBytes = get("/openapi.json").length();
        assertThat(MANY_REQUESTS * answerBytes).isGreaterThan(50 * MOST_BYTES);
        ByteBuffer requests = requests("GET /openapi.json HTTP/1.1\r\nHost: a\r\n\r\n", MANY_REQUESTS);
        try (SocketChannel client = SocketChannel.open()) {
            client.socket().setReceiveBufferSize(4 << 10);
            client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            client.configureBlocking(false);
            assertThat(writeUntilCutOff(client, requests)).as("cut off").isTrue();
        }
        assertThat(requests.position()).as("bytes of requests that were taken").isGreaterThan(200_000);
        String metrics = get("/metrics");
        double answers = value(metrics, "bullring_http_requests_seconds_count{method=\"GET\",path=\"/openapi.json\"}");
        assertThat(answers * answerBytes).isLessThan(MOST_BYTES);
        assertThat(value(metrics, "bullring_http_connections_unread_total")).isEqualTo(1);
    }

    /** A connection that is merely quiet ends as well, and is not one of them. */
    @Test
    void shouldEndAConnectionWhoseHeadersDoNotComeToTheirEnd() throws Exception {
        try (Socket loris = new Socket(InetAddress.getLoopbackAddress(), port);
                Socket quiet = new Socket(InetAddress.getLoopbackAddress(), port)) {
            loris.getOutputStream().write("GET /health HTTP/1.1\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
            long beganNs = System.nanoTime();
            boolean isCutOff = false;
            while (!isCutOff && System.nanoTime() - beganNs < PATIENCE_NS) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
                assertThat(get("/health")).contains("\"status\"");
                isCutOff = !writes(loris);
            }
            assertThat(isCutOff).as("a client of a byte now and then is cut off").isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - beganNs))
                    .isGreaterThan(Duration.ofSeconds(IDLE_SECONDS - 1));
            quiet.setSoTimeout((int) TimeUnit.NANOSECONDS.toMillis(PATIENCE_NS));
            assertThat(quiet.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(value(get("/metrics"), "bullring_http_connections_unread_total")).isZero();
    }

    /** A venue's bots connect anew for as long as it lives; each WebSocket was counted for good, and the last one shut the door. */
    @Test
    void shouldCountAConnectionThatBecameAWebSocketOnlyUntilItEnds() throws Exception {
        String key = "?api_key=" + venue.register("Owner").agentKey();
        for (int i = 0; i < 2 * MOST_CONNECTIONS; i++) {
            RawSocket.open(port, key).close();
            long beganNs = System.nanoTime();
            while (value(get("/metrics"), "bullring_http_connections") > 1) {
                assertThat(System.nanoTime() - beganNs).isLessThan(PATIENCE_NS);
            }
        }
        assertThat(value(get("/metrics"), "bullring_http_connections_refused_total")).isZero();
    }

    @Test
    void shouldLetAnAddressHaveATenthOfTheConnectionsWhereStrangersComeAndNoProxyStandsBefore() throws Exception {
        EdgeConfig strangers = EdgeConfig.local().with(RateLimits.PUBLIC);
        assertThat(withEdge(strangers).maxConnectionsPerAddress()).isEqualTo(1);
        assertThat(withEdge(strangers.withProxyHops(1)).maxConnectionsPerAddress()).isEqualTo(MOST_CONNECTIONS);
        assertThat(withEdge(EdgeConfig.local()).maxConnectionsPerAddress()).isEqualTo(MOST_CONNECTIONS);

        port = ServedVenue.await(HttpGateway.start(vertx, withEdge(strangers), venue.venue)).port();
        try (Socket first = asking("/health")) {
            assertThat(first.getInputStream().read()).isEqualTo('H');
            try (Socket second = asking("/health")) {
                assertThat(isCutOff(second)).isTrue();
            }
        }
        long beganNs = System.nanoTime();
        boolean isServed = false;
        while (!isServed) {
            assertThat(System.nanoTime() - beganNs).isLessThan(PATIENCE_NS);
            try (Socket later = asking("/health")) {
                isServed = !isCutOff(later);
            }
        }
    }

    private static HttpConfig withEdge(EdgeConfig edge) {
        HttpConfig usual = HttpConfig.defaults("127.0.0.1", 0);
        return new HttpConfig(
                usual.host(), 0, 1, usual.maxBodyBytes(), usual.maxHeaderBytes(), usual.maxUriBytes(), MOST_CONNECTIONS,
                1, usual.idleTimeoutSeconds(), usual.bodyTimeoutMs(), 1_000, 4, edge);
    }

    private static boolean isCutOff(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException e) {
            return true; // a reset: an end as well
        }
    }

    /** Direct memory was full of it, and both event loops stood still. */
    @Test
    void shouldServeOthersWhateverALongFileIsNotRead() throws Exception {
        port = ServedVenue.await(HttpGateway.start(vertx, HttpConfig.defaults("127.0.0.1", 0), venue.venue)).port();
        String page = get(LONG_PAGE);
        List<Socket> deaf = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                deaf.add(asking(LONG_PAGE));
            }
            assertThat(get(LONG_PAGE)).isEqualTo(page);
            assertThat(status("/health")).isEqualTo(200);
            String metrics = get("/metrics");
            assertThat(value(metrics, "bullring_http_answers_unread_bytes")).isZero();
            assertThat(value(metrics, "bullring_http_connections")).isGreaterThan(100);
        } finally {
            for (Socket one : deaf) {
                one.close();
            }
        }
    }

    /** More than once, for the kernel takes in an answer or two. */
    private Socket asking(String path) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4 << 10);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").repeat(ASKED_AT_ONCE)
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static boolean writes(Socket socket) {
        try {
            socket.getOutputStream().write('x');
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether it was cut off in time; others are served all the while. */
    private boolean writeUntilCutOff(SocketChannel client, ByteBuffer requests) throws Exception {
        long beganNs = System.nanoTime();
        ByteBuffer more = requests("x", 1);
        while (System.nanoTime() - beganNs < PATIENCE_NS) {
            assertThat(get("/health")).contains("\"status\"");
            try {
                client.write(requests.hasRemaining() ? requests : more);
                more.rewind();
            } catch (IOException e) {
                return true;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        return false;
    }

    private static ByteBuffer requests(String one, int times) {
        return ByteBuffer.wrap(one.repeat(times).getBytes(StandardCharsets.US_ASCII));
    }

    private String get(String path) throws IOException, InterruptedException {
        return response(path).body();
    }

    private int status(String path) throws IOException, InterruptedException {
        return response(path).statusCode();
    }

    private HttpResponse<String> response(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofNanos(PATIENCE_NS))
                .build();
        return http.send(request, BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
    }

    private static double value(String text, String name) {
        Matcher line = Pattern.compile("^" + Pattern.quote(name) + " (\\S+)$", Pattern.MULTILINE).matcher(text);
        assertThat(line.find()).as(name).isTrue();
        return Double.parseDouble(line.group(1));
    }
}
