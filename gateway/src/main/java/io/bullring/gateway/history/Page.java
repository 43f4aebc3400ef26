package io.bullring.gateway.history;

import java.util.List;

/**
 * A part of a listing, newest first.
 *
 * @param rows the rows asked for
 * @param total how many rows match
 */
public record Page<T>(List<T> rows, long total) {
    public Page {
        rows = List.copyOf(rows);
    }

    /** Nothing matches. */
    public static <T> Page<T> empty() {
        return new Page<>(List.of(), 0);
    }
}
