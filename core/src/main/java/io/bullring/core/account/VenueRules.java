package io.bullring.core.account;

import io.bullring.core.port.SnapshotSink;
import io.bullring.core.port.SnapshotSource;

/**
 * What is the same for everyone: set by {@code ConfigureVenue}, hence journalled, hence part of the replay. Ranges in
 * RULES.md section 2.
 *
 * @param venueId 48 random bits, part of every public id
 * @param ruleVersion which RULES.md
 * @param maxOpenOrdersPerAgent ceiling for an agent's own setting
 * @param maxOpenOrders open orders of the venue
 * @param maxAgents agents of the venue that are not deleted, and accounts
 * @param maxInstruments instruments of the venue
 * @param maxWorkPerCommand resting orders that one command may fill, cancel or expire as due work, and that an order may meet
 *     in a book
 * @param feeRateE8 fee as a fraction of the notional
 * @param slippageFactorE8 slippage of an order as large as a day's volume, as a fraction
 * @param priceMaxAgeNs age of a feed's last message beyond which its prices are stale; 0: never
 * @param orderLifeNs age at which a resting order expires
 * @param riskDefaults settings of agents that have none of their own
 */
public record VenueRules(
        long venueId,
        int ruleVersion,
        int maxOpenOrdersPerAgent,
        int maxOpenOrders,
        int maxAgents,
        int maxInstruments,
        int maxWorkPerCommand,
        long feeRateE8,
        long slippageFactorE8,
        long priceMaxAgeNs,
        long orderLifeNs,
        RiskProfile riskDefaults) {

    /** The only rules that this engine knows. */
    public static final int RULE_VERSION = 1;

    /** Age of a feed's last message beyond which its prices are stale, where nobody chose: a minute. */
    public static final long PRICE_MAX_AGE_NS = 60_000_000_000L;

    /** Age at which a resting order expires, where nobody chose: seven days. */
    public static final long ORDER_LIFE_NS = 7L * 86_400_000_000_000L;

    /** Ceiling for maxInstruments. */
    public static final int MOST_INSTRUMENTS = 4_096;

    /** Ceiling for maxOpenOrdersPerAgent: one command may cancel all of them. */
    public static final int MOST_OPEN_ORDERS_PER_AGENT = 10_000;

    /** Ceiling for maxWorkPerCommand. */
    public static final int MOST_WORK_PER_COMMAND = 256;

    /** Agents that one account may have, archived ones included. */
    public static final int MOST_AGENTS_PER_ACCOUNT = 10_000;

    /** Bytes of the texts of all accounts and agents together: {@link Accounts#textBytes}. */
    public static final long MOST_TEXT_BYTES = 256L << 20;

    /** Ceiling for any fee. */
    public static final long MOST_FEE_RATE_E8 = 10_000_000L;

    /** The specification's defaults for a venue with this id. */
    public static VenueRules defaults(long venueId) {
        return new VenueRules(
                venueId,
                RULE_VERSION,
                MOST_OPEN_ORDERS_PER_AGENT,
                1_000_000,
                1_000_000,
                1_000,
                MOST_WORK_PER_COMMAND,
                100_000L,
                10_000_000L,
                PRICE_MAX_AGE_NS,
                ORDER_LIFE_NS,
                new RiskProfile(5_000_000_000L, 2_500_000_000L, 2_000_000_000L, 100_000_000L, 50, 100));
    }

    /** These rules with other risk defaults. */
    public VenueRules with(RiskProfile otherDefaults) {
        return new VenueRules(
                venueId,
                ruleVersion,
                maxOpenOrdersPerAgent,
                maxOpenOrders,
                maxAgents,
                maxInstruments,
                maxWorkPerCommand,
                feeRateE8,
                slippageFactorE8,
                priceMaxAgeNs,
                orderLifeNs,
                otherDefaults);
    }

    /** These rules at another cost of trading, both as fractions. */
    public VenueRules withFees(long otherFeeRateE8, long otherSlippageFactorE8) {
        return new VenueRules(
                venueId,
                ruleVersion,
                maxOpenOrdersPerAgent,
                maxOpenOrders,
                maxAgents,
                maxInstruments,
                maxWorkPerCommand,
                otherFeeRateE8,
                otherSlippageFactorE8,
                priceMaxAgeNs,
                orderLifeNs,
                riskDefaults);
    }

    /** These rules with other ages: of a feed's last message, 0 for any, and of a resting order, nanoseconds. */
    public VenueRules withAges(long otherPriceMaxAgeNs, long otherOrderLifeNs) {
        return new VenueRules(
                venueId,
                ruleVersion,
                maxOpenOrdersPerAgent,
                maxOpenOrders,
                maxAgents,
                maxInstruments,
                maxWorkPerCommand,
                feeRateE8,
                slippageFactorE8,
                otherPriceMaxAgeNs,
                otherOrderLifeNs,
                riskDefaults);
    }

    /** Whether this can be a fee: a fraction of the notional, E8. */
    public static boolean isFeeRate(long rateE8) {
        return isBetween(rateE8, 0, MOST_FEE_RATE_E8);
    }

    /** Whether this engine can follow them (RULES.md section 2). */
    public boolean areSupported() {
        return ruleVersion == RULE_VERSION
                && isBetween(venueId, 1, (1L << 48) - 1)
                && isBetween(maxOpenOrdersPerAgent, 1, MOST_OPEN_ORDERS_PER_AGENT)
                && isBetween(maxOpenOrders, 1, 1 << 24)
                && isBetween(maxAgents, 1, (1 << 23) - 1)
                && isBetween(maxInstruments, 1, MOST_INSTRUMENTS)
                && isBetween(maxWorkPerCommand, 1, MOST_WORK_PER_COMMAND)
                && isFeeRate(feeRateE8)
                && isBetween(slippageFactorE8, 0, 100_000_000L)
                && priceMaxAgeNs >= 0
                && orderLifeNs > 0
                && riskDefaults.isComplete()
                && riskDefaults.isInRange(maxOpenOrdersPerAgent);
    }

    private static boolean isBetween(long value, long lowest, long highest) {
        return value >= lowest && value <= highest;
    }

    public void writeTo(SnapshotSink sink) {
        sink.putLong(venueId);
        sink.putLong(ruleVersion);
        sink.putLong(maxOpenOrdersPerAgent);
        sink.putLong(maxOpenOrders);
        sink.putLong(maxAgents);
        sink.putLong(maxInstruments);
        sink.putLong(maxWorkPerCommand);
        sink.putLong(feeRateE8);
        sink.putLong(slippageFactorE8);
        sink.putLong(priceMaxAgeNs);
        sink.putLong(orderLifeNs);
        riskDefaults.writeTo(sink);
    }

    public static VenueRules readFrom(SnapshotSource source) {
        return new VenueRules(
                source.getLong(),
                (int) source.getLong(),
                (int) source.getLong(),
                (int) source.getLong(),
                (int) source.getLong(),
                (int) source.getLong(),
                (int) source.getLong(),
                source.getLong(),
                source.getLong(),
                source.getLong(),
                source.getLong(),
                RiskProfile.readFrom(source));
    }
}
