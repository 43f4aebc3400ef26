package io.bullring.core.fill;

import io.bullring.core.e8.E8;
import io.bullring.core.position.Positions;
import io.bullring.core.risk.DailyLoss;
import io.bullring.core.wallet.Holdings;
import io.bullring.core.wallet.Portfolios;
import io.bullring.core.wallet.Wallets;

/**
 * Exchanges money for base asset between two portfolios: RULES.md section 8. Each half is asked whether it can be done before
 * either is; the seller's half is done first, so that the answers also hold for a portfolio that trades with itself. Engine thread only,
 * inside a change of the portfolio; amounts are E8.
 */
public final class BookSettlement {
    private final Portfolios portfolios;
    private final Holdings holdings;
    private final Wallets wallets;
    private final Positions positions;

    public BookSettlement(Portfolios portfolios, Wallets wallets, Positions positions) {
        this.portfolios = portfolios;
        this.holdings = portfolios.holdings();
        this.wallets = wallets;
        this.positions = positions;
    }

    /** Whether a position has room for a purchase, or a grant. */
    public boolean canBuy(int row, long quantityE8, long paidE8) {
        return row == Portfolios.NONE
                || E8.add(holdings.quantityE8(row), quantityE8) != E8.OVERFLOW
                        && E8.add(holdings.costE8(row), paidE8) != E8.OVERFLOW;
    }

    /** Whether a portfolio, which has the quantity, has room for the proceeds and the result of its sale. */
    public boolean canSell(int portfolio, int row, long quantityE8, long proceedsE8, long nowNs) {
        long cashE8 = E8.add(portfolios.availableE8(portfolio), portfolios.heldE8(portfolio));
        return E8.add(cashE8, proceedsE8) != E8.OVERFLOW
                && positions.hasRoomFor(
                        portfolio, row, resultE8(row, quantityE8, proceedsE8), DailyLoss.day(nowNs));
    }

    /**
     * Whether a portfolio, which has what it sells, has room for the proceeds and the results of sales in whatever parts, together at most so
     * much, even if it buys for as much in between: a result is between the loss of all cost and a gain of all proceeds.
     */
    public boolean canSellInParts(int portfolio, int row, long mostE8, long nowNs) {
        if (row == Portfolios.NONE || holdings.quantityE8(row) == 0) {
            return true; // it has nothing that it could sell
        }
        long cashE8 = E8.add(portfolios.availableE8(portfolio), portfolios.heldE8(portfolio));
        long lossE8 = E8.add(holdings.costE8(row), mostE8);
        long day = DailyLoss.day(nowNs);
        return E8.add(cashE8, mostE8) != E8.OVERFLOW
                && lossE8 != E8.OVERFLOW
                && positions.hasRoomFor(portfolio, row, mostE8, day)
                && positions.hasRoomFor(portfolio, row, -lossE8, day);
    }

    private long resultE8(int row, long quantityE8, long proceedsE8) {
        return proceedsE8 - (holdings.costE8(row) - positions.costAfterSaleE8(row, quantityE8));
    }

    /** Takes the quantity and pays for it from what is available. */
    public void buy(int portfolio, int instrumentId, long quantityE8, long notionalE8, long feeE8, long nowNs) {
        int row = portfolios.holdingOrNew(portfolio, instrumentId);
        positions.buy(row, notionalE8 + feeE8, nowNs);
        wallets.takePurchase(portfolio, row, quantityE8, notionalE8, feeE8);
    }

    /** Gives the quantity from what is available and takes the proceeds; returns the result. */
    public long sell(int portfolio, int row, long quantityE8, long notionalE8, long feeE8, long nowNs) {
        long pnlE8 = resultE8(row, quantityE8, notionalE8 - feeE8);
        positions.sell(
                portfolio, row, positions.costAfterSaleE8(row, quantityE8), pnlE8, DailyLoss.day(nowNs));
        wallets.takeSale(portfolio, row, quantityE8, notionalE8, feeE8);
        return pnlE8;
    }

    /** Gives a portfolio base asset that counts as having cost so much. */
    public void grant(int portfolio, int instrumentId, long quantityE8, long costE8, long nowNs) {
        int row = portfolios.holdingOrNew(portfolio, instrumentId);
        positions.buy(row, costE8, nowNs);
        wallets.grantBase(row, quantityE8);
    }
}
