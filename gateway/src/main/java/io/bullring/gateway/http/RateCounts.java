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
 * the ones that come later count together. Any thread.
 */
final class RateCounts {
    private static final int MINUTE_SECONDS = 60;
    private static final String OTHERS = "";

    private final int maxAddresses;
    private final LongSupplier nowNs;
    private final AtomicReference<Minute> present = new AtomicReference<>(new Minute(-1));

    /**
     * @param maxAddresses that are counted by themselves
     * @param nowNs nanoseconds since 1970, from any thread
     */
    RateCounts(int maxAddresses, LongSupplier nowNs) {
        this.maxAddresses = maxAddresses;
        this.nowNs = nowNs;
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
     * @param endSeconds of the minute, since 1970
     * @param secondsLeft until then, at least one
     */
    record Count(int requests, long endSeconds, int secondsLeft) {}

    /** Counts one more. */
    Count count(Caller caller) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(nowNs.getAsLong());
        Minute minute = minute(seconds / MINUTE_SECONDS);
        int requests = minute.of(caller, maxAddresses)
                .updateAndGet(before -> before == Integer.MAX_VALUE ? before : before + 1);
        long endSeconds = (minute.number + 1) * MINUTE_SECONDS;
        return new Count(requests, endSeconds, (int) (endSeconds - seconds));
    }

    /** An event loop that has read an earlier minute counts in the one that another has begun. */
    private Minute minute(long number) {
        Minute now = present.get();
        while (now.number < number) {
            Minute next = new Minute(number);
            if (present.compareAndSet(now, next)) {
                return next;
            }
            now = present.get();
        }
        return now;
    }

    /** One minute, and who has sent what in it. */
    private static final class Minute {
        private final long number;
        private final ConcurrentMap<Caller, AtomicInteger> known = new ConcurrentHashMap<>();
        private final ConcurrentMap<Caller, AtomicInteger> addresses = new ConcurrentHashMap<>();

        Minute(long number) {
            this.number = number;
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
