package io.bullring.gateway.http.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.bullring.core.account.VenueRules;
import io.bullring.gateway.feed.FeedConnection;
import io.bullring.gateway.market.FeedView;
import io.bullring.gateway.market.FeedView;
import io.bullring.gateway.market.Listing;
import io.bullring.gateway.market.MarketBoard;
import io.bullring.gateway.market.Price;
import io.bullring.gateway.venue.SnapshotHealth;
import io.bullring.gateway.venue.VenueHealth;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * How the venue is. It has neither a cache nor a database, but clients read those fields: they say whether the engine,
 * which has both in one, runs. Any thread.
 */
public final class HealthRenderer {
    private static final String JOURNAL_FAULT =
            "It cannot be written, so no commands are taken; reads go on, nothing acknowledged is lost. See to the disk of the"
                    + " data directory (the log says what failed), and start the venue again.";
    private static final String HISTORY_FAULT =
            "It cannot be written, so no commands are taken, and what needs it is refused; balances, positions and prices are read"
                    + " as before. See to the disk of the data directory, and start the venue again: the journal has it all.";
    private static final String EVIDENCE_FAULT =
            "It cannot be written and is set aside; commands are taken as before. See to its disk: the next start writes what it lacks.";
    private static final int UP_LATENCY_MS = 0;
    private static final int DOWN_LATENCY_MS = -1;

    private final MarketBoard market;
    private final String venueName;
    private final String version;

    /** @param version of the program */
    public HealthRenderer(MarketBoard market, String venueName, String version) {
        this.market = market;
        this.venueName = venueName;
        this.version = version;
    }

    /** 200, or 503 when the venue has halted, or cannot write its journal or its history. Evidence that is set aside is told, and no more. By the venue's time. */
    public HttpAnswer of(VenueHealth health, long nowNs) {
        List<String> stale = market.listings()
                .stream()
                .filter(listing -> isFed(listing) && !isFresh(listing, nowNs))
                .map(Listing::symbol)
                .toList();
        return HttpAnswer.of(health.isHealthy() ? 200 : 503, json -> render(json, health, stale, nowNs));
    }

    private void render(JsonGenerator json, VenueHealth health, List<String> stale, long nowNs) throws IOException {
        boolean runs = health.isHealthy();
        boolean hasFreshPrice =
                market.listings().stream().anyMatch(listing -> isFed(listing) && isFresh(listing, nowNs));
        json.writeStartObject();
        json.writeStringField("status", status(health, stale));
        json.writeBooleanField("redis_connected", runs);
        json.writeBooleanField("db_connected", runs);
        json.writeBooleanField("ingestion_active", hasFreshPrice);
        json.writeArrayFieldStart("stale_pairs");
        for (String symbol : stale) {
            json.writeString(symbol);
        }
        json.writeEndArray();
        json.writeNumberField("total_pairs", market.listings().stream().filter(this::hasPrice).count());
        json.writeObjectFieldStart("checks");
        json.writeNumberField("redis_latency_ms", runs ? UP_LATENCY_MS : DOWN_LATENCY_MS);
        json.writeNumberField("db_latency_ms", runs ? UP_LATENCY_MS : DOWN_LATENCY_MS);
        json.writeEndObject();
        json.writeObjectFieldStart("services");
        json.writeStringField("redis", runs ? "ok" : "down");
        json.writeStringField("timescaledb", runs ? "ok" : "down");
        json.writeStringField("ingestion", ingestion(hasFreshPrice, stale));
        json.writeEndObject();
        renderOurs(json, health, nowNs);
        json.writeEndObject();
    }

    /** What other venues do not have. */
    private void renderOurs(JsonGenerator json, VenueHealth health, long nowNs) throws IOException {
        json.writeStringField("venue", venueName);
        json.writeStringField("version", version);
        json.writeStringField("started_at", TimeText.of(health.startedNs()));
        json.writeObjectFieldStart("journal");
        if (!health.writesJournal()) {
            json.writeStringField("fault", JOURNAL_FAULT);
        }
        json.writeNumberField("sequence", health.lastSequence());
        if (!health.writesHistory()) {
            json.writeStringField("history_fault", HISTORY_FAULT);
        }
        if (!health.writesEventLog()) {
            json.writeStringField("event_log_fault", EVIDENCE_FAULT);
        }
        json.writeNumberField("history_sequence", health.historySequence());
        json.writeNumberField("replayed_commands", health.replayedCommands());
        json.writeEndObject();
        json.writeObjectFieldStart("chain");
        if (!health.writesChain()) {
            json.writeStringField("fault", EVIDENCE_FAULT);
        }
        json.writeNumberField("sequence", health.chainHead().sequence());
        json.writeStringField("hash", health.chainHead().hash());
        json.writeEndObject();
        renderSnapshots(json, health.snapshots(), nowNs);
        json.writeNumberField("clock_drift_ms", TimeUnit.NANOSECONDS.toMillis(health.clockDriftNs()));
        json.writeObjectFieldStart("feed");
        json.writeNumberField("trades", health.feed().trades());
        json.writeNumberField("commands", health.feed().commands());
        json.writeNumberField("conflated", health.feed().conflated());
        json.writeNumberField("refused", health.feed().refused());
        renderConnection(json, health.connection());
        json.writeEndObject();
        json.writeArrayFieldStart("feeds");
        for (FeedView feed : market.feeds()) {
            json.writeStartObject();
            json.writeNumberField("feed_id", feed.feedId());
            json.writeStringField("state", feed.isUp() ? "up" : "down");
            json.writeStringField("reason", feed.reason().name().toLowerCase(Locale.ROOT));
            json.writeStringField("changed_at", TimeText.of(feed.changedNs()));
            json.writeStringField("last_message_at", TimeText.of(feed.lastMessageNs()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Nothing of a feed that has no connection. */
    private static void renderConnection(JsonGenerator json, FeedConnection connection) throws IOException {
        if (connection.state() == FeedConnection.State.NONE) {
            return;
        }
        json.writeObjectFieldStart("connection");
        json.writeStringField("state", connection.state().name().toLowerCase(Locale.ROOT));
        if (connection.silentNs() != FeedConnection.NEVER_HEARD) {
            json.writeNumberField("last_message_age_ms", TimeUnit.NANOSECONDS.toMillis(connection.silentNs()));
        }
        json.writeNumberField("reconnects", connection.reconnects());
        json.writeNumberField("gaps", connection.gaps());
        json.writeNumberField("lost_trades", connection.lostTrades());
        json.writeNumberField("recovered_trades", connection.recoveredTrades());
        json.writeNumberField("duplicate_trades", connection.duplicates());
        json.writeNumberField("damaged_messages", connection.damagedFrames());
        json.writeNumberField("sequence_restarts", connection.sequenceRestarts());
        json.writeNumberField("book_restarts", connection.bookRestarts());
        json.writeEndObject();
    }

    private static void renderSnapshots(JsonGenerator json, SnapshotHealth snapshots, long nowNs) throws IOException {
        json.writeObjectFieldStart("snapshot");
        json.writeNumberField("sequence", snapshots.sequence());
        if (snapshots.sequence() > 0) {
            long ageNs = Math.max(0, nowNs - snapshots.madeNs());
            json.writeNumberField("age_seconds", TimeUnit.NANOSECONDS.toSeconds(ageNs));
        }
        json.writeNumberField("failures", snapshots.failures());
        json.writeEndObject();
    }

    private static String status(VenueHealth health, List<String> stale) {
        if (!health.isHealthy()) {
            return "unhealthy";
        }
        return stale.isEmpty() && health.writesEvidence() ? "ok" : "degraded";
    }

    private static String ingestion(boolean hasFreshPrice, List<String> stale) {
        if (!hasFreshPrice) {
            return "down";
        }
        return stale.isEmpty() ? "ok" : "degraded";
    }

    private boolean hasPrice(Listing listing) {
        return market.price(listing.instrumentId()) != null;
    }

    /** Whether prices should come: nobody waits for those of a pair that is not traded, and a book that is quiet is merely quiet. */
    private static boolean isFed(Listing listing) {
        return listing.isTraded() && !listing.isBook();
    }

    /** A price from before its feed came up is none that the engine would fill at, however young; but where any will do. */
    private boolean isFresh(Listing listing, long nowNs) {
        Price price = market.price(listing.instrumentId());
        VenueRules rules = market.rules();
        if (price == null || rules.isStale(nowNs - price.timeNs())) {
            return false;
        }
        FeedView feed = market.feed(listing.terms().feedId());
        return rules.priceMaxAgeNs() == 0 || feed == null || !feed.isUp() || price.timeNs() >= feed.changedNs();
    }
}
