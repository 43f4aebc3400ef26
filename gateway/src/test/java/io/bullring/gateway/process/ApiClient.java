package io.bullring.gateway.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bullring.gateway.contract.ApiContract;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A plain client of the agent interface; what it is answered is held against the OpenAPI document. */
final class ApiClient implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final URI address;
    private final String header;
    private final String credential;

    private ApiClient(URI address, String header, String credential) {
        this.address = address;
        this.header = header;
        this.credential = credential;
    }

    static ApiClient anonymous(URI address) {
        return new ApiClient(address, "X-Nobody", "1");
    }

    static ApiClient withKey(URI address, String key) {
        return new ApiClient(address, "X-API-Key", key);
    }

    static ApiClient withToken(URI address, String token) {
        return new ApiClient(address, "Authorization", "Bearer " + token);
    }

    /** An answer: status and body, which is a missing node when there is none. */
    record Answer(int status, JsonNode body) {
        String text(String field) {
            return body.path(field).asText();
        }
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /** What the venue says of itself, which is not below the path of the interface. */
    JsonNode health() throws IOException, InterruptedException {
        Answer health = send(HttpRequest.newBuilder(address.resolve("/health")).timeout(TIMEOUT));
        if (health.status() != 200) {
            throw new IOException("/health answers " + health.status());
        }
        return health.body();
    }

    Answer post(String path, Object body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve("/api/v1" + path)).timeout(TIMEOUT).header(header, credential);
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        ApiContract.check(null, response);
        return new Answer(response.statusCode(), JSON.readTree(response.body()));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
