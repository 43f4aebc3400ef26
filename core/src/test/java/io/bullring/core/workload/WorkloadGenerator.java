package io.bullring.core.workload;

import io.bullring.core.model.ReferenceModel;

/**
 * Makes command streams from a seed. Print the seed: it is all that is needed to see a stream again.
 *
 * <p>{@link #trading}: steady, nothing refused but cancels that come too late; for measurements. The mix is in
 * {@link WorkloadMix}.
 *
 * <p>{@link #adversarial}: for tests. Of 1,000 commands 40 carry values that they may not have, 20 open accounts, create
 * agents, define instruments or change the rules, 20 change risk settings, 20 tell of feeds, 50 are {@code AdvanceTime}; the
 * rest are resting orders of all kinds (at the price, beside it, far from it), market orders (of everything, one unit more,
 * next to nothing), prices (small moves, leaps, sweeps) and cancels (of open, foreign and unknown orders) in shares that
 * change: see {@link Stretch}. Up to seven instruments on four feeds, two of them with prices from one unit to the largest
 * number; one to some dozens of agents. Every 10 to 350 commands the rules change (1 to 4 pieces of work a command, few open
 * orders, short lives) and so does the pace of time, from nanoseconds to days. One seed in five has one busy agent that
 * names each of its orders.
 */
public final class WorkloadGenerator {
    /** Time of the first commands: 2026-01-01T00:00:00Z. */
    public static final long START_NS = 1_767_225_600_000_000_000L;

    private WorkloadGenerator() {}

    /** A venue at work: the opening ({@link #openingCommands}), then orders, cancels and prices without end. */
    public static Workload trading(long seed, WorkloadMix mix) {
        return new TradingWorkload(seed, mix);
    }

    /** How many commands of a trading workload open the venue, before its first order. */
    public static int openingCommands(WorkloadMix mix) {
        return VenueOpening.commands(mix);
    }

    /** A venue under attack. */
    public static Workload adversarial(long seed) {
        return adversarial(seed, ReferenceModel.silent());
    }

    /** The same commands, all of which this model has played when they are handed out: whoever compares needs no second one. */
    public static Workload adversarial(long seed, ReferenceModel model) {
        return new AdversarialWorkload(seed, model);
    }
}
