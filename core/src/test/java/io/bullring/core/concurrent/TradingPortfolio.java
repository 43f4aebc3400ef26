package io.bullring.core.concurrent;

import io.bullring.core.position.Positions;
import io.bullring.core.wallet.House;
import io.bullring.core.wallet.PortfolioImage;
import io.bullring.core.wallet.Portfolios;
import io.bullring.core.wallet.Wallets;

/** What a stress test acts on: a portfolio with 1,000 USDT, changed by one thread and read by another, amounts in units. */
final class TradingPortfolio {
    static final int BTC = 1;
    static final int ETH = 2;

    private static final int ROWS_OF_A_PAGE = 512;

    final Portfolios portfolios = new Portfolios();
    final int id = portfolios.open(1, 1_000);
    private final House house = new House();
    private final Wallets wallets = new Wallets(portfolios, house);
    private final Positions positions = new Positions(portfolios);
    private final PortfolioImage image = new PortfolioImage(4);

    TradingPortfolio() {
        house.addInstrument(BTC);
        house.addInstrument(ETH);
        wallets.fund(id, 1_000);
        portfolios.endChange(id);
    }

    /** As the desks do it: everything between the two marks. */
    void change(Runnable moves) {
        portfolios.beginChange(id);
        moves.run();
        portfolios.endChange(id);
    }

    void hold(long amount) {
        wallets.holdCash(id, amount);
    }

    void buy(int instrument, long quantity, long notional, long fee) {
        int row = portfolios.holdingOrNew(id, instrument);
        positions.buy(row, notional + fee, 7);
        wallets.settleBuy(id, row, quantity, notional, fee);
    }

    void sell(int instrument, long quantity, long notional, long fee) {
        int row = portfolios.holding(id, instrument);
        long costAfter = positions.costAfterSaleE8(row, quantity);
        long pnl = notional - fee - (portfolios.holdings().costE8(row) - costAfter);
        positions.sell(id, row, costAfter, pnl, 1);
        wallets.settleSell(id, row, quantity, notional, fee);
    }

    /** Changes, each on its own: 5 BTC are bought for 110 and sold for 111, so that there is always enough cash. */
    void buyAndSell(int rounds) {
        for (int i = 0; i < rounds; i++) {
            change(() -> buy(BTC, 5, 100, 10));
            change(() -> sell(BTC, 5, 112, 1));
        }
    }

    /** What holds between any two changes of {@link #buyAndSell}. */
    static boolean isWhole(long cash, long quantity, long cost, long result) {
        boolean isBought = quantity == 5 && cost == 110;
        boolean isSold = quantity == 0 && cost == 0;
        return cash + cost == 1_000 + result && (isBought || isSold);
    }

    /** Fills the page of holdings, in which one row is used, so that the next position begins a new one. */
    void fillPageOfHoldings() {
        int rows = ROWS_OF_A_PAGE - 1;
        while (rows > 0) {
            int other = portfolios.open(2, 0);
            for (int instrument = 1; instrument <= 8 && rows > 0; instrument++) {
                portfolios.holdingOrNew(other, instrument);
                rows--;
            }
            portfolios.endChange(other);
        }
    }

    /** As a reset does it. */
    void close() {
        portfolios.beginChange(id);
        wallets.takeBack(id);
        portfolios.close(id);
        portfolios.endChange(id);
    }

    /** Opens the portfolio that follows in the same place, with as many USDT, and buys for it. */
    void succeed(int instrument, long quantity, long notional) {
        int successor = portfolios.open(2, 1_000);
        wallets.fund(successor, 1_000);
        buy(instrument, quantity, notional, 0);
        portfolios.endChange(successor);
    }

    /** Reads as another thread does; null when there is no such portfolio. */
    PortfolioImage read() {
        return portfolios.read(id, image) ? image : null;
    }
}
