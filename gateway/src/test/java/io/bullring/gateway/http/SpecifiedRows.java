package io.bullring.gateway.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rows of all tables of the specification, which is not part of the repository, each with a name of its own in its section. Their
 * names stand in a file beside this class, so that completeness is asked wherever tests run; where the specification is at hand, the file
 * is held against it.
 */
final class SpecifiedRows {
    /** The parts of the specification, by the word that is before a section. */
    static final Map<String, String> DOCUMENTS = Map.of(
            "accounts", "api-auth-accounts-agents.md",
            "trading", "api-trading.md",
            "risk", "risk.md",
            "analytics", "analytics-metrics.md",
            "market", "api-market-data.md",
            "websocket", "websocket.md");

    /** A row's name that stands for all of its section. */
    static final String ALL = "*";

    private static final String NAMES = "specified-rows.txt";
    private static final Path SPECIFICATIONS = Path.of("../../shared/spec");
    private static final Pattern HEADING = Pattern.compile("#{2,3} (\\d+(?:\\.\\d+)?)\\.? .*");
    private static final Pattern MARK = Pattern.compile("\\*\\*\\[?[^*]*?]?\\*\\*|`");
    private static final Pattern MEMBER = Pattern.compile("`([a-z][a-z_0-9\\[\\].]*)`");
    private static final Pattern ANSWER = Pattern.compile("(Response |Pair |Candle )?[Ff]ield");
    private static final Set<String> QUESTIONS = Set.of("Request field", "Query");
    private static final String NOTHING = "-";

    private SpecifiedRows() {}

    /** What a table is of. */
    enum Kind {
        QUESTION,
        ANSWER,
        OTHER
    }

    /**
     * A row.
     *
     * @param name its first cell without marks; with the second one where another row of the table has the same
     * @param members what the first cell names in the way of code, of additions the last one
     */
    record Row(String section, Kind kind, List<String> members, String name) {
        static Row read(String line) {
            String[] parts = line.split(" \\| ", 4);
            List<String> members = parts[2].equals(NOTHING) ? List.of() : List.of(parts[2].split(" "));
            return new Row(parts[0], Kind.valueOf(parts[1].toUpperCase(Locale.ROOT)), members, parts[3]);
        }

        /** As a line of the file. */
        String line() {
            return String.join(
                    " | ", section, kind.name().toLowerCase(Locale.ROOT),
                    members.isEmpty() ? NOTHING : String.join(" ", members), name);
        }

        private static Row ofAll(String section) {
            return new Row(section, Kind.OTHER, List.of(), ALL);
        }
    }

    static boolean areAtHand() {
        return Files.exists(SPECIFICATIONS);
    }

    /** What the specification's own decisions leave out for good. */
    static String notBuilt() throws IOException {
        return Files.readAllLines(SPECIFICATIONS.resolve("DECISIONS.md"))
                .stream()
                .filter(line -> line.startsWith("| Not built |"))
                .findFirst()
                .orElseThrow();
    }

    /** What the file has of a document; of a section that is left out as a whole one row, {@link #ALL}. */
    static List<Row> of(String document) throws IOException {
        try (InputStream names = SpecifiedRows.class.getResourceAsStream(NAMES)) {
            return new String(names.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(document + ' '))
                    .map(line -> Row.read(line.substring(document.length() + 1)))
                    .toList();
        }
    }

    /** The members that the tables of this kind in these sections name, each behind its section. */
    static List<String> members(String document, Set<String> sections, Kind kind) throws IOException {
        return of(document)
                .stream()
                .filter(row -> row.kind() == kind && sections.contains(row.section()))
                .flatMap(row -> row.members().stream().map(member -> row.section() + ' ' + member))
                .toList();
    }

    /**
     * What the specification itself has of a document.
     *
     * @param leftOut sections that have one row for all
     */
    static List<Row> specified(String document, Set<String> leftOut) throws IOException {
        List<Row> rows = new ArrayList<>();
        List<String[]> table = new ArrayList<>();
        String section = "";
        List<String> lines = Files.readAllLines(SPECIFICATIONS.resolve(DOCUMENTS.get(document)));
        for (String line : Stream.concat(lines.stream(), Stream.of("")).toList()) {
            Matcher heading = HEADING.matcher(line);
            if (line.startsWith("|")) {
                table.add(line.split("(?<!\\\\)\\|"));
                continue;
            }
            if (!table.isEmpty() && leftOut.contains(section)) {
                rows.add(Row.ofAll(section));
            } else {
                rows.addAll(rowsOf(section, table));
            }
            table.clear();
            section = heading.matches() ? heading.group(1) : section;
        }
        return rows.stream().distinct().toList();
    }

    /** Of a table with its head and the line below it. */
    private static List<Row> rowsOf(String section, List<String[]> table) {
        List<String[]> body = table.stream().skip(2).toList();
        List<Row> rows = new ArrayList<>();
        for (String[] cells : body) {
            String first = plain(cells[1]);
            boolean isAlone = body.stream().filter(other -> plain(other[1]).equals(first)).count() == 1;
            String named = first.equals("additions") ? cells[cells.length - 1] : cells[1];
            List<String> members = MEMBER.matcher(named).results().map(member -> member.group(1)).toList();
            Kind kind = kindOf(plain(table.getFirst()[1]));
            rows.add(new Row(section, kind, members, isAlone ? first : first + ' ' + plain(cells[2])));
        }
        return rows;
    }

    private static Kind kindOf(String head) {
        if (QUESTIONS.contains(head)) {
            return Kind.QUESTION;
        }
        return ANSWER.matcher(head).matches() ? Kind.ANSWER : Kind.OTHER;
    }

    private static String plain(String cell) {
        return MARK.matcher(cell).replaceAll("").strip().replaceAll("\\s+", " ");
    }
}
