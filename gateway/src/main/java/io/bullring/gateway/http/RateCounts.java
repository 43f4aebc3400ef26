package io.bullring.gateway.http;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How many requests each caller has sent in the present minute. A new minute begins with nothing, so that nobody is remembered longer;
 * beyond a number of callers the ones that come later count together. Any thread.
 */
final class RateCounts {
    private static final int MAX_CALLERS = 100_000;
    private static final String OTHERS = "";

    private final AtomicReference<Minute> present = new AtomicReference<>(new Minute(0, new ConcurrentHashMap<>()));

    /** Who is counted: an agent, an account or an address. */
    record Caller(Tier tier, String who) {}

    private record Minute(long number, ConcurrentMap<Caller, AtomicInteger> counts) {}

    /** Counts one more; returns the count with it. */
    int count(Caller caller, long minute) {
        ConcurrentMap<Caller, AtomicInteger> counts = countsOf(minute);
        AtomicInteger count = counts.get(caller);
        if (count == null) {
            Caller counted = counts.size() < MAX_CALLERS ? caller : new Caller(caller.tier(), OTHERS);
            count = counts.computeIfAbsent(counted, ignored -> new AtomicInteger());
        }
        return count.updateAndGet(before -> before == Integer.MAX_VALUE ? before : before + 1);
    }

    /** A clock that goes back stays in the minute that it has reached. */
    private ConcurrentMap<Caller, AtomicInteger> countsOf(long minute) {
        Minute now = present.get();
        while (now.number() < minute) {
            Minute next = new Minute(minute, new ConcurrentHashMap<>());
            if (present.compareAndSet(now, next)) {
                return next.counts();
            }
            now = present.get();
        }
        return now.counts();
    }
}
