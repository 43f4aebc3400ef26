package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Reply;
import io.bullring.gateway.http.ServedVenue.Trader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Analytics end at the time that the engine has come to, whatever the machine's clock shows. */
@Timeout(60)
final class AnalyticsTimeOverHttpTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String HOURS = "/analytics/portfolio/history?interval=1h&limit=1000";
    private static final String RANKING = "/analytics/leaderboard?period=all";

    @TempDir
    Path directory;

    private final HandClock clock = new HandClock(Instant.parse("2026-03-02T00:30:00Z"));
    private ServedVenue venue;
    private Owner owner;
    private Trader bot;

    @BeforeEach
    void open() {
        venue = ServedVenue.open(directory, clock);
        price("64000");
        owner = venue.register("Owner");
        bot = venue.agent(owner, "");
    }

    @AfterEach
    void close() {
        venue.close();
    }

    @Test
    void shouldHaveNoPointOfATimeThatOnlyTheWallClockHasComeTo() {
        clock.pass(HOUR);
        price("65000");
        assertThat(times()).isEqualTo("[2026-03-02T01:00:00Z]");
        clock.jump(HOUR.multipliedBy(5));
        clock.pass(SECOND);
        price("66000");
        assertThat(times()).isEqualTo("[2026-03-02T01:00:00Z]");
        clock.pass(HOUR);
        assertThat(times()).isEqualTo("[2026-03-02T01:00:00Z]");
        price("67000");
        assertThat(times()).isEqualTo("[2026-03-02T01:00:00Z, 2026-03-02T02:00:00Z]");
    }

    @Test
    void shouldDateTheWorthOfWhoHasNoPastYetAtTheEnginesTime() {
        clock.jump(HOUR);
        assertThat(times()).isEqualTo("[2026-03-02T00:30:00Z]");
    }

    @Test
    void shouldGoOnAtTheSameTimeAfterAStart() {
        clock.pass(HOUR);
        price("65000");
        String times = times();
        venue.close();
        venue = ServedVenue.open(directory, new HandClock(Instant.parse("2026-03-01T00:00:00Z")));
        assertThat(times()).isEqualTo(times);
    }

    @Test
    void shouldKeepARankingForAMinuteOfTheEnginesTime() {
        venue.post("/trade/order", OneBotOverHttp.BUY, bot.key());
        venue.post("/trade/order", OneBotOverHttp.SELL, bot.key());
        assertThat(ranked()).isEqualTo(1);
        Trader other = venue.agent(owner, "");
        venue.post("/trade/order", OneBotOverHttp.BUY, other.key());
        venue.post("/trade/order", OneBotOverHttp.SELL, other.key());
        clock.jump(HOUR);
        clock.pass(SECOND.multipliedBy(50));
        price("65000");
        assertThat(ranked()).isEqualTo(1);
        clock.pass(SECOND.multipliedBy(10));
        price("66000");
        assertThat(ranked()).isEqualTo(2);
    }

    @Test
    void shouldCountSalesOfTheLastDayUntilItIsOverForTheEngine() {
        venue.post("/trade/order", OneBotOverHttp.BUY, bot.key());
        venue.post("/trade/order", OneBotOverHttp.SELL, bot.key());
        clock.jump(HOUR.multipliedBy(30));
        clock.pass(HOUR.multipliedBy(23));
        price("65000");
        assertThat(salesOfADay()).isEqualTo(1);
        assertThat(losersOfADay()).isEqualTo(1);
        clock.pass(HOUR.plus(SECOND));
        price("66000");
        assertThat(salesOfADay()).isZero();
        assertThat(losersOfADay()).isZero();
    }

    private void price(String price) {
        venue.feed.trade("BTCUSDT", price, "1", clock.wallNs(), clock.wallNs());
    }

    private String times() {
        return ok(venue.get(HOURS, bot.key())).path("snapshots")
                .findValuesAsText("time")
                .stream()
                .map(Instant::parse)
                .toList()
                .toString();
    }

    private int ranked() {
        return ok(venue.get(RANKING, owner.agent())).path("rankings").size();
    }

    private int salesOfADay() {
        return ok(venue.get("/analytics/performance?period=1d", bot.key())).path("total_trades").asInt();
    }

    private int losersOfADay() {
        return ok(venue.get("/account/pnl?period=1d", bot.key())).path("losing_trades").asInt();
    }

    private static JsonNode ok(Reply reply) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        return reply.body();
    }
}
