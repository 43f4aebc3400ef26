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

/** A portfolio is closed, and its place and its row of holdings go to another one at once. */
@JCStressTest
@Description("Who reads a portfolio by its id never sees the one that follows in its place.")
@Outcome(id = "8, 900, 100", expect = ACCEPTABLE, desc = "Before it was closed.")
@Outcome(id = "-1, -1, -1", expect = ACCEPTABLE, desc = "It is closed.")
@Outcome(id = "", expect = FORBIDDEN, desc = "Something of its successor.")
@State
public class ClosingIsWhole {
    private final TradingPortfolio portfolio = new TradingPortfolio();

    public ClosingIsWhole() {
        portfolio.change(() -> portfolio.buy(TradingPortfolio.BTC, 8, 90, 10));
    }

    @Actor
    public void engine() {
        portfolio.close();
        portfolio.succeed(TradingPortfolio.ETH, 5, 500);
    }

    @Actor
    public void reader(JJJ_Result r) {
        PortfolioImage image = portfolio.read();
        r.r1 = image == null ? -1 : image.baseAvailableE8(0);
        r.r2 = image == null ? -1 : image.availableE8();
        r.r3 = image == null ? -1 : image.costE8(0);
    }
}
