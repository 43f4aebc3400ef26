package io.bullring.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Monotonic, anchored to the wall clock at start, and slow to believe that the wall clock has moved. */
class VenueClockTest {
    private static final long MS = 1_000_000L;
    private static final long SECOND = 1_000 * MS;
    private static final long HOUR = 3_600 * SECOND;
    private static final long START = 1_767_225_600L * SECOND;

    private long wallNs = START;
    private long monotonicNs = 77 * SECOND;

    private VenueClock clockNotBefore(long notBeforeNs) {
        return new VenueClock(notBeforeNs, () -> wallNs, () -> monotonicNs);
    }

    private void pass(long ns) {
        wallNs += ns;
        monotonicNs += ns;
    }

    @Test
    void shouldStartAtTheWallClock() {
        assertEquals(START, clockNotBefore(0).nowNs());
        assertEquals(START, clockNotBefore(START).nowNs());
    }

    @Test
    void shouldNotStartBeforeTheLastCommand() {
        VenueClock clock = clockNotBefore(START + HOUR);
        assertEquals(START + HOUR, clock.nowNs());
        pass(1);
        assertEquals(START + HOUR + 1, clock.nowNs());
    }

    @Test
    void shouldFollowTheMonotonicClockToTheNanosecond() {
        VenueClock clock = clockNotBefore(0);
        long[] steps = {1, 999, MS, SECOND - 1, SECOND, HOUR, 1};
        long expected = START;
        for (long step : steps) {
            pass(step);
            expected += step;
            assertEquals(expected, clock.nowNs());
        }
        assertEquals(0, clock.driftNs());
    }

    @Test
    void shouldStandStillWhenTheMonotonicClockDoes() {
        VenueClock clock = clockNotBefore(0);
        pass(5);
        clock.nowNs();
        monotonicNs -= 3;
        assertEquals(START + 5, clock.nowNs());
    }

    @Test
    void shouldNotHeedTheWallClockWithinASecond() {
        VenueClock clock = clockNotBefore(0);
        wallNs += SECOND;
        pass(HOUR);
        assertEquals(START + HOUR, clock.nowNs());
        assertEquals(SECOND, clock.driftNs());

        wallNs -= 2 * SECOND;
        pass(HOUR);
        assertEquals(START + 2 * HOUR, clock.nowNs());
        assertEquals(-SECOND, clock.driftNs());
    }

    @Test
    void shouldFollowTheWallClockThatWentAheadByAMillisecondASecond() {
        VenueClock clock = clockNotBefore(0);
        wallNs += SECOND + 3 * MS;
        long expected = START;
        for (int second = 1; second <= 10; second++) {
            pass(SECOND);
            expected += SECOND + (second <= 3 ? MS : 0);
            assertEquals(expected, clock.nowNs());
        }
        assertEquals(SECOND, clock.driftNs());
    }

    @Test
    void shouldFollowTheWallClockThatWentBackByAMillisecondASecond() {
        VenueClock clock = clockNotBefore(0);
        wallNs -= SECOND + 3 * MS;
        long expected = START;
        for (int second = 1; second <= 10; second++) {
            pass(SECOND);
            expected += SECOND - (second <= 3 ? MS : 0);
            assertEquals(expected, clock.nowNs());
        }
        assertEquals(-SECOND, clock.driftNs());
    }

    /** The correction is no step back even when two looks are closer together than the correction is large. */
    @Test
    void shouldWaitRatherThanStepBack() {
        VenueClock clock = clockNotBefore(0);
        wallNs -= HOUR;
        pass(SECOND - 1);
        assertEquals(START + SECOND - 1, clock.nowNs());
        pass(1);
        assertEquals(START + SECOND - 1, clock.nowNs());
        pass(MS - 2);
        assertEquals(START + SECOND - 1, clock.nowNs());
        pass(2);
        assertEquals(START + SECOND, clock.nowNs());
    }

    @Test
    void shouldNotJumpAfterALongTimeWithoutALook() {
        VenueClock clock = clockNotBefore(0);
        wallNs += 24 * HOUR;
        pass(HOUR);
        assertEquals(START + HOUR + MS, clock.nowNs());
        assertEquals(24 * HOUR, clock.driftNs());
    }

    @Test
    void shouldShowOthersTheSameTimeWithoutBeingMovedByThem() {
        VenueClock clock = clockNotBefore(0);
        pass(5);
        assertEquals(START + 5, clock.seenNs());
        wallNs += HOUR;
        pass(HOUR);
        assertEquals(START + 5 + HOUR, clock.seenNs());
        assertEquals(0, clock.driftNs());
        assertEquals(START + 5 + HOUR + MS, clock.nowNs());
        assertEquals(START + 5 + HOUR + MS, clock.seenNs());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, HOUR, -HOUR})
    void shouldShowOthersWithinAMillisecondWhatTheNextCommandGetsHoweverSeldomOneComes(long jumpNs) {
        VenueClock clock = clockNotBefore(0);
        wallNs += jumpNs;
        for (int second = 1; second <= 24 * 3_600; second++) {
            pass(SECOND + 1_000);
            long seen = clock.seenNs();
            if (second % 600 == 0) {
                assertEquals(Long.signum(jumpNs) * MS, clock.nowNs() - seen, "at second " + second);
            }
        }
    }

    /** However the clocks move: never backwards, and never off the monotonic clock by more than a thousandth. */
    @Test
    void shouldNeverRunBackwardsNorJump() {
        long seed = System.nanoTime();
        System.out.println("VenueClockTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        VenueClock clock = clockNotBefore(START + random.nextLong(-HOUR, HOUR));
        long before = clock.nowNs();
        for (int look = 0; look < 200_000; look++) {
            long passed = random.nextInt(20) == 0 ? random.nextLong(HOUR) : random.nextLong(SECOND);
            pass(passed);
            if (random.nextInt(50) == 0) {
                wallNs += random.nextLong(-HOUR, HOUR);
            }
            long now = clock.nowNs();
            assertTrue(now >= before, "backwards at look " + look);
            assertTrue(now - before <= passed + MS, "jump ahead at look " + look);
            assertTrue(now - before >= passed - 2 * MS, "stood still at look " + look);
            before = now;
        }
    }
}
