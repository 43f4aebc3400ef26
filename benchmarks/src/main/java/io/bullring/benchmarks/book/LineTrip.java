package io.bullring.benchmarks.book;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * How far apart two threads are: the time that a cache line takes from one to the other and back. A virtual machine's two cores may stand
 * next to each other in one minute and on two chips in the next, and whatever two threads share costs accordingly. Knows nothing but
 * the JDK, as {@link ReportRing}.
 */
final class LineTrip {
    private static final VarHandle BALL = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int LONGS = 48;
    private static final int PLACE = 24; // more than two lines from whatever is before and behind
    private static final int TRIPS = 10_000;
    private static final int LOOKS = 10_000;

    private LineTrip() {}

    /** Nanoseconds; many thousands when both threads have to take turns on one core. */
    static long ns() {
        long[] line = new long[LONGS];
        Thread other = new Thread(() -> answer(line), "line-trip");
        other.start();
        long from = 0;
        for (long trip = -TRIPS; trip < TRIPS; trip++) {
            if (trip == 0) {
                from = System.nanoTime();
            }
            long ball = (trip + TRIPS) * 2 + 1;
            BALL.setRelease(line, PLACE, ball);
            await(line, ball + 1);
        }
        long ns = System.nanoTime() - from;
        join(other);
        return ns / TRIPS;
    }

    private static void answer(long[] line) {
        for (long ball = 1; ball < 4 * TRIPS; ball += 2) {
            await(line, ball);
            BALL.setRelease(line, PLACE, ball + 1);
        }
    }

    private static void await(long[] line, long ball) {
        for (int looks = 1; (long) BALL.getAcquire(line, PLACE) != ball; looks++) {
            if (looks % LOOKS == 0) {
                Thread.yield();
            }
        }
    }

    private static void join(Thread other) {
        try {
            other.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a line was under way", e);
        }
    }
}
