package io.bullring.core.concurrent;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.bullring.core.wallet.PortfolioImage;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** A hold moves money from available to held: their sum never changes. */
@JCStressTest
@Description("What is held is not available, and nothing is both or neither.")
@Outcome(id = "1000, 0", expect = ACCEPTABLE, desc = "Before the hold.")
@Outcome(id = "600, 400", expect = ACCEPTABLE, desc = "After the hold.")
@Outcome(id = "", expect = FORBIDDEN, desc = "Money that is in two places, or in none.")
@State
public class HoldIsWhole {
    private final TradingPortfolio portfolio = new TradingPortfolio();

    @Actor
    public void engine() {
        portfolio.change(() -> portfolio.hold(400));
    }

    @Actor
    public void reader(JJ_Result r) {
        PortfolioImage image = portfolio.read();
        r.r1 = image.availableE8();
        r.r2 = image.heldE8();
    }
}
