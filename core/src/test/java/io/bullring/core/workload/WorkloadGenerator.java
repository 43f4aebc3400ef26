package io.bullring.core.workload;

/**
 * Makes command streams from a seed. Print the seed: it is all that is needed to see a stream again.
 *
 * <ul>
 *   <li>{@link #trading}: steady, nothing refused but cancels that come too late; for measurements.
 * </ul>
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
}
