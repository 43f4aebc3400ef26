package io.bullring.gateway.history;

/**
 * How much the history in memory keeps. Beyond either bound the order that was closed first goes, with its fill; an
 * open order never does. A closed order takes about 350 bytes.
 *
 * @param maxClosedOrders closed orders of the venue
 * @param maxClosedOrdersPerAgent closed orders of one agent, so that a busy one does not push out the others
 */
public record MemoryHistoryConfig(int maxClosedOrders, int maxClosedOrdersPerAgent) {
    public MemoryHistoryConfig {
        if (maxClosedOrders < 1 || maxClosedOrdersPerAgent < 1) {
            throw new IllegalArgumentException(
                    "maxClosedOrders " + maxClosedOrders + ", maxClosedOrdersPerAgent " + maxClosedOrdersPerAgent);
        }
    }

    /** 1,000,000 of the venue, 10,000 of one agent. */
    public static MemoryHistoryConfig defaults() {
        return new MemoryHistoryConfig(1_000_000, 10_000);
    }
}
