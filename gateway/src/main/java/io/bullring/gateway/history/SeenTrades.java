package io.bullring.gateway.history;

import io.bullring.protocol.PriceUpdatedDecoder;
import java.util.HashMap;
import java.util.Map;

/**
 * The last trade of each instrument that the venue has seen. Markets number their trades without a hole, and a price says how many it
 * is made of, so a hole in the numbers is what was missed, whyever: the venue did not run, its feed was down, or what did not come was
 * given up.
 *
 * <pre>
 *   numbers   … 40 41 │ ▒▒ ▒▒ ▒▒ │ 45 46        seen up to 41; a price of one trade, number 45: 42 to 44 are missing
 * </pre>
 *
 * A number that goes back is a hole, too, for who knows what was before it; but one that begins with the first trade of all is a
 * recording that starts over. Nothing of books is asked here: their trades are the venue's own. Follows from events alone; what it
 * knows lies in the candles, and is read from there after a start. On the follower's thread.
 */
final class SeenTrades {
    /**
     * Of one instrument.
     *
     * @param isTrade false: nothing was seen yet, and time and number mean nothing
     */
    record Last(boolean isTrade, long timeNs, long tradeId) {
        /** Whether trades are missing between this one and those of a price. One that comes late is not judged. */
        boolean isHoleBefore(PriceUpdatedDecoder price) {
            long firstId = price.tradeId() - price.tradeCount() + 1;
            return firstId > 1 && isBefore(price) && !(isTrade && firstId == tradeId + 1);
        }

        private boolean isBefore(PriceUpdatedDecoder price) {
            return !isTrade
                    || timeNs < price.tradeTimeNs()
                    || (timeNs == price.tradeTimeNs() && tradeId < price.tradeId());
        }

        private Last with(PriceUpdatedDecoder price) {
            return isBefore(price) ? new Last(true, price.tradeTimeNs(), price.tradeId()) : this;
        }
    }

    private final HistoryDatabase database;
    private final Map<Integer, Last> lasts = new HashMap<>();

    SeenTrades(HistoryDatabase database) {
        this.database = database;
    }

    Last last(int instrumentId) {
        return lasts.computeIfAbsent(instrumentId, this::stored);
    }

    void add(PriceUpdatedDecoder price) {
        lasts.put(price.instrumentId(), last(price.instrumentId()).with(price));
    }

    /** Of all that was written, the newest trade is in the newest minute. */
    private Last stored(int instrumentId) {
        Last[] last = {new Last(false, 0, 0)};
        byte[] minutes = HistoryKey.candles(instrumentId, CandleInterval.ONE_MINUTE);
        database.scan(minutes, minutes, row -> {
            Candle newest = HistoryRow.candle(row);
            last[0] = new Last(true, newest.lastTradeNs(), newest.lastTradeId());
            return false;
        });
        return last[0];
    }
}
