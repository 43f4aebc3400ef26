package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.gateway.contract.Call;
import io.bullring.gateway.contract.DocumentedApi;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every answer tells a browser, whatever the answer is. */
@Timeout(120)
final class GuardedAnswersTest extends OneBotOverHttp {
    private static final Map<String, String> GUARDS = Map.of(
            "x-content-type-options", "nosniff",
            "x-frame-options", "DENY",
            "referrer-policy", "no-referrer",
            "cross-origin-resource-policy", "same-origin");

    @Test
    void section8ShouldGuardEveryAnswerOfEveryRoute() throws IOException {
        TreeSet<Integer> statuses = new TreeSet<>();
        statuses.add(guarded(
                "POST", "/api/v1/trade/order", "X-API-Key: " + owner.agentKey(),
                BUY.replace("BTC", "ETH").replace('\'', '"')));
        List<Call> calls = Call.below("/", DocumentedApi.SERVED);
        for (Call call : calls) {
            String path = call.template()
                    .replace("{symbol}", "BTCUSDT")
                    .replace("{file}", "swagger-ui.css")
                    .replaceAll("\\{\\w+}", UNKNOWN_ID);
            String body = call.body() == null ? "" : call.body();
            for (String credentials : List.of(
                    "X-Nobody: 1", "X-API-Key: " + owner.agentKey(), "Authorization: Bearer " + owner.token(),
                    "Authorization: " + venue.operator()[1])) {
                statuses.add(guarded(call.method(), path, credentials, body));
            }
            statuses.add(guarded(call.method(), path, "Transfer-Encoding: gzip", ""));
            statuses.add(guarded(call.method(), path, "Authorization: Bearer " + owner.token(), "{\"name\": 1}"));
            if (call.method().equals("GET")) {
                statuses.add(guarded("HEAD", path, "X-API-Key: " + owner.agentKey(), ""));
            }
            statuses.add(guarded("OPTIONS", path, "Origin: https://example.org", ""));
            statuses.add(guarded("TRACE", path, "X-Nobody: 1", ""));
        }
        assertThat(calls).hasSizeGreaterThan(50);
        assertThat(statuses).contains(200, 201, 400, 401, 404, 405, 422, 503);
    }

    @Test
    void section8ShouldGuardAnswersThatAreOfNoRoute() throws IOException {
        List<Integer> statuses = new ArrayList<>();
        for (String path : List.of("/", "/nowhere", "/api/v1/nothing", "/api/v1/%zz", "*", "/docs/nothing")) {
            for (String method : List.of("GET", "HEAD", "POST", "OPTIONS", "BREW")) {
                statuses.add(guarded(method, path, "X-Nobody: 1", ""));
            }
        }
        statuses.add(guarded("GET", "/" + "x".repeat(5_000), "X-Nobody: 1", ""));
        statuses.add(guarded("GET", "/health", "X-Long: " + "x".repeat(20_000), ""));
        statuses.add(guarded("POST", "/api/v1/trade/order", "X-Nobody: 1", "x".repeat(100_000)));
        statuses.add(guarded("GET", "/ws/v1?api_key=nobody", "Upgrade: websocket", ""));
        assertThat(statuses).allMatch(status -> status >= 400).contains(400, 404, 413, 414, 431);
    }

    /** Returns the status. */
    private static int guarded(String method, String path, String header, String body) throws IOException {
        String length = body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n";
        String head;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), venue.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write((method + ' ' + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                            + length + header + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
            StringBuilder read = new StringBuilder();
            while (read.indexOf("\r\n\r\n") < 0) {
                int c = socket.getInputStream().read();
                assertThat(c).as(method + ' ' + path + " ends with " + read).isNotNegative();
                read.append((char) c);
            }
            head = read.toString();
        }
        String as = method + ' ' + path + ' ' + header + " is answered " + head;
        GUARDS.forEach((name, value) -> assertThat(head).as(as).containsIgnoringCase("\r\n" + name + ": " + value));
        assertThat(head).as(as)
                .containsIgnoringCase("\r\ncontent-security-policy: default-src 'none'; ")
                .containsPattern("(?i)\r\ncache-control: no-(store|cache)\r\n")
                .containsIgnoringCase("\r\nx-request-id: ");
        return Integer.parseInt(head.substring(9, 12));
    }
}
