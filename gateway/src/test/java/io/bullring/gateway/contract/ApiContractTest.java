package io.bullring.gateway.contract;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;

/** Whoever holds answers against the document sees what is wrong with one. */
final class ApiContractTest {
    private static final String PRICE =
            "{\"symbol\":\"BTCUSDT\",\"price\":\"64000.00000000\",\"timestamp\":\"2026-02-26T10:00:00.123456Z\"}";
    private static final String LIMITED =
            "{\"error\":{\"code\":\"RATE_LIMIT_EXCEEDED\",\"message\":\"Too many requests.\"}}";

    @Test
    void shouldPassWhatIsAsDescribed() {
        assertThatCode(() -> check(200, PRICE)).doesNotThrowAnyException();
        assertThatCode(() -> check(429, LIMITED, "Retry-After", "7")).doesNotThrowAnyException();
    }

    @Test
    void shouldNameRouteStatusAndPlaceOfWhatIsNot() {
        assertFault(200, PRICE.replace("}", ",\"volume\":1}"), "volume");
        assertFault(200, PRICE.replace("64000.00000000", "6.4e4"), "/price");
        assertFault(200, PRICE.replace(".123456Z", "Z"), "/timestamp");
        assertFault(200, PRICE.replace("\"symbol\":\"BTCUSDT\",", ""), "symbol");
    }

    @Test
    void shouldSeeAStatusThatIsNotDescribed() {
        assertFault(204, "", "");
        assertFault(404, LIMITED.replace("RATE_LIMIT_EXCEEDED", "NOT_FOUND"), "/error/code");
        assertFault(500, LIMITED.replace("RATE_LIMIT_EXCEEDED", "BAD_REQUEST"), "no status of BAD_REQUEST");
    }

    @Test
    void shouldSeeHeadersThatAreMissingOrWrong() {
        assertFault(429, LIMITED, "Retry-After is missing");
        assertFault(429, LIMITED, "header Retry-After", "Retry-After", "soon");
        assertFault(200, PRICE, "text/html is not described", "Content-Type", "text/html");
        assertFault(200, PRICE, "X-Bullring-Chain", "X-Bullring-Chain", "none");
    }

    private static void assertFault(int status, String body, String what, String... headers) {
        assertThatThrownBy(() -> check(status, body, headers))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("GET /api/v1/market/price/{symbol} -> " + status)
                .hasMessageContaining(what);
    }

    private static void check(int status, String body, String... headers) {
        Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.put("Content-Type", List.of("application/json"));
        all.put("X-Bullring-Chain", List.of("17:0123456789abcdef"));
        all.put("X-Request-Id", List.of("17"));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], List.of(headers[i + 1]));
        }
        ApiContract.check(null, new Answer(status, HttpHeaders.of(all, (name, value) -> true), body));
    }

    private record Answer(int statusCode, HttpHeaders headers, String body) implements HttpResponse<String> {
        @Override
        public HttpRequest request() {
            return HttpRequest.newBuilder(uri()).build();
        }

        @Override
        public Optional<HttpResponse<String>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public Optional<SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public URI uri() {
            return URI.create("http://127.0.0.1:8000/api/v1/market/price/btcusdt?x=1");
        }

        @Override
        public HttpClient.Version version() {
            return HttpClient.Version.HTTP_1_1;
        }
    }
}
