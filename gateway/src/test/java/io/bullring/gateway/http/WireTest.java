package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Reply;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Requests as no client library would send them. After each the venue still serves. */
@Timeout(60)
final class WireTest {
    private static final int TIMEOUT_MS = 20_000;
    private static final int BODY_TIMEOUT_MS = 1_000;
    private static final String ORDER =
            "{\"symbol\":\"BTCUSDT\",\"side\":\"buy\",\"type\":\"market\",\"quantity\":\"0.001\"}";

    @TempDir
    static Path directory;

    private static ServedVenue venue;
    private static Owner owner;

    @BeforeAll
    static void open() {
        venue = ServedVenue.open(directory);
        venue.feed.price("BTCUSDT", "64000");
        owner = venue.register("Wire");
    }

    @AfterAll
    static void close() {
        venue.close();
    }

    @Test
    void shouldRefuseFirstLineThatIsTooLong() throws IOException {
        assertThat(sent("GET /" + "x".repeat(5_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                .contains(" 414 ")
                .contains("\"code\":\"URI_TOO_LONG\"");
    }

    @Test
    void shouldRefuseHeadersThatAreTooLarge() throws IOException {
        assertThat(sent("GET /health HTTP/1.1\r\nHost: a\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ")
                .contains("\"code\":\"HEADERS_TOO_LARGE\"");
    }

    @Test
    void shouldRefuseWhatIsNoHttp() throws IOException {
        assertThat(sent("BULLRING\r\n\r\n")).startsWith("HTTP/1.").contains("\"code\":\"BAD_REQUEST\"");
        assertThat(sent("POST /api/v1/trade/order HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n"))
                .contains("\"code\":\"BAD_REQUEST\"");
        assertThat(sent("POST /api/v1/trade/order HTTP/1.1\r\nHost: a\r\nContent-Length: five\r\n\r\n"))
                .contains("\"code\":\"BAD_REQUEST\"");
    }

    @Test
    void shouldRefuseQueryThatCannotBeDecoded() throws IOException {
        assertThat(sent("GET /api/v1/market/pairs?status=%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("\"code\":\"BAD_REQUEST\"");
    }

    @Test
    void shouldRefusePathThatCannotBeDecoded() throws IOException {
        for (String path : List.of("/api/v1/market/price/%zz", "/api/v1/market/price/%", "/%c3%28%")) {
            assertThat(sent("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                    .as(path)
                    .matches("(?s)HTTP/1.1 4\\d\\d .*\"error\":\\{\"code\".*");
        }
    }

    @Test
    void shouldCloseConnectionsBeyondItsBound() throws IOException {
        Vertx vertx = Vertx.vertx();
        try {
            int port = narrowPort(vertx);
            try (Socket first = connect(port); Socket second = connect(port); Socket third = connect(port)) {
                String request = "GET /health HTTP/1.1\r\nHost: a\r\n\r\n";
                write(first, request);
                assertThat(readUntil(first, "\"status\"")).startsWith("HTTP/1.1 200 ");
                write(second, request);
                assertThat(readUntil(second, "\"status\"")).startsWith("HTTP/1.1 200 ");
                assertThat(third.getInputStream().read()).isEqualTo(-1);
                write(second, "GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n");
                assertThat(readUntil(second, "jvm_memory_used_bytes"))
                        .contains("bullring_http_connections 2.0\n", "bullring_http_connections_refused_total 1.0\n");
            }
        } finally {
            ServedVenue.await(vertx.close());
        }
    }

    /** With a request behind it that must not be read: what follows may be the rest of a body. */
    @Test
    void shouldRefuseRequestThatAProxyMayUnderstandOtherwise() throws IOException {
        int before = fills(owner);
        String length = "Content-Length: " + ORDER.length();
        String inChunks = "Transfer-Encoding: chunked";
        String body = Integer.toHexString(ORDER.length()) + "\r\n" + ORDER + "\r\n0\r\n\r\n";
        String smuggled = head(length) + ORDER;
        for (String headers : List.of(
                length + "\r\n" + inChunks,
                inChunks + "\r\n" + length,
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: identity, chunked",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding:",
                inChunks + "\r\n" + inChunks,
                inChunks + "\r\nHost: b",
                inChunks + "\r\nHost: a")) {
            assertUnreadable(head(headers) + body + smuggled);
        }
        assertUnreadable(head(inChunks).replace("HTTP/1.1", "HTTP/1.0") + body + smuggled);
        assertUnreadable("GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n" + smuggled);
        assertUnreadable("GET /health HTTP/1.1\r\nConnection: close\r\n\r\n");
        for (String header : List.of(": chunked", "\u0001: a", "a(b): c")) {
            assertUnreadable("GET /health HTTP/1.1\r\nHost: a\r\n" + header + "\r\n\r\n" + smuggled);
        }
        assertThat(fills(owner)).isEqualTo(before);

        assertThat(sent(head("Transfer-Encoding: Chunked\r\nConnection: close") + body)).startsWith("HTTP/1.1 201 ");
        assertThat(sent(head(length + "\r\nX!#$%&'*+.^_`|~9: a\r\nConnection: close") + ORDER))
                .startsWith("HTTP/1.1 201 ");
        assertThat(fills(owner)).isEqualTo(before + 2);
    }

    /** Each beside a body that can be read, with a request behind it that must not be. */
    @Test
    void shouldRefuseBodyWhoseChunksAreNone() throws IOException {
        int before = fills(owner);
        String chunked = head("Transfer-Encoding: chunked");
        String length = Integer.toHexString(ORDER.length());
        String smuggled = head("Content-Length: " + ORDER.length()) + ORDER;
        for (String body : List.of(
                "zz\r\n" + ORDER + "\r\n0\r\n\r\n",
                "-1\r\n" + ORDER + "\r\n0\r\n\r\n",
                "\r\n" + ORDER,
                "7fffffffffffffff1\r\n",
                "100000000\r\n\r\n",
                "1" + "0".repeat(8 - length.length()) + length + "\r\n" + ORDER + "\r\n0\r\n\r\n",
                length + "\rX\r\n" + ORDER + "\r\n0\r\n\r\n",
                length + "\r\n" + ORDER + "\r\nzz\r\n",
                "1".repeat(10_000),
                length + "\r\n" + ORDER + "\r\n0\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n")) {
            assertUnreadable(chunked + body + smuggled);
        }
        try (Socket socket = connect()) {
            write(socket, chunked + length + "\r\n" + ORDER.charAt(0));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            write(socket, ORDER.substring(1) + "\r\nzz\r\n" + smuggled);
            assertThat(readUntil(socket, "no end")).containsOnlyOnce("HTTP/1.").startsWith("HTTP/1.1 400 ");
        }
        assertThat(fills(owner)).isEqualTo(before);
        assertThat(sent(head("Transfer-Encoding: chunked\r\nConnection: close") + length + "\r\n" + ORDER
                + "\r\n0\r\n\r\n")).startsWith("HTTP/1.1 201 ");
    }

    private static void assertUnreadable(String request) throws IOException {
        assertThat(sent(request)).as(request)
                .containsOnlyOnce("HTTP/1.")
                .contains(" 400 ", "\"code\":\"BAD_REQUEST\"")
                .containsIgnoringCase("x-content-type-options: nosniff");
    }

    @Test
    void shouldAnswerHeadAsGetWithoutTheBody() throws IOException {
        try (Socket socket = connect()) {
            write(socket, "HEAD /health HTTP/1.1\r\nHost: a\r\n\r\nGET /health HTTP/1.1\r\nHost: a\r\n\r\n");
            String answers = readUntil(socket, "\"status\"");
            assertThat(answers).startsWith("HTTP/1.1 200 ").containsPattern("(?i)content-length: [1-9]");
            assertThat(answers.indexOf("\r\n\r\n") + 4).isEqualTo(answers.lastIndexOf("HTTP/1.1 200 "));
        }
        String closing = " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        assertThat(sent("HEAD /api/v1/market/pairs" + closing)).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n");
        assertThat(sent("HEAD /api/v1/account/balance" + closing)).startsWith("HTTP/1.1 401 ").endsWith("\r\n\r\n");
        assertThat(sent("HEAD /nowhere" + closing)).startsWith("HTTP/1.1 404 ").endsWith("\r\n\r\n");
        assertThat(sent("HEAD /api/v1/trade/order" + closing)).startsWith("HTTP/1.1 405 ").endsWith("\r\n\r\n");
    }

    @Test
    void shouldRefuseWhatAsksForNoPathAsAnythingElse() throws IOException {
        for (String line : List.of("OPTIONS *", "CONNECT a:1", "GET nowhere", "GET ?a")) {
            assertThat(sent(line + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                    .as(line)
                    .startsWith("HTTP/1.1 4")
                    .contains("{\"error\":{\"code\":\"")
                    .containsIgnoringCase("x-content-type-options: nosniff")
                    .containsIgnoringCase("x-request-id: ");
        }
    }

    @Test
    void shouldRefuseARequestThatCannotBecomeAWebSocketAsAnythingElse() throws IOException {
        String path = "/ws/v1?api_key=" + owner.agentKey();
        String connection = "Connection: keep-alive, Upgrade";
        String rest = "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==";
        String whole = connection + "\r\n" + rest;
        for (String headers : List.of(
                connection + "\r\n" + rest.replace("websocket", "h2c"),
                "Connection: keep-alive\r\n" + rest,
                "Connection: keep-alive, upgraded\r\n" + rest,
                whole.replace("Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==", "X: a"),
                whole.replace("AAAAAAAAAAAAAAAAAAAAAA==", ""),
                whole.replace("AAAAAAAAAAAAAAAAAAAAAA==", "AAAA"),
                whole.replace("AAAAAAAAAAAAAAAAAAAAAA==", "AAAAAAAAAAAAAAAAAAAAAAA="),
                whole + "\r\nSec-WebSocket-Key: BAAAAAAAAAAAAAAAAAAAAA==",
                whole + "\r\nContent-Length: 9000",
                whole + "\r\nTransfer-Encoding: chunked")) {
            assertRefused("GET " + path, headers, 400, "BAD_REQUEST");
        }
        assertRefused("GET " + path + "&a={}|", whole, 400, "BAD_REQUEST");
        for (String version : List.of("Sec-WebSocket-Version: 8", "Sec-WebSocket-Version: 13, 8", "X: 13",
                "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Version: 8")) {
            String headers = whole.replace("Sec-WebSocket-Version: 13", version);
            assertThat(assertRefused("GET " + path, headers, 426, "BAD_REQUEST"))
                    .containsIgnoringCase("sec-websocket-version: 13\r\n");
        }
        assertThat(assertRefused("POST " + path, whole, 405, "METHOD_NOT_ALLOWED")).containsIgnoringCase("allow: GET");
        assertRefused("GET /ws/v1?api_key=nobody", whole, 403, "INVALID_API_KEY");

        for (String more : List.of(
                "Content-Length: 0",
                "Sec-WebSocket-Protocol: nothing",
                "Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=99")) {
            try (Socket socket = connect()) {
                write(socket, "GET " + path + " HTTP/1.1\r\nHost: a\r\n" + whole + "\r\n" + more + "\r\n\r\n");
                assertThat(readUntil(socket, "\r\n\r\n")).startsWith("HTTP/1.1 101 ");
            }
        }
    }

    /** Returns the answer. */
    private static String assertRefused(String line, String headers, int status, String code) throws IOException {
        String answer;
        try (Socket socket = connect()) {
            write(socket, line + " HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n\r\n");
            answer = readUntil(socket, "}");
        }
        assertThat(answer).as(line + headers)
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("{\"error\":{\"code\":\"" + code + "\"")
                .containsOnlyOnce("HTTP/1.")
                .containsIgnoringCase("content-type: application/json")
                .containsIgnoringCase("x-content-type-options: nosniff")
                .containsIgnoringCase("x-request-id: ");
        return answer;
    }

    @Test
    void shouldHangUpOnBodyThatDoesNotComeToItsEndInTime() throws IOException {
        Vertx vertx = Vertx.vertx();
        try {
            int port = narrowPort(vertx);
            for (String framing : List.of("Content-Length: 1000\r\n\r\n{",
                    "Transfer-Encoding: chunked\r\n\r\n1\r\n{")) {
                assertThat(fedSlowly(port, "POST /api/v1/auth/login", framing))
                        .startsWith("HTTP/1.1 408 ")
                        .contains("\"code\":\"REQUEST_TIMEOUT\"");
                assertThat(fedSlowly(port, "GET /health", framing)).startsWith("HTTP/1.1 200 ");
                assertThat(fedSlowly(port, "POST /nowhere", framing)).startsWith("HTTP/1.1 404 ");
            }
            try (Socket socket = connect(port)) {
                write(socket, head("Content-Length: " + ORDER.length()) + ORDER.charAt(0));
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(BODY_TIMEOUT_MS / 10));
                write(socket, ORDER.substring(1));
                assertThat(readUntil(socket, "\"agent_id\"")).startsWith("HTTP/1.1 201 ");
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2L * BODY_TIMEOUT_MS));
                write(socket, head("Content-Length: " + ORDER.length()) + ORDER);
                assertThat(readUntil(socket, "\"agent_id\"")).contains("HTTP/1.1 201 ");
            }
        } finally {
            ServedVenue.await(vertx.close());
        }
    }

    /** A byte now and then, for half of the time; what was answered until the connection is closed. */
    private static String fedSlowly(int port, String line, String rest) throws IOException {
        try (Socket socket = connect(port)) {
            write(socket, line + " HTTP/1.1\r\nHost: a\r\n" + rest);
            for (int i = 0; i < 5; i++) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(BODY_TIMEOUT_MS / 10));
                write(socket, rest.startsWith("C") ? " " : i == 0 ? "\r\n1" : "");
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Of a gateway that allows two connections, and a second for a body. */
    private static int narrowPort(Vertx vertx) {
        HttpConfig usual = HttpConfig.defaults("127.0.0.1", 0);
        HttpConfig narrow = new HttpConfig(
                usual.host(), 0, 1, usual.maxBodyBytes(), usual.maxHeaderBytes(), usual.maxUriBytes(), 2, 1, 60,
                BODY_TIMEOUT_MS, 1_000, 4, EdgeConfig.local());
        return ServedVenue.await(HttpGateway.start(vertx, narrow, venue.venue)).port();
    }

    @Test
    void shouldRefuseLongBodyBeforeItHasCome() throws IOException {
        try (Socket socket = connect()) {
            write(socket, head("Content-Length: 99999999999"));
            assertThat(readUntil(socket, "\"detail\"")).startsWith("HTTP/1.1 413 ")
                    .contains("\"code\":\"PAYLOAD_TOO_LARGE\"");
        }
    }

    @Test
    void shouldAskForABodyThatItWouldTakeAndForNoOther() throws IOException {
        String head =
                "POST /api/v1/trade/order HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nX-API-Key: " + owner.agentKey()
                        + "\r\nContent-Length: ";
        try (Socket socket = connect()) {
            write(socket, head + 10_000_000 + "\r\n\r\n");
            assertThat(readUntil(socket, "\"detail\"")).startsWith("HTTP/1.1 413 ").doesNotContain(" 100 ");
        }
        try (Socket socket = connect()) {
            write(socket, head.replace("HTTP/1.1", "HTTP/1.0") + ORDER.length() + "\r\n\r\n" + ORDER);
            assertThat(readUntil(socket, "\"order_id\"")).as("HTTP/1.0").contains(" 201 ").doesNotContain(" 100 ");
        }
        try (Socket socket = connect()) {
            write(socket, head + ORDER.length() + "\r\n\r\n");
            assertThat(readUntil(socket, "\r\n\r\n")).startsWith("HTTP/1.1 100 ");
            write(socket, ORDER);
            assertThat(readUntil(socket, "\"order_id\"")).startsWith("HTTP/1.1 201 ");
        }
    }

    @Test
    void shouldRefuseByNameWhatSaysTwoThingsOfWhoAsks() throws IOException {
        String head =
                "GET /api/v1/account/balance HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-API-Key: " + owner.agentKey()
                        + "\r\n";
        assertThat(sent(head + "x-api-key: " + owner.agentKey() + "\r\n\r\n")).startsWith("HTTP/1.1 200 ");
        for (String header : List.of("X-API-Key", "Authorization", "X-Agent-Id", "Idempotency-Key")) {
            assertThat(sent(head + header + ": one\r\n" + header + ": other\r\n\r\n"))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("\"message\":\"The header " + header + " is there more than once");
        }
    }

    @Test
    void shouldRefuseChunkedBodyOnceItIsTooLong() throws IOException {
        try (Socket socket = connect()) {
            write(socket, head("Transfer-Encoding: chunked"));
            String chunk = "1000\r\n" + "x".repeat(0x1000) + "\r\n";
            for (int i = 0; i < 17; i++) {
                write(socket, chunk);
            }
            assertThat(readUntil(socket, "\"detail\"")).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void shouldHangUpOnBodyWithoutEnd() throws IOException {
        try (Socket socket = connect()) {
            write(socket, head("Transfer-Encoding: chunked"));
            String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
            boolean cutOff = false;
            for (int i = 0; i < 200 && !cutOff; i++) {
                try {
                    write(socket, chunk);
                } catch (IOException e) {
                    cutOff = true;
                }
            }
            assertThat(cutOff).as("12 MiB of one body were taken").isTrue();
        }
    }

    @Test
    void shouldTakeBodyThatComesInPieces() throws IOException {
        try (Socket socket = connect()) {
            write(socket, head("Transfer-Encoding: chunked"));
            for (char c : ORDER.toCharArray()) {
                write(socket, "1\r\n" + c + "\r\n");
            }
            write(socket, "0\r\n\r\n");
            assertThat(readUntil(socket, "\"agent_id\"")).startsWith("HTTP/1.1 201 ");
        }
    }

    @Test
    void shouldAnswerPipelinedRequestsInTheirOrder() throws IOException {
        try (Socket socket = connect()) {
            String order = head("Content-Length: " + ORDER.length()) + ORDER;
            write(socket, order + "GET /api/v1/nothing HTTP/1.1\r\nHost: a\r\n\r\n" + order);
            String answers = readUntil(socket, "HTTP/1.1 201", 2);
            assertThat(answers.indexOf("HTTP/1.1 404")).isBetween(
                    answers.indexOf("HTTP/1.1 201") + 1, answers.lastIndexOf("HTTP/1.1 201"));
        }
    }

    @Test
    void shouldCarryOutOrderOfClientThatHangsUp() throws IOException {
        Owner hasty = venue.register("Hasty");
        for (int i = 0; i < 20; i++) {
            try (Socket socket = connect()) {
                write(socket, head(hasty, "Content-Length: " + ORDER.length()) + ORDER);
            }
        }
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MS);
        while (fills(hasty) < 20 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        assertThat(fills(hasty)).isEqualTo(20);
    }

    @Test
    void shouldNotCarryOutOrderThatHasNotComeToItsEnd() throws IOException {
        Owner broken = venue.register("Broken");
        for (int i = 0; i < 20; i++) {
            try (Socket socket = connect()) {
                write(socket, head(broken, "Content-Length: " + (ORDER.length() + 1)) + ORDER);
            }
        }
        Reply whole = venue.send("POST", "/api/v1/trade/order", ORDER, broken.agent());
        assertThat(whole.status()).isEqualTo(201);
        assertThat(fills(broken)).isEqualTo(1);
    }

    private static int fills(Owner account) {
        return venue.get("/trade/history", account.agent()).body().path("total").asInt();
    }

    @Test
    void shouldSurviveNoise() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            byte[] noise = new byte[1 + random.nextInt(300)];
            random.nextBytes(noise);
            try (Socket socket = connect()) {
                socket.getOutputStream().write(noise);
                socket.getOutputStream().flush();
            }
        }
        assertThat(venue.send("GET", "/health", null).status()).as("seed " + seed).isEqualTo(200);
    }

    private static String head(String lengthHeader) {
        return head(owner, lengthHeader);
    }

    private static String head(Owner account, String lengthHeader) {
        return "POST /api/v1/trade/order HTTP/1.1\r\nHost: a\r\nX-API-Key: " + account.agentKey() + "\r\n"
                + lengthHeader
                + "\r\n\r\n";
    }

    /** Sends a request and reads until the connection is closed. */
    private static String sent(String request) throws IOException {
        try (Socket socket = connect()) {
            write(socket, request);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Socket connect() throws IOException {
        return connect(venue.port());
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MS);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static String readUntil(Socket socket, String end) throws IOException {
        return readUntil(socket, end, 1);
    }

    private static String readUntil(Socket socket, String end, int times) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder text = new StringBuilder();
        while (text.toString().split(Pattern.quote(end), -1).length <= times) {
            int c = in.read();
            if (c < 0) {
                return text.toString();
            }
            text.append((char) c);
        }
        return text.toString();
    }
}
