package io.bullring.core.wallet;

import io.bullring.core.e8.WideTotal;

/**
 * Adds up everything there is of each asset, portfolios and house: zero, always. Walks all portfolios; for tests, for the
 * audit tool, never on the path of an order. Engine thread, or any thread on an engine at rest.
 */
public final class LedgerAudit {
    private final WideTotal quote = new WideTotal();
    private final WideTotal[] base;

    /** @param maxInstrumentId the highest instrument id there is */
    public LedgerAudit(Portfolios portfolios, House house, int maxInstrumentId) {
        base = new WideTotal[maxInstrumentId + 1];
        quote.add(house.issuance());
        quote.add(house.fees());
        quote.add(house.marketQuote());
        for (int instrument = 1; instrument <= maxInstrumentId; instrument++) {
            base[instrument] = new WideTotal();
            base[instrument].add(house.marketBase(instrument));
            base[instrument].add(house.returnedBase(instrument));
        }
        for (int place = 1; place <= portfolios.places(); place++) {
            if (portfolios.isOpen(place)) {
                addPortfolio(portfolios, place);
            }
        }
    }

    private void addPortfolio(Portfolios portfolios, int portfolio) {
        quote.add(portfolios.availableE8(portfolio));
        quote.add(portfolios.heldE8(portfolio));
        Holdings holdings = portfolios.holdings();
        for (int row = portfolios.firstHolding(portfolio); row != Portfolios.NONE; row = holdings.next(row)) {
            base[holdings.instrumentId(row)].add(holdings.quantityE8(row));
        }
    }

    /** USDT that came from nowhere; zero. */
    public WideTotal quoteDifference() {
        return quote;
    }

    /** Base asset of this instrument that came from nowhere; zero. */
    public WideTotal baseDifference(int instrumentId) {
        return base[instrumentId];
    }

    public boolean isBalanced() {
        boolean balanced = quote.isZero();
        for (int instrument = 1; instrument < base.length; instrument++) {
            balanced &= base[instrument].isZero();
        }
        return balanced;
    }
}
