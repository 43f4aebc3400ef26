package io.bullring.gateway.history;

import java.util.ArrayList;
import java.util.List;

/** A page while its rows are looked for. */
final class PageOf<T> {
    private final int limit;
    private final int offset;
    private final boolean isCounted;
    private final List<T> rows = new ArrayList<>();
    private int left;
    private int matching;

    /** @param isCounted whether the total is known already, so that a full page is the end */
    PageOf(int limit, int offset, int maxScannedRows, boolean isCounted) {
        this.limit = limit;
        this.offset = offset;
        this.isCounted = isCounted;
        this.left = maxScannedRows;
    }

    /** Looks at the next row; false when no further one is to be looked at. */
    boolean take(T row, boolean matches) {
        if (matches) {
            if (matching >= offset && rows.size() < limit) {
                rows.add(row);
            }
            matching++;
        }
        left--;
        return left > 0 && !(isCounted && rows.size() == limit);
    }

    /** The page, with the matching rows that were looked at for its total. */
    Page<T> done() {
        return new Page<>(rows, matching);
    }

    Page<T> done(long total) {
        return new Page<>(rows, total);
    }
}
