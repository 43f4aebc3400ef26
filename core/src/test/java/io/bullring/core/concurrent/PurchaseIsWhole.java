package io.bullring.core.concurrent;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.bullring.core.wallet.PortfolioImage;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/** A purchase moves cash, base asset and cost together, and opens the position. */
@JCStressTest
@Description("Cash, quantity and cost of a purchase change as one.")
@Outcome(id = "1000, 0, 0", expect = ACCEPTABLE, desc = "Before the purchase: no position.")
@Outcome(id = "890, 5, 110", expect = ACCEPTABLE, desc = "After the purchase.")
@Outcome(id = "", expect = FORBIDDEN, desc = "A part of a purchase.")
@State
public class PurchaseIsWhole {
    private final TradingPortfolio portfolio = new TradingPortfolio();

    @Actor
    public void engine() {
        portfolio.change(() -> portfolio.buy(TradingPortfolio.BTC, 5, 100, 10));
    }

    @Actor
    public void reader(JJJ_Result r) {
        PortfolioImage image = portfolio.read();
        boolean isOpen = image.positionCount() == 1;
        r.r1 = image.availableE8();
        r.r2 = isOpen ? image.baseAvailableE8(0) : 0;
        r.r3 = isOpen ? image.costE8(0) : 0;
    }
}
