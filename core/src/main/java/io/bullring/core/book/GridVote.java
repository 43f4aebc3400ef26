package io.bullring.core.book;

import java.util.Arrays;

/**
 * Finds the grid that prices are on, for nobody tells a book: of all powers of ten the one of whose grid a window would cover most
 * levels; of equals the coarsest, which reaches farthest.
 */
final class GridVote {
    private static final int SCALES = 13;

    private final int[] votes = new int[SCALES];

    void open() {
        Arrays.fill(votes, 0);
    }

    /** A level of this key votes for each grid that it is on, unless it is too many steps away from the best. */
    void add(long key, long distance, long reach) {
        long multiple = key;
        long steps = distance;
        for (int zeros = 0; zeros < SCALES; zeros++) {
            if (steps < reach) {
                votes[zeros]++;
            }
            if (multiple % 10 != 0) {
                return;
            }
            multiple /= 10;
            steps /= 10;
        }
    }

    /** The zeros of the power of ten that has most votes. */
    int winner() {
        int winner = 0;
        for (int zeros = 1; zeros < SCALES; zeros++) {
            if (votes[zeros] >= votes[winner]) {
                winner = zeros;
            }
        }
        return winner;
    }
}
