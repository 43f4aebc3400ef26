package io.bullring.core.engine;

import static io.bullring.protocol.RejectReason.RULES_NOT_SUPPORTED;
import static io.bullring.protocol.RejectReason.UNKNOWN_INSTRUMENT;
import static io.bullring.protocol.RejectReason.VALUE_OUT_OF_RANGE;
import static io.bullring.protocol.RejectReason.VENUE_FULL;

import io.bullring.core.account.RiskProfile;
import io.bullring.core.account.VenueRules;
import io.bullring.core.event.EventSink;
import io.bullring.core.market.BookFees;
import io.bullring.core.market.Instrument;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.core.market.Instruments;
import io.bullring.core.risk.Rejection;
import io.bullring.protocol.ConfigureVenueDecoder;
import io.bullring.protocol.DefineBookDecoder;
import io.bullring.protocol.DefineInstrumentDecoder;
import io.bullring.protocol.InstrumentStatus;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.RiskProfileDecoder;
import io.bullring.protocol.SetInstrumentStatusDecoder;
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
        } else if (hasRoom()) {
            add(terms, command.volume24hE8(), nowNs);
        }
    }

    private void add(InstrumentTerms terms, long volume24hE8, long nowNs) {
        Instrument added = venue.instruments.add(terms, nowNs, volume24hE8);
        venue.house.addInstrument(added.id());
        venue.books.addInstrument(added);
        events.instrumentDefined(added.id(), terms);
    }

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
        Instrument existing = venue.instruments.bySymbol(terms.symbol());
        boolean isInRange = isInRange(terms)
                && command.active() <= 1
                && VenueRules.isFeeRate(fees.makerE8())
                && VenueRules.isFeeRate(fees.takerE8())
                && command.openingPriceE8() > 0;
        if (!isInRange || (existing != null && !fees.equals(existing.bookFees()))) {
            reject(VALUE_OUT_OF_RANGE, existing == null ? 0 : existing.id());
        } else if (existing != null) {
            venue.instruments.change(existing, terms);
            tellBook(existing);
        } else if (hasRoom()) {
            Instrument added = venue.instruments.addBook(terms, fees, nowNs);
            added.open(command.openingPriceE8(), nowNs);
            venue.house.addInstrument(added.id());
            venue.books.addInstrument(added);
            tellBook(added);
        }
    }

    void setInstrumentStatus(SetInstrumentStatusDecoder command) {
        Instrument instrument = venue.instruments.byId(command.instrumentId());
        if (instrument == null || command.statusRaw() > InstrumentStatus.HALTED.value()) {
            reject(instrument == null ? UNKNOWN_INSTRUMENT : VALUE_OUT_OF_RANGE,
                    instrument == null ? 0 : instrument.id());
            return;
        }
        boolean trades = command.status() == InstrumentStatus.TRADING;
        if (trades && instrument.isHalted()) {
            venue.books.resume(instrument);
        }
        instrument.halted(!trades);
        events.instrumentStatusChanged(instrument.id(), command.status());
    }

    private void tellBook(Instrument book) {
        events.bookDefined(book.id(), book.terms(), book.bookFees(), book.lastE8());
    }

    private boolean hasRoom() {
        int count = venue.instruments.count();
        boolean hasRoom = rejection.unless(
                count < venue.rules.maxInstruments(), VENUE_FULL, count, venue.rules.maxInstruments());
        if (!hasRoom) {
            Rejections.send(events, rejection, 0, 0, 0);
        }
        return hasRoom;
    }

    private static boolean isInRange(InstrumentTerms terms, DefineInstrumentDecoder command) {
        return isInRange(terms)
                && terms.feedId() >= 1
                && terms.feedId() <= Instruments.MAX_FEED_ID
                && command.active() <= 1
                && command.volume24hE8() >= 0;
    }

    private static boolean isInRange(InstrumentTerms terms) {
        boolean quantitiesFit = terms.minQuantityE8() >= 0
                && (terms.maxQuantityE8() == 0 || terms.maxQuantityE8() >= terms.minQuantityE8());
        return isSymbol(terms.symbol())
                && quantitiesFit
                && terms.maxQuantityE8() >= 0
                && terms.stepSizeE8() >= 0
                && terms.minNotionalE8() >= 0;
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
