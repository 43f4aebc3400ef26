package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.gateway.http.AnswerRows.Row;
import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Reply;
import io.bullring.gateway.http.SpecifiedRows.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every row of the tables of requests, queries and filters of trading and of candles: what is taken, and what is refused. */
@Timeout(60)
final class RequestRowsOverHttpTest {
    private static final Set<String> TABLES_OF_TRADING = Set.of("2.1", "2.3", "2.7");
    private static final Set<String> TABLES_OF_MARKET = Set.of("6.1");

    @TempDir
    private static Path directory;

    private static ServedVenue venue;
    private static Owner owner;

    /** @param table document and section */
    private record Request(String table, String name, String request, String expected) {
        Reply send() {
            return request.startsWith("{")
                    ? venue.post("/trade/order", request, owner.agent())
                    : venue.get(request, owner.agent());
        }
    }

    @BeforeAll
    static void trade() {
        venue = ServedVenue.open(directory);
        venue.feed.price("BTCUSDT", "64000");
        venue.feed.price("ETHUSDT", "3000");
        owner = venue.register("Ada");
        for (String symbol : List.of("BTCUSDT", "ETHUSDT")) {
            String order = "{'symbol':'" + symbol + "','side':'buy','type':'market','quantity':'0.01'}";
            Reply filled = venue.post("/trade/order", order, owner.agent());
            assertThat(filled.status()).as(filled.toString()).isEqualTo(201);
        }
    }

    @AfterAll
    static void close() {
        venue.close();
    }

    @TestFactory
    Stream<DynamicTest> shouldBeAnsweredAsItsRowSays() throws IOException {
        return rows().map(row -> DynamicTest.dynamicTest(
                row.table() + ' ' + row.name() + ": " + row.request(), () -> assertAnswered(row)));
    }

    @TestFactory
    Stream<DynamicTest> shouldLeaveNoRowOut() {
        return Stream.of(
                DynamicTest.dynamicTest("trading", () -> assertComplete("trading", TABLES_OF_TRADING)),
                DynamicTest.dynamicTest("market", () -> assertComplete("market", TABLES_OF_MARKET)));
    }

    private static void assertAnswered(Request row) {
        Reply reply = row.send();
        String[] expected = row.expected().split(" ", 3);
        assertThat(reply.status()).as(reply.toString()).isEqualTo(Integer.parseInt(expected[0]));
        if (expected.length == 3) {
            AnswerRows.assertAnswered(new Row(row.table(), expected[1], expected[2]), reply.body());
        } else if (reply.status() == 422) {
            assertThat(reply.details().path("field").asText()).isEqualTo(expected[1]);
        } else {
            assertThat(reply.code()).isEqualTo(expected[1]);
        }
    }

    private static void assertComplete(String document, Set<String> sections) throws IOException {
        List<String> specified = SpecifiedRows.members(document, sections, Kind.QUESTION);
        assertThat(specified).isNotEmpty();
        assertThat(rows().map(row -> row.table() + ' ' + row.name()))
                .containsAll(specified.stream().map(name -> document + ' ' + name).toList());
    }

    private static Stream<Request> rows() throws IOException {
        try (InputStream rows = RequestRowsOverHttpTest.class.getResourceAsStream("request-rows.txt")) {
            return new String(rows.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" \\| ", 4))
                    .map(part -> new Request(part[0], part[1], part[2], part[3]));
        }
    }
}
