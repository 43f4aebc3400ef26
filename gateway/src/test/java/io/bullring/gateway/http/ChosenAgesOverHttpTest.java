package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Reply;
import io.bullring.gateway.http.ServedVenue.Trader;
import io.bullring.gateway.venue.VenueConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How old prices and resting orders become is chosen when a venue is new, and holds for all that speaks of it. */
@Timeout(60)
final class ChosenAgesOverHttpTest {
    private static final String MARKET =
            "{'symbol':'BTCUSDT','side':'buy','type':'market','quantity':'0.01'}";
    private static final String LIMIT =
            "{'symbol':'BTCUSDT','side':'buy','type':'limit','quantity':'0.01','price':'60000'}";

    private final HandClock clock = new HandClock(Instant.parse("2026-03-01T12:00:00Z"));

    @TempDir
    private Path directory;

    @Test
    void shouldRefuseOrdersOnceTheFeedHasBeenSilentForLongerThanWasChosenWhenTheVenueWasNew() {
        try (ServedVenue venue = open(5)) {
            Trader trader = trader(venue);
            clock.pass(Duration.ofSeconds(5));
            assertThat(venue.post("/trade/order", MARKET, trader.key()).status()).isEqualTo(201);
            assertThat(venue.get("/market/prices").body().path("stale").asBoolean()).isFalse();
            clock.pass(Duration.ofSeconds(1));
            Reply refused = venue.post("/trade/order", MARKET, trader.key());
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.details().path("max_age_seconds").asInt()).isEqualTo(5);
            assertThat(venue.get("/market/prices").body().path("stale").asBoolean()).isTrue();
            assertThat(manual(venue)).contains("the feed has been silent for 5 seconds", "expire after 36 h.");
        }
        try (ServedVenue again = open(60)) {
            assertThat(manual(again)).contains("the feed has been silent for 5 seconds");
        }
    }

    @Test
    void shouldFillAtAPriceOfAnyAgeWhereTheRuleIsSwitchedOff() {
        try (ServedVenue venue = open(0)) {
            Trader trader = trader(venue);
            clock.pass(Duration.ofDays(30));
            assertThat(venue.post("/trade/order", MARKET, trader.key()).status()).isEqualTo(201);
            assertThat(venue.get("/market/prices").body().path("stale").asBoolean()).isFalse();
        }
    }

    @Test
    void shouldLetAnOrderRestForAsLongAsWasChosen() {
        try (ServedVenue venue = open(0)) {
            Trader trader = trader(venue);
            String order = "/trade/order/" + venue.post("/trade/order", LIMIT, trader.key()).text("order_id");
            clock.pass(Duration.ofHours(36).minusSeconds(1));
            venue.feed.price("BTCUSDT", "64000");
            assertThat(venue.get(order, trader.key()).text("status")).isEqualTo("pending");
            clock.pass(Duration.ofSeconds(1));
            venue.feed.price("BTCUSDT", "64000");
            assertThat(venue.get(order, trader.key()).text("status")).isEqualTo("expired");
        }
    }

    private ServedVenue open(int priceMaxAgeSeconds) {
        VenueConfig config = VenueConfig.local(directory)
                .withAges(TimeUnit.SECONDS.toNanos(priceMaxAgeSeconds), TimeUnit.HOURS.toNanos(36));
        return ServedVenue.open(config, clock);
    }

    private static Trader trader(ServedVenue venue) {
        venue.feed.price("BTCUSDT", "64000");
        return venue.agent(venue.register("Ada"), "");
    }

    private static String manual(ServedVenue venue) {
        Owner owner = venue.register("Reader");
        Trader agent = venue.agent(owner, "");
        return venue.exchange("GET", "/api/v1/agents/" + agent.id() + "/skill.md", null, owner.bearer()).body();
    }
}
