package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Reply;
import io.bullring.gateway.http.ServedVenue.Trader;
import io.bullring.protocol.AccountStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the rows of the specification's tables say happens, each in steps that are written beside this class, and no row is left out: it
 * is among these cases, among the rows of answers and requests, or among those that are left out, with the reason.
 */
@Timeout(60)
final class SpecifiedCasesOverHttpTest {
    private static final Map<String, String> SPECIFICATIONS = Map.of(
            "accounts", "api-auth-accounts-agents.md",
            "trading", "api-trading.md",
            "risk", "risk.md",
            "analytics", "analytics-metrics.md",
            "market", "api-market-data.md");

    private static final String ASKED = "request-rows.txt";
    private static final String LEFT_OUT = "left-out-rows.txt";

    /** The files of rows of answers and requests, and what stands before the section where a file is about one document. */
    private static final Map<String, String> ROWS_OF_ANSWERS = Map.of(
            "answer-rows.txt", "accounts ",
            "trading-rows.txt", "trading ",
            "market-rows.txt", "market ",
            "analytics-rows.txt", "analytics ",
            ASKED, "");

    private static final long MINUTE_MS = 60_000;
    private static final long LEAST_OF_MINUTE_MS = 3_000;
    private static final Pattern LETTERS = Pattern.compile("\\$x(\\d+)");

    @TempDir
    private static Path directory;

    private static ServedVenue venue;
    private static Owner first;
    private static int venues;

    private Owner owner;
    private Trader bot;
    private String[] credentials;
    private String orderId;
    private Reply last;
    private TestSocket socket;

    private record Case(String row, List<String> steps) {}

    @BeforeAll
    static void open() {
        venue = ServedVenue.open(directory.resolve("venue-" + venues++));
        first = venue.register("Ada");
    }

    @AfterAll
    static void close() {
        venue.close();
    }

    @TestFactory
    Stream<DynamicTest> shouldDoAsItsRowSays() throws IOException {
        return cases().stream().map(one -> DynamicTest.dynamicTest(one.row(), () -> play(one)));
    }

    @TestFactory
    Stream<DynamicTest> shouldLeaveNoRowOut() throws IOException {
        Set<String> tried = tried(ROWS_OF_ANSWERS.keySet());
        Set<String> asked = tried(Set.of(ASKED));
        return SPECIFICATIONS.keySet()
                .stream()
                .sorted()
                .map(document -> DynamicTest.dynamicTest(document, () -> assertComplete(document, tried, asked)));
    }

    /** @param asked without the rows of answers, which may have the same names */
    private static void assertComplete(String document, Set<String> tried, Set<String> asked) throws IOException {
        assumeTrue(SpecifiedRows.areAtHand(), "the specification is not part of the repository");
        List<String> missing = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (SpecifiedRows.Row row : SpecifiedRows.of(SPECIFICATIONS.get(document))) {
            String table = document + ' ' + row.section() + " | ";
            known.addAll(List.of(table + row.name(), table + '*'));
            Set<String> among = row.isAsked() ? asked : tried;
            boolean isTried = among.contains(table + row.name())
                    || among.contains(table + '*')
                    || !row.members().isEmpty()
                            && row.members().stream().allMatch(member -> among.contains(table + member));
            if (!isTried) {
                missing.add(table + row.name());
            }
        }
        assertThat(missing).as("rows without a case").isEmpty();
        assertThat(tried(Set.of()).stream().filter(row -> row.startsWith(document + ' ')))
                .as("cases without a row")
                .isSubsetOf(known);
    }

    /** "document section | row" of the cases, of the rows of these files, and of what is left out for a reason. */
    private static Set<String> tried(Set<String> files) throws IOException {
        Stream.Builder<String> rows = Stream.builder();
        cases().forEach(one -> rows.add(one.row()));
        for (String file : files) {
            lines(file).forEach(line -> rows.add(ROWS_OF_ANSWERS.get(file) + nameOf(line)));
        }
        lines(LEFT_OUT).forEach(line -> rows.add(nameOf(line)));
        return rows.build().collect(Collectors.toSet());
    }

    /** What stands before the second bar; a section may say besides in which state, as in "2.1 pending". */
    private static String nameOf(String line) {
        String[] parts = line.split(" \\| ", 3);
        return parts[0].replaceFirst("(\\d) [a-z]+$", "$1") + " | " + parts[1];
    }

    private void play(Case one) {
        owner = first;
        bot = null;
        orderId = "none";
        credentials = null;
        venue.feed.price("BTCUSDT", "64000");
        try {
            one.steps().forEach(this::step);
        } finally {
            if (socket != null) {
                socket.close();
                socket = null;
            }
            if (one.steps().stream().anyMatch(step -> step.startsWith("volume "))) {
                reopen();
            }
        }
    }

    /** The day's volume is whole again, as long as the minute lasts: it begins to leave with the next one. */
    private void reopen() {
        try {
            while (System.currentTimeMillis() % MINUTE_MS > MINUTE_MS - LEAST_OF_MINUTE_MS) {
                Thread.sleep(LEAST_OF_MINUTE_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        close();
        open();
        owner = first;
        venue.feed.price("BTCUSDT", "64000");
    }

    /** What the test does beside asking, or a request and, behind a bar, what is answered. */
    private void step(String step) {
        String[] words = filled(step).split(" ");
        switch (words[0]) {
            case "agent" -> bot = venue.agent(owner, words.length == 1 ? "" : filled("," + step.substring(6)));
            case "fresh" -> reopen();
            case "owner" -> owner = venue.register("Owner");
            case "as" -> credentials = credentialsOf(words);
            case "become" -> bot =
                    new Trader(last.text("agent_id"), new String[]{"X-API-Key", last.text("api_key")});
            case "price" -> venue.feed.price(words[1], words[2]);
            case "volume" -> venue.feed.trade(words[1], words[3], words[2], 1_700_000_000_123_456_789L, 7);
            case "suspend" -> venue.status(owner, AccountStatus.SUSPENDED);
            case "activate" -> venue.status(owner, AccountStatus.ACTIVE);
            case "listen" -> {
                socket = TestSocket.open(venue, "?api_key=" + bot.key()[1]);
                socket.subscribe("'channel':'orders'");
            }
            case "heard" -> assertThat(socket.next().path("status").asText()).isEqualTo(words[1]);
            case "silence" -> assertThat(socket.untilPong()).isEmpty();
            default -> {
                String[] parts = filled(step).split(" \\| ", 2);
                last = ask(parts[0]);
                assertAnswered(step, last, parts[1]);
            }
        }
    }

    private String[] credentialsOf(String... words) {
        String[] own = switch (words[1]) {
            case "token" -> owner.bearer();
            case "account" -> new String[]{"X-API-Key", owner.apiKey()};
            default -> new String[0];
        };
        return words.length == 2 ? own : new String[]{own[0], own[1], "X-Agent-Id", words[2]};
    }

    private Reply ask(String request) {
        String[] words = request.split(" ", 3);
        if (words[0].equals("buy") || words[0].equals("sell")) {
            return order(request.split(" "));
        }
        return venue.send(
                words[0],
                "/api/v1" + words[1],
                words.length == 3 ? words[2].replace('\'', '"') : null,
                credentials(words[1]));
    }

    /** Side, type, quantity, and the price, if it has one; of BTCUSDT. */
    private Reply order(String... words) {
        String price = words.length == 3 ? "" : ",'price':'" + words[3] + "'";
        Reply reply = venue.post(
                "/trade/order",
                "{'symbol':'BTCUSDT','side':'" + words[0] + "','type':'" + words[1] + "','quantity':'" + words[2] + "'"
                        + price + "}",
                credentials("/trade"));
        orderId = reply.status() == 201 ? reply.text("order_id") : orderId;
        return reply;
    }

    private String[] credentials(String path) {
        if (credentials != null) {
            return credentials;
        }
        if (path.startsWith("/agents")) {
            return owner.bearer();
        }
        return bot == null || path.startsWith("/market") || path.startsWith("/auth") ? new String[0] : bot.key();
    }

    private String filled(String text) {
        return LETTERS.matcher(text)
                .replaceAll(letters -> "x".repeat(Integer.parseInt(letters.group(1))))
                .replace("$order", orderId)
                .replace("$agent", bot == null ? "none" : bot.id())
                .replace("$key", owner.apiKey())
                .replace("$secret", owner.apiSecret());
    }

    /** @param expected status, then words among code, reason and field of a refusal, or members, each with its value or form */
    private static void assertAnswered(String step, Reply reply, String expected) {
        String[] words = expected.split(" ", 2);
        assertThat(reply.status()).as(step + '\n' + reply).isEqualTo(Integer.parseInt(words[0]));
        if (words.length == 2 && reply.status() >= 300) {
            JsonNode details = reply.details();
            assertThat(List.of(reply.code(), details.path("reason").asText(), details.path("field").asText()))
                    .as(step + '\n' + reply)
                    .contains(words[1].split(" "));
        } else if (words.length == 2) {
            for (String member : words[1].split(", ")) {
                assertMember(step, reply.body(), member.split(" ", 2));
            }
        }
    }

    private static void assertMember(String step, JsonNode body, String... member) {
        JsonNode told = body.at('/' + member[0].replace('.', '/'));
        if (told.isTextual() && member[1].matches("-?\\d+(\\.\\d+)?")) {
            assertThat(told.asText()).as(step + '\n' + body).isEqualTo(member[1]);
        } else {
            AnswerRows.assertAnswered(new AnswerRows.Row(step, member[0], member[1]), body);
        }
    }

    private static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        for (String line : lines("specified-cases.txt").toList()) {
            if (line.startsWith(" ")) {
                cases.getLast().steps().add(line.strip());
            } else {
                cases.add(new Case(line, new ArrayList<>()));
            }
        }
        return cases;
    }

    private static Stream<String> lines(String file) throws IOException {
        try (InputStream rows = SpecifiedCasesOverHttpTest.class.getResourceAsStream(file)) {
            return new String(rows.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"));
        }
    }
}
