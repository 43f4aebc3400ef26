package io.bullring.gateway.history;

import java.util.ArrayList;
import java.util.List;

/** A page while its rows are looked for. */
final class PageOf<T> {
    private final int limit;
    private final int offset;
    private final List<T> rows = new ArrayList<>();
    private int left;
    private int total;

    PageOf(int limit, int offset, int maxScannedRows) {
        this.limit = limit;
        this.offset = offset;
        this.left = maxScannedRows;
    }

    /** Looks at the next row; false when it was the last one that may be looked at. */
    boolean take(T row, boolean matches) {
        if (matches) {
            if (total >= offset && rows.size() < limit) {
                rows.add(row);
            }
            total++;
        }
        left--;
        return left > 0;
    }

    Page<T> done() {
        return new Page<>(rows, total);
    }
}
