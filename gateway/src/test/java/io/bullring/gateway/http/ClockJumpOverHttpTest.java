package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.gateway.http.ServedVenue.Owner;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever somebody sets the machine's clock to, all ages are reckoned by the venue's, which is that of the commands. */
@Timeout(60)
final class ClockJumpOverHttpTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String ORDER =
            "{'symbol':'BTCUSDT','side':'buy','type':'limit','quantity':'0.01','price':'60000'}";
    private static final String MINUTES = "candles:BTCUSDT:1m";

    @TempDir
    Path directory;

    private final HandClock clock = new HandClock(Instant.parse("2026-03-02T00:30:00Z"));

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT3H", "-PT3H", "P2D", "-P2D"})
    void shouldTellTheSameAgesHoweverTheWallClockJumps(Duration jump) {
        try (ServedVenue venue = ServedVenue.open(directory, clock)) {
            price(venue);
            clock.jump(jump);
            assertAge(venue, 0, "2026-03-02T00:30:00");
            clock.pass(MINUTE);
            assertAge(venue, 60, "2026-03-02T00:31:00");
            clock.pass(Duration.ofSeconds(1));
            assertAge(venue, 61, "2026-03-02T00:31:01");
        }
    }

    @Test
    void shouldBeginANewMinuteOfRequestsAlthoughTheWallClockWasSetBack() {
        RateLimits few = new RateLimits(2, 2, 2, 2, 2, 2, 2);
        try (ServedVenue venue = ServedVenue.open(directory, clock, EdgeConfig.local().with(few))) {
            price(venue);
            Owner owner = venue.register("Owner");
            assertThat(balance(venue, owner)).isEqualTo(200);
            assertThat(balance(venue, owner)).isEqualTo(200);
            assertThat(balance(venue, owner)).isEqualTo(429);
            clock.jump(Duration.ofHours(-1));
            assertThat(balance(venue, owner)).isEqualTo(429);
            clock.pass(MINUTE);
            assertThat(balance(venue, owner)).isEqualTo(200);
        }
    }

    @Test
    void shouldTellSubscribersOfTheLastTickAndOfTheEndOfACandleByTheVenuesTime() {
        try (ServedVenue venue = ServedVenue.open(directory, clock)) {
            price(venue);
            Owner owner = venue.register("Owner");
            clock.jump(Duration.ofHours(3));
            try (TestSocket socket = TestSocket.open(venue, "?api_key=" + owner.agentKey())) {
                socket.subscribe("'channel':'ticker:BTCUSDT'");
                assertThat(socket.next().path("channel").asText()).isEqualTo("ticker:BTCUSDT");
                socket.subscribe("'channel':'" + MINUTES + "'");
                assertThat(socket.untilPong()).isEmpty();
                clock.pass(Duration.ofSeconds(64));
                JsonNode candle = socket.next(message -> message.path("channel").asText().equals(MINUTES));
                assertThat(candle.toString()).contains("2026-03-02T00:30:00", "\"is_closed\":true");
                assertThat(socket.untilPong()).isEmpty();
            }
        }
    }

    /** Whoever watches deadlines looks each second, whoever stamps commands only when one comes. */
    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "-PT1H"})
    void shouldExpireAnOrderWhenItIsDueAndSendTheTimeForItAloneHoweverTheWallClockJumps(Duration jump)
            throws InterruptedException {
        try (ServedVenue venue = ServedVenue.open(directory, clock)) {
            price(venue);
            Owner owner = venue.register("Owner");
            String order = venue.post("/trade/order", ORDER, owner.agent()).text("order_id");
            Duration life = Duration.ofNanos(venue.venue.market().rules().orderLifeNs());
            clock.jump(jump);
            for (int second = 0; second < 4; second++) {
                clock.pass(Duration.ofSeconds(1));
                Thread.sleep(1_050);
            }
            long before = venue.lastSequence();
            clock.pass(life.minusSeconds(4).minusMillis(2));
            Thread.sleep(1_050);
            assertThat(venue.lastSequence()).as("nothing is due").isEqualTo(before);
            assertThat(status(venue, owner, order)).isEqualTo("pending");

            clock.pass(Duration.ofMillis(3));
            while (!status(venue, owner, order).equals("expired")) {
                Thread.sleep(20);
            }
            assertThat(venue.lastSequence()).isEqualTo(before + 1);
        }
    }

    private static String status(ServedVenue venue, Owner owner, String order) {
        return venue.get("/trade/order/" + order, owner.agent()).text("status");
    }

    private void assertAge(ServedVenue venue, int seconds, String time) {
        boolean stale = seconds > 60;
        JsonNode prices = venue.get("/market/prices").body();
        assertThat(prices.path("data_age_seconds").asDouble()).isEqualTo(seconds);
        assertThat(prices.path("stale").asBoolean()).isEqualTo(stale);
        assertThat(prices.path("timestamp").asText()).startsWith(time);
        JsonNode tickers = venue.get("/market/tickers").body();
        assertThat(tickers.path("timestamp").asText()).startsWith(time);
        assertThat(tickers.path("tickers").toString()).contains("\"trade_count\":1");
        assertThat(venue.send("GET", "/health", null).body().path("stale_pairs").toString().contains("BTCUSDT"))
                .isEqualTo(stale);
        String meters = venue.exchange("GET", "/metrics", null).body();
        assertThat(value(meters, "bullring_feed_age_seconds")).isEqualTo(seconds);
        assertThat(value(meters, "platform_price_ingestion_lag_seconds")).isEqualTo(seconds);
    }

    private void price(ServedVenue venue) {
        venue.feed.trade("BTCUSDT", "64000", "1", clock.wallNs(), 1);
    }

    private static int balance(ServedVenue venue, Owner owner) {
        return venue.get("/account/balance", owner.agent()).status();
    }

    private static double value(String meters, String name) {
        Matcher line = Pattern.compile("^" + name + " (\\S+)$", Pattern.MULTILINE).matcher(meters);
        assertThat(line.find()).as(name).isTrue();
        return Double.parseDouble(line.group(1));
    }
}
