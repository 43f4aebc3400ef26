package io.bullring.core.risk;

import io.bullring.core.e8.E8;
import io.bullring.core.e8.Rounding;
import io.bullring.core.market.Instruments;
import io.bullring.core.wallet.Holdings;
import io.bullring.core.wallet.Portfolios;

/**
 * What a portfolio is worth at the last prices, E8 of USDT: exact while it fits 64 bits, otherwise the largest number that does,
 * which only makes rules stricter. Reads one portfolio, never others, and walks its holdings once: what it comes across on the way
 * is told until the next appraisal. Engine thread only.
 */
public final class Equity {
    private static final int NO_INSTRUMENT = 0;

    private final Portfolios portfolios;
    private final Holdings holdings;
    private final Instruments instruments;
    private long equityE8;
    private long positionValueE8;
    private int holding;

    public Equity(Portfolios portfolios, Instruments instruments) {
        this.portfolios = portfolios;
        this.holdings = portfolios.holdings();
        this.instruments = instruments;
    }

    /** What a portfolio is worth. */
    public long equityE8(int portfolio) {
        appraise(portfolio, NO_INSTRUMENT);
        return equityE8;
    }

    /** Works out what a portfolio is worth, and what its position of this instrument is. */
    public void appraise(int portfolio, int instrumentId) {
        long sumE8 = E8.saturate(E8.add(portfolios.availableE8(portfolio), portfolios.heldE8(portfolio)));
        positionValueE8 = 0;
        holding = Portfolios.NONE;
        for (int row = portfolios.firstHolding(portfolio); row != Portfolios.NONE; row = holdings.next(row)) {
            int held = holdings.instrumentId(row);
            long valueE8 = E8.saturate(
                    E8.multiply(holdings.quantityE8(row), instruments.byId(held).lastE8(), Rounding.HALF_EVEN));
            sumE8 = E8.saturate(E8.add(sumE8, valueE8));
            if (held == instrumentId) {
                positionValueE8 = valueE8;
                holding = row;
            }
        }
        equityE8 = sumE8;
    }

    /** The equity appraised last. */
    public long equityE8() {
        return equityE8;
    }

    /** The value of the position appraised last, 0 without one. */
    public long positionValueE8() {
        return positionValueE8;
    }

    /** The row of the position appraised last, or {@link Portfolios#NONE}. */
    public int holding() {
        return holding;
    }
}
