package io.bullring.gateway.ws;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.bullring.gateway.http.answer.HttpAnswer;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Whatever a request says of itself, it becomes a WebSocket only as RFC 6455 has it, section 4.2.1. */
final class HandshakeFuzzTest {
    private static final List<String> NAMES = List.of(
            "Upgrade", "Connection", "Sec-WebSocket-Version", "Sec-WebSocket-Key", "Content-Length",
            "Transfer-Encoding");

    /** The first line is the target, the others are headers, each of the name that its first character stands for. */
    @FuzzTest
    void upgrades(byte[] bytes) {
        List<String> lines = new String(bytes, StandardCharsets.ISO_8859_1).lines().toList();
        String target = lines.isEmpty() ? "" : lines.getFirst();
        MultiMap headers = HttpHeaders.headers();
        lines.stream()
                .skip(1)
                .filter(line -> line.matches("[ -~\\x80-\\xFF]+")) // HTTP's decoder has refused the others
                .forEach(line -> headers.add(NAMES.get(line.charAt(0) % NAMES.size()), line.substring(1)));
        HttpAnswer malformed = Handshake.malformedOrNull(target, headers);
        if (malformed != null) {
            assertThat(malformed.status()).isIn(400, 426);
            return;
        }
        assertThat(URI.create(target).getRawPath()).isNotNull();
        assertThat(headers.getAll("Upgrade")).anyMatch("websocket"::equalsIgnoreCase);
        assertThat(headers.get("Connection")).containsIgnoringCase("upgrade");
        assertThat(headers.getAll("Sec-WebSocket-Version")).containsExactly("13");
        assertThat(headers.getAll("Sec-WebSocket-Key")).hasSize(1);
        assertThat(Base64.getDecoder().decode(headers.get("Sec-WebSocket-Key"))).hasSize(16);
        assertThat(headers.contains("Transfer-Encoding")).isFalse();
        assertThat(headers.getAll("Content-Length")).allMatch("0"::equals);
    }
}
