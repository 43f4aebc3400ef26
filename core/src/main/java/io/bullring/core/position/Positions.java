package io.bullring.core.position;

import io.bullring.core.e8.E8;
import io.bullring.core.e8.Rounding;
import io.bullring.core.wallet.Holdings;
import io.bullring.core.wallet.Portfolios;

/**
 * What a position cost and what its sales brought: average cost, fees included (RULES.md section 5). The cost is carried
 * exactly; a sale takes its share of it, rounded half even, and the remainder stays with the position. So
 * {@code cash + cost = starting balance + realised result} holds to the last digit.
 *
 * <p>Engine thread only, inside a change of the portfolio, before the wallets move. Amounts are E8, times nanoseconds
 * since 1970.
 */
public final class Positions {
    private final Portfolios portfolios;
    private final Holdings holdings;

    public Positions(Portfolios portfolios) {
        this.portfolios = portfolios;
        this.holdings = portfolios.holdings();
    }

    /** Adds what was paid. The position is opened anew when nothing was held. */
    public void buy(int row, long paidE8, long nowNs) {
        if (holdings.quantityE8(row) == 0) {
            holdings.openedNs(row, nowNs);
        }
        holdings.costE8(row, Math.addExact(holdings.costE8(row), paidE8));
    }

    /** What the position will have cost after the sale of a part of it. */
    public long costAfterSaleE8(int row, long soldE8) {
        long quantityE8 = holdings.quantityE8(row);
        return E8.multiplyDivide(holdings.costE8(row), quantityE8 - soldE8, quantityE8, Rounding.HALF_EVEN);
    }

    /** Takes the sold part's cost out and books the result. */
    public void sell(int portfolio, int row, long costAfterE8, long pnlE8, long day) {
        holdings.costE8(row, costAfterE8);
        holdings.realizedPnlE8(row, Math.addExact(holdings.realizedPnlE8(row), pnlE8));
        portfolios.addRealized(portfolio, day, pnlE8);
    }

    /** Whether every total that a result is added to has room for it. */
    public boolean hasRoomFor(int portfolio, int row, long pnlE8, long day) {
        return E8.add(holdings.realizedPnlE8(row), pnlE8) != E8.OVERFLOW
                && E8.add(portfolios.realizedPnlE8(portfolio), pnlE8) != E8.OVERFLOW
                && E8.add(portfolios.dayPnlE8(portfolio, day), pnlE8) != E8.OVERFLOW;
    }
}
