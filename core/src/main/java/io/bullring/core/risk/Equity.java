package io.bullring.core.risk;

import io.bullring.core.e8.E8;
import io.bullring.core.e8.Rounding;
import io.bullring.core.market.Instruments;
import io.bullring.core.wallet.Holdings;
import io.bullring.core.wallet.Portfolios;

/**
 * What a portfolio is worth at the last prices, E8 of USDT: exact while it fits 64 bits, otherwise the largest number that does,
 * which only makes rules stricter. Reads one portfolio, never others. Engine thread only.
 *
 * <p>The worth takes a walk over all holdings with a product each. A portfolio is worth at least its {@linkplain #cashE8 cash}, and
 * nearly every order is so small that cash alone tells that a limit is kept.
 */
public final class Equity {
    private final Portfolios portfolios;
    private final Holdings holdings;
    private final Instruments instruments;

    public Equity(Portfolios portfolios, Instruments instruments) {
        this.portfolios = portfolios;
        this.holdings = portfolios.holdings();
        this.instruments = instruments;
    }

    /** What a portfolio is worth. */
    public long equityE8(int portfolio) {
        long sumE8 = cashE8(portfolio);
        for (int row = portfolios.firstHolding(portfolio); row != Portfolios.NONE; row = holdings.next(row)) {
            sumE8 = E8.saturate(E8.add(sumE8, positionE8(row)));
        }
        return sumE8;
    }

    /** What a portfolio has of USDT, available and held: the part of its worth that no price changes. */
    public long cashE8(int portfolio) {
        return E8.saturate(E8.add(portfolios.availableE8(portfolio), portfolios.heldE8(portfolio)));
    }

    /** What a holding is worth, 0 for {@link Portfolios#NONE}. */
    public long positionE8(int row) {
        if (row == Portfolios.NONE) {
            return 0;
        }
        long lastE8 = instruments.byId(holdings.instrumentId(row)).lastE8();
        return E8.multiplySaturated(holdings.quantityE8(row), lastE8, Rounding.HALF_EVEN);
    }
}
