package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The rows of the specification's tables of answers: where they stand, what they name and in which form it is to be answered. */
final class AnswerRows {
    private AnswerRows() {}

    /** @param form a word in capitals, a decimal, or what a text or, if it is all digits, an integer must match */
    record Row(String section, String member, String form) {}

    /**
     * The rows in a file beside this class, one a line.
     *
     * @param known what a name with $ before it stands for in a form
     */
    static List<Row> in(String file, Map<String, String> known) throws IOException {
        try (InputStream rows = AnswerRows.class.getResourceAsStream(file)) {
            return new String(rows.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" \\| ", 3))
                    .map(part -> new Row(part[0], part[1], known.getOrDefault(part[2], part[2])))
                    .toList();
        }
    }

    static void assertAnswered(Row row, JsonNode answer) {
        assertThat(answer).as("an answer to section " + row.section()).isNotNull();
        JsonNode member = answer.at('/' + row.member().replace("[]", ".0").replace('.', '/'));
        switch (row.form()) {
            case "OBJECT" -> assertThat(member.isObject()).as(member.toString()).isTrue();
            case "ARRAY" -> assertThat(member.isArray()).as(member.toString()).isTrue();
            case "MISSING" -> assertThat(member.isMissingNode()).as(member.toString()).isTrue();
            case "NULL" -> assertThat(member.isNull()).as(member.toString()).isTrue();
            case "BOOLEAN" -> assertThat(member.isBoolean()).as(member.toString()).isTrue();
            case "COUNT" -> assertThat(member.isIntegralNumber()).as(member.toString()).isTrue();
            case "NUMBER" -> assertThat(member.isNumber()).as(member.toString()).isTrue();
            case "UUID" -> assertText(member, "[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
            case "TIME" -> assertText(member, "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
            case "DECIMAL" -> assertText(member, "-?\\d+(\\.\\d+)?");
            default -> assertValue(member, row.form());
        }
    }

    private static void assertValue(JsonNode member, String form) {
        boolean isDecimal = form.matches("-?\\d+\\.\\d+");
        if (isDecimal && member.isDouble()) {
            double value = Double.parseDouble(form);
            assertThat(member.asDouble()).isCloseTo(value, offset(1e-8 * Math.abs(value) + 1e-9));
        } else if (isDecimal) {
            assertThat(member.isTextual()).as(member.toString()).isTrue();
            assertThat(member.asText()).isEqualTo(form);
        } else {
            assertThat(member.isInt()).as(member.toString()).isEqualTo(form.matches("-?\\d+"));
            assertThat(member.asText()).matches(form);
        }
    }

    private static void assertText(JsonNode member, String form) {
        assertThat(member.isTextual()).as(member.toString()).isTrue();
        assertThat(member.asText()).matches(form);
    }
}
