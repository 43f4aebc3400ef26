package io.bullring.core.fill;

import io.bullring.core.e8.E8;
import io.bullring.core.order.Order;
import io.bullring.core.position.Positions;
import io.bullring.core.risk.DailyLoss;
import io.bullring.core.risk.Rejection;
import io.bullring.core.wallet.Holdings;
import io.bullring.core.wallet.Portfolios;
import io.bullring.core.wallet.Wallets;
import io.bullring.protocol.RejectReason;

/**
 * Exchanges money for base asset or the other way round: RULES.md section 5, steps 5 and 6. First asks whether it can be
 * done, then does it; the two are apart, so that a refusal changes nothing. Engine thread only; amounts are E8.
 */
public final class Settlement {
    /** The result of a purchase: there is none. */
    public static final long NO_RESULT = Rejection.UNSET;

    private final Portfolios portfolios;
    private final Holdings holdings;
    private final Wallets wallets;
    private final Positions positions;
    private final Rejection rejection;

    private long costAfterE8;
    private long pnlE8;

    public Settlement(Portfolios portfolios, Wallets wallets, Positions positions, Rejection rejection) {
        this.portfolios = portfolios;
        this.holdings = portfolios.holdings();
        this.wallets = wallets;
        this.positions = positions;
        this.rejection = rejection;
    }

    /** Whether the fill of an order that knows its holding can be settled. If not, the rejection says why. Nothing changes. */
    public boolean isPossible(Order order, FillTerms terms, long nowNs) {
        int row = order.holding();
        return order.isBuy() ? canBuy(order, terms, row) : canSell(order, terms, row, nowNs);
    }

    private boolean canBuy(Order order, FillTerms terms, int row) {
        long paidE8 = E8.add(terms.notionalE8(), terms.feeE8());
        long quantityE8 = row == Portfolios.NONE ? 0 : holdings.quantityE8(row);
        long costE8 = row == Portfolios.NONE ? 0 : holdings.costE8(row);
        if (paidE8 == E8.OVERFLOW
                || E8.add(quantityE8, order.quantityE8()) == E8.OVERFLOW
                || E8.add(costE8, paidE8) == E8.OVERFLOW) {
            return rejection.because(RejectReason.AMOUNT_TOO_LARGE);
        }
        long availableE8 = portfolios.availableE8(order.portfolio());
        return rejection.unless(paidE8 <= availableE8, RejectReason.INSUFFICIENT_BALANCE, paidE8, availableE8);
    }

    private boolean canSell(Order order, FillTerms terms, int row, long nowNs) {
        long availableE8 = row == Portfolios.NONE ? 0 : holdings.availableE8(row);
        long quantityE8 = order.quantityE8();
        long proceedsE8 = terms.notionalE8() - terms.feeE8();
        if (!rejection.unless(
                quantityE8 <= availableE8, RejectReason.INSUFFICIENT_BALANCE, quantityE8, availableE8)
                || !rejection.unless(proceedsE8 > 0, RejectReason.PROCEEDS_NOT_POSITIVE)) {
            return false;
        }
        costAfterE8 = positions.costAfterSaleE8(row, order.quantityE8());
        pnlE8 = proceedsE8 - (holdings.costE8(row) - costAfterE8);
        int portfolio = order.portfolio();
        long cashE8 = E8.add(portfolios.availableE8(portfolio), portfolios.heldE8(portfolio));
        boolean fits = E8.add(cashE8, proceedsE8) != E8.OVERFLOW
                && positions.hasRoomFor(portfolio, row, pnlE8, DailyLoss.day(nowNs));
        return fits || rejection.because(RejectReason.AMOUNT_TOO_LARGE);
    }

    /**
     * Settles what {@link #isPossible} has just allowed, inside a change of the portfolio.
     *
     * @return the result of a sale, {@link #NO_RESULT} of a purchase
     */
    public long settle(Order order, FillTerms terms, long nowNs) {
        int portfolio = order.portfolio();
        int row = order.holding() == Portfolios.NONE
                ? portfolios.holdingOrNew(portfolio, order.instrumentId())
                : order.holding();
        if (order.isBuy()) {
            positions.buy(row, terms.notionalE8() + terms.feeE8(), nowNs);
            wallets.settleBuy(portfolio, row, order.quantityE8(), terms.notionalE8(), terms.feeE8());
            return NO_RESULT;
        }
        positions.sell(portfolio, row, costAfterE8, pnlE8, DailyLoss.day(nowNs));
        wallets.settleSell(portfolio, row, order.quantityE8(), terms.notionalE8(), terms.feeE8());
        return pnlE8;
    }
}
