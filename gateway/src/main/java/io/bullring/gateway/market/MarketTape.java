package io.bullring.gateway.market;

import io.bullring.core.event.EventCursor;
import io.bullring.core.port.EventListener;
import io.bullring.gateway.history.CandleInterval;
import io.bullring.gateway.history.FillRecord;
import io.bullring.gateway.history.HistoryStore;
import io.bullring.protocol.Liquidity;
import io.bullring.protocol.OrderTradedDecoder;
import io.bullring.protocol.PriceUpdatedDecoder;
import io.bullring.protocol.Side;
import io.bullring.protocol.TradeReportedDecoder;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.agrona.DirectBuffer;

/**
 * What the market did lately: the 24 hours behind the tickers, and the last trades. It stands behind the follower, where the
 * history is, so that it costs the engine thread nothing; whoever must find what it was told of waits at the history's barrier.
 *
 * <p>A book's trades are told one by one, and its price behind them adds them up; of a feed there are only prices, and before that of a
 * single trade who took, where the feed says it.
 *
 * <p>At a start the history has every minute up to there, and the days begin with those, the trades with a book's; what is replayed is
 * passed over, for it is in the history already. The trades of a feed begin empty. Its memory is bounded: of each instrument
 * {@link DayWindow#MINUTES} minutes at most, some 180 KB when each of them had a trade, and {@link TradeRing#SIZE} trades, some 60 KB.
 */
public final class MarketTape implements EventListener {
    private static final List<Trade> NO_TRADES = List.of();

    private final ConcurrentMap<Integer, InstrumentTape> tapes = new ConcurrentHashMap<>();
    private final EventCursor cursor = new EventCursor();
    private final PriceUpdatedDecoder price = new PriceUpdatedDecoder();
    private final OrderTradedDecoder traded = new OrderTradedDecoder();
    private final TradeReportedDecoder reported = new TradeReportedDecoder();
    private boolean listening;
    private int tradedBook; // whose trades were told last: a price of it adds those up
    private Side takerSide; // in the trade that the next price tells; null: nobody said

    /**
     * What comes is behind everything that the history has. Before the first event that is not replayed, while the follower has
     * nothing to do.
     *
     * @param nowNs the venue's time
     */
    public void begin(HistoryStore history, List<Listing> listings, long nowNs) {
        for (Listing listing : listings) {
            int id = listing.instrumentId();
            tape(id).begin(
                    history.candles(
                            id, CandleInterval.ONE_MINUTE, Long.MIN_VALUE, Long.MAX_VALUE, DayWindow.MINUTES),
                    history.newestTrades(id, TradeRing.SIZE),
                    nowNs);
        }
        listening = true;
    }

    /** The 24 hours up to this time, or null when the instrument did not trade in them. */
    public Ticker ticker(int instrumentId, long nowNs) {
        InstrumentTape tape = tapes.get(instrumentId);
        return tape == null ? null : tape.ticker(nowNs);
    }

    /** The last trades, of a feed those since the start, at most so many, newest first. */
    public List<Trade> trades(int instrumentId, int limit) {
        InstrumentTape tape = tapes.get(instrumentId);
        return tape == null ? NO_TRADES : tape.trades(limit);
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
        if (!listening) {
            return;
        }
        cursor.wrap(events, offset, length);
        while (cursor.next()) {
            switch (cursor.templateId()) {
                case OrderTradedDecoder.TEMPLATE_ID -> onTraded(timeNs);
                case TradeReportedDecoder.TEMPLATE_ID -> onReported();
                case PriceUpdatedDecoder.TEMPLATE_ID -> onPriceUpdated(timeNs);
                default -> {}
            }
        }
    }

    /** One of the two sides of a trade. */
    private void onTraded(long timeNs) {
        traded.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        if (traded.liquidity() == Liquidity.TAKER) {
            tradedBook = traded.instrumentId();
            tape(tradedBook).add(FillRecord.of(traded, timeNs));
        }
    }

    /** Its price follows. */
    private void onReported() {
        takerSide = reported.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader()).takerSide();
    }

    private void onPriceUpdated(long timeNs) {
        price.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        if (price.instrumentId() != tradedBook) {
            tape(price.instrumentId()).add(price, takerSide, timeNs);
        }
        takerSide = null;
    }

    private InstrumentTape tape(int instrumentId) {
        return tapes.computeIfAbsent(instrumentId, ignored -> new InstrumentTape());
    }
}
