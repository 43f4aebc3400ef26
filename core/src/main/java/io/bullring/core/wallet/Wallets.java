package io.bullring.core.wallet;

import io.bullring.core.fault.Check;

/**
 * Moves money. What a portfolio owns of an asset is <em>available</em> or <em>held</em>, promised to an open order. Every
 * debit has its credit in the {@link House}. The expected "not enough" is asked beforehand; a move that would make a
 * balance negative is a fault. Engine thread only, inside a change of the portfolio; amounts are E8.
 */
public final class Wallets {
    private final Portfolios portfolios;
    private final Holdings holdings;
    private final House house;

    public Wallets(Portfolios portfolios, House house) {
        this.portfolios = portfolios;
        this.holdings = portfolios.holdings();
        this.house = house;
    }

    /** Gives a new portfolio its starting balance. */
    public void fund(int portfolio, long amountE8) {
        portfolios.putCash(portfolio, Math.addExact(portfolios.availableE8(portfolio), amountE8),
                portfolios.heldE8(portfolio));
        house.issuance().subtract(amountE8);
    }

    /** Takes everything back from a portfolio whose orders have ended, without a trade. */
    public void takeBack(int portfolio) {
        Check.that(portfolios.heldE8(portfolio) == 0, "something is still held");

        house.issuance().add(portfolios.availableE8(portfolio));
        portfolios.putCash(portfolio, 0, 0);
        for (int row = portfolios.firstHolding(portfolio); row != Portfolios.NONE; row = holdings.next(row)) {
            Check.that(holdings.heldE8(row) == 0, "something is still held");
            house.returnedBase(holdings.instrumentId(row)).add(holdings.availableE8(row));
            holdings.putQuantity(row, 0, 0);
        }
    }

    /** Promises USDT to an order. */
    public void holdCash(int portfolio, long amountE8) {
        portfolios.putCash(
                portfolio, portfolios.availableE8(portfolio) - amountE8, portfolios.heldE8(portfolio) + amountE8);
    }

    /** Takes a promise of USDT back. */
    public void releaseCash(int portfolio, long amountE8) {
        holdCash(portfolio, -amountE8);
    }

    /** Promises base asset to an order. */
    public void holdBase(int row, long quantityE8) {
        holdings.putQuantity(row, holdings.availableE8(row) - quantityE8, holdings.heldE8(row) + quantityE8);
    }

    /** Takes a promise of base asset back. */
    public void releaseBase(int row, long quantityE8) {
        holdBase(row, -quantityE8);
    }

    /** Gives a portfolio base asset of an instrument that is traded in a book. */
    public void grantBase(int row, long quantityE8) {
        holdings.putQuantity(row, Math.addExact(holdings.availableE8(row), quantityE8), holdings.heldE8(row));
        house.returnedBase(holdings.instrumentId(row)).subtract(quantityE8);
    }

    /** The buyer's half of a trade between two portfolios; {@link #takeSale} is the other one. */
    public void takePurchase(int portfolio, int row, long quantityE8, long notionalE8, long feeE8) {
        portfolios.putCash(
                portfolio, portfolios.availableE8(portfolio) - (notionalE8 + feeE8), portfolios.heldE8(portfolio));
        holdings.putQuantity(row, Math.addExact(holdings.availableE8(row), quantityE8), holdings.heldE8(row));
        house.fees().add(feeE8);
    }

    /** The seller's half of a trade between two portfolios; what is too small to be paid is given for nothing. */
    public void takeSale(int portfolio, int row, long quantityE8, long notionalE8, long feeE8) {
        portfolios.putCash(
                portfolio,
                Math.addExact(portfolios.availableE8(portfolio), notionalE8 - feeE8),
                portfolios.heldE8(portfolio));
        holdings.putQuantity(row, holdings.availableE8(row) - quantityE8, holdings.heldE8(row));
        house.fees().add(feeE8);
    }

    /** Base asset for USDT: the market gives the quantity and gets the notional, the house gets the fee. */
    public void settleBuy(int portfolio, int row, long quantityE8, long notionalE8, long feeE8) {
        portfolios.putCash(
                portfolio, portfolios.availableE8(portfolio) - (notionalE8 + feeE8), portfolios.heldE8(portfolio));
        holdings.putQuantity(row, Math.addExact(holdings.availableE8(row), quantityE8), holdings.heldE8(row));
        house.marketQuote().add(notionalE8);
        house.fees().add(feeE8);
        house.marketBase(holdings.instrumentId(row)).subtract(quantityE8);
    }

    /** USDT for base asset: the market gets the quantity and gives the notional, the house keeps the fee. */
    public void settleSell(int portfolio, int row, long quantityE8, long notionalE8, long feeE8) {
        Check.that(notionalE8 > feeE8, "sale without proceeds");

        portfolios.putCash(
                portfolio,
                Math.addExact(portfolios.availableE8(portfolio), notionalE8 - feeE8),
                portfolios.heldE8(portfolio));
        holdings.putQuantity(row, holdings.availableE8(row) - quantityE8, holdings.heldE8(row));
        house.marketQuote().subtract(notionalE8);
        house.fees().add(feeE8);
        house.marketBase(holdings.instrumentId(row)).add(quantityE8);
    }
}
