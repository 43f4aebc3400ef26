package io.bullring.gateway.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bullring.journal.Durability;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A closed venue, in which agents trade with one another only, as a process that is killed: it has the same book again. */
class BookProcessIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final String BOOK = "/api/v1/market/orderbook/ACMEUSDT";

    @TempDir
    Path data;

    private final HttpClient http = HttpClient.newHttpClient();
    private URI address;

    @ParameterizedTest
    @EnumSource
    void shouldHaveTheSameBookAfterItWasKilled(Durability durability) {
        assertTimeoutPreemptively(PATIENCE, () -> tradeAndKill(durability.optionText()));
    }

    private void tradeAndKill(String durability) throws IOException, InterruptedException {
        Path instruments = Files.writeString(
                data.resolve("books.json"),
                json("[{'symbol':'ACMEUSDT','market':'book','opening_price':'100','maker_fee':0,'taker_fee':'0.0005'}]"));
        String[] options = {"--feed", "none", "--instruments", instruments.toString(), "--durability", durability};
        JsonNode before;
        String key;
        try (VenueProcess venue = VenueProcess.start(data.resolve("venue"), options)) {
            address = venue.address();
            JsonNode account = send("POST", "/api/v1/auth/register", "{'display_name':'Ada'}", "X-None", "none");
            key = account.path("agent_api_key").asText();
            String operator =
                    "Bearer " + Files.readString(data.resolve("venue").resolve("keys").resolve("operator.token"));
            send(
                    "POST",
                    "/operator/v1/agents/" + account.path("agent_id").asText() + "/grants",
                    "{'symbol':'ACMEUSDT','quantity':'10'}",
                    "Authorization",
                    operator);
            place(key, "{'symbol':'ACMEUSDT','side':'sell','type':'limit','quantity':'3','price':'101'}");
            place(key, "{'symbol':'ACMEUSDT','side':'sell','type':'limit','quantity':'2','price':'100'}");
            place(key, "{'symbol':'ACMEUSDT','side':'buy','type':'market','quantity':'0.5'}");
            place(key, "{'symbol':'ACMEUSDT','side':'buy','type':'limit','quantity':'1','price':'99'}");
            before = send("GET", BOOK, null, "X-API-Key", key);
            venue.kill();
        }
        assertThat(before.path("bids").toString()).isEqualTo(json("[['99.00000000','1.00000000']]"));
        assertThat(before.path("asks").toString())
                .isEqualTo(json("[['100.00000000','1.50000000'],['101.00000000','3.00000000']]"));
        try (VenueProcess venue = VenueProcess.start(data.resolve("venue"), options)) {
            address = venue.address();
            assertThat(send("GET", BOOK, null, "X-API-Key", key)).isEqualTo(before);
        }
    }

    private void place(String key, String order) throws IOException, InterruptedException {
        JsonNode answer = send("POST", "/api/v1/trade/order", order, "X-API-Key", key);
        assertThat(answer.has("order_id")).as(answer.toString()).isTrue();
    }

    private JsonNode send(String method, String path, String body, String header, String value)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .header(header, value)
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(json(body)))
                .build();
        return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
