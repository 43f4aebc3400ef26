package io.bullring.gateway.market;

import io.bullring.protocol.PriceUpdatedDecoder;
import io.bullring.protocol.Side;
import java.util.ArrayList;
import java.util.List;

/**
 * An instrument's last trades in the order in which the venue heard of them; the oldest gives way. Where nobody
 * says who took, that is read off the price: {@link Trade#isByBuyer}. Not thread-safe.
 */
final class TradeRing {
    static final int SIZE = 1_000;

    private final Trade[] trades = new Trade[SIZE];
    private long count;

    /** @param takerSide who took; null: nobody said */
    void add(PriceUpdatedDecoder price, Side takerSide) {
        boolean inferred = takerSide == null;
        add(new Trade(
                price.tradeId(),
                price.lastE8(),
                price.volumeE8(),
                price.tradeCount(),
                price.tradeTimeNs(),
                inferred ? isByBuyer(price.lastE8()) : takerSide == Side.BUY,
                inferred));
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
