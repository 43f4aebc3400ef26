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

/** A second position is appended to the chain while the chain is copied. */
@JCStressTest
@Description("A chain of positions grows by a whole position.")
@Outcome(id = "1, 1, 8, 1000", expect = ACCEPTABLE, desc = "Before the second purchase: one position.")
@Outcome(id = "2, 2, 5, 1000", expect = ACCEPTABLE, desc = "After it: the chain has grown by the whole new position.")
@Outcome(id = "", expect = FORBIDDEN, desc = "A chain with a row that is not yet, or money that the row does not account for.")
@State
public class ChainIsWhole {
    private final TradingPortfolio portfolio = new TradingPortfolio();

    public ChainIsWhole() {
        portfolio.change(() -> portfolio.buy(TradingPortfolio.BTC, 8, 90, 10));
    }

    @Actor
    public void engine() {
        portfolio.change(() -> portfolio.buy(TradingPortfolio.ETH, 5, 40, 2));
    }

    @Actor
    public void reader(JJJJ_Result r) {
        PortfolioImage image = portfolio.read();
        int last = image.positionCount() - 1;
        r.r1 = image.positionCount();
        r.r2 = image.instrumentId(last);
        r.r3 = image.baseAvailableE8(last);
        r.r4 = image.availableE8() + image.costE8(0) + (last == 1 ? image.costE8(1) : 0);
    }
}
