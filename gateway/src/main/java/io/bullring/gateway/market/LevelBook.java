package io.bullring.gateway.market;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** What rests in one instrument's book, by price. Not thread-safe; what it shows is immutable. E8. */
final class LevelBook {
    private final int instrumentId;
    private final TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Long, Long> asks = new TreeMap<>();
    private long changeId;
    private long changedNs;

    LevelBook(int instrumentId) {
        this.instrumentId = instrumentId;
    }

    int instrumentId() {
        return instrumentId;
    }

    /** Changes what rests at a price; a price at which nothing is left is gone. The engine has seen to it that the sum fits. */
    void add(boolean isBuy, long priceE8, long quantityE8) {
        Map<Long, Long> side = isBuy ? bids : asks;
        side.merge(priceE8, quantityE8, (there, more) -> there + more == 0 ? null : there + more);
    }

    /** Notes which command changed it last, and when that came. */
    void changed(long sequence, long timeNs) {
        changeId = sequence;
        changedNs = Math.max(changedNs, timeNs);
    }

    Depth depth() {
        return new Depth(changeId, changedNs, best(bids), best(asks));
    }

    private static Depth.Side best(TreeMap<Long, Long> side) {
        int count = Math.min(Depth.LEVELS, side.size());
        long[] pricesE8 = new long[count];
        long[] quantitiesE8 = new long[count];
        int at = 0;
        for (Map.Entry<Long, Long> level : side.entrySet()) {
            if (at == count) {
                break;
            }
            pricesE8[at] = level.getKey();
            quantitiesE8[at++] = level.getValue();
        }
        return new Depth.Side(pricesE8, quantitiesE8);
    }
}
