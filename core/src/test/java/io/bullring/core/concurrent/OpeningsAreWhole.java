package io.bullring.core.concurrent;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.bullring.core.wallet.House;
import io.bullring.core.wallet.PortfolioImage;
import io.bullring.core.wallet.Portfolios;
import io.bullring.core.wallet.Wallets;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Portfolios are opened and funded, across pages that readers have never seen, while somebody asks for the next of them. */
@JCStressTest
@Description("A portfolio is not there, or there with its money.")
@Outcome(id = "whole", expect = ACCEPTABLE, desc = "Each was missing until it was there with its starting balance.")
@Outcome(id = "", expect = FORBIDDEN, desc = "One was there without its money, or was gone again.")
@State
public class OpeningsAreWhole {
    private static final int PORTFOLIOS = 600;
    private static final int QUESTIONS = 2_000;

    private final Portfolios portfolios = new Portfolios();
    private final Wallets wallets = new Wallets(portfolios, new House());
    private final PortfolioImage image = new PortfolioImage(1);

    @Actor
    public void engine() {
        for (int i = 1; i <= PORTFOLIOS; i++) {
            int portfolio = portfolios.open(1, 1_000);
            wallets.fund(portfolio, 1_000);
            portfolios.endChange(portfolio);
        }
    }

    @Actor
    public void reader(L_Result r) {
        r.r1 = "whole";
        int next = 1;
        for (int i = 0; i < QUESTIONS; i++) {
            boolean isThere = portfolios.read(next, image);
            if (isThere && (image.startingBalanceE8() != 1_000 || image.availableE8() != 1_000)) {
                r.r1 = "poor";
            }
            if (!portfolios.read(next - 1, image) && next > 1) {
                r.r1 = "gone";
            }
            next += isThere ? 1 : 0;
        }
    }
}
