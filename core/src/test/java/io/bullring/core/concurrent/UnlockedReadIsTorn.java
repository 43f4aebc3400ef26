package io.bullring.core.concurrent;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.bullring.core.wallet.Holdings;
import io.bullring.core.wallet.Portfolios;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** {@link ManyTradesAreWhole}, but the reader takes the fields one by one without the lock: here the detector must strike. */
@JCStressTest
@Description("Without the lock a trade is seen in parts.")
@Outcome(id = "torn", expect = ACCEPTABLE_INTERESTING, desc = "The fields belong to different moments.")
@Outcome(id = "whole", expect = ACCEPTABLE, desc = "By luck the two threads did not meet.")
@Outcome(id = "", expect = FORBIDDEN, desc = "There is nothing else to say.")
@State
public class UnlockedReadIsTorn {
    private final TradingPortfolio portfolio = new TradingPortfolio();

    public UnlockedReadIsTorn() {
        portfolio.buyAndSell(1);
    }

    @Actor
    public void engine() {
        portfolio.buyAndSell(ManyTradesAreWhole.ROUNDS);
    }

    @Actor
    public void reader(L_Result r) {
        r.r1 = "whole";
        Portfolios portfolios = portfolio.portfolios;
        Holdings holdings = portfolios.holdings();
        int row = portfolios.firstHolding(portfolio.id);
        for (int i = 0; i < ManyTradesAreWhole.ROUNDS; i++) {
            VarHandle.loadLoadFence(); // or the compiler would read once for all rounds
            boolean isWhole = TradingPortfolio.isWhole(
                    portfolios.availableE8(portfolio.id),
                    holdings.availableE8(row),
                    holdings.costE8(row),
                    portfolios.realizedPnlE8(portfolio.id));
            if (!isWhole) {
                r.r1 = "torn";
            }
        }
    }
}
