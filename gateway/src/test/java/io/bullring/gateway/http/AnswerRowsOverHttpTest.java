package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.gateway.http.ServedVenue.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every row of the tables of answers in the specification of accounts and agents is answered, in its form. */
@Timeout(60)
final class AnswerRowsOverHttpTest {
    private static final String SPECIFICATION = "api-auth-accounts-agents.md";
    private static final Path ORIGINAL = Path.of("../../shared/spec").resolve(SPECIFICATION);
    private static final Pattern HEADING = Pattern.compile("### (\\d+\\.\\d+) .*");
    private static final Pattern NAME = Pattern.compile("`([a-z_\\[\\].]+)`");

    @TempDir
    private static Path directory;

    private static ServedVenue venue;
    private static final Map<String, JsonNode> ANSWERS = new HashMap<>();

    private record Row(String section, String member, String form) {}

    @BeforeAll
    static void ask() {
        venue = ServedVenue.open(directory);
        venue.feed.price("BTCUSDT", "64000");
        Reply account = venue.post("/auth/register", "{'display_name':'AlphaBot','starting_balance':'10000.00'}");
        Reply login = venue.post(
                "/auth/login",
                "{'api_key':'" + account.text("api_key") + "','api_secret':'" + account.text("api_secret") + "'}");
        String[] bearer = {"Authorization", "Bearer " + login.text("token")};
        String[] key = {"X-API-Key", account.text("agent_api_key")};
        Reply created = venue.post(
                "/agents",
                "{'name':'bot','starting_balance':'10000.00','description':'d','llm_model':'m','framework':'f',"
                        + "'strategy_tags':['a'],'risk_config':{'max_open_orders':3}}",
                bearer);
        ANSWERS.put("2.1", account.body());
        ANSWERS.put("2.2", login.body());
        ANSWERS.put("3.1", venue.get("/account/info", key).body());
        ANSWERS.put("3.2", venue.get("/account/balance", key).body());
        ANSWERS.put("4.1", venue.get("/agents/" + created.text("agent_id"), bearer).body());
        ANSWERS.put("4.2", created.body());
        ANSWERS.put("4.4", venue.get("/agents/overview", bearer).body().path("agents").path(1));
        ANSWERS.put("3.7", venue.post("/account/reset", "{'confirm':true}", key).body());
    }

    @AfterAll
    static void close() {
        venue.close();
    }

    @TestFactory
    Stream<DynamicTest> shouldBeAnswered() throws IOException {
        return rows().stream()
                .map(row -> DynamicTest.dynamicTest(
                        SPECIFICATION + ' ' + row.section() + ' ' + row.member(), () -> assertAnswered(row)));
    }

    @Test
    void shouldLeaveNoRowOfTheSpecificationOut() throws IOException {
        assumeTrue(Files.exists(ORIGINAL), "the specification is not part of the repository");
        List<String> tried = rows().stream().map(row -> row.section() + ' ' + row.member()).toList();
        assertThat(tried).containsAll(specified()).hasSizeGreaterThan(80);
    }

    private static void assertAnswered(Row row) {
        String pointer = '/' + row.member().replace("[]", ".0").replace('.', '/');
        JsonNode member = ANSWERS.get(row.section()).at(pointer);
        switch (row.form()) {
            case "OBJECT" -> assertThat(member.isObject()).as(member.toString()).isTrue();
            case "ARRAY" -> assertThat(member.isArray()).as(member.toString()).isTrue();
            case "UUID" -> assertText(member, "[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
            case "TIME" -> assertText(member, "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
            case "DECIMAL" -> assertText(member, "-?\\d+(\\.\\d+)?");
            default -> {
                boolean isCount = row.form().matches("\\d+");
                assertThat(member.isInt()).as(member.toString()).isEqualTo(isCount);
                assertThat(member.asText()).matches(row.form());
            }
        }
    }

    private static void assertText(JsonNode member, String form) {
        assertThat(member.isTextual()).as(member.toString()).isTrue();
        assertThat(member.asText()).matches(form);
    }

    private static List<Row> rows() throws IOException {
        try (InputStream file = AnswerRowsOverHttpTest.class.getResourceAsStream("answer-rows.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" \\| ", 3))
                    .map(part -> new Row(part[0], part[1], part[2]))
                    .toList();
        }
    }

    /** What stands in the first column of a table of answers; a row may name several. */
    private static List<String> specified() throws IOException {
        List<String> names = new ArrayList<>();
        String section = "";
        boolean isAnswer = false;
        for (String line : Files.readAllLines(ORIGINAL)) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                section = heading.group(1);
            } else if (!line.startsWith("|")) {
                isAnswer = false;
            } else if (line.matches("\\| (Response field|Field) \\|.*")) {
                isAnswer = ANSWERS.containsKey(section);
            } else if (isAnswer) {
                Matcher name = NAME.matcher(line.split("\\|")[1]);
                while (name.find()) {
                    if (!name.group(1).startsWith(".")) {
                        names.add(section + ' ' + name.group(1));
                    }
                }
            }
        }
        return names;
    }
}
