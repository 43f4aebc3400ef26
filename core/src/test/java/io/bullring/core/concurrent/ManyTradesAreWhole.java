package io.bullring.core.concurrent;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.bullring.core.wallet.PortfolioImage;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * Purchases and sales one after the other, images one after the other: what {@link PurchaseIsWhole} and {@link SaleIsWhole}
 * look at closely, in numbers. {@link UnlockedReadIsTorn} is its twin without the lock.
 */
@JCStressTest
@Description("In every image cash + cost = 1,000 + result, and a position costs what it cost.")
@Outcome(id = "whole", expect = ACCEPTABLE, desc = "All images were whole.")
@Outcome(id = "", expect = FORBIDDEN, desc = "An image showed a part of a trade.")
@State
public class ManyTradesAreWhole {
    static final int ROUNDS = 1_000;

    private final TradingPortfolio portfolio = new TradingPortfolio();

    public ManyTradesAreWhole() {
        portfolio.buyAndSell(1);
    }

    @Actor
    public void engine() {
        portfolio.buyAndSell(ROUNDS);
    }

    @Actor
    public void reader(L_Result r) {
        r.r1 = "whole";
        for (int i = 0; i < ROUNDS; i++) {
            PortfolioImage image = portfolio.read();
            boolean isWhole = TradingPortfolio.isWhole(
                    image.availableE8(), image.baseAvailableE8(0), image.costE8(0), image.realizedPnlE8());
            if (!isWhole) {
                r.r1 = "torn";
            }
        }
    }
}
