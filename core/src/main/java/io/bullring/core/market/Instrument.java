package io.bullring.core.market;

import io.bullring.core.port.SnapshotSink;
import io.bullring.core.port.SnapshotSource;
import java.nio.charset.StandardCharsets;

/** What is traded and what it last cost. Engine thread only; prices are E8. */
public final class Instrument {
    private final int id;
    private final Feed feed;
    private final VolumeWindow volume;
    private final BookFees bookFees;
    private InstrumentTerms terms;
    private long lastE8;
    private long pricedNs;
    private long tradeTimeNs;
    private long tradeId;
    private long pricedInSession;
    private boolean due;
    private boolean halted;

    Instrument(int id, Feed feed, InstrumentTerms terms, VolumeWindow volume, BookFees bookFees) {
        this.id = id;
        this.feed = feed;
        this.terms = terms;
        this.volume = volume;
        this.bookFees = bookFees;
    }

    public int id() {
        return id;
    }

    /** Whether agents trade it with one another, in a book; otherwise against the market that its feed tells of. */
    public boolean isBook() {
        return bookFees != null;
    }

    /** Null when it is not traded in a book. */
    public BookFees bookFees() {
        return bookFees;
    }

    /** What prices it; of a book a feed that never comes up. */
    public Feed feed() {
        return feed;
    }

    public InstrumentTerms terms() {
        return terms;
    }

    void change(InstrumentTerms changed) {
        terms = changed;
    }

    /** Takes a price that its feed has just told. */
    public void price(long priceE8, long volumeE8, long nowNs) {
        lastE8 = priceE8;
        pricedNs = nowNs;
        pricedInSession = feed.session();
        volume.add(nowNs, volumeE8);
        feed.heard(nowNs);
    }

    /** Takes a trade of its book, which is its price from now on. */
    public void traded(long priceE8, long quantityE8, long nowNs, long fillId) {
        lastE8 = priceE8;
        pricedNs = nowNs;
        volume.add(nowNs, quantityE8);
        trade(nowNs, fillId);
    }

    /** Sets the price of a book before its first trade. */
    public void open(long priceE8, long nowNs) {
        lastE8 = priceE8;
        pricedNs = nowNs;
    }

    /** Takes what the market says of the trade that its last price is of. */
    public void trade(long timeNs, long number) {
        tradeTimeNs = timeNs;
        tradeId = number;
    }

    /** When its last price came, nanoseconds since 1970. */
    public long pricedNs() {
        return pricedNs;
    }

    /** When the trade of its last price was, as the market states it, nanoseconds since 1970. */
    public long tradeTimeNs() {
        return tradeTimeNs;
    }

    /** The market's own number of that trade. */
    public long tradeId() {
        return tradeId;
    }

    /** Last price, 0 before the first. */
    public long lastE8() {
        return lastE8;
    }

    /** Whether a price has come since the feed came up. */
    public boolean isPricedInSession() {
        return lastE8 > 0 && pricedInSession == feed.session();
    }

    /** Whether its price may be traded on. {@code maxAgeNs} 0: any price will do. The last trade of a book never grows old. */
    public boolean isFresh(long nowNs, long maxAgeNs) {
        if (maxAgeNs == 0 || isBook()) {
            return lastE8 > 0;
        }
        return isPricedInSession() && nowNs - feed.lastMessageNs() <= maxAgeNs;
    }

    /** Base volume of the last 24 hours, E8; 0: unknown. */
    public long volume24hE8(long nowNs) {
        return volume.volumeE8(nowNs);
    }

    /** Whether an order rests here whose condition held when it came. */
    public boolean isDue() {
        return due;
    }

    public void due(boolean isDue) {
        due = isDue;
    }

    /** Whether the operator has halted it: it takes no orders, its prices fire none, and nothing is traded in its book. */
    public boolean isHalted() {
        return halted;
    }

    public void halted(boolean isHalted) {
        halted = isHalted;
    }

    /** Whether its last price may fire what rests here. */
    public boolean mayFire(long nowNs, long maxAgeNs) {
        return !halted && isFresh(nowNs, maxAgeNs);
    }

    void writeTo(SnapshotSink sink) {
        sink.putBytes(terms.symbol().getBytes(StandardCharsets.US_ASCII));
        sink.putLong(feed.id());
        sink.putLong(terms.active() ? 1 : 0);
        sink.putLong(terms.minQuantityE8());
        sink.putLong(terms.maxQuantityE8());
        sink.putLong(terms.stepSizeE8());
        sink.putLong(terms.minNotionalE8());
        if (isBook()) {
            sink.putLong(bookFees.makerE8());
            sink.putLong(bookFees.takerE8());
        }
        sink.putLong(lastE8);
        sink.putLong(pricedNs);
        sink.putLong(tradeTimeNs);
        sink.putLong(tradeId);
        sink.putLong(pricedInSession);
        volume.writeTo(sink);
    }

    /** Reads what follows the terms. Whether it is due is known to the queue of those that are, and halts stand by themselves. */
    void readFrom(SnapshotSource source) {
        lastE8 = source.getLong();
        pricedNs = source.getLong();
        tradeTimeNs = source.getLong();
        tradeId = source.getLong();
        pricedInSession = source.getLong();
        volume.readFrom(source);
    }

    static BookFees readBookFees(SnapshotSource source, InstrumentTerms terms) {
        return terms.feedId() == InstrumentTerms.NO_FEED ? new BookFees(source.getLong(), source.getLong()) : null;
    }

    static InstrumentTerms readTerms(SnapshotSource source) {
        return new InstrumentTerms(
                new String(source.getBytes(), StandardCharsets.US_ASCII),
                (int) source.getLong(),
                source.getLong() == 1,
                source.getLong(),
                source.getLong(),
                source.getLong(),
                source.getLong());
    }
}
