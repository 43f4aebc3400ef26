package io.bullring.core.engine;

import io.bullring.core.event.EventSink;
import io.bullring.core.market.Instrument;

/**
 * What one order traded in a book: the instrument's price from trade to trade, and at the end one {@code PriceUpdated} for all of
 * them and the stop-losses and take-profits that they fire. Engine thread only; prices are E8.
 */
final class BookTape {
    private final VenueState venue;
    private final EventSink events;
    private Instrument instrument;
    private int trades;
    private long lowE8;
    private long highE8;
    private long lastE8;
    private long volumeE8;

    BookTape(VenueState venue, EventSink events) {
        this.venue = venue;
        this.events = events;
    }

    void begin(Instrument traded) {
        instrument = traded;
        trades = 0;
        lowE8 = Long.MAX_VALUE;
        highE8 = 0;
        volumeE8 = 0;
    }

    void traded(long priceE8, long quantityE8) {
        trades++;
        lowE8 = Math.min(lowE8, priceE8);
        highE8 = Math.max(highE8, priceE8);
        lastE8 = priceE8;
        volumeE8 += quantityE8; // a part of one order's quantity
    }

    void end(long nowNs) {
        if (trades == 0) {
            return;
        }
        long fillId = venue.fillIds.last();
        instrument.traded(lastE8, volumeE8, nowNs, fillId);
        events.priceUpdated(instrument.id(), trades, lastE8, lowE8, highE8, volumeE8, nowNs, fillId);
        venue.books.fire(instrument, lowE8, highE8);
    }
}
