package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A price is as old as the last sign of life of its feed: what the engine fills at is called stale nowhere, and what it refuses everywhere. */
@Timeout(60)
final class SilentFeedOverHttpTest {
    private static final Duration MOST_OF_A_MINUTE = Duration.ofSeconds(59);

    @TempDir
    Path directory;

    private final HandClock clock = new HandClock(Instant.parse("2026-03-02T00:30:00Z"));
    private ServedVenue venue;
    private Owner owner;

    @BeforeEach
    void price() {
        venue = ServedVenue.open(directory, clock);
        owner = venue.register("Owner");
        venue.feed.price("BTCUSDT", "64000");
        venue.feed.price("ETHUSDT", "3000");
    }

    @AfterEach
    void close() {
        venue.close();
    }

    @Test
    void shouldFillAtThePriceOfASilentFeedThatLivesAndCallItFresh() throws IOException, InterruptedException {
        clock.pass(MOST_OF_A_MINUTE);
        venue.feed.lives();
        clock.pass(MOST_OF_A_MINUTE);
        assertFresh(118, 59);

        JsonNode feed = health().path("feeds").get(0);
        assertThat(feed.path("last_message_at").asText()).startsWith("2026-03-02T00:30:59");
        assertThat(feed.path("last_price_at").asText()).startsWith("2026-03-02T00:30:00");
    }

    @Test
    void shouldRefuseAtThePriceOfAFeedThatSaysNothingAndCallItStaleUntilItSpeaks()
            throws IOException, InterruptedException {
        clock.pass(Duration.ofSeconds(61));
        assertStale(61, 61);
        venue.feed.lives();
        assertFresh(61, 0);
    }

    @Test
    void shouldCountThePriceOfAFeedThatEndedFromItsLastSignOfLife() throws IOException, InterruptedException {
        clock.pass(MOST_OF_A_MINUTE);
        venue.feed.ends();
        assertFresh(59, 59);
        clock.pass(Duration.ofSeconds(2));
        assertStale(61, 61);
    }

    @Test
    void shouldCallAPriceStaleThatIsFromBeforeItsFeedCameUp() throws IOException, InterruptedException {
        venue.feed.ends();
        venue.feed.lives();
        assertStale(0, 0);
        venue.feed.price("ETHUSDT", "3000");
        assertThat(health().path("stale_pairs").toString()).isEqualTo("[\"BTCUSDT\"]");
        venue.feed.price("BTCUSDT", "64000");
        assertFresh(0, 0);
    }

    private void assertFresh(int priceAge, int feedAge) throws IOException, InterruptedException {
        assertThat(health().path("status").asText()).isEqualTo("ok");
        assertThat(health().path("stale_pairs")).isEmpty();
        assertThat(health().path("ingestion_active").asBoolean()).isTrue();
        assertAges(priceAge, feedAge, false);
        assertThat(manual()).doesNotContain("until a price comes");
        assertThat(order().status()).isEqualTo(201);
    }

    private void assertStale(int priceAge, int feedAge) throws IOException, InterruptedException {
        assertThat(health().path("status").asText()).isEqualTo("degraded");
        assertThat(health().path("stale_pairs").toString()).isEqualTo("[\"BTCUSDT\",\"ETHUSDT\"]");
        assertThat(health().path("ingestion_active").asBoolean()).isFalse();
        assertAges(priceAge, feedAge, true);
        assertThat(manual()).contains("until a price comes");
        Reply refused = order();
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("PRICE_NOT_AVAILABLE");
    }

    private void assertAges(int priceAge, int feedAge, boolean stale) {
        JsonNode prices = venue.get("/market/prices").body();
        assertThat(prices.path("data_age_seconds").asDouble()).isEqualTo(priceAge);
        assertThat(prices.path("stale").asBoolean()).isEqualTo(stale);
        assertThat(meter("platform_price_ingestion_lag_seconds")).isEqualTo(priceAge);
        assertThat(meter("bullring_feed_age_seconds")).isEqualTo(feedAge);
    }

    private JsonNode health() {
        return venue.send("GET", "/health", null).body();
    }

    private String manual() throws IOException, InterruptedException {
        return TypedManual.read(venue, owner, owner.agentId()).body();
    }

    private Reply order() {
        return venue.post(
                "/trade/order",
                "{'symbol':'BTCUSDT','side':'buy','type':'market','quantity':'0.001'}",
                owner.agent());
    }

    private double meter(String name) {
        Matcher line = Pattern.compile("^" + name + " (\\S+)$", Pattern.MULTILINE)
                .matcher(venue.exchange("GET", "/metrics", null).body());
        assertThat(line.find()).as(name).isTrue();
        return Double.parseDouble(line.group(1));
    }
}
