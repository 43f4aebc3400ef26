package io.bullring.core.workload;

import io.bullring.core.model.ModelInstrument;
import io.bullring.core.model.ModelVenue;
import java.util.ArrayList;
import java.util.List;

/**
 * How time passes in a hostile venue: standing still, by nanoseconds, by hours, sometimes by days, and now and then to the
 * very nanosecond at which something ends, or the one before or after.
 */
final class TimeFlow {
    private static final long MICRO_NS = 1_000;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MINUTE_NS = 60 * SECOND_NS;
    private static final long HOUR_NS = 60 * MINUTE_NS;
    private static final long DAY_NS = 24 * HOUR_NS;
    private static final long[] REACHES_NS = {MICRO_NS, SECOND_NS / 10, 5 * SECOND_NS, 10 * MINUTE_NS, 30 * HOUR_NS};

    private final SplitMix64 random;
    private final ModelVenue venue;
    private final int slowest;
    private long nowNs = WorkloadGenerator.START_NS;
    private long reachNs = MICRO_NS;
    private boolean nights;

    /**
     * @param withinTheDay whether time is to pass slowly, so that a day is never over
     */
    TimeFlow(SplitMix64 random, ModelVenue venue, boolean withinTheDay) {
        this.random = random;
        this.venue = venue;
        this.slowest = withinTheDay ? 2 : REACHES_NS.length;
    }

    /** From now on time passes at another pace. Returns for how many commands it should. */
    int changePace(Stretch stretch) {
        nights = stretch == Stretch.NIGHTS && slowest == REACHES_NS.length;
        int pace = Math.min(random.below(slowest), random.below(slowest));
        reachNs = REACHES_NS[pace];
        return pace >= 3 ? 10 + random.below(40) : 50 + random.below(300);
    }

    long next() {
        if (nights && random.chance(70)) {
            nowNs = midnightNs() + random.between(-1, 1);
        } else {
            nowNs = random.chance(20) && slowest == REACHES_NS.length ? atBoundary() : nowNs + step();
        }
        return nowNs;
    }

    private long midnightNs() {
        return nowNs - nowNs % DAY_NS + DAY_NS;
    }

    private long step() {
        return random.chance(150) ? 0 : random.magnitude(1, reachNs);
    }

    private long atBoundary() {
        List<Long> boundaries = new ArrayList<>();
        boundaries.add(nowNs - nowNs % MINUTE_NS + MINUTE_NS);
        if (random.chance(100)) {
            boundaries.add(midnightNs());
        }
        if (venue.rules() != null) {
            for (ModelInstrument instrument : venue.instruments()) {
                boundaries.add(instrument.lastMessageNs() + venue.rules().priceMaxAgeNs());
                boundaries.add(instrument.definedNs() + DAY_NS);
            }
            long orderLifeNs = Math.min(venue.rules().orderLifeNs(), 8 * DAY_NS);
            venue.openOrders()
                    .stream()
                    .limit(3)
                    .forEach(order -> boundaries.add(order.acceptedNs() + orderLifeNs));
        }
        long boundaryNs = boundaries.get(random.below(boundaries.size())) + random.between(-1, 1);
        return boundaryNs > nowNs && boundaryNs - nowNs <= 2 * DAY_NS ? boundaryNs : nowNs;
    }
}
