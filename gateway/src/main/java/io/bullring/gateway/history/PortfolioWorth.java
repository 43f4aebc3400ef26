package io.bullring.gateway.history;

import io.bullring.gateway.history.SessionRecord.Holding;
import io.bullring.protocol.Side;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a portfolio owns, as far as its worth goes: cash, whether it is promised to an order or not, and positions; and what
 * its fills came to. Follows from its fills, and from what it was given. Amounts are E8. On the follower's thread.
 */
final class PortfolioWorth {
    private static final int HEAD_BYTES = 13 * Long.BYTES;
    private static final int POSITION_BYTES = Integer.BYTES + Long.BYTES;

    private final long portfolioId;
    private final long previousId;
    private final long openedNs;
    private final long startingBalanceE8;
    private long cashE8;
    private long lastFillId;
    private long lastGrant;
    private Tally tally = Tally.NONE;
    private int[] instrumentIds;
    private long[] quantitiesE8;
    private int count;

    private PortfolioWorth(long portfolioId, long previousId, long openedNs, long startingBalanceE8, int positions) {
        this.portfolioId = portfolioId;
        this.previousId = previousId;
        this.openedNs = openedNs;
        this.startingBalanceE8 = startingBalanceE8;
        cashE8 = startingBalanceE8;
        instrumentIds = new int[positions];
        quantitiesE8 = new long[positions];
    }

    static PortfolioWorth opened(long portfolioId, long previousId, long balanceE8, long timeNs) {
        return new PortfolioWorth(portfolioId, previousId, timeNs, balanceE8, 0);
    }

    static PortfolioWorth of(byte[] bytes) {
        ByteBuffer row = ByteBuffer.wrap(bytes);
        int positions = (bytes.length - HEAD_BYTES) / POSITION_BYTES;
        PortfolioWorth worth =
                new PortfolioWorth(row.getLong(), row.getLong(), row.getLong(), row.getLong(), positions);
        worth.cashE8 = row.getLong();
        worth.lastFillId = row.getLong();
        worth.lastGrant = row.getLong();
        worth.tally = new Tally(
                row.getLong(), row.getLong(), row.getLong(), row.getLong(), row.getLong(), row.getLong());
        while (worth.count < positions) {
            worth.instrumentIds[worth.count] = row.getInt();
            worth.quantitiesE8[worth.count] = row.getLong();
            worth.count++;
        }
        return worth;
    }

    byte[] row() {
        ByteBuffer row = ByteBuffer.allocate(HEAD_BYTES + count * POSITION_BYTES)
                .putLong(portfolioId)
                .putLong(previousId)
                .putLong(openedNs)
                .putLong(startingBalanceE8)
                .putLong(cashE8)
                .putLong(lastFillId)
                .putLong(lastGrant)
                .putLong(tally.fills())
                .putLong(tally.sales())
                .putLong(tally.winning())
                .putLong(tally.losing())
                .putLong(tally.realizedPnlE8())
                .putLong(tally.feesE8());
        for (int i = 0; i < count; i++) {
            row.putInt(instrumentIds[i]).putLong(quantitiesE8[i]);
        }
        return row.array();
    }

    SessionRecord session() {
        List<Holding> holdings = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            holdings.add(new Holding(instrumentIds[i], quantitiesE8[i]));
        }
        return new SessionRecord(portfolioId, previousId, openedNs, startingBalanceE8, cashE8, holdings, lastFillId,
                lastGrant,
                tally);
    }

    void apply(FillRecord fill) {
        boolean isBuy = fill.side() == Side.BUY;
        cashE8 += (isBuy ? -fill.notionalE8() : fill.notionalE8()) - fill.feeE8();
        add(fill.instrumentId(), isBuy ? fill.quantityE8() : -fill.quantityE8());
        lastFillId = fill.fillId();
        tally = tally.plus(fill);
    }

    void apply(GrantRecord grant) {
        add(grant.instrumentId(), grant.quantityE8());
        lastGrant = grant.sequence();
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
