package io.bullring.core.model;

import static io.bullring.core.model.Refusal.unless;

import io.bullring.core.account.RiskProfile;
import io.bullring.core.account.VenueRules;
import io.bullring.core.event.EventSink;
import io.bullring.core.market.BookFees;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.protocol.ConfigureVenueDecoder;
import io.bullring.protocol.DefineBookDecoder;
import io.bullring.protocol.DefineInstrumentDecoder;
import io.bullring.protocol.InstrumentStatus;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.RiskProfileDecoder;
import io.bullring.protocol.SetInstrumentStatusDecoder;
import io.bullring.protocol.VenueRulesDecoder;
import java.util.List;

/** The venue's rules and instruments: RULES.md section 2, first half. */
public final class ModelSetup {
    private static final long PERCENT_E8 = 100_000_000L;

    private final ModelVenue venue;
    private final EventSink sink;
    private final ModelEvents events;

    ModelSetup(ModelVenue venue, EventSink sink, ModelEvents events) {
        this.venue = venue;
        this.sink = sink;
        this.events = events;
    }

    void configureVenue(ConfigureVenueDecoder command) {
        VenueRules rules = rules(command.rules(), profile(command.riskDefaults()));
        RiskProfile defaults = rules.riskDefaults();
        boolean supported = rules.ruleVersion() == 1
                && isBetween(rules.venueId(), 1, (1L << 48) - 1)
                && (venue.rules == null || rules.venueId() == venue.rules.venueId())
                && isBetween(rules.feeRateE8(), 0, 10_000_000)
                && isBetween(rules.slippageFactorE8(), 0, 100_000_000)
                && rules.priceMaxAgeNs() >= 0
                && rules.orderLifeNs() > 0
                && isBetween(rules.maxWorkPerCommand(), 1, 256)
                && isBetween(rules.maxOpenOrdersPerAgent(), 1, 10_000)
                && isBetween(rules.maxOpenOrders(), 1, 16_777_216)
                && isBetween(rules.maxAgents(), 1, 8_388_607)
                && isBetween(rules.maxInstruments(), 1, 4_096)
                && isComplete(defaults)
                && isInRange(defaults, rules.maxOpenOrdersPerAgent());
        unless(supported, RejectReason.RULES_NOT_SUPPORTED);

        venue.rules = rules;
        sink.venueConfigured(rules);
    }

    public static VenueRules rules(VenueRulesDecoder rules, RiskProfile defaults) {
        return new VenueRules(
                rules.venueId(),
                rules.ruleVersion(),
                rules.maxOpenOrdersPerAgent(),
                rules.maxOpenOrders(),
                rules.maxAgents(),
                rules.maxInstruments(),
                rules.maxWorkPerCommand(),
                rules.feeRateE8(),
                rules.slippageFactorE8(),
                rules.priceMaxAgeNs(),
                rules.orderLifeNs(),
                defaults);
    }

    public static RiskProfile profile(RiskProfileDecoder profile) {
        return new RiskProfile(
                profile.maxOrderSizePctE8(),
                profile.maxPositionSizePctE8(),
                profile.dailyLossLimitPctE8(),
                profile.minOrderSizeE8(),
                profile.maxOpenOrders(),
                profile.orderRateLimit());
    }

    private static boolean isComplete(RiskProfile profile) {
        return profile.maxOrderSizePctE8() != RiskProfile.UNSET
                && profile.maxPositionSizePctE8() != RiskProfile.UNSET
                && profile.dailyLossLimitPctE8() != RiskProfile.UNSET
                && profile.minOrderSizeE8() != RiskProfile.UNSET
                && profile.maxOpenOrders() != RiskProfile.UNSET_COUNT
                && profile.orderRateLimit() != RiskProfile.UNSET_COUNT;
    }

    /** Whether what is set lies where RULES.md section 4 wants it. */
    static boolean isInRange(RiskProfile profile, int maxOpenOrdersPerAgent) {
        return isPercent(profile.maxOrderSizePctE8())
                && isPercent(profile.maxPositionSizePctE8())
                && isPercent(profile.dailyLossLimitPctE8())
                && (profile.minOrderSizeE8() == RiskProfile.UNSET || profile.minOrderSizeE8() >= 0)
                && (profile.maxOpenOrders() == RiskProfile.UNSET_COUNT
                        || isBetween(profile.maxOpenOrders(), 1, maxOpenOrdersPerAgent))
                && (profile.orderRateLimit() == RiskProfile.UNSET_COUNT || profile.orderRateLimit() >= 1);
    }

    private static boolean isPercent(long valueE8) {
        return valueE8 == RiskProfile.UNSET || isBetween(valueE8, 1, 100 * PERCENT_E8);
    }

    private static boolean isBetween(long value, long least, long most) {
        return value >= least && value <= most;
    }

    void defineInstrument(DefineInstrumentDecoder command, long nowNs) {
        InstrumentTerms terms = new InstrumentTerms(
                command.symbol(),
                command.feedId(),
                command.active() == 1,
                command.minQuantityE8(),
                command.maxQuantityE8(),
                command.stepSizeE8(),
                command.minNotionalE8());
        ModelInstrument instrument = venue.instruments.stream()
                .filter(known -> known.terms.symbol().equals(terms.symbol()))
                .findFirst()
                .orElse(null);

        if (!isWellFormed(command) || (instrument != null && instrument.feed.id != terms.feedId())) {
            int knownId = instrument == null ? 0 : instrument.id;
            events.rejected(0, 0, knownId, new Refusal(RejectReason.VALUE_OUT_OF_RANGE));
            return;
        }
        if (instrument == null) {
            ModelFeed feed = venue.feeds.getOrDefault(terms.feedId(), new ModelFeed(terms.feedId()));
            instrument = add(terms, feed, command.volume24hE8(), nowNs);
        } else {
            instrument.terms = terms;
        }
        sink.instrumentDefined(instrument.id, terms);
    }

    /** Section 8. */
    void defineBook(DefineBookDecoder command, long nowNs) {
        InstrumentTerms terms = new InstrumentTerms(
                command.symbol(),
                InstrumentTerms.NO_FEED,
                command.active() == 1,
                command.minQuantityE8(),
                command.maxQuantityE8(),
                command.stepSizeE8(),
                command.minNotionalE8());
        BookFees fees = new BookFees(command.makerFeeE8(), command.takerFeeE8());
        ModelInstrument instrument = venue.instruments.stream()
                .filter(known -> known.terms.symbol().equals(terms.symbol()))
                .findFirst()
                .orElse(null);
        if (!isWellFormed(command) || (instrument != null && !fees.equals(instrument.bookFees))) {
            int knownId = instrument == null ? 0 : instrument.id;
            events.rejected(0, 0, knownId, new Refusal(RejectReason.VALUE_OUT_OF_RANGE));
            return;
        }
        if (instrument == null) {
            instrument = add(terms, new ModelFeed(InstrumentTerms.NO_FEED), 0, nowNs);
            instrument.bookFees = fees;
            instrument.last = Amounts.of(command.openingPriceE8());
        }
        instrument.terms = terms;
        sink.bookDefined(instrument.id, terms, fees, instrument.lastE8());
    }

    void setInstrumentStatus(SetInstrumentStatusDecoder command) {
        ModelInstrument instrument = venue.instrument(command.instrumentId());
        unless(instrument != null, RejectReason.UNKNOWN_INSTRUMENT);
        if (command.statusRaw() > 1) {
            events.rejected(0, 0, instrument.id, new Refusal(RejectReason.VALUE_OUT_OF_RANGE));
            return;
        }
        boolean isResumed = instrument.halted && command.status() == InstrumentStatus.TRADING;
        instrument.halted = command.status() == InstrumentStatus.HALTED;
        if (isResumed) {
            List<ModelGroup> back = venue.setAside.stream()
                    .filter(group -> group.instrument() == instrument)
                    .toList();
            venue.setAside.removeAll(back);
            venue.groups.addAll(0, back);
            venue.due.add(instrument);
        }
        sink.instrumentStatusChanged(instrument.id, command.status());
    }

    private static boolean isWellFormed(DefineBookDecoder command) {
        return command.symbol().matches("[A-Z0-9]{1,16}USDT")
                && command.active() <= 1
                && command.minQuantityE8() >= 0
                && command.maxQuantityE8() >= 0
                && (command.maxQuantityE8() == 0 || command.maxQuantityE8() >= command.minQuantityE8())
                && command.stepSizeE8() >= 0
                && command.minNotionalE8() >= 0
                && isBetween(command.makerFeeE8(), 0, 10_000_000)
                && isBetween(command.takerFeeE8(), 0, 10_000_000)
                && command.openingPriceE8() > 0;
    }

    private ModelInstrument add(InstrumentTerms terms, ModelFeed feed, long volume24hE8, long nowNs) {
        int count = venue.instruments.size();
        unless(count < venue.rules.maxInstruments(), RejectReason.VENUE_FULL, count, venue.rules.maxInstruments());
        if (feed.id != InstrumentTerms.NO_FEED) {
            venue.feeds.put(feed.id, feed);
        }
        ModelInstrument instrument = new ModelInstrument(count + 1, terms, feed, Amounts.of(volume24hE8), nowNs);
        venue.instruments.add(instrument);
        return instrument;
    }

    private static boolean isWellFormed(DefineInstrumentDecoder command) {
        return command.symbol().matches("[A-Z0-9]{1,16}USDT")
                && isBetween(command.feedId(), 1, 255)
                && command.active() <= 1
                && command.minQuantityE8() >= 0
                && command.maxQuantityE8() >= 0
                && (command.maxQuantityE8() == 0 || command.maxQuantityE8() >= command.minQuantityE8())
                && command.stepSizeE8() >= 0
                && command.minNotionalE8() >= 0
                && command.volume24hE8() >= 0;
    }
}
