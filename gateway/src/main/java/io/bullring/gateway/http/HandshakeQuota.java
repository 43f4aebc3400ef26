package io.bullring.gateway.http;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How many connections shake hands at this moment, on all event loops together, and how many were closed because of it. Any thread. */
final class HandshakeQuota {
    private final int most;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicLong refused = new AtomicLong();

    HandshakeQuota(int most) {
        this.most = most;
    }

    /** Counts one more; false when there are as many as there may be. */
    boolean enter() {
        int before = underWay.getAndUpdate(count -> Math.min(most, count + 1));
        if (before == most) {
            refused.incrementAndGet();
        }
        return before < most;
    }

    /** One that had entered is done, or has failed. */
    void leave() {
        underWay.decrementAndGet();
    }

    int underWay() {
        return underWay.get();
    }

    long refused() {
        return refused.get();
    }
}
