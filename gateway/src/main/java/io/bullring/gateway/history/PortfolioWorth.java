package io.bullring.gateway.history;

import io.bullring.gateway.history.SessionRecord.Holding;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a portfolio owns, as far as its worth goes: cash, whether it is promised to an order or not, and positions; and what
 * its fills came to. Follows from its fills, and from what it was given. Amounts are E8. On the follower's thread.
 */
final class PortfolioWorth {
    private static final int HEAD_BYTES = 13 * Long.BYTES;
    private static final int POSITION_BYTES = Integer.BYTES + 2 * Long.BYTES;

    private final long portfolioId;
    private final long previousId;
    private final long openedNs;
    private final long startingBalanceE8;
    private long cashE8;
    private long lastFillId;
    private long lastGrant;
    private Tally tally = Tally.NONE;
    private final List<Holding> holdings = new ArrayList<>();

    private PortfolioWorth(long portfolioId, long previousId, long openedNs, long startingBalanceE8) {
        this.portfolioId = portfolioId;
        this.previousId = previousId;
        this.openedNs = openedNs;
        this.startingBalanceE8 = startingBalanceE8;
        cashE8 = startingBalanceE8;
    }

    static PortfolioWorth opened(long portfolioId, long previousId, long balanceE8, long timeNs) {
        return new PortfolioWorth(portfolioId, previousId, timeNs, balanceE8);
    }

    static PortfolioWorth of(byte[] bytes) {
        ByteBuffer row = ByteBuffer.wrap(bytes);
        PortfolioWorth worth = new PortfolioWorth(row.getLong(), row.getLong(), row.getLong(), row.getLong());
        worth.cashE8 = row.getLong();
        worth.lastFillId = row.getLong();
        worth.lastGrant = row.getLong();
        worth.tally = new Tally(
                row.getLong(), row.getLong(), row.getLong(), row.getLong(), row.getLong(), row.getLong());
        while (row.hasRemaining()) {
            worth.holdings.add(new Holding(row.getInt(), row.getLong(), row.getLong()));
        }
        return worth;
    }

    byte[] row() {
        ByteBuffer row = ByteBuffer.allocate(HEAD_BYTES + holdings.size() * POSITION_BYTES)
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
        for (Holding holding : holdings) {
            row.putInt(holding.instrumentId()).putLong(holding.quantityE8()).putLong(holding.costE8());
        }
        return row.array();
    }

    SessionRecord session() {
        return new SessionRecord(portfolioId, previousId, openedNs, startingBalanceE8, cashE8, holdings, lastFillId,
                lastGrant,
                tally);
    }

    void apply(FillRecord fill) {
        cashE8 -= fill.paidE8();
        add(fill.change());
        lastFillId = fill.fillId();
        tally = tally.plus(fill);
    }

    void apply(GrantRecord grant) {
        add(grant.change());
        lastGrant = grant.sequence();
    }

    /** One that is sold out goes. */
    private void add(Holding change) {
        for (int i = 0; i < holdings.size(); i++) {
            if (holdings.get(i).instrumentId() == change.instrumentId()) {
                Holding changed = holdings.get(i).plus(change);
                if (changed.quantityE8() == 0) {
                    holdings.remove(i);
                } else {
                    holdings.set(i, changed);
                }
                return;
            }
        }
        holdings.add(change);
    }
}
