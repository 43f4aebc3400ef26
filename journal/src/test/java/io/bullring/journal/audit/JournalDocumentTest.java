package io.bullring.journal.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import uk.co.real_logic.sbe.ir.Signal;
import uk.co.real_logic.sbe.ir.Token;

/** The format's page says what the program does: a verifier is written from it. */
class JournalDocumentTest {
    private static final int LAST_ID = 199; // of commands and events
    private static final Path PAGE = Path.of("..", "docs", "JOURNAL.md");
    private static final Path PROTOCOL = Path.of("..", "docs", "PROTOCOL.md");

    @Test
    void shouldListEveryMessageAsSchemaHasIt() throws IOException {
        assertThat(missing(messages())).as("rows that docs/JOURNAL.md should have").isEmpty();
    }

    @Test
    void shouldListEveryColumnOfEveryTable() throws IOException {
        assertThat(missing(tables())).as("rows that docs/JOURNAL.md should have").isEmpty();
    }

    @Test
    void shouldListEveryCommandInTheProtocolsTableOfContents() throws IOException {
        List<String> lines = Files.readAllLines(PROTOCOL);
        MessageSchema schema = MessageSchema.load();
        assertThat(schema.commandIds().stream().map(id -> "| " + schema.nameOf(id) + " | " + id + " |"))
                .as("rows that docs/PROTOCOL.md should have")
                .hasSizeGreaterThan(20)
                .allMatch(row -> lines.stream().anyMatch(line -> line.startsWith(row)));
    }

    private static List<String> missing(List<String> rows) throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        assertThat(rows).isNotEmpty();
        return rows.stream().filter(row -> !lines.contains(row)).toList();
    }

    /** A row for each message: its name, its id, the length of its block, its fields with type and offset, what follows. */
    static List<String> messages() {
        MessageSchema schema = MessageSchema.load();
        return IntStream.rangeClosed(1, LAST_ID)
                .mapToObj(schema::tokens)
                .filter(Objects::nonNull)
                .map(JournalDocumentTest::message)
                .toList();
    }

    private static String message(List<Token> tokens) {
        List<String> behind = new ArrayList<>();
        for (int i = 1; i < tokens.size() - 1; i += tokens.get(i).componentTokenCount()) {
            Token part = tokens.get(i);
            if (part.signal() == Signal.BEGIN_GROUP) {
                int first = i + 1 + tokens.get(i + 1).componentTokenCount(); // behind the group's header
                behind.add(String.format(
                        Locale.ROOT,
                        "group %s: %d (%s)",
                        part.name(),
                        part.encodedLength(),
                        fields(tokens.subList(first, i + part.componentTokenCount()))));
            } else if (part.signal() == Signal.BEGIN_VAR_DATA) {
                behind.add(part.name());
            }
        }
        Token begin = tokens.getFirst();
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %s | %s |",
                begin.name(),
                begin.id(),
                begin.encodedLength(),
                fields(tokens.subList(1, tokens.size())),
                String.join(", ", behind));
    }

    /** The fields up to the first part that is none. */
    private static String fields(List<Token> tokens) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; tokens.get(i).signal() == Signal.BEGIN_FIELD; i += tokens.get(i).componentTokenCount()) {
            Token field = tokens.get(i);
            fields.add(String.format(Locale.ROOT, "%d %s %s", field.offset(), field.name(),
                    type(tokens.get(i + 1))));
        }
        return String.join(", ", fields);
    }

    private static String type(Token type) {
        return switch (type.signal()) {
            case BEGIN_COMPOSITE -> "(" + type.name() + ")";
            case BEGIN_ENUM, BEGIN_SET -> type.name();
            default -> {
                String primitive = type.encoding().primitiveType().primitiveName();
                yield primitive
                        + (type.arrayLength() > 1 ? "[" + type.arrayLength() + "]" : "")
                        + (type.isOptionalEncoding() ? "?" : "");
            }
        };
    }

    /** A row for each table. */
    static List<String> tables() {
        return Stream.of(ExportTable.values())
                .map(table -> String.format(
                        Locale.ROOT,
                        "| `%s` | %s | %s |",
                        table.tableName(),
                        table.rows(),
                        table.columns().stream().map(ExportTable.Column::name).collect(Collectors.joining(", "))))
                .toList();
    }
}
