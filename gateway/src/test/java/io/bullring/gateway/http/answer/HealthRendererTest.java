package io.bullring.gateway.http.answer;

import static io.bullring.gateway.http.answer.ScriptedEngine.BTC;
import static io.bullring.gateway.http.answer.ScriptedEngine.ETH;
import static io.bullring.gateway.http.answer.ScriptedEngine.TIME_NS;
import static io.bullring.gateway.http.answer.ScriptedEngine.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.core.account.VenueRules;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.gateway.feed.FeedConnection;
import io.bullring.gateway.feed.FeedCounters;
import io.bullring.gateway.venue.SnapshotHealth;
import io.bullring.gateway.venue.VenueHealth;
import io.bullring.journal.evidence.ChainHead;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import io.bullring.protocol.InstrumentStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HealthRendererTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int FEED = 1;

    private final ScriptedEngine engine = new ScriptedEngine();
    private final HealthRenderer renderer = new HealthRenderer(engine.market, "test", "1");

    @BeforeEach
    void comeUp() {
        engine.toBoard(sink -> sink.feedChanged(FEED, FeedState.UP, FeedReason.CONNECTED));
    }

    @Test
    void shouldBeOkWhileEveryPairHasAFreshPrice() {
        price(BTC);
        price(ETH);
        JsonNode health = json(renderer.of(health(null), TIME_NS + 60 * SECOND_NS));
        assertThat(health.path("status").asText()).isEqualTo("ok");
        assertThat(health.path("stale_pairs")).isEmpty();
        assertThat(health.path("total_pairs").asInt()).isEqualTo(2);
        assertThat(health.path("services").path("ingestion").asText()).isEqualTo("ok");
    }

    @Test
    void shouldBeDegradedWhenAPairHasNoFreshPrice() {
        price(BTC);
        JsonNode health = json(renderer.of(health(null), TIME_NS));
        assertThat(health.path("status").asText()).isEqualTo("degraded");
        assertThat(health.path("stale_pairs").toString()).isEqualTo("[\"ETHUSDT\"]");
        assertThat(health.path("ingestion_active").asBoolean()).isTrue();
        assertThat(health.path("total_pairs").asInt()).isEqualTo(1);
    }

    @Test
    void shouldSayThatNoPricesComeWhenAllAreStale() {
        price(BTC);
        price(ETH);
        JsonNode health = json(renderer.of(health(null), TIME_NS + 60 * SECOND_NS + 1));
        assertThat(health.path("stale_pairs").toString()).isEqualTo("[\"BTCUSDT\",\"ETHUSDT\"]");
        assertThat(health.path("ingestion_active").asBoolean()).isFalse();
        assertThat(health.path("services").path("ingestion").asText()).isEqualTo("down");
    }

    @Test
    void shouldTakePricesForStaleAtTheAgeAtWhichTheVenueRefusesOrders() {
        price(BTC);
        price(ETH);
        maxAge(5 * SECOND_NS);
        assertThat(json(renderer.of(health(null), TIME_NS + 5 * SECOND_NS)).path("stale_pairs")).isEmpty();
        assertThat(json(renderer.of(health(null), TIME_NS + 5 * SECOND_NS + 1)).path("stale_pairs")).hasSize(2);
    }

    @Test
    void shouldTakeNoPriceForStaleWhereAnyWillDo() {
        price(BTC);
        maxAge(0);
        long aYearLaterNs = TIME_NS + 365 * 86_400 * SECOND_NS;
        engine.toBoard(aYearLaterNs, sink -> sink.feedChanged(FEED, FeedState.UP, FeedReason.CONNECTED));
        JsonNode health = json(renderer.of(health(null), aYearLaterNs));
        assertThat(health.path("stale_pairs").toString()).isEqualTo("[\"ETHUSDT\"]");
        assertThat(health.path("ingestion_active").asBoolean()).isTrue();
    }

    private void maxAge(long ns) {
        VenueRules rules = VenueRules.defaults(1);
        engine.toBoard(sink -> sink.venueConfigured(rules.withAges(ns, rules.orderLifeNs())));
    }

    @Test
    void shouldNameAPairThatHasHadNoPriceSinceItsFeedCameUpHoweverYoungTheOneBefore() {
        price(BTC);
        price(ETH);
        engine.toBoard(TIME_NS + SECOND_NS, sink -> sink.feedChanged(FEED, FeedState.DOWN, FeedReason.DISCONNECTED));
        assertThat(json(renderer.of(health(null), TIME_NS + SECOND_NS)).path("stale_pairs")).isEmpty();

        engine.toBoard(TIME_NS + 2 * SECOND_NS, sink -> sink.feedChanged(FEED, FeedState.UP, FeedReason.CONNECTED));
        engine.toBoard(TIME_NS + 2 * SECOND_NS, sink -> sink.priceUpdated(BTC, 1, 1, 1, 1, 0, TIME_NS, 1));
        JsonNode health = json(renderer.of(health(null), TIME_NS + 3 * SECOND_NS));
        assertThat(health.path("stale_pairs").toString()).isEqualTo("[\"ETHUSDT\"]");
        assertThat(health.path("status").asText()).isEqualTo("degraded");
        assertThat(health.path("ingestion_active").asBoolean()).isTrue();
    }

    @Test
    void shouldWaitForNoPricesOfAPairThatIsHaltedOrNotActive() {
        price(BTC);
        engine.toBoard(sink -> sink.instrumentStatusChanged(ETH, InstrumentStatus.HALTED));
        assertThat(json(renderer.of(health(null), TIME_NS)).path("status").asText()).isEqualTo("ok");

        engine.toBoard(sink -> sink.instrumentStatusChanged(ETH, InstrumentStatus.TRADING));
        assertThat(json(renderer.of(health(null), TIME_NS)).path("status").asText()).isEqualTo("degraded");
        engine.toBoard(sink -> sink.instrumentDefined(ETH, new InstrumentTerms("ETHUSDT", 1, false, 0, 0, 0, 0)));
        assertThat(json(renderer.of(health(null), TIME_NS)).path("status").asText()).isEqualTo("ok");
    }

    @Test
    void shouldBeUnhealthyOnceTheVenueHasHalted() {
        HttpAnswer answer = renderer.of(health("the disk is full"), TIME_NS);
        JsonNode health = json(answer);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(health.path("status").asText()).isEqualTo("unhealthy");
        assertThat(health.path("db_connected").asBoolean()).isFalse();
        assertThat(health.path("checks").path("db_latency_ms").asInt()).isEqualTo(-1);
        assertThat(health.toString()).doesNotContain("the disk is full");
    }

    @Test
    void shouldTellTheAgeOfTheNewestSnapshot() {
        JsonNode snapshot = json(renderer.of(health(null), TIME_NS + 5_000_000_000L)).path("snapshot");

        assertThat(snapshot.path("sequence").asLong()).isEqualTo(3);
        assertThat(snapshot.path("age_seconds").asLong()).isEqualTo(5);
        assertThat(snapshot.path("failures").asLong()).isEqualTo(1);
    }

    @Test
    void shouldSayWhatToDoWhenTheJournalCannotBeWritten() {
        assertThat(json(renderer.of(health(null), TIME_NS)).path("journal").has("fault")).isFalse();

        HttpAnswer answer =
                renderer.of(health(null, false, true), TIME_NS);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(json(answer).path("status").asText()).isEqualTo("unhealthy");
        assertThat(json(answer).path("journal").path("fault").asText()).contains("See to the disk");
    }

    @Test
    void shouldSayWhatToDoWhenTheHistoryCannotBeWritten() {
        assertThat(json(renderer.of(health(null), TIME_NS)).path("journal").has("history_fault")).isFalse();

        HttpAnswer answer = renderer.of(health(null, true, false), TIME_NS);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(json(answer).path("journal").has("fault")).isFalse();
        assertThat(json(answer).path("journal").path("history_fault").asText()).contains("See to the disk");
    }

    @Test
    void shouldBeDegradedAndNameTheEvidenceThatIsSetAsideWhileCommandsAreTaken() {
        price(BTC);
        price(ETH);
        HttpAnswer noEventLog = renderer.of(health(null, true, true, true, false), TIME_NS);
        assertThat(noEventLog.status()).isEqualTo(200);
        assertThat(json(noEventLog).path("status").asText()).isEqualTo("degraded");
        assertThat(json(noEventLog).path("journal").path("event_log_fault").asText())
                .contains("set aside", "commands are taken as before", "See to its disk");
        assertThat(json(noEventLog).path("chain").has("fault")).isFalse();

        HttpAnswer noChain = renderer.of(health(null, true, true, false, true), TIME_NS);
        assertThat(noChain.status()).isEqualTo(200);
        assertThat(json(noChain).path("status").asText()).isEqualTo("degraded");
        assertThat(json(noChain).path("chain").path("fault").asText()).contains("set aside", "See to its disk");
        assertThat(json(noChain).path("journal").has("event_log_fault")).isFalse();
    }

    @Test
    void shouldTellOfAFeedWhenItWasHeardOfAndWhenItHadAPrice() {
        assertThat(json(renderer.of(health(null), TIME_NS)).path("feeds").get(0).has("last_price_at")).isFalse();
        price(BTC);
        JsonNode feed = json(renderer.of(health(null), TIME_NS)).path("feeds").get(0);
        assertThat(feed.path("last_message_at").asText()).isEqualTo(ScriptedEngine.TIME);
        assertThat(feed.path("last_price_at").asText()).isEqualTo(ScriptedEngine.TIME);
    }

    /** No number here is that of another field. */
    @ParameterizedTest
    @CsvSource({
        "/started_at, 2026-02-26T10:00:01.123456Z",
        "/clock_drift_ms, 21",
        "/journal/sequence, 5003",
        "/journal/history_sequence, 5002",
        "/journal/replayed_commands, 5001",
        "/chain/sequence, 4864",
        "/snapshot/sequence, 4700",
        "/snapshot/age_seconds, 7",
        "/snapshot/failures, 22",
        "/feed/trades, 31",
        "/feed/commands, 32",
        "/feed/conflated, 33",
        "/feed/refused, 34",
        "/feed/connection/state, connecting",
        "/feed/connection/last_message_age_ms, 41",
        "/feed/connection/reconnects, 42",
        "/feed/connection/gaps, 43",
        "/feed/connection/lost_trades, 44",
        "/feed/connection/recovered_trades, 45",
        "/feed/connection/duplicate_trades, 46",
        "/feed/connection/damaged_messages, 47",
        "/feed/connection/sequence_restarts, 48",
        "/feed/connection/book_restarts, 49",
        "/feeds/0/feed_id, 1",
        "/feeds/0/state, up",
        "/feeds/0/reason, connected",
        "/feeds/0/changed_at, 2026-02-26T10:00:00.123456Z",
        "/feeds/0/last_message_at, 2026-02-26T10:00:03.123456Z",
        "/feeds/1/feed_id, 2",
        "/feeds/1/state, down",
        "/feeds/1/reason, disconnected",
        "/feeds/1/changed_at, 2026-02-26T10:00:04.123456Z",
        "/feeds/1/last_message_at, 2026-02-26T10:00:04.123456Z"
    })
    void shouldTellEveryNumberStateAndTimeUnderItsOwnName(String pointer, String told) {
        long priceNs = TIME_NS + 3 * SECOND_NS;
        engine.toBoard(priceNs, sink -> sink.priceUpdated(BTC, 1, 1, 1, 1, 0, priceNs, 1));
        engine.toBoard(
                TIME_NS + 4 * SECOND_NS,
                sink -> sink.feedChanged(FEED + 1, FeedState.DOWN, FeedReason.DISCONNECTED));
        VenueHealth health = new VenueHealth(
                null, true, true, true, true, 5_003, 5_002, 5_001,
                ChainHead.parse("4864:" + "0f".repeat(32)),
                TIME_NS + SECOND_NS, 21_000_000, 23,
                new FeedCounters(31, 32, 33, 34),
                new FeedConnection(FeedConnection.State.CONNECTING, 41_000_000, 42, 43, 44, 45, 46, 47, 48, 49),
                new SnapshotHealth(4_700, TIME_NS, 22));

        assertThat(json(renderer.of(health, TIME_NS + 7 * SECOND_NS)).at(pointer).asText()).isEqualTo(told);
    }

    private void price(int instrumentId) {
        engine.toBoard(sink -> sink.priceUpdated(instrumentId, 1, 1, 1, 1, 0, TIME_NS, 1));
    }

    private static VenueHealth health(String fault) {
        return health(fault, true, true);
    }

    private static VenueHealth health(String fault, boolean writesJournal, boolean writesHistory) {
        return health(fault, writesJournal, writesHistory, true, true);
    }

    private static VenueHealth health(
            String fault, boolean writesJournal, boolean writesHistory, boolean writesChain, boolean writesEventLog) {
        return new VenueHealth(fault, writesJournal, writesHistory, writesChain, writesEventLog, 5, 4, 3,
                ChainHead.parse("256:" + "0f".repeat(32)),
                TIME_NS, 0, 0,
                FeedCounters.NONE, FeedConnection.NONE, new SnapshotHealth(3, TIME_NS, 1));
    }
}
