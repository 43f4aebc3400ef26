package io.bullring.gateway.history;

import java.util.ArrayList;
import java.util.List;

/** A page while its rows are looked for. */
final class PageOf<T> {
    /** In place of a total that is not known before all rows have been looked at. */
    static final long NOT_COUNTED = -1;

    private final int limit;
    private final int offset;
    private final long total;
    private final List<T> rows = new ArrayList<>();
    private int left;
    private long matching;
    private boolean isCut;

    /** @param total how many rows match, or {@link #NOT_COUNTED} */
    PageOf(int limit, int offset, long total, int maxRows) {
        this.limit = limit;
        this.offset = offset;
        this.total = total;
        this.left = maxRows;
    }

    /** Whether no row can change it any more. */
    boolean isDone() {
        return total != NOT_COUNTED && (rows.size() == limit || offset >= total || matching == total);
    }

    /** Looks at the next row; false when no further one is to be looked at. */
    boolean take(T row, boolean matches) {
        if (left == 0) {
            isCut = true;
            return false;
        }
        left--;
        if (matches) {
            if (matching >= offset && rows.size() < limit) {
                rows.add(row);
            }
            matching++;
        }
        return !isDone();
    }

    /** Null when more rows would have to be looked at than may be. */
    Page<T> doneOrNull() {
        return isCut ? null : new Page<>(rows, total == NOT_COUNTED ? matching : total);
    }
}
