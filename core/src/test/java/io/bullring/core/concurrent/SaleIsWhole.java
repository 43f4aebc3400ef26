package io.bullring.core.concurrent;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.bullring.core.wallet.PortfolioImage;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJJ_Result;

/** A sale moves base asset, cash, cost and result together: cash + cost = 1,000 + result. */
@JCStressTest
@Description("Quantity, cash, cost and result of a sale change as one.")
@Outcome(id = "8, 900, 100, 0", expect = ACCEPTABLE, desc = "Before the sale.")
@Outcome(id = "4, 969, 50, 19", expect = ACCEPTABLE, desc = "After the sale: 70 taken, 1 of it fee, for what had cost 50.")
@Outcome(id = "", expect = FORBIDDEN, desc = "A part of a sale.")
@State
public class SaleIsWhole {
    private final TradingPortfolio portfolio = new TradingPortfolio();

    public SaleIsWhole() {
        portfolio.change(() -> portfolio.buy(TradingPortfolio.BTC, 8, 90, 10));
    }

    @Actor
    public void engine() {
        portfolio.change(() -> portfolio.sell(TradingPortfolio.BTC, 4, 70, 1));
    }

    @Actor
    public void reader(JJJJ_Result r) {
        PortfolioImage image = portfolio.read();
        r.r1 = image.baseAvailableE8(0);
        r.r2 = image.availableE8();
        r.r3 = image.costE8(0);
        r.r4 = image.realizedPnlE8();
    }
}
