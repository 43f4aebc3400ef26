package io.bullring.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.bullring.gateway.http.EdgeConfig;
import io.bullring.gateway.http.HttpConfig;
import io.bullring.gateway.venue.ManualFeed;
import io.bullring.gateway.venue.VenueConfig;
import io.bullring.gateway.ws.SocketConfig;
import io.bullring.journal.Durability;
import io.bullring.journal.JournalConfig;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The venue over TLS, to clients that know nothing of it but its certificate. */
@Timeout(60)
final class TlsServerTest {
    private static final JournalConfig JOURNAL = new JournalConfig(1 << 20, 1_024, 0, Durability.PROCESS_CRASH);

    @TempDir
    private Path directory;

    private TestCertificate certificate;
    private Server server;

    @BeforeEach
    void serve() throws Exception {
        certificate = TestCertificate.make(directory, "EC");
        serve(HttpConfig.defaults("127.0.0.1", 0));
    }

    private void serve(HttpConfig config) throws Exception {
        EdgeConfig edge = EdgeConfig.local()
                .withIdentity(TlsFiles.read(certificate.certificateFile(), certificate.keyFile()));
        server = Server.open(
                VenueConfig.local(directory.resolve("data")).with(JOURNAL), config.with(edge), SocketConfig.defaults(),
                new ManualFeed());
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void shouldHangUpOnAClientThatNeverShakesHands() throws Exception {
        URI address = URI.create(server.address());
        long beganNs = System.nanoTime();
        try (Socket silent = new Socket(address.getHost(), address.getPort())) {
            silent.setSoTimeout(30_000);
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - beganNs)).isBetween(4L, 9L);
    }

    @Test
    void shouldCloseConnectionsAtOnceWhenTooManyShakeHands() throws Exception {
        server.close();
        serve(HttpConfig.defaults("127.0.0.1", 0).withConnections(10, 2));
        try (Socket second = new Socket("127.0.0.1", port()); HttpClient client = client()) {
            try (Socket first = new Socket("127.0.0.1", port())) {
                awaitTurn();
                long beganNs = System.nanoTime();
                assertThrows(IOException.class, () -> protocolSpoken("TLSv1.3"));
                try (Socket third = new Socket("127.0.0.1", port())) {
                    third.setSoTimeout(30_000);
                    assertThat(third.getInputStream().read()).isEqualTo(-1);
                }
                assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - beganNs)).isLessThan(4);
                assertThat(first.isClosed() || second.isClosed()).isFalse();
            }
            awaitTurn();
            HttpRequest meters = HttpRequest.newBuilder(URI.create(server.address() + "/metrics")).build();
            String text = client.send(meters, HttpResponse.BodyHandlers.ofString()).body();
            assertThat(text).contains("bullring_tls_refused_total 2.0", "bullring_tls_handshakes 1.0");
        }
    }

    /** What a connection has done is seen by an event loop a little later. */
    private static void awaitTurn() throws InterruptedException {
        Thread.sleep(500);
    }

    @Test
    void shouldAnswerHttpsAndKeepItsClientsThere() throws Exception {
        assertThat(server.address()).startsWith("https://127.0.0.1:");
        assertThat(new Welcome(server, "a market").text())
                .contains("serves " + server.address(), "api=" + server.address() + "/api/v1");

        try (HttpClient client = client()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(server.address() + "/health")).build(),
                    HttpResponse.BodyHandlers.ofString());

            assertEquals(200, answer.statusCode());
            assertEquals(HttpClient.Version.HTTP_1_1, answer.version());
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).hasValue("max-age=31536000");
        }
    }

    @Test
    void shouldTellOperatorsWhenItsCertificateEndsAndWarnThemInTheLastMonth() throws Exception {
        long endSeconds = ((X509Certificate) certificate.certificate()).getNotAfter().toInstant().getEpochSecond();
        try (HttpClient client = client()) {
            HttpRequest meters = HttpRequest.newBuilder(URI.create(server.address() + "/metrics")).build();
            String text = client.send(meters, HttpResponse.BodyHandlers.ofString()).body();
            Matcher gauge = Pattern
                    .compile("^bullring_tls_certificate_expiry_timestamp_seconds (\\S+)$", Pattern.MULTILINE)
                    .matcher(text);
            assertThat(gauge.find()).isTrue();
            assertThat(Double.parseDouble(gauge.group(1))).isEqualTo(endSeconds);
        }
        assertThat(warnings(certificate)).containsExactly(
                "a certificate of --tls-cert ends at " + Instant.ofEpochSecond(endSeconds)
                        + ", in 1 days: renew it, and start again");
        assertThat(warnings(TestCertificate.signed(directory, "-validity", "29"))).hasSize(1);
        assertThat(warnings(TestCertificate.signed(directory, "-validity", "40"))).isEmpty();
    }

    /** What is logged of it at a start. */
    private List<String> warnings(TestCertificate other) throws Exception {
        server.close();
        certificate = other;
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(Server.class);
        log.start();
        logger.addAppender(log);
        try {
            serve(HttpConfig.defaults("127.0.0.1", 0));
        } finally {
            logger.detachAppender(log);
        }
        return log.list.stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Test
    void shouldOpenWebSockets() throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        WebSocket.Listener listener = new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onText(WebSocket webSocket, CharSequence text, boolean last) {
                heard.complete(text.toString());
                return null;
            }
        };
        try (HttpClient client = client()) {
            URI uri = URI.create(server.address().replace("https", "wss") + "/ws/v1?api_key=" + register(client));
            WebSocket socket = client.newWebSocketBuilder().buildAsync(uri, listener).get(20, TimeUnit.SECONDS);

            socket.sendText("{\"action\":\"subscribe\",\"channel\":\"ticker:BTCUSDT\"}", true);

            assertThat(heard.get(20, TimeUnit.SECONDS)).contains("ticker");
            socket.abort();
            client.shutdownNow();
        }
    }

    @Test
    void shouldSpeakTls13And12AndNothingOlder() throws Exception {
        assertEquals("TLSv1.3", protocolSpoken("TLSv1.3"));
        assertEquals("TLSv1.2", protocolSpoken("TLSv1.2"));
        assertThrows(SSLHandshakeException.class, () -> protocolSpoken("TLSv1.1"));
    }

    @Test
    void shouldNotAnswerInClear() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port())) {
            socket.getOutputStream()
                    .write("GET /health HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

            assertThat(answer).doesNotContain("HTTP/1.1");
        }
    }

    private String protocolSpoken(String protocol) throws Exception {
        SSLSocketFactory sockets = certificate.trusted("TLS").getSocketFactory();
        try (SSLSocket socket = (SSLSocket) sockets.createSocket("127.0.0.1", port())) {
            socket.setEnabledProtocols(new String[]{protocol});
            socket.startHandshake();
            return socket.getSession().getProtocol();
        }
    }

    private HttpClient client() throws Exception {
        return HttpClient.newBuilder().sslContext(certificate.trusted("TLS")).build();
    }

    private String register(HttpClient client) throws IOException, InterruptedException {
        HttpRequest register = HttpRequest.newBuilder(URI.create(server.address() + "/api/v1/auth/register"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"display_name\":\"Ada\"}"))
                .build();
        String body = client.send(register, HttpResponse.BodyHandlers.ofString()).body();
        return body.replaceAll(".*\"agent_api_key\":\"([^\"]+)\".*", "$1");
    }

    private int port() {
        return URI.create(server.address()).getPort();
    }
}
