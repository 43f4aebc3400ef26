package io.bullring.core.workload;

import io.bullring.core.account.RiskProfile;
import io.bullring.core.account.VenueRules;

/**
 * How many of what a trading workload sends. The four shares of commands are parts of 1,000 and add up to it.
 *
 * @param agents agents, each with an account of its own
 * @param instruments instruments, dealt out to the feeds in turn
 * @param feeds feeds, all of them up
 * @param instrumentsPerAgent how many instruments one agent trades
 * @param openOrdersPerAgent resting orders that an agent leaves open before it cancels the oldest
 * @param priceShare prices
 * @param marketShare market orders, about as many buys as sells
 * @param restingShare limit (7 of 10), stop-loss and take-profit orders, all away from the price
 * @param cancelShare cancels of an agent's oldest order, which may have been filled meanwhile
 * @param namedPer1000 of 1,000 orders how many carry a client order id
 * @param repeatedPer1000 of 1,000 orders with a client order id how many are sent a second time
 * @param startingBalanceE8 USDT of each agent
 * @param stepNs mean time between two commands
 */
public record WorkloadMix(
        int agents,
        int instruments,
        int feeds,
        int instrumentsPerAgent,
        int openOrdersPerAgent,
        int priceShare,
        int marketShare,
        int restingShare,
        int cancelShare,
        int namedPer1000,
        int repeatedPer1000,
        long startingBalanceE8,
        long stepNs) {

    private static final long PERCENT_100_E8 = 10_000_000_000L;

    public WorkloadMix {
        if (priceShare + marketShare + restingShare + cancelShare != 1_000) {
            throw new IllegalArgumentException("the shares of commands do not add up to 1,000");
        }
        if (agents < 1 || instruments < 1 || feeds < 1 || instrumentsPerAgent < 1 || openOrdersPerAgent < 1) {
            throw new IllegalArgumentException("a workload needs an agent, an instrument and a feed");
        }
    }

    /**
     * A steady venue of 1,000 agents and 16 instruments at 200,000 commands a second: 25 % prices, 20 % market orders,
     * 30 % resting orders, 25 % cancels.
     */
    public static WorkloadMix trading() {
        return trading(1_000, 16);
    }

    /** The same shares with another number of agents and instruments. */
    public static WorkloadMix trading(int agents, int instruments) {
        return new WorkloadMix(
                agents, instruments, 2, 2, 8, 250, 200, 300, 250, 200, 1, 100_000_000L * 100_000_000L, 5_000);
    }

    /**
     * The rules of the workload's venue: the usual ones, but with risk limits so wide that every order is taken, which
     * keeps the stream steady and lets it know the order ids. The limits are checked all the same.
     */
    VenueRules rules() {
        return VenueRules.defaults(1)
                .with(new RiskProfile(
                        PERCENT_100_E8, PERCENT_100_E8, PERCENT_100_E8, 100_000_000L, 1_000, Integer.MAX_VALUE));
    }
}
