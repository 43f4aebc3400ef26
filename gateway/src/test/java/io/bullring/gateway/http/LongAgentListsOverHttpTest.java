package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Lists of agents of whom much is written. They are made off the event loop, on a thread that begins when it is first needed. */
@Timeout(60)
final class LongAgentListsOverHttpTest {
    private static final String WIDE = "😀";
    private static final int LARGE_AGENTS = 20;
    private static final String MUCH = ",'description':'" + WIDE.repeat(1_000) + "','llm_model':'" + WIDE.repeat(100)
            + "','framework':'" + WIDE.repeat(100) + "','strategy_tags':"
            + Stream.generate(() -> "'" + WIDE.repeat(50) + "'").limit(20).toList() + ",'avatar_url':'"
            + "u".repeat(2_048) + "','risk_config':{'note':'" + "x".repeat(4_000) + "'}";

    @TempDir
    Path directory;

    private ServedVenue venue;
    private ServedVenue.Owner owner;
    private Set<Thread> threadsBefore;

    @BeforeEach
    void open() {
        threadsBefore = analysisThreads();
        venue = ServedVenue.open(directory);
        owner = venue.register("Owner");
    }

    @AfterEach
    void close() {
        venue.close();
    }

    @Test
    void shouldMakeALongListOffTheEventLoopAndAUsualOneOnIt() {
        shouldMakeOffTheEventLoopWhatIsLong("/agents?limit=500");
    }

    @Test
    void shouldMakeALongOverviewOffTheEventLoopAndAUsualOneOnIt() {
        shouldMakeOffTheEventLoopWhatIsLong("/agents/overview?limit=500");
    }

    private void shouldMakeOffTheEventLoopWhatIsLong(String path) {
        for (int i = 0; i < LARGE_AGENTS; i++) {
            venue.agent(owner, "");
        }
        assertThat(agents(path)).hasSize(LARGE_AGENTS + 1);
        assertThat(newThreads()).isEmpty();

        String large = "";
        for (int i = 0; i < LARGE_AGENTS; i++) {
            large = venue.agent(owner, MUCH).id();
        }
        JsonNode agents = agents(path);
        assertThat(agents).hasSize(2 * LARGE_AGENTS + 1);
        assertThat(newThreads()).hasSize(1);
        JsonNode last = agents.get(2 * LARGE_AGENTS);
        venue.get("/agents/" + large, owner.bearer())
                .body()
                .properties()
                .forEach(field -> assertThat(last.path(field.getKey())).isEqualTo(field.getValue()));
    }

    @Test
    void shouldTellEveryCharacterInUtf8() {
        List<String> names = List.of("a", "é", "€", WIDE, "a\\\\b", "\uE000\uFFFD" + WIDE);
        for (String name : names) {
            venue.post("/agents", "{'name':'" + name + "'}", owner.bearer());
        }
        String body = venue.exchange("GET", "/api/v1/agents", null, owner.bearer()).body();
        for (String name : names) {
            assertThat(body).contains("\"name\":\"" + name + '"');
        }
        assertThat(agents("/agents").findValuesAsText("name")).contains("a\\b", WIDE, "\uE000\uFFFD" + WIDE);
    }

    private JsonNode agents(String path) {
        ServedVenue.Reply reply = venue.get(path, owner.bearer());
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        return reply.body().path("agents");
    }

    /** An earlier test's may end at any time. */
    private Set<Thread> newThreads() {
        Set<Thread> threads = analysisThreads();
        threads.removeAll(threadsBefore);
        return threads;
    }

    private static Set<Thread> analysisThreads() {
        return Thread.getAllStackTraces()
                .keySet()
                .stream()
                .filter(thread -> thread.getName().equals("bullring-analysis"))
                .collect(Collectors.toSet());
    }
}
