package io.bullring.gateway.http;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * How many requests each caller has sent in the present minute. A new minute begins with nothing, so that nobody is remembered longer.
 * Agents and accounts count by themselves, for there are only so many of them; addresses anybody can have, so beyond a number of them
 * the ones that come later count together.
 *
 * <p>Minutes are those of the wall clock, as clients are told. When it is set back, the one that was begun ends by the monotonic clock,
 * and the next one is again the wall clock's. Any thread.
 */
final class RateCounts {
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long MINUTE_NS = TimeUnit.MINUTES.toNanos(1);

    /** How much earlier than the monotonic clock the wall clock may say that a minute is over: nothing is counted anew for clocks that differ a little. */
    private static final long PATIENCE_NS = SECOND_NS;

    private static final String OTHERS = "";

    private final int maxAddresses;
    private final LongSupplier wallNs;
    private final LongSupplier monotonicNs;
    private final AtomicReference<Minute> present = new AtomicReference<>(new Minute(-1, 0));

    /**
     * @param maxAddresses that are counted by themselves
     * @param wallNs nanoseconds since 1970, from any thread
     */
    RateCounts(int maxAddresses, LongSupplier wallNs, LongSupplier monotonicNs) {
        this.maxAddresses = maxAddresses;
        this.wallNs = wallNs;
        this.monotonicNs = monotonicNs;
    }

    /**
     * Who is counted.
     *
     * @param who an agent, an account, or an address
     * @param isKnown whether credentials say so
     */
    record Caller(Tier tier, String who, boolean isKnown) {}

    /**
     * What has been counted.
     *
     * @param requests of this minute, this one among them
     * @param endSeconds of the minute, by the wall clock, since 1970
     * @param secondsLeft until then, at least one
     */
    record Count(int requests, long endSeconds, int secondsLeft) {}

    /** Counts one more. */
    Count count(Caller caller) {
        long nowNs = wallNs.getAsLong();
        long steadyNs = monotonicNs.getAsLong();
        Minute minute = minute(nowNs, steadyNs);
        int requests = minute.of(caller, maxAddresses)
                .updateAndGet(before -> before == Integer.MAX_VALUE ? before : before + 1);
        long leftNs = Math.max(1, Math.min((minute.number + 1) * MINUTE_NS - nowNs, minute.endNs - steadyNs));
        long endSeconds = Math.ceilDiv(nowNs + leftNs, SECOND_NS);
        return new Count(requests, endSeconds, (int) (endSeconds - nowNs / SECOND_NS));
    }

    /** A clock that has read an earlier minute counts in the one that another has begun. */
    private Minute minute(long nowNs, long steadyNs) {
        long number = nowNs / MINUTE_NS;
        Minute now = present.get();
        while (now.number < number || now.endNs - steadyNs <= 0) {
            Minute next = new Minute(number, steadyNs + MINUTE_NS - nowNs % MINUTE_NS + PATIENCE_NS);
            if (present.compareAndSet(now, next)) {
                return next;
            }
            now = present.get();
        }
        return now;
    }

    /** One minute: its number by the wall clock, its end by the monotonic clock, and who has sent what in it. */
    private static final class Minute {
        private final long number;
        private final long endNs;
        private final ConcurrentMap<Caller, AtomicInteger> known = new ConcurrentHashMap<>();
        private final ConcurrentMap<Caller, AtomicInteger> addresses = new ConcurrentHashMap<>();

        Minute(long number, long endNs) {
            this.number = number;
            this.endNs = endNs;
        }

        AtomicInteger of(Caller caller, int maxAddresses) {
            ConcurrentMap<Caller, AtomicInteger> counts = caller.isKnown() ? known : addresses;
            AtomicInteger count = counts.get(caller);
            if (count == null) {
                boolean isOther = !caller.isKnown() && counts.size() >= maxAddresses;
                count = counts.computeIfAbsent(
                        isOther ? new Caller(caller.tier(), OTHERS, false) : caller, ignored -> new AtomicInteger());
            }
            return count;
        }
    }
}
