package io.bullring.gateway.market;

import io.bullring.core.account.VenueRules;
import io.bullring.core.event.EventCursor;
import io.bullring.core.market.BookFees;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.core.port.EventListener;
import io.bullring.gateway.event.Carriers;
import io.bullring.protocol.BookDefinedDecoder;
import io.bullring.protocol.CommandEnvelopeDecoder;
import io.bullring.protocol.FeedChangedDecoder;
import io.bullring.protocol.FeedState;
import io.bullring.protocol.FeedStatusDecoder;
import io.bullring.protocol.InstrumentDefinedDecoder;
import io.bullring.protocol.InstrumentStatus;
import io.bullring.protocol.InstrumentStatusChangedDecoder;
import io.bullring.protocol.MessageHeaderDecoder;
import io.bullring.protocol.PriceUpdatedDecoder;
import io.bullring.protocol.VenueConfiguredDecoder;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.agrona.DirectBuffer;

/**
 * What is traded, at which price, fed by what, under which rules: a projection of the events, and of what feeds say without an event,
 * so that a price is as old here as it is for the engine. The engine thread
 * writes, before an answer leaves; any thread reads without a lock. Each entry is an immutable record, replaced as a
 * whole: a price costs the engine thread a few small objects, an order none. It holds an entry
 * per instrument and feed: as many as the venue's rules admit. The books of orders are written by whoever follows them: the feed of
 * a live market, and the {@link BookBoard} of what agents trade with one another.
 */
public final class MarketBoard implements EventListener {
    private final ConcurrentMap<Integer, Listing> listings = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Listing> listingsBySymbol = new ConcurrentHashMap<>();
    private final ConcurrentMap<Integer, Price> prices = new ConcurrentHashMap<>();
    private final ConcurrentMap<Integer, FeedView> feeds = new ConcurrentHashMap<>();
    private final ConcurrentMap<Integer, Depth> depths = new ConcurrentHashMap<>();
    /** Instruments with a price since their feed came up. */
    private final Set<Integer> pricedInSession = ConcurrentHashMap.newKeySet();
    private volatile List<Listing> sorted = List.of();
    private volatile VenueRules rules;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final FeedStatusDecoder feedStatus = new FeedStatusDecoder();
    private int speakingFeedId;

    private final EventCursor cursor = new EventCursor();
    private final VenueConfiguredDecoder venueConfigured = new VenueConfiguredDecoder();
    private final BookDefinedDecoder bookDefined = new BookDefinedDecoder();
    private final InstrumentDefinedDecoder instrumentDefined = new InstrumentDefinedDecoder();
    private final InstrumentStatusChangedDecoder statusChanged = new InstrumentStatusChangedDecoder();
    private final PriceUpdatedDecoder priceUpdated = new PriceUpdatedDecoder();
    private final FeedChangedDecoder feedChanged = new FeedChangedDecoder();

    /** The instrument with this symbol, or null. */
    public Listing listing(String symbol) {
        return listingsBySymbol.get(symbol);
    }

    /** The instrument with this id, or null. */
    public Listing listing(int instrumentId) {
        return listings.get(instrumentId);
    }

    /** All instruments, sorted by symbol; immutable. */
    public List<Listing> listings() {
        return sorted;
    }

    /** An instrument's last price, however old, or null when it never had one. */
    public Price price(int instrumentId) {
        return prices.get(instrumentId);
    }

    /** The same, without the rest of it, E8; 0 when it never had one. */
    public long lastE8(int instrumentId) {
        Price price = price(instrumentId);
        return price == null ? 0 : price.lastE8();
    }

    /**
     * Whether the engine takes orders at an instrument's last price: RULES.md section 6. A feed that lives keeps the prices of its quiet
     * instruments fresh, and the price of a book never grows old.
     */
    public boolean isFresh(Listing listing, long nowNs) {
        int instrumentId = listing.instrumentId();
        if (listing.isBook() || rules.priceMaxAgeNs() == 0) {
            return prices.containsKey(instrumentId);
        }
        FeedView feed = feeds.get(listing.terms().feedId());
        return feed != null
                && pricedInSession.contains(instrumentId)
                && nowNs - feed.lastMessageNs() <= rules.priceMaxAgeNs();
    }

    /** The best levels of an instrument's real book, or null when nobody follows it, or it is out of step. */
    public Depth depth(int instrumentId) {
        return depths.get(instrumentId);
    }

    /** Shows an instrument's book, for whoever follows it; null: nothing is known of it any more. */
    public void showDepth(int instrumentId, Depth depth) {
        if (depth == null) {
            depths.remove(instrumentId);
        } else {
            depths.put(instrumentId, depth);
        }
    }

    /** The feed as its events show it, or null when it never came up. */
    public FeedView feed(int feedId) {
        return feeds.get(feedId);
    }

    /** All feeds that ever came up. */
    public Collection<FeedView> feeds() {
        return List.copyOf(feeds.values());
    }

    /** The rules as configured, or null before the venue's first command. */
    public VenueRules rules() {
        return rules;
    }

    /** Of a feed that says that it is up there is no event when it was up before. */
    @Override
    public void onCommand(long sequence, long timeNs, DirectBuffer command, int offset, int length) {
        int headerAt = offset + CommandEnvelopeDecoder.ENCODED_LENGTH;
        header.wrap(command, headerAt);
        speakingFeedId = header.templateId() == FeedStatusDecoder.TEMPLATE_ID
                ? feedStatus.wrapAndApplyHeader(command, headerAt, header).feedId()
                : InstrumentTerms.NO_FEED;
    }

    @Override
    public void onEvents(
            long sequence,
            long timeNs,
            int source,
            long correlationId,
            DirectBuffer events,
            int offset,
            int length,
            int answerOffset) {
        cursor.wrap(events, offset, length);
        while (cursor.next()) {
            switch (cursor.templateId()) {
                case VenueConfiguredDecoder.TEMPLATE_ID -> onVenueConfigured();
                case InstrumentDefinedDecoder.TEMPLATE_ID -> onInstrumentDefined();
                case InstrumentStatusChangedDecoder.TEMPLATE_ID -> onInstrumentStatusChanged();
                case BookDefinedDecoder.TEMPLATE_ID -> onBookDefined(timeNs);
                case PriceUpdatedDecoder.TEMPLATE_ID -> onPriceUpdated(timeNs);
                case FeedChangedDecoder.TEMPLATE_ID -> onFeedChanged(timeNs);
                default -> {}
            }
        }
        if (speakingFeedId != InstrumentTerms.NO_FEED && answerOffset == offset + length) {
            feeds.computeIfPresent(speakingFeedId, (id, feed) -> feed.isUp() ? feed.heardAt(timeNs) : feed);
        }
    }

    private void onVenueConfigured() {
        VenueConfiguredDecoder event =
                venueConfigured.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        rules = Carriers.venueRules(event.rules(), event.riskDefaults());
    }

    private void onInstrumentDefined() {
        InstrumentDefinedDecoder event =
                instrumentDefined.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        InstrumentTerms terms = new InstrumentTerms(
                event.symbol(),
                event.feedId(),
                event.active() == 1,
                event.minQuantityE8(),
                event.maxQuantityE8(),
                event.stepSizeE8(),
                event.minNotionalE8());
        list(new Listing(event.instrumentId(), terms));
    }

    private void onBookDefined(long timeNs) {
        BookDefinedDecoder event =
                bookDefined.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        InstrumentTerms terms = new InstrumentTerms(
                event.symbol(),
                InstrumentTerms.NO_FEED,
                event.active() == 1,
                event.minQuantityE8(),
                event.maxQuantityE8(),
                event.stepSizeE8(),
                event.minNotionalE8());
        list(new Listing(event.instrumentId(), terms, new BookFees(event.makerFeeE8(), event.takerFeeE8())));
        prices.putIfAbsent(event.instrumentId(), new Price(event.lastE8(), timeNs, 0, timeNs));
    }

    private void onInstrumentStatusChanged() {
        InstrumentStatusChangedDecoder event =
                statusChanged.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        put(listings.get(event.instrumentId()).halted(event.status() == InstrumentStatus.HALTED));
    }

    /** Terms that change leave a halt as it is. */
    private void list(Listing listing) {
        Listing known = listings.get(listing.instrumentId());
        put(listing.halted(known != null && known.halted()));
    }

    private void put(Listing listing) {
        listings.put(listing.instrumentId(), listing);
        listingsBySymbol.put(listing.symbol(), listing);
        sorted = listings.values()
                .stream()
                .sorted(Comparator.comparing(Listing::symbol))
                .toList();
    }

    private void onPriceUpdated(long timeNs) {
        PriceUpdatedDecoder event =
                priceUpdated.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        int instrumentId = event.instrumentId();
        prices.put(instrumentId, new Price(event.lastE8(), event.tradeTimeNs(), event.tradeId(), timeNs));
        pricedInSession.add(instrumentId);
        feeds.computeIfPresent(listings.get(instrumentId).terms().feedId(), (id, feed) -> feed.heardAt(timeNs));
    }

    private void onFeedChanged(long timeNs) {
        FeedChangedDecoder event =
                feedChanged.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        int feedId = event.feedId();
        FeedView known = feeds.get(feedId);
        if (event.state() == FeedState.DOWN) {
            // nobody heard that from the feed itself: its prices are as old as before
            long heardNs = known == null ? timeNs : known.lastMessageNs();
            feeds.put(feedId, new FeedView(feedId, FeedState.DOWN, event.reason(), timeNs, heardNs));
        } else if (known != null && known.isUp()) {
            feeds.put(feedId, known.heardAt(timeNs)); // told anew after a start from a snapshot
        } else {
            pricedInSession.removeIf(id -> listings.get(id).terms().feedId() == feedId);
            feeds.put(feedId, new FeedView(feedId, FeedState.UP, event.reason(), timeNs, timeNs));
        }
    }
}
