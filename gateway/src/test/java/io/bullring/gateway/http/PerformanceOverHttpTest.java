package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Reply;
import io.bullring.gateway.http.ServedVenue.Trader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sections 3 and 5 of the specification of analytics over HTTP, for days of a moving market: each figure is what the textbook's formula
 * makes of the hourly worths and of the trades that the same venue tells. The eager bot buys and sells all the time, the patient one
 * buys once and sells in parts.
 */
@Timeout(60)
final class PerformanceOverHttpTest {
    private static final Instant START = Instant.parse("2026-03-02T00:30:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String PERFORMANCE = "/analytics/performance";
    private static final String WORTH = "/analytics/portfolio/history?limit=1000&interval=";

    @TempDir
    Path directory;

    private final HandClock clock = new HandClock(START);
    private int hour;
    private ServedVenue venue;
    private Owner owner;
    private Trader eager;
    private Trader patient;

    private record Worth(Instant time, String equity) {}

    private record Sale(Instant time, String result) {}

    @BeforeEach
    void trade() {
        venue = ServedVenue.open(directory, clock);
        price();
        owner = venue.register("Owner");
        eager = venue.agent(owner, "");
        patient = venue.agent(owner, "");
        trade(60);
    }

    @AfterEach
    void close() {
        venue.close();
    }

    @Test
    void section3ShouldTellEveryFigureOfAMovingMarket() {
        for (Trader bot : List.of(eager, patient)) {
            assertFigures("?period=all", START, worths(bot, ""), sales(bot), bot.key());
        }
        assertThat(told(PERFORMANCE, eager.key())).allSatisfy((name, figure) -> assertThat(figure)
                .as(name)
                .isNotIn("0", "0.00000000"));
    }

    @Test
    void section4ShouldUsuallyTellTheNewest100Points() {
        List<JsonNode> all = points(eager.key(), "1m");
        assertThat(all).hasSizeGreaterThan(101);
        assertThat(ok(venue.get("/analytics/portfolio/history?interval=1m", eager.key())).path("snapshots"))
                .containsExactlyElementsOf(all.subList(all.size() - 100, all.size()));
    }

    @Test
    void section3ShouldLookAtThePeriodOnly() {
        for (int days : new int[]{1, 7}) {
            Instant from = now().minus(Duration.ofDays(days));
            assertFigures("?period=" + days + "d", from, worths(eager, ""), sales(eager), eager.key());
        }
        assertThat(told(PERFORMANCE + "?period=1d", eager.key()).get("sharpe_ratio"))
                .isNotEqualTo(told(PERFORMANCE, eager.key()).get("sharpe_ratio"));
    }

    @Test
    void section3ShouldTellTheFiguresOfAllAgentsTogether() {
        List<Sale> sales = Stream.concat(sales(eager).stream(), sales(patient).stream())
                .sorted(Comparator.comparing(Sale::time))
                .toList();
        assertFigures("?scope=account", START, worths(owner.bearer(), "&scope=account"), sales, owner.bearer());
    }

    @Test
    void section3ShouldLookAtWhatCameAfterAResetWhileThePastStaysAsItWasTold() {
        venue.post("/trade/order", OneBotOverHttp.BUY, eager.key());
        clock.pass(HOUR);
        hour++;
        price();
        List<JsonNode> hours = points(eager.key(), "1h");
        List<JsonNode> minutes = points(eager.key(), "1m");
        clock.pass(Duration.ofSeconds(1));
        Instant reset = now();
        JsonNode told =
                ok(venue.post("/agents/" + eager.id() + "/reset", "{'starting_balance':20000}", owner.bearer()));
        assertThat(told.toString()).contains(eager.id());
        assertThat(points(eager.key(), "1h")).isEqualTo(hours);
        assertThat(points(eager.key(), "1m")).isEqualTo(minutes);

        trade(40);
        assertThat(points(eager.key(), "1h").subList(0, hours.size())).isEqualTo(hours);
        assertFigures("", reset, worths(eager, ""), sales(eager), eager.key());
        assertFigures("?period=1d", now().minus(Duration.ofDays(1)), worths(eager, ""), sales(eager), eager.key());
    }

    @Test
    void section5ShouldRankByReturnAndTellTheFiguresOfEach() {
        assertRanked();
        venue.post("/agents/" + patient.id() + "/reset", "{'starting_balance':20000}", owner.bearer());
        trade(20);
        assertRanked();
    }

    private void assertRanked() {
        List<Trader> best = Stream.of(eager, patient)
                .sorted(Comparator.comparingDouble((Trader bot) -> Double.parseDouble(roiPct(bot))).reversed())
                .toList();
        JsonNode rankings = ok(venue.get("/analytics/leaderboard?period=all", owner.agent())).path("rankings");
        assertThat(rankings).hasSize(2);
        for (int i = 0; i < 2; i++) {
            Trader bot = best.get(i);
            Map<String, String> figures = told(PERFORMANCE, bot.key());
            assertThat(Stream.of("rank", "agent_id", "roi_pct", "sharpe_ratio", "win_rate", "total_trades")
                    .map(rankings.get(i)::path)
                    .map(JsonNode::asText))
                    .containsExactly(
                            String.valueOf(i + 1), bot.id(), roiPct(bot), figures.get("sharpe_ratio"),
                            figures.get("win_rate"), figures.get("total_trades"));
        }
        assertThat(rankings.get(0).path("roi_pct")).isNotEqualTo(rankings.get(1).path("roi_pct"));
        assertThat(rankings.get(0).path("sharpe_ratio")).isNotEqualTo(rankings.get(1).path("sharpe_ratio"));
    }

    /** Those of the points and sales from this time on, in the order of the specification's table. */
    private void assertFigures(String query, Instant from, List<Worth> worths, List<Sale> sales, String[] who) {
        List<Sale> since = sales.stream().filter(sale -> !sale.time().isBefore(from)).toList();
        double[] equity = worths.stream()
                .filter(worth -> !worth.time().isBefore(from))
                .mapToDouble(worth -> Double.parseDouble(worth.equity()))
                .toArray();
        String period = query.startsWith("?period=") ? query.substring("?period=".length()) : "all";
        Duration length = period.equals("all")
                ? Duration.between(since.getFirst().time(), now())
                : Duration.ofDays(Long.parseLong(period.replace("d", "")));
        List<String> results = since.stream().map(Sale::result).toList();
        SequencedMap<String, String> expected = Textbook.figures(equity, results, length);
        expected.putFirst("period", period);
        assertThat(new ArrayList<>(told(PERFORMANCE + query, who).entrySet()))
                .isEqualTo(new ArrayList<>(expected.entrySet()));
    }

    private void trade(int hours) {
        for (int i = 0; i < hours; i++) {
            clock.pass(HOUR);
            hour++;
            price();
            switch (i % 6) {
                case 1 -> order(eager, "buy", "0.03");
                case 3 -> order(eager, "sell", "0.01");
                case 5 -> order(eager, "sell", "0.02");
                default -> {}
            }
            if (i == 3) {
                order(patient, "buy", "0.03");
            } else if (i % 5 == 4) {
                order(patient, "sell", "0.002");
            }
        }
    }

    private void order(Trader bot, String side, String quantity) {
        Reply reply = venue.post(
                "/trade/order",
                "{'symbol':'BTCUSDT','side':'" + side + "','type':'market','quantity':'" + quantity + "'}",
                bot.key());
        assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
    }

    /** Up for fifteen hours, down from then on, and to and fro from one to the next. */
    private void price() {
        int trend = hour < 15 ? 200 * hour : 3_000 - 40 * (hour - 15);
        int price = 60_000 + trend + (hour * 37 % 23 - 11) * 60;
        venue.feed.trade("BTCUSDT", String.valueOf(price), "1", clock.wallNs(), hour + 1);
    }

    private Instant now() {
        return Instant.ofEpochSecond(0, clock.wallNs());
    }

    private String roiPct(Trader bot) {
        return ok(venue.get("/account/portfolio", bot.key())).path("roi_pct").asText();
    }

    private List<Worth> worths(Trader bot, String scope) {
        return worths(bot.key(), scope);
    }

    private List<Worth> worths(String[] who, String scope) {
        return points(who, "1h" + scope).stream()
                .map(point -> new Worth(
                        Instant.parse(point.path("time").asText()), point.path("total_equity").asText()))
                .toList();
    }

    private List<JsonNode> points(String[] who, String interval) {
        return list(ok(venue.get(WORTH + interval, who)).path("snapshots"));
    }

    /** Oldest first. */
    private List<Sale> sales(Trader bot) {
        return list(ok(venue.get("/trade/history?limit=500", bot.key())).path("trades")).reversed()
                .stream()
                .filter(trade -> trade.path("side").asText().equals("sell"))
                .map(trade -> new Sale(
                        Instant.parse(trade.path("executed_at").asText()), trade.path("realized_pnl").asText()))
                .toList();
    }

    /** In the order of the answer. */
    private Map<String, String> told(String path, String[] who) {
        Map<String, String> figures = new LinkedHashMap<>();
        ok(venue.get(path, who)).fields()
                .forEachRemaining(field -> figures.put(field.getKey(), field.getValue().asText()));
        return figures;
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static JsonNode ok(Reply reply) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        return reply.body();
    }
}
