package io.bullring.gateway.venue;

import io.bullring.core.account.RiskProfile;
import io.bullring.core.account.VenueRules;
import io.bullring.core.pipeline.PipelineConfig;
import io.bullring.gateway.history.FollowerConfig;
import io.bullring.gateway.history.HistoryConfig;
import io.bullring.gateway.reply.ReplyConfig;
import io.bullring.journal.JournalConfig;
import io.bullring.journal.evidence.Verification;
import java.nio.file.Path;
import java.util.List;

/**
 * How a venue is hosted. Only {@code orderRateLimit}, the two ages and {@code books} can change an answer, and they are journalled: when
 * the venue is new, and when it does not know a book so.
 *
 * @param dataDirectory where everything lies that the venue keeps; made when it is not there
 * @param name what it is called, for display
 * @param eventLog whether events are written to a log of their own
 * @param orderRateLimit orders a minute of an agent that has no limit of its own; counts when the venue is new
 * @param priceMaxAgeNs age of a feed's last message beyond which its prices are stale, 0: never; counts when the venue is new
 * @param orderLifeNs age at which a resting order expires; counts when the venue is new
 * @param books instruments that agents trade with one another; those that the venue has and that are not named stay as they are
 */
public record VenueConfig(
        Path dataDirectory,
        String name,
        boolean eventLog,
        int orderRateLimit,
        long priceMaxAgeNs,
        long orderLifeNs,
        List<BookInstrument> books,
        PipelineConfig pipeline,
        JournalConfig journal,
        FollowerConfig follower,
        HistoryConfig history,
        ReplyConfig replies,
        SnapshotConfig snapshots) {

    public VenueConfig {
        books = List.copyOf(books);
    }

    /** Orders a minute of the preset {@code public}. */
    public static final int PUBLIC_ORDER_RATE_LIMIT = 100;

    private static final int LOCAL_ORDER_RATE_LIMIT = 600_000;

    /** The preset {@code local}: 600,000 orders a minute, everything else as its own defaults say. */
    public static VenueConfig local(Path dataDirectory) {
        return new VenueConfig(
                dataDirectory,
                "bullring",
                true,
                LOCAL_ORDER_RATE_LIMIT,
                VenueRules.PRICE_MAX_AGE_NS,
                VenueRules.ORDER_LIFE_NS,
                List.of(),
                PipelineConfig.defaults(),
                JournalConfig.defaults(),
                FollowerConfig.defaults(),
                HistoryConfig.defaults(),
                ReplyConfig.defaults(),
                SnapshotConfig.defaults());
    }

    /** The same with another journal. */
    public VenueConfig with(JournalConfig otherJournal) {
        return new VenueConfig(
                dataDirectory, name, eventLog, orderRateLimit, priceMaxAgeNs, orderLifeNs, books, pipeline,
                otherJournal, follower, history,
                replies,
                snapshots);
    }

    /** The same with another history. */
    public VenueConfig with(HistoryConfig otherHistory) {
        return new VenueConfig(
                dataDirectory,
                name,
                eventLog,
                orderRateLimit,
                priceMaxAgeNs,
                orderLifeNs,
                books,
                pipeline,
                journal,
                follower,
                otherHistory,
                replies,
                snapshots);
    }

    /** The same with another limit on orders. */
    public VenueConfig withOrderRateLimit(int ordersPerMinute) {
        return new VenueConfig(
                dataDirectory,
                name,
                eventLog,
                ordersPerMinute,
                priceMaxAgeNs,
                orderLifeNs,
                books,
                pipeline,
                journal,
                follower,
                history,
                replies,
                snapshots);
    }

    /** The same with other ages: of a feed's last message, 0 for any, and of a resting order, nanoseconds. */
    public VenueConfig withAges(long otherPriceMaxAgeNs, long otherOrderLifeNs) {
        return new VenueConfig(
                dataDirectory,
                name,
                eventLog,
                orderRateLimit,
                otherPriceMaxAgeNs,
                otherOrderLifeNs,
                books,
                pipeline,
                journal,
                follower,
                history,
                replies,
                snapshots);
    }

    /** The same with or without the event log. */
    public VenueConfig withEventLog(boolean isKept) {
        return new VenueConfig(
                dataDirectory, name, isKept, orderRateLimit, priceMaxAgeNs, orderLifeNs, books, pipeline, journal,
                follower, history, replies,
                snapshots);
    }

    /** The same with snapshots made at other times. */
    public VenueConfig with(SnapshotConfig otherSnapshots) {
        return new VenueConfig(
                dataDirectory,
                name,
                eventLog,
                orderRateLimit,
                priceMaxAgeNs,
                orderLifeNs,
                books,
                pipeline,
                journal,
                follower,
                history,
                replies,
                otherSnapshots);
    }

    /** The same with these instruments, and no others, that agents trade with one another. */
    public VenueConfig withBooks(List<BookInstrument> otherBooks) {
        return new VenueConfig(
                dataDirectory,
                name,
                eventLog,
                orderRateLimit,
                priceMaxAgeNs,
                orderLifeNs,
                otherBooks,
                pipeline,
                journal,
                follower,
                history,
                replies,
                snapshots);
    }

    /** States of the engine that starts begin with. */
    public Path snapshotDirectory() {
        return dataDirectory.resolve("snapshots");
    }

    /** The commands, hence the truth. */
    public Path journalDirectory() {
        return dataDirectory.resolve("journal");
    }

    /** What followed from the commands, derived from the journal beside it. */
    public Path eventLogDirectory() {
        return journalDirectory().resolveSibling(Verification.EVENT_LOG);
    }

    /** Orders, fills, sessions and candles; rebuilt from the journal when it is lost. */
    public Path historyDirectory() {
        return dataDirectory.resolve("history");
    }

    /** Secrets of the venue itself, such as what it signs tokens with. */
    public Path keysDirectory() {
        return dataDirectory.resolve("keys");
    }

    /** The rules that a new venue begins with. */
    VenueRules rules(long venueId) {
        VenueRules rules = VenueRules.defaults(venueId).withAges(priceMaxAgeNs, orderLifeNs);
        RiskProfile defaults = rules.riskDefaults();
        return rules.with(new RiskProfile(
                defaults.maxOrderSizePctE8(),
                defaults.maxPositionSizePctE8(),
                defaults.dailyLossLimitPctE8(),
                defaults.minOrderSizeE8(),
                defaults.maxOpenOrders(),
                orderRateLimit));
    }
}
