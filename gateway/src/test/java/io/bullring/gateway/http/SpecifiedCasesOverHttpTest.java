package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Reply;
import io.bullring.gateway.http.ServedVenue.Trader;
import io.bullring.gateway.http.SpecifiedRows.Kind;
import io.bullring.protocol.AccountStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
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
    /** Where the cases of each document stand. */
    private static final String CASES = "-cases.txt";

    private static final String ASKED = "request-rows.txt";
    private static final String LEFT_OUT = "left-out-rows.txt";

    /** The files of rows of answers and requests, and what stands before the section where a file is about one document. */
    private static final Map<String, String> ROWS_OF_ANSWERS = Map.of(
            "answer-rows.txt", "accounts ",
            "trading-rows.txt", "trading ",
            "market-rows.txt", "market ",
            "analytics-rows.txt", "analytics ",
            ASKED, "");

    private static final Instant START = Instant.parse("2026-03-02T00:30:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private static final int NORMAL = 1_000;

    /** Steps after which the venue is no longer as the next case expects it. */
    private static final Pattern TRACES = Pattern.compile("(volume|wait|hours|minutes|preset|today) .*");

    private static final Pattern TIMES = Pattern.compile("(\\d+) times (.*)");
    private static final Pattern LETTERS = Pattern.compile("\\$x(\\d+)");

    @TempDir
    private static Path directory;

    private static ServedVenue venue;
    private static Owner first;
    private static HandClock clock;
    private static int venues;
    private static long trades;

    private Owner owner;
    private Trader bot;
    private String[] credentials;
    private String orderId;
    private Reply last;
    private TestSocket socket;

    private record Case(String row, List<String> steps) {}

    @BeforeAll
    static void open() {
        open(EdgeConfig.local(), START);
    }

    private static void open(EdgeConfig edge, Instant now) {
        clock = new HandClock(now);
        venue = ServedVenue.open(directory.resolve("venue-" + venues++), clock, edge);
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
        return SpecifiedRows.DOCUMENTS.keySet()
                .stream()
                .sorted()
                .map(document -> DynamicTest.dynamicTest(document, () -> assertComplete(document, tried, asked)));
    }

    @TestFactory
    Stream<DynamicTest> shouldKnowTheRowsThatTheSpecificationHas() {
        return SpecifiedRows.DOCUMENTS.keySet()
                .stream()
                .sorted()
                .map(document -> DynamicTest.dynamicTest(document, () -> assertSpecified(document)));
    }

    private static void assertSpecified(String document) throws IOException {
        assumeTrue(SpecifiedRows.areAtHand(), "the specification is not part of the repository");
        Set<String> leftOut = lines(LEFT_OUT).map(line -> line.split(" \\| ", 3))
                .filter(part -> part[0].startsWith(document + ' ') && part[1].equals(SpecifiedRows.ALL))
                .map(part -> part[0].substring(document.length() + 1))
                .collect(Collectors.toSet());
        assertThat(SpecifiedRows.of(document)).containsExactlyElementsOf(SpecifiedRows.specified(document, leftOut));
    }

    @TestFactory
    Stream<DynamicTest> shouldLeaveOutOnlyWhatADecisionLeavesOutOrATestShows() throws IOException {
        return lines(LEFT_OUT).map(line -> DynamicTest.dynamicTest(nameOf(line), () -> assertReason(line)));
    }

    /** A decision that names the table, what the specification does not want, or tests that there are. */
    private static void assertReason(String line) throws IOException {
        String[] reason = line.split(" \\| ", 3)[2].split(": ", 2);
        if (reason[0].startsWith("decision ")) {
            assertThat(decision("00" + reason[0].substring("decision ".length()) + '-'))
                    .containsPattern("\\b" + Pattern.quote(line.split(" \\| ", 2)[0]) + "(?!\\.?\\d)");
        } else if (reason[0].equals("not built")) {
            assumeTrue(SpecifiedRows.areAtHand(), "the specification is not part of the repository");
            assertThat(SpecifiedRows.notBuilt()).contains(reason[1]);
        } else {
            for (String test : reason[0].split(", ")) {
                String[] named = test.split("\\.");
                assertThat(sourceOf(named[0])).containsPattern("Test\\s+(@\\S+\\s+)*void " + named[1] + "\\(");
            }
        }
    }

    private static String decision(String number) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../docs/decisions"))) {
            return Files.readString(files.filter(file -> file.getFileName().toString().startsWith(number))
                    .findFirst()
                    .orElseThrow());
        }
    }

    private static String sourceOf(String test) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return Files.readString(files.filter(file -> file.endsWith(test + ".java")).findFirst().orElseThrow());
        }
    }

    /** @param asked without the rows of answers, which may have the same names */
    private static void assertComplete(String document, Set<String> tried, Set<String> asked) throws IOException {
        List<String> missing = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (SpecifiedRows.Row row : SpecifiedRows.of(document)) {
            String table = document + ' ' + row.section() + " | ";
            known.addAll(List.of(table + row.name(), table + '*'));
            Set<String> among = row.kind() == Kind.QUESTION ? asked : tried;
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
        price("BTCUSDT", "64000");
        try {
            one.steps().forEach(this::steps);
        } finally {
            disconnect();
            if (one.steps().stream().anyMatch(step -> TRACES.matcher(step).matches())) {
                reopen(EdgeConfig.local(), START);
            }
        }
    }

    private void steps(String step) {
        Matcher times = TIMES.matcher(step);
        for (int i = 0; i < (times.matches() ? Integer.parseInt(times.group(1)) : 1); i++) {
            step(times.matches() ? times.group(2) : step);
        }
    }

    private void reopen(EdgeConfig edge, Instant now) {
        close();
        open(edge, now);
        owner = first;
        price("BTCUSDT", "64000");
    }

    /** A trade of this moment without volume, so that the day's volume stays. */
    private static void price(String symbol, String price) {
        venue.feed.trade(symbol, price, "0", clock.wallNs(), ++trades);
    }

    private void connect(String query) {
        disconnect();
        socket = TestSocket.open(venue, query);
    }

    private void disconnect() {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }

    /**
     * What the test does beside asking, or a request and, behind a bar, what is answered: the status, then code, reason and field of a
     * refusal, or members with a value or a form. With "9 times" before it, so often.
     *
     * <table>
     * <tr><td>agent (members), owner, become</td><td>a new one, or the agent that was answered</td></tr>
     * <tr><td>as token, account or nobody (agent)</td><td>whose credentials are sent from here on</td></tr>
     * <tr><td>price, volume, hours, minutes, wait</td><td>trades of this moment, of hours and minutes, and time</td></tr>
     * <tr><td>suspend, activate</td><td>what an operator does</td></tr>
     * <tr><td>preset public, today PT9S</td><td>another venue: with limits, or that much behind the machine's time</td></tr>
     * <tr><td>connect (query), knock query | status, say</td><td>a WebSocket, one that is refused, a message</td></tr>
     * <tr><td>listen, heard, told, silence</td><td>of orders; the next one's status, the next message, none</td></tr>
     * <tr><td>closed, leave</td><td>by the venue, with this code, or by us</td></tr>
     * </table>
     *
     * <p>$order, $agent, $account, $key, $secret, $token and $color are filled in; $x100 is so many letters.
     */
    private void step(String step) {
        String[] words = filled(step).split(" ");
        switch (words[0]) {
            case "agent" -> bot = venue.agent(owner, words.length == 1 ? "" : filled("," + step.substring(6)));
            case "owner" -> owner = venue.register("Owner");
            case "preset" -> reopen(EdgeConfig.local().with(RateLimits.PUBLIC), START);
            case "today" -> reopen(EdgeConfig.local(), Instant.now().minus(Duration.parse(words[1])));
            case "as" -> credentials = credentialsOf(words);
            case "become" -> bot =
                    new Trader(last.text("agent_id"), new String[]{"X-API-Key", last.text("api_key")});
            case "price" -> price(words[1], words[2]);
            case "volume" -> venue.feed.trade(words[1], words[3], words[2], clock.wallNs(), ++trades);
            case "wait" -> clock.pass(Duration.parse(words[1]));
            case "hours" -> Stream.of(words).skip(1).forEach(SpecifiedCasesOverHttpTest::anHourAt);
            case "minutes" -> minutes(Integer.parseInt(words[1]));
            case "suspend" -> venue.status(owner, AccountStatus.SUSPENDED);
            case "activate" -> venue.status(owner, AccountStatus.ACTIVE);
            case "connect" -> connect(words.length == 1 ? "?api_key=" + bot.key()[1] : words[1]);
            case "listen" -> {
                connect("?api_key=" + bot.key()[1]);
                socket.subscribe("'channel':'orders'");
            }
            case "say" -> socket.send(words[1]);
            case "told" -> assertMembers(step, socket.next(), filled(step).substring("told ".length()));
            case "heard" -> assertThat(socket.next().path("status").asText()).isEqualTo(words[1]);
            case "silence" -> assertThat(socket.untilPong()).isEmpty();
            case "knock" -> assertThat(RawSocket.handshake(venue.port(), words[1]).status())
                    .isEqualTo(Integer.parseInt(words[3]));
            case "closed" -> assertThat(socket.closeCode()).isEqualTo(Integer.parseInt(words[1]));
            case "leave" -> leave();
            default -> {
                String[] parts = filled(step).split(" \\| ", 2);
                last = ask(parts[0]);
                assertAnswered(step, last, parts[1]);
            }
        }
    }

    /** Whoever says that it is the end is told the same. */
    private void leave() {
        try (RawSocket leaving = RawSocket.open(venue.port(), "?api_key=" + bot.key()[1])) {
            leaving.frame(0x88, new byte[]{NORMAL >> 8, (byte) NORMAL});
            assertThat(leaving.closeCode()).isEqualTo(NORMAL);
        }
    }

    /** The price in an hour and at its end, which the first command behind it shows. */
    private static void anHourAt(String price) {
        price("BTCUSDT", price);
        clock.pass(HOUR);
        price("BTCUSDT", price);
    }

    /** Candle i of so many, from 1 on: to and fro, a little more each time, with wicks and a volume that differ. */
    private static void minutes(int count) {
        for (int i = 1; i <= count; i++) {
            clock.pass(MINUTE);
            int close = 60_000 + 40 * i + (i * 37 % 23 - 11) * 60;
            venue.feed.trades(
                    "BTCUSDT",
                    3,
                    String.valueOf(close),
                    String.valueOf(close - i * 7 % 5 * 10),
                    String.valueOf(close + i * 3 % 7 * 10),
                    String.valueOf(1 + i % 3),
                    clock.wallNs(),
                    ++trades);
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
                (words[1].equals("/health") ? "" : "/api/v1") + words[1],
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
                .replace("$account", owner.accountId())
                .replace("$token", owner.token())
                .replace("$color", bot == null ? "none" : colorOf(bot.id()))
                .replace("$agent", bot == null ? "none" : bot.id())
                .replace("$key", owner.apiKey())
                .replace("$secret", owner.apiSecret());
    }

    /** Bytes 3 to 5 of the digest of the id's text, as section 1.2 of the accounts says. */
    private static String colorOf(String id) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(id.getBytes(StandardCharsets.US_ASCII));
            return '#' + HexFormat.of().formatHex(digest, 3, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
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
            assertMembers(step, reply.body(), words[1]);
        }
    }

    /** @param members with a comma between them, each with its value or form */
    private static void assertMembers(String step, JsonNode body, String members) {
        for (String member : members.split(", ")) {
            assertMember(step, body, member.split(" ", 2));
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
        for (String document : SpecifiedRows.DOCUMENTS.keySet().stream().sorted().toList()) {
            for (String line : lines(document + CASES).toList()) {
                if (line.startsWith(" ")) {
                    cases.getLast().steps().add(line.strip());
                } else {
                    cases.add(new Case(line, new ArrayList<>()));
                }
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
