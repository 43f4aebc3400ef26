package io.bullring.gateway.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rows of all tables of a specification, which is not part of the repository, each with a name of its own in its section. */
final class SpecifiedRows {
    private static final Path SPECIFICATIONS = Path.of("../../shared/spec");
    private static final Pattern HEADING = Pattern.compile("#{2,3} (\\d+(?:\\.\\d+)?)\\.? .*");
    private static final Pattern MARK = Pattern.compile("\\*\\*\\[?[^*]*?]?\\*\\*|`");
    private static final Pattern MEMBER = Pattern.compile("`([a-z][a-z_0-9\\[\\].]*)`");

    private static final Set<String> ASKED = Set.of("Request field", "Query");

    private SpecifiedRows() {}

    /**
     * A row.
     *
     * @param name its first cell without marks; with the second one where another row of the table has the same
     * @param members what the first cell names in the way of code, of additions the last one
     * @param isAsked whether the table is one of what is asked, not answered
     */
    record Row(String section, String name, List<String> members, boolean isAsked) {}

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

    static List<Row> of(String specification) throws IOException {
        List<Row> rows = new ArrayList<>();
        List<String[]> table = new ArrayList<>();
        String section = "";
        List<String> lines = Files.readAllLines(SPECIFICATIONS.resolve(specification));
        for (String line : Stream.concat(lines.stream(), Stream.of("")).toList()) {
            Matcher heading = HEADING.matcher(line);
            if (line.startsWith("|")) {
                table.add(line.split("(?<!\\\\)\\|"));
                continue;
            }
            rows.addAll(rowsOf(section, table));
            table.clear();
            section = heading.matches() ? heading.group(1) : section;
        }
        return rows;
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
            boolean isAsked = ASKED.contains(plain(table.getFirst()[1]));
            rows.add(new Row(section, isAlone ? first : first + ' ' + plain(cells[2]), members, isAsked));
        }
        return rows;
    }

    private static String plain(String cell) {
        return MARK.matcher(cell).replaceAll("").strip().replaceAll("\\s+", " ");
    }
}
