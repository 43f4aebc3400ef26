package io.bullring.gateway.http;

import io.bullring.core.e8.E8;
import io.bullring.core.wallet.PortfolioImage;
import io.bullring.gateway.history.WideAmount;
import io.bullring.gateway.history.WorthPoint;
import io.bullring.gateway.http.answer.Standing;
import io.bullring.gateway.market.MarketBoard;
import io.bullring.gateway.market.Price;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.IntFunction;

/** What portfolios are worth together at this moment. For one thread. */
final class WorthNow {
    private static final int SCALE = 8;

    private final long timeNs;
    private BigDecimal equity = BigDecimal.ZERO;
    private BigDecimal capital = BigDecimal.ZERO;
    private long realizedPnlE8;
    private int portfolios;

    WorthNow(long timeNs) {
        this.timeNs = timeNs;
    }

    void add(PortfolioImage portfolio, MarketBoard market, IntFunction<Price> prices) {
        Standing standing = Standing.of(portfolio, market, prices);
        equity = equity.add(standing.equity());
        capital = capital.add(standing.capital());
        realizedPnlE8 = E8.saturate(E8.add(realizedPnlE8, portfolio.realizedPnlE8()));
        portfolios++;
    }

    /** One point, or none without a portfolio. */
    List<WorthPoint> points() {
        return portfolios == 0
                ? List.of()
                : List.of(new WorthPoint(
                        timeNs,
                        WideAmount.ofDecimal(equity, SCALE),
                        WideAmount.ofDecimal(capital, SCALE),
                        realizedPnlE8));
    }
}
