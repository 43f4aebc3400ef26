package io.bullring.core.risk;

import io.bullring.core.e8.E8;
import io.bullring.core.e8.Rounding;
import io.bullring.core.market.Instruments;
import io.bullring.core.wallet.Holdings;
import io.bullring.core.wallet.Portfolios;

/**
 * What a portfolio is worth at the last prices, E8 of USDT: exact while it fits 64 bits, otherwise the largest number that does,
 * which only makes rules stricter. Reads one portfolio, never others. Engine thread only.
 */
public final class Equity {
    private final Portfolios portfolios;
    private final Instruments instruments;

    public Equity(Portfolios portfolios, Instruments instruments) {
        this.portfolios = portfolios;
        this.instruments = instruments;
    }

    public long equityE8(int portfolio) {
        long equityE8 = E8.saturate(E8.add(portfolios.availableE8(portfolio), portfolios.heldE8(portfolio)));
        Holdings holdings = portfolios.holdings();
        for (int row = portfolios.firstHolding(portfolio); row != Portfolios.NONE; row = holdings.next(row)) {
            equityE8 = E8.saturate(E8.add(equityE8, valueE8(holdings, row)));
        }
        return equityE8;
    }

    /** Value of one instrument's position. */
    public long positionValueE8(int portfolio, int instrumentId) {
        int row = portfolios.holding(portfolio, instrumentId);
        return row == Portfolios.NONE ? 0 : valueE8(portfolios.holdings(), row);
    }

    private long valueE8(Holdings holdings, int row) {
        long lastE8 = instruments.byId(holdings.instrumentId(row)).lastE8();
        return E8.saturate(E8.multiply(holdings.quantityE8(row), lastE8, Rounding.HALF_EVEN));
    }
}
