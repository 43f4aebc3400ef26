package io.bullring.core.market;

import io.bullring.core.fault.Check;
import io.bullring.core.port.SnapshotSink;
import io.bullring.core.port.SnapshotSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The instruments and the feeds that price them, both found by their id. Engine thread only. */
public final class Instruments {
    /** Highest id of a feed. */
    public static final int MAX_FEED_ID = 255;

    private final Map<String, Instrument> bySymbol = new HashMap<>();
    private final Feed[] feeds = new Feed[MAX_FEED_ID + 1];
    private Instrument[] byId = new Instrument[8];
    private int count;

    /** The instrument with this id, or null. */
    public Instrument byId(int id) {
        return id >= 1 && id <= count ? byId[id] : null;
    }

    /** The instrument with this symbol, or null. */
    public Instrument bySymbol(String symbol) {
        return bySymbol.get(symbol);
    }

    /** The feed with this id, or null when it prices nothing. */
    public Feed feed(int id) {
        return id >= 1 && id <= MAX_FEED_ID ? feeds[id] : null;
    }

    public int count() {
        return count;
    }

    /** Whether any of them is traded in a book. */
    public boolean hasBooks() {
        return feeds[InstrumentTerms.NO_FEED] != null;
    }

    /** Adds an instrument with the next id. */
    public Instrument add(InstrumentTerms terms, long nowNs, long volume24hE8) {
        return add(terms, null, nowNs, volume24hE8);
    }

    /** Adds an instrument that is traded in a book, whose terms have no feed, with the next id. */
    public Instrument addBook(InstrumentTerms terms, BookFees fees, long nowNs) {
        return add(terms, fees, nowNs, 0);
    }

    private Instrument add(InstrumentTerms terms, BookFees fees, long nowNs, long volume24hE8) {
        if (feeds[terms.feedId()] == null) {
            feeds[terms.feedId()] = new Feed(terms.feedId());
        }
        count++;
        if (count == byId.length) {
            byId = Arrays.copyOf(byId, count * 2);
        }
        Instrument instrument =
                new Instrument(count, feeds[terms.feedId()], terms, new VolumeWindow(nowNs, volume24hE8), fees);
        byId[count] = instrument;
        bySymbol.put(terms.symbol(), instrument);
        return instrument;
    }

    public void change(Instrument instrument, InstrumentTerms terms) {
        instrument.change(terms);
    }

    /** Whether any of them is halted. */
    public boolean isAnyHalted() {
        for (int id = 1; id <= count; id++) {
            if (byId[id].isHalted()) {
                return true;
            }
        }
        return false;
    }

    public void writeTo(SnapshotSink sink) {
        sink.putLong(count);
        for (int id = 1; id <= count; id++) {
            byId[id].writeTo(sink);
        }
        for (int id = 1; id <= MAX_FEED_ID; id++) { // the feed of the books has no state
            if (feeds[id] != null) {
                feeds[id].writeTo(sink);
            }
        }
        sink.putLong(0);
    }

    /** Reads what {@link #writeTo} wrote, into instruments that have never been used. */
    public void readFrom(SnapshotSource source) {
        long last = source.getLong();
        for (int id = 1; id <= last; id++) {
            InstrumentTerms terms = Instrument.readTerms(source);
            add(terms, Instrument.readBookFees(source, terms), 0, 0).readFrom(source);
        }
        for (int id = (int) source.getLong(); id != 0; id = (int) source.getLong()) {
            feeds[id].readFrom(source);
        }
    }

    /** Writes which instruments are halted, in the order of their ids. */
    public void writeHaltsTo(SnapshotSink sink) {
        for (int id = 1; id <= count; id++) {
            if (byId[id].isHalted()) {
                sink.putLong(id);
            }
        }
        sink.putLong(0);
    }

    /** Reads what {@link #writeHaltsTo} wrote, into the instruments of the same snapshot. */
    public void readHaltsFrom(SnapshotSource source) {
        for (int id = (int) source.getLong(); id != 0; id = (int) source.getLong()) {
            Instrument instrument = byId(id);
            Check.that(instrument != null, "halt of an instrument that does not exist");
            instrument.halted(true);
        }
    }
}
