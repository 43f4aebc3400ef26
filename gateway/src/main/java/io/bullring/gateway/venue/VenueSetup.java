package io.bullring.gateway.venue;

import io.bullring.core.account.VenueRules;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.gateway.command.OperatorCommands;
import io.bullring.gateway.feed.FeedInstrument;
import io.bullring.gateway.market.FeedView;
import io.bullring.gateway.market.Listing;
import io.bullring.gateway.market.MarketBoard;
import io.bullring.gateway.reply.CallerSource;
import io.bullring.gateway.reply.PatientCaller;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a venue to where its feed can start, by commands: its rules when it is new, feeds that were up when the last
 * process ended are down, the instruments of its feed, and those that its agents trade with one another.
 */
final class VenueSetup {
    private static final Logger LOG = LoggerFactory.getLogger(VenueSetup.class);
    private static final long PATIENCE_NS = 30_000_000_000L;
    private static final long VENUE_IDS = (1L << 48) - 1;

    private final PatientCaller caller;
    private final MarketBoard market;
    private final OperatorCommands commands = new OperatorCommands();

    VenueSetup(CallerSource callers, MarketBoard market) {
        this.caller = new PatientCaller(callers, PATIENCE_NS);
        this.market = market;
    }

    /**
     * Says what the venue does not know yet, and waits for the answers.
     *
     * @throws FeedMismatch when an instrument has other prices than it began with
     * @throws BookMismatch when an instrument was traded otherwise before
     * @throws IllegalStateException when the venue refuses it
     */
    void prepare(VenueConfig config, List<FeedInstrument> instruments) {
        try {
            if (market.rules() == null) {
                long venueId = 1 + new SecureRandom().nextLong(VENUE_IDS);
                int length = commands.configureVenue(config.rules(venueId));
                caller.require("ConfigureVenue", commands.buffer(), length);
            } else {
                tellWhatStays(config, market.rules());
            }
            for (FeedView feed : market.feeds()) {
                disconnect(feed);
            }
            for (FeedInstrument instrument : instruments) {
                define(instrument);
            }
            for (BookInstrument book : config.books()) {
                define(book);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the venue was being set up", e);
        }
    }

    /** Ages are of the rules, which are journalled: other ones would be another venue's. */
    private static void tellWhatStays(VenueConfig config, VenueRules rules) {
        if (rules.priceMaxAgeNs() != config.priceMaxAgeNs() || rules.orderLifeNs() != config.orderLifeNs()) {
            LOG.warn(
                    "the venue keeps the ages that it began with: --price-max-age {}, --order-life {}",
                    TimeUnit.NANOSECONDS.toSeconds(rules.priceMaxAgeNs()),
                    TimeUnit.NANOSECONDS.toHours(rules.orderLifeNs()));
        }
    }

    /** Whatever the feed's process was, it is gone. */
    private void disconnect(FeedView feed) throws InterruptedException {
        if (feed.isUp()) {
            int length = commands.feedStatus(feed.feedId(), FeedState.DOWN, FeedReason.DISCONNECTED);
            caller.require("FeedStatus", commands.buffer(), length);
        }
    }

    /** A guess is no reason to change what is known. */
    private void define(FeedInstrument instrument) throws InterruptedException {
        InstrumentTerms terms = instrument.terms();
        Listing known = market.listing(terms.symbol());
        if (known != null && known.isBook()) {
            throw BookMismatch.market(terms.symbol(), true);
        }
        if (known != null && known.terms().feedId() != terms.feedId()) {
            throw new FeedMismatch(terms.symbol());
        }
        if (known == null || !instrument.assumed() && !known.terms().equals(terms)) {
            int length = commands.defineInstrument(terms, instrument.volume24hE8());
            caller.require("DefineInstrument " + terms.symbol(), commands.buffer(), length);
        }
    }

    private void define(BookInstrument book) throws InterruptedException {
        String symbol = book.terms().symbol();
        Listing known = market.listing(symbol);
        if (known != null && !known.isBook()) {
            throw BookMismatch.market(symbol, false);
        }
        if (known != null && !known.fees().equals(book.fees())) {
            throw BookMismatch.fees(symbol);
        }
        if (known == null || !known.terms().equals(book.terms())) {
            int length = commands.defineBook(book.terms(), book.fees(), book.openingPriceE8());
            caller.require("DefineBook " + symbol, commands.buffer(), length);
        }
    }
}
