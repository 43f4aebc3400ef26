package io.bullring.core.workload;

import static io.bullring.protocol.InstrumentStatus.HALTED;
import static io.bullring.protocol.InstrumentStatus.TRADING;

import io.bullring.core.account.RiskProfile;
import io.bullring.core.account.VenueRules;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.core.model.ModelInstrument;
import io.bullring.core.model.ModelVenue;
import io.bullring.protocol.ConfigureVenueEncoder;
import io.bullring.protocol.DefineInstrumentEncoder;
import io.bullring.protocol.RiskProfileEncoder;
import io.bullring.protocol.SetInstrumentStatusEncoder;
import io.bullring.protocol.VenueRulesEncoder;
import java.util.List;

/**
 * Rules and instruments of a hostile venue: legal ones that make everything scarce (one piece of work a command, three
 * open orders, a second of freshness), and illegal ones.
 */
final class VenueFlow {
    private static final long VENUE_ID = 0x5EED_5EED_5EEDL;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long HOUR_NS = 3_600 * SECOND_NS;
    private static final long ONE_E8 = 100_000_000L;

    private static final List<InstrumentTerms> TERMS = List.of(
            new InstrumentTerms("BTCUSDT", 1, true, 1_000, 900 * ONE_E8, 1_000, 5 * ONE_E8),
            new InstrumentTerms("ETHUSDT", 1, true, 0, 0, 0, 0),
            new InstrumentTerms("DOGEUSDT", 2, true, ONE_E8, 0, ONE_E8, ONE_E8),
            new InstrumentTerms("DUSTUSDT", 2, true, 0, 0, 0, 0),
            new InstrumentTerms("HUGEUSDT", 2, true, 0, 0, 0, 0),
            new InstrumentTerms("A1B2C3D4E5F6G7H8USDT", 255, true, 1, Long.MAX_VALUE, 1, 1),
            new InstrumentTerms("7USDT", 3, false, 0, 0, 0, 0));

    private final SplitMix64 random;
    private final CommandFactory command;
    private final ModelVenue venue;
    private final RiskProfiles profiles;

    VenueFlow(SplitMix64 random, CommandFactory command, ModelVenue venue, RiskProfiles profiles) {
        this.random = random;
        this.command = command;
        this.venue = venue;
        this.profiles = profiles;
    }

    /** How many instruments there may be. */
    static int instruments() {
        return TERMS.size();
    }

    /** Rules under which most orders are taken. */
    void configureUsual() {
        command.configureVenue(VenueRules.defaults(VENUE_ID).with(profiles.loose()));
    }

    /** Rules under which any loss halts, the halts of a day end one by one, and prices never grow old. */
    void configureNights() {
        VenueRules usual = VenueRules.defaults(VENUE_ID);
        command.configureVenue(new VenueRules(
                VENUE_ID,
                VenueRules.RULE_VERSION,
                usual.maxOpenOrdersPerAgent(),
                usual.maxOpenOrders(),
                usual.maxAgents(),
                usual.maxInstruments(),
                1 + random.below(2),
                usual.feeRateE8(),
                usual.slippageFactorE8(),
                0,
                usual.orderLifeNs(),
                profiles.halting()));
    }

    /** Rules of which some are narrow. */
    void configure() {
        int open = venue.openOrders().size();
        command.configureVenue(new VenueRules(
                VENUE_ID,
                VenueRules.RULE_VERSION,
                (int) usually(1_000, 3, 10),
                (int) usually(1_000_000, Math.max(1, open), open + 1L, 20),
                (int) usually(1_000_000, Math.max(1, venue.agentCount()), venue.agentCount() + 1L),
                (int) usually(1_000, Math.max(1, venue.instruments().size()), 1),
                random.chance(300) ? 64 : 1 + random.below(4),
                usually(100_000, 0, 1, 10_000_000, 123_457),
                usually(10_000_000, 0, 1, ONE_E8, 33_333_333),
                usually(HOUR_NS, 0, 0, SECOND_NS, 60 * SECOND_NS, 1),
                usually(7 * 24 * HOUR_NS, HOUR_NS, 60 * SECOND_NS, Long.MAX_VALUE, SECOND_NS),
                profiles.complete()));
    }

    private long usually(long usual, long... others) {
        return random.chance(700) ? usual : random.any(others);
    }

    /** Rules that must be refused, one value of which is out of its range. */
    void configureBroken() {
        configureUsual();
        int rules = ConfigureVenueEncoder.rulesEncodingOffset();
        switch (random.below(8)) {
            case 0 ->
                command.overwriteInt(rules + VenueRulesEncoder.ruleVersionEncodingOffset(), (int) random.any(0, 2, -1));
            case 1 -> command.overwriteLong(rules + VenueRulesEncoder.venueIdEncodingOffset(),
                    random.any(0, -1, 1, 1L << 48));
            case 2 -> command.overwriteInt(
                    rules + (int) random.any(
                            VenueRulesEncoder.maxOpenOrdersPerAgentEncodingOffset(),
                            VenueRulesEncoder.maxOpenOrdersEncodingOffset(),
                            VenueRulesEncoder.maxAgentsEncodingOffset(),
                            VenueRulesEncoder.maxInstrumentsEncodingOffset(),
                            VenueRulesEncoder.maxWorkPerCommandEncodingOffset()),
                    (int) random.any(0, -1, 16_777_217, Integer.MAX_VALUE, Integer.MIN_VALUE));
            case 3 -> command.overwriteLong(
                    rules + VenueRulesEncoder.feeRateE8EncodingOffset(), random.any(-1, 10_000_001, Long.MAX_VALUE));
            case 4 -> command.overwriteLong(
                    rules + VenueRulesEncoder.slippageFactorE8EncodingOffset(), random.any(-1, ONE_E8 + 1));
            case 5 -> command.overwriteLong(
                    rules + VenueRulesEncoder.priceMaxAgeNsEncodingOffset(), random.any(-1, Long.MIN_VALUE));
            case 6 -> command.overwriteLong(rules + VenueRulesEncoder.orderLifeNsEncodingOffset(), random.any(0, -1));
            default -> breakDefaults(ConfigureVenueEncoder.riskDefaultsEncodingOffset());
        }
    }

    private void breakDefaults(int defaults) {
        switch (random.below(3)) {
            case 0 -> command.overwriteLong(
                    defaults + RiskProfileEncoder.dailyLossLimitPctE8EncodingOffset(),
                    random.any(RiskProfile.UNSET, 0, 100 * ONE_E8 + 1));
            case 1 -> command.overwriteInt(
                    defaults + RiskProfileEncoder.maxOpenOrdersEncodingOffset(),
                    (int) random.any(RiskProfile.UNSET_COUNT, 0, 1_001));
            default -> command.overwriteInt(
                    defaults + RiskProfileEncoder.orderRateLimitEncodingOffset(),
                    (int) random.any(RiskProfile.UNSET_COUNT, 0, -5));
        }
    }

    /** One of the instruments as it is meant to be. */
    void define(int index) {
        command.defineInstrument(TERMS.get(index), volume24hE8());
    }

    /** One of the instruments, new or changed. */
    void define() {
        InstrumentTerms terms = TERMS.get(random.below(TERMS.size()));
        command.defineInstrument(
                new InstrumentTerms(
                        terms.symbol(),
                        terms.feedId(),
                        random.chance(950),
                        random.chance(900) ? terms.minQuantityE8() : random.any(0, 1, 1_000_000),
                        random.chance(900) ? terms.maxQuantityE8() : random.any(0, 10_000_000, Long.MAX_VALUE),
                        0,
                        random.chance(900) ? terms.minNotionalE8() : random.any(0, 1, 50 * ONE_E8)),
                volume24hE8());
    }

    private long volume24hE8() {
        return random.any(0, 0, 1, 1_441, 20_000 * ONE_E8, 1_000_000 * ONE_E8, Long.MAX_VALUE);
    }

    /** An instrument that must be refused. */
    void defineBroken() {
        InstrumentTerms terms = TERMS.get(random.below(TERMS.size()));
        switch (random.below(6)) {
            case 0 -> named(random.any(0, 1, 2, 3, 4, 5));
            case 1 -> onFeed(terms, (int) random.any(0, -1, 256, Integer.MAX_VALUE, 77));
            case 2 -> quantities(terms, -1, 0, 0);
            case 3 -> quantities(terms, 10, 9, 0);
            case 4 -> quantities(terms, 0, 0, Long.MIN_VALUE);
            default -> {
                command.defineInstrument(terms, random.any(-1, 0));
                command.overwriteByte(DefineInstrumentEncoder.activeEncodingOffset(), (int) random.any(2, 255));
            }
        }
    }

    /** Whether this is the moment for {@link #halt}: a book has fired orders that it would stop, or lets go on. */
    boolean isWorthAHalt() {
        return venue.rules() != null && (venue.isAnySetAside() || venue.bookBehind() != null);
    }

    /** Halts one of the instruments, preferably in the midst of its fired orders; one that is halted trades again more often than not. */
    void halt() {
        if (venue.instruments().isEmpty()) {
            command.advanceTime();
            return;
        }
        List<ModelInstrument> all = List.copyOf(venue.instruments());
        ModelInstrument behind = venue.bookBehind();
        ModelInstrument any = all.stream()
                .filter(ModelInstrument::isHalted)
                .findFirst()
                .orElseGet(() -> behind == null ? all.get(random.below(all.size())) : behind);
        command.setInstrumentStatus(any.id(), any.isHalted() && random.chance(900) ? TRADING : HALTED);
    }

    /** A change of status that must be refused. */
    void haltBroken() {
        int count = venue.instruments().size();
        if (random.chance(500)) {
            command.setInstrumentStatus((int) random.any(0, -1, count + 1L, Integer.MAX_VALUE), HALTED);
        } else {
            command.setInstrumentStatus(random.below(count + 1), TRADING);
            command.overwriteByte(SetInstrumentStatusEncoder.statusEncodingOffset(), (int) random.any(2, 254, 255));
        }
    }

    private void named(long choice) {
        String[] symbols = {"", "USDT", "btcUSDT", "BTCUSD", "A1B2C3D4E5F6G7H89USD", "BTC/USDT"};
        InstrumentTerms terms = new InstrumentTerms(symbols[(int) choice], 1, true, 0, 0, 0, 0);
        command.defineInstrument(terms, 0);
    }

    private void onFeed(InstrumentTerms terms, int feedId) {
        command.defineInstrument(new InstrumentTerms(terms.symbol(), feedId, true, 0, 0, 0, 0), 0);
    }

    private void quantities(InstrumentTerms terms, long minE8, long maxE8, long minNotionalE8) {
        command.defineInstrument(
                new InstrumentTerms(terms.symbol(), terms.feedId(), true, minE8, maxE8, 0, minNotionalE8), 0);
    }

    /** Whether prices of an instrument may go anywhere. */
    static boolean isWild(ModelInstrument instrument) {
        return instrument.symbol().startsWith("DUST") || instrument.symbol().startsWith("HUGE");
    }

    /** Where the price of an instrument is at home. */
    static long homeE8(ModelInstrument instrument) {
        return switch (instrument.symbol()) {
            case "BTCUSDT" -> 60_000 * ONE_E8;
            case "ETHUSDT" -> 3_000 * ONE_E8;
            case "DOGEUSDT" -> 12_345_678;
            case "DUSTUSDT" -> 17;
            case "HUGEUSDT" -> 30_000_000_000L * ONE_E8;
            default -> 7 * ONE_E8;
        };
    }
}
