package io.bullring.gateway.market;

import io.bullring.protocol.PriceUpdatedDecoder;
import java.util.ArrayList;
import java.util.List;

/**
 * An instrument's last trades in the order in which the venue heard of them; the oldest gives way. Who took is known of a book;
 * feeds do not say it, so that is read off the price: {@link Trade#isByBuyer}. Not thread-safe.
 */
final class TradeRing {
    static final int SIZE = 1_000;

    private final Trade[] trades = new Trade[SIZE];
    private long count;

    void add(PriceUpdatedDecoder price) {
        add(new Trade(
                price.tradeId(),
                price.lastE8(),
                price.volumeE8(),
                price.tradeCount(),
                price.tradeTimeNs(),
                isByBuyer(price.lastE8()),
                true));
    }

    void add(Trade trade) {
        trades[place(count)] = trade;
        count++;
    }

    /** At most so many, newest first. */
    List<Trade> newest(int limit) {
        int length = (int) Math.min(limit, Math.min(count, SIZE));
        List<Trade> newest = new ArrayList<>(length);
        for (int i = 1; i <= length; i++) {
            newest.add(trades[place(count - i)]);
        }
        return newest;
    }

    private boolean isByBuyer(long priceE8) {
        if (count == 0) {
            return true;
        }
        Trade before = trades[place(count - 1)];
        return Trade.isByBuyer(priceE8, before.priceE8(), before.byBuyer());
    }

    private static int place(long number) {
        return (int) (number % SIZE);
    }
}
