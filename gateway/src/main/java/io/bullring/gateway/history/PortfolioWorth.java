package io.bullring.gateway.history;

import io.bullring.core.e8.E8;
import io.bullring.core.e8.Rounding;
import io.bullring.protocol.Side;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.IntToLongFunction;

/**
 * What a portfolio owns, as far as its worth goes: cash, whether it is promised to an order or not, and positions. Follows
 * from its fills. Amounts are E8. On the follower's thread.
 */
final class PortfolioWorth {
    static final long NEVER = Long.MIN_VALUE;
    private static final int HEAD_BYTES = 2 * Long.BYTES;
    private static final int POSITION_BYTES = Integer.BYTES + Long.BYTES;

    private long cashE8;
    private long sampledNs;
    private int[] instrumentIds;
    private long[] quantitiesE8;
    private int count;

    private PortfolioWorth(long cashE8, long sampledNs, int positions) {
        this.cashE8 = cashE8;
        this.sampledNs = sampledNs;
        instrumentIds = new int[positions];
        quantitiesE8 = new long[positions];
    }

    static PortfolioWorth opened(long cashE8) {
        return new PortfolioWorth(cashE8, NEVER, 0);
    }

    static PortfolioWorth of(byte[] bytes) {
        ByteBuffer row = ByteBuffer.wrap(bytes);
        int positions = (bytes.length - HEAD_BYTES) / POSITION_BYTES;
        PortfolioWorth worth = new PortfolioWorth(row.getLong(), row.getLong(), positions);
        while (worth.count < positions) {
            worth.instrumentIds[worth.count] = row.getInt();
            worth.quantitiesE8[worth.count] = row.getLong();
            worth.count++;
        }
        return worth;
    }

    byte[] row() {
        ByteBuffer row = ByteBuffer.allocate(HEAD_BYTES + count * POSITION_BYTES)
                .putLong(cashE8)
                .putLong(sampledNs);
        for (int i = 0; i < count; i++) {
            row.putInt(instrumentIds[i]).putLong(quantitiesE8[i]);
        }
        return row.array();
    }

    void apply(FillRecord fill) {
        boolean isBuy = fill.side() == Side.BUY;
        cashE8 += (isBuy ? -fill.notionalE8() : fill.notionalE8()) - fill.feeE8();
        add(fill.instrumentId(), isBuy ? fill.quantityE8() : -fill.quantityE8());
    }

    /** At these prices, with the engine's rounding; the largest number when it would be beyond that. */
    long equityE8(IntToLongFunction lastPricesE8) {
        long equityE8 = cashE8;
        for (int i = 0; i < count; i++) {
            long valueE8 = E8.saturate(
                    E8.multiply(quantitiesE8[i], lastPricesE8.applyAsLong(instrumentIds[i]), Rounding.HALF_EVEN));
            equityE8 = E8.saturate(E8.add(equityE8, valueE8));
        }
        return equityE8;
    }

    /** Whether there is a sample of this time. */
    boolean isSampledAt(long timeNs) {
        return sampledNs == timeNs;
    }

    void sampled(long timeNs) {
        sampledNs = timeNs;
    }

    private void add(int instrumentId, long quantityE8) {
        int place = placeOf(instrumentId);
        quantitiesE8[place] += quantityE8;
        if (quantitiesE8[place] == 0) {
            count--;
            instrumentIds[place] = instrumentIds[count];
            quantitiesE8[place] = quantitiesE8[count];
        }
    }

    private int placeOf(int instrumentId) {
        for (int i = 0; i < count; i++) {
            if (instrumentIds[i] == instrumentId) {
                return i;
            }
        }
        if (count == instrumentIds.length) {
            instrumentIds = Arrays.copyOf(instrumentIds, count + 2);
            quantitiesE8 = Arrays.copyOf(quantitiesE8, count + 2);
        }
        instrumentIds[count] = instrumentId;
        quantitiesE8[count] = 0;
        return count++;
    }
}
