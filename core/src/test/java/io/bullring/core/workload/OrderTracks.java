package io.bullring.core.workload;

import java.util.Arrays;

/**
 * What a trading workload remembers of its agents: which instruments they trade, what they hold at least, and which
 * resting orders they have not cancelled. A quantity in a resting sell counts as gone; when the order is cancelled it is
 * back in the wallet but not here, so what is remembered is a lower bound and no sell is ever beyond the balance.
 */
final class OrderTracks {
    /** So many orders' worth of one instrument and an agent sells rather than buys. */
    private static final long MOST_ORDERS = 50;

    private final int instruments;
    private final int slots;
    private final int openOrders;
    private final long[] heldE8;
    private final long[] open;
    private final int[] openCount;
    private final int[] oldest;
    private long lastOrderId;

    OrderTracks(WorkloadMix mix) {
        instruments = mix.instruments();
        slots = mix.instrumentsPerAgent();
        openOrders = mix.openOrdersPerAgent();
        heldE8 = new long[mix.agents() * slots];
        open = new long[mix.agents() * openOrders];
        openCount = new int[mix.agents()];
        oldest = new int[mix.agents()];
        Arrays.fill(open, 1);
    }

    /** The instrument, from 0, that an agent trades in one of its slots. */
    int instrumentIndex(int agent, int slot) {
        return (int) ((agent + 5L * slot) % instruments);
    }

    /** Whether an order of this quantity is to be a sell: never of what is not there, always when there is too much. */
    boolean sells(int agent, int slot, long quantityE8, SplitMix64 random) {
        long thereE8 = heldE8[agent * slots + slot];
        return thereE8 >= quantityE8 && (thereE8 / MOST_ORDERS > quantityE8 || random.chance(500));
    }

    /** A quantity came, or went (negative). */
    void traded(int agent, int slot, long quantityE8) {
        heldE8[agent * slots + slot] += quantityE8;
    }

    /** The id of the order just placed. */
    long nextOrderId() {
        lastOrderId++;
        return lastOrderId;
    }

    boolean isFull(int agent) {
        return openCount[agent] == openOrders;
    }

    /** An order rests. There must be room. */
    void opened(int agent, long orderId) {
        open[agent * openOrders + (oldest[agent] + openCount[agent]) % openOrders] = orderId;
        openCount[agent]++;
    }

    /** Takes out the agent's oldest order; when there is none, one that is long gone. */
    long oldest(int agent) {
        long orderId = open[agent * openOrders + oldest[agent]];
        if (openCount[agent] > 0) {
            openCount[agent]--;
            oldest[agent] = (oldest[agent] + 1) % openOrders;
        }
        return orderId;
    }
}
