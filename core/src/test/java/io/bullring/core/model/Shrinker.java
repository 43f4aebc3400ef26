package io.bullring.core.model;

import java.util.Arrays;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Makes a failing list of commands short: leaves out ever smaller runs of them as long as the rest still fails (Zeller and
 * Hildebrandt, <i>Simplifying and isolating failure-inducing input</i>), until nothing can go or the time is over.
 */
final class Shrinker {
    private final Predicate<int[]> fails;
    private final LongSupplier clockNs;
    private final long boundNs;

    Shrinker(Predicate<int[]> fails, LongSupplier clockNs, long boundNs) {
        this.fails = fails;
        this.clockNs = clockNs;
        this.boundNs = boundNs;
    }

    /** A short list that fails, out of one that does. */
    int[] shrink(int[] failing) {
        long endNs = clockNs.getAsLong() + boundNs;
        int[] shortest = failing;
        int run = Math.max(1, failing.length / 2);

        while (run >= 1) {
            int before = shortest.length;
            int from = 0;
            while (from < shortest.length && clockNs.getAsLong() < endNs) {
                int[] shorter = without(shortest, from, Math.min(run, shortest.length - from));
                if (fails.test(shorter)) {
                    shortest = shorter;
                } else {
                    from += run;
                }
            }
            boolean stuck = shortest.length == before;
            if (clockNs.getAsLong() >= endNs || (run == 1 && stuck)) {
                return shortest;
            }
            run = stuck || run > 1 ? Math.max(1, run / 2) : run;
        }
        return shortest;
    }

    private static int[] without(int[] list, int from, int count) {
        int[] rest = Arrays.copyOf(list, list.length - count);
        System.arraycopy(list, from + count, rest, from, list.length - from - count);
        return rest;
    }
}
