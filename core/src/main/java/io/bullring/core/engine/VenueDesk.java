package io.bullring.core.engine;

import static io.bullring.protocol.RejectReason.RULES_NOT_SUPPORTED;
import static io.bullring.protocol.RejectReason.VALUE_OUT_OF_RANGE;
import static io.bullring.protocol.RejectReason.VENUE_FULL;

import io.bullring.core.account.RiskProfile;
import io.bullring.core.account.VenueRules;
import io.bullring.core.event.EventSink;
import io.bullring.core.market.Instrument;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.core.market.Instruments;
import io.bullring.core.risk.Rejection;
import io.bullring.protocol.ConfigureVenueDecoder;
import io.bullring.protocol.DefineInstrumentDecoder;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.RiskProfileDecoder;
import io.bullring.protocol.VenueRulesDecoder;

/** Sets the venue's rules and its instruments: RULES.md section 2. Cold; may allocate. Engine thread only. */
final class VenueDesk {
    private static final String QUOTE = "USDT";
    private static final int MAX_BASE_LENGTH = 16;

    private final VenueState venue;
    private final Rejection rejection;
    private final EventSink events;

    VenueDesk(VenueState venue, Rejection rejection, EventSink events) {
        this.venue = venue;
        this.rejection = rejection;
        this.events = events;
    }

    void configureVenue(ConfigureVenueDecoder command) {
        VenueRules rules = read(command.rules(), read(command.riskDefaults()));
        boolean isSameVenue = venue.rules == null || venue.rules.venueId() == rules.venueId();
        if (!rules.areSupported() || !isSameVenue) {
            reject(RULES_NOT_SUPPORTED, 0);
            return;
        }
        venue.rules = rules;
        venue.limitsChanged();
        events.venueConfigured(rules);
    }

    static RiskProfile read(RiskProfileDecoder from) {
        RiskProfile read = new RiskProfile(
                from.maxOrderSizePctE8(),
                from.maxPositionSizePctE8(),
                from.dailyLossLimitPctE8(),
                from.minOrderSizeE8(),
                from.maxOpenOrders(),
                from.orderRateLimit());
        return read.equals(RiskProfile.NONE) ? RiskProfile.NONE : read; // a million agents have none
    }

    private static VenueRules read(VenueRulesDecoder from, RiskProfile riskDefaults) {
        return new VenueRules(
                from.venueId(),
                from.ruleVersion(),
                from.maxOpenOrdersPerAgent(),
                from.maxOpenOrders(),
                from.maxAgents(),
                from.maxInstruments(),
                from.maxWorkPerCommand(),
                from.feeRateE8(),
                from.slippageFactorE8(),
                from.priceMaxAgeNs(),
                from.orderLifeNs(),
                riskDefaults);
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
        Instrument existing = venue.instruments.bySymbol(terms.symbol());
        if (!isInRange(terms, command) || (existing != null && existing.feed().id() != terms.feedId())) {
            reject(VALUE_OUT_OF_RANGE, existing == null ? 0 : existing.id());
        } else if (existing != null) {
            venue.instruments.change(existing, terms);
            events.instrumentDefined(existing.id(), terms);
        } else {
            add(terms, command.volume24hE8(), nowNs);
        }
    }

    private void add(InstrumentTerms terms, long volume24hE8, long nowNs) {
        if (venue.instruments.count() >= venue.rules.maxInstruments()) {
            rejection.because(VENUE_FULL, venue.instruments.count(), venue.rules.maxInstruments());
            Rejections.send(events, rejection, 0, 0, 0);
            return;
        }
        Instrument added = venue.instruments.add(terms, nowNs, volume24hE8);
        venue.house.addInstrument(added.id());
        venue.books.addInstrument(added.id());
        events.instrumentDefined(added.id(), terms);
    }

    private static boolean isInRange(InstrumentTerms terms, DefineInstrumentDecoder command) {
        boolean quantitiesFit = terms.minQuantityE8() >= 0
                && (terms.maxQuantityE8() == 0 || terms.maxQuantityE8() >= terms.minQuantityE8());
        return isSymbol(terms.symbol())
                && terms.feedId() >= 1
                && terms.feedId() <= Instruments.MAX_FEED_ID
                && command.active() <= 1
                && quantitiesFit
                && terms.maxQuantityE8() >= 0
                && terms.stepSizeE8() >= 0
                && terms.minNotionalE8() >= 0
                && command.volume24hE8() >= 0;
    }

    private static boolean isSymbol(String symbol) {
        int baseLength = symbol.length() - QUOTE.length();
        if (!symbol.endsWith(QUOTE) || baseLength < 1 || baseLength > MAX_BASE_LENGTH) {
            return false;
        }
        for (int i = 0; i < symbol.length(); i++) {
            char letter = symbol.charAt(i);
            boolean isAllowed = (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
            if (!isAllowed) {
                return false;
            }
        }
        return true;
    }

    private void reject(RejectReason reason, int instrumentId) {
        rejection.because(reason);
        Rejections.send(events, rejection, 0, 0, instrumentId);
    }
}
