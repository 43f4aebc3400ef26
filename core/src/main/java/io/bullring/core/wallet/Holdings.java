package io.bullring.core.wallet;

import static io.bullring.core.wallet.Portfolios.NONE;

import io.bullring.core.fault.Check;
import io.bullring.core.port.SnapshotSink;
import io.bullring.core.port.SnapshotSource;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * What portfolios hold of base assets: one row of eight longs for each portfolio and instrument that it ever bought,
 * chained in order of first purchase. The rows of a closed portfolio are used again. Changed on the engine thread only, inside a change of
 * the portfolio; read by others through {@link Portfolios#read}. Amounts are E8.
 *
 * <pre>
 *  │ instrument │ next │ available │ held │ cost │ realised │ opened │ - │
 * </pre>
 */
public final class Holdings {
    private static final int PAGE_SHIFT = 9;
    private static final int PAGE_MASK = (1 << PAGE_SHIFT) - 1;
    private static final int ROW_LONGS = 8;

    private static final int INSTRUMENT = 0;
    private static final int NEXT = 1;
    private static final int AVAILABLE = 2;
    private static final int HELD = 3;
    private static final int COST = 4;
    private static final int REALIZED = 5;
    private static final int OPENED = 6;

    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

    private long[][] pages = new long[0][];
    private volatile long[][] publishedPages = pages;
    private int count;
    private int firstFree = NONE;

    Holdings() {}

    int open(int instrumentId) {
        int row = firstFree;
        if (row == NONE) {
            row = newRow();
        } else {
            firstFree = next(row);
        }
        put(row, INSTRUMENT, instrumentId);
        put(row, NEXT, NONE);
        for (int field = AVAILABLE; field <= OPENED; field++) {
            put(row, field, 0);
        }
        return row;
    }

    private int newRow() {
        int row = count++;
        int page = row >> PAGE_SHIFT;
        if (page == pages.length) {
            long[][] longer = Arrays.copyOf(pages, page + 1);
            longer[page] = new long[ROW_LONGS << PAGE_SHIFT];
            pages = longer;
            publishedPages = longer;
        }
        return row;
    }

    /**
     * Gives a whole chain back. A reader that is still copying it sees rows of other portfolios at worst, and then that the
     * version of its own one has changed: whoever takes the rows marks his own change first, behind a store fence.
     */
    void free(int first, int last) {
        if (first != NONE) {
            put(last, NEXT, firstFree);
            firstFree = first;
        }
    }

    void link(int row, int next) {
        put(row, NEXT, next);
    }

    /** Copies a chain for a reader. False when what it saw cannot be: the portfolio was being changed. */
    boolean copyChain(int first, PortfolioImage into) {
        long[][] readable = publishedPages;
        int row = first;
        while (row != NONE) {
            if (row < 0 || row >> PAGE_SHIFT >= readable.length || into.isFull()) {
                return false;
            }
            long[] page = readable[row >> PAGE_SHIFT];
            into.add(
                    (int) opaque(page, row, INSTRUMENT),
                    opaque(page, row, AVAILABLE),
                    opaque(page, row, HELD),
                    opaque(page, row, COST),
                    opaque(page, row, REALIZED),
                    opaque(page, row, OPENED));
            row = (int) opaque(page, row, NEXT);
        }
        return true;
    }

    private static long opaque(long[] page, int row, int field) {
        return (long) LONGS.getOpaque(page, at(row, field));
    }

    public int next(int row) {
        return (int) get(row, NEXT);
    }

    public int instrumentId(int row) {
        return (int) get(row, INSTRUMENT);
    }

    public long availableE8(int row) {
        return get(row, AVAILABLE);
    }

    public long heldE8(int row) {
        return get(row, HELD);
    }

    /** Available and held. Never more than fits: no purchase is made that would not. */
    public long quantityE8(int row) {
        return availableE8(row) + heldE8(row);
    }

    void putQuantity(int row, long availableE8, long heldE8) {
        Check.that(availableE8 >= 0 && heldE8 >= 0, "negative holding");
        put(row, AVAILABLE, availableE8);
        put(row, HELD, heldE8);
    }

    /** What was paid for the quantity, fees included. */
    public long costE8(int row) {
        return get(row, COST);
    }

    public void costE8(int row, long costE8) {
        Check.that(costE8 >= 0, "negative cost");
        put(row, COST, costE8);
    }

    /** Result of the sales of this instrument. */
    public long realizedPnlE8(int row) {
        return get(row, REALIZED);
    }

    public void realizedPnlE8(int row, long realizedPnlE8) {
        put(row, REALIZED, realizedPnlE8);
    }

    /** Time of the purchase that opened the present position, nanoseconds since 1970. */
    public long openedNs(int row) {
        return get(row, OPENED);
    }

    public void openedNs(int row, long openedNs) {
        put(row, OPENED, openedNs);
    }

    void writeTo(SnapshotSink sink, int row) {
        sink.putLong(get(row, INSTRUMENT));
        for (int field = AVAILABLE; field <= OPENED; field++) {
            sink.putLong(get(row, field));
        }
    }

    /** Reads a row but its instrument, which has been read to find the row. */
    void readFrom(SnapshotSource source, int row) {
        for (int field = AVAILABLE; field <= OPENED; field++) {
            put(row, field, source.getLong());
        }
    }

    private long get(int row, int field) {
        return pages[row >> PAGE_SHIFT][at(row, field)];
    }

    private void put(int row, int field, long value) {
        pages[row >> PAGE_SHIFT][at(row, field)] = value;
    }

    private static int at(int row, int field) {
        return (row & PAGE_MASK) * ROW_LONGS + field;
    }
}
