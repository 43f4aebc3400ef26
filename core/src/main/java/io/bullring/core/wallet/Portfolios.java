package io.bullring.core.wallet;

import io.bullring.core.fault.Check;
import io.bullring.core.fault.EngineFault;
import io.bullring.core.port.SnapshotSink;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Every portfolio's USDT, risk counters and the heads of its lists: one record of sixteen longs, two cache lines, in
 * pages that never move. Ids count up from 1 and are never reused.
 *
 * <p>Written by the engine thread only, every change between {@link #beginChange} and {@link #endChange}. Any other
 * thread may {@link #read} at any time: a sequence lock per portfolio tells it whether what it copied was whole.
 *
 * <pre>
 *  line 1 │ version │ agent    │ starting │ available │ held  │ realised  │ holdings │ orders │
 *  line 2 │ day     │ day pnl  │ halted   │ minute    │ count │ open      │ -        │ -      │
 * </pre>
 *
 * <p>Amounts are E8. The version is odd while a change is going on. Writers store plainly between the two marks: a
 * 64-bit JVM writes a long whole, and the fences of the marks keep the stores inside.
 */
public final class Portfolios {
    /** The end of a list. */
    public static final int NONE = -1;

    private static final int PAGE_SHIFT = 8;
    private static final int PAGE_MASK = (1 << PAGE_SHIFT) - 1;
    private static final int RECORD_LONGS = 16;

    private static final int VERSION = 0;
    private static final int AGENT = 1;
    private static final int STARTING = 2;
    private static final int AVAILABLE = 3;
    private static final int HELD = 4;
    private static final int REALIZED = 5;
    private static final int HOLDINGS = 6;
    private static final int ORDERS = 7;
    private static final int DAY = 8;
    private static final int DAY_PNL = 9;
    private static final int HALTED_DAY = 10;
    private static final int MINUTE = 11;
    private static final int MINUTE_COUNT = 12;
    private static final int OPEN_ORDERS = 13;

    private static final long NEVER = Long.MIN_VALUE;
    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

    private final Holdings holdings = new Holdings();
    private long[][] pages = new long[0][];
    private volatile long[][] publishedPages = pages;
    private int count;
    private volatile boolean isAbandoned;

    /** Opens a portfolio without money, in a change that whoever funds it ends: readers never see it without. */
    public int open(int agentId, long startingBalanceE8) {
        count++;
        int page = count >> PAGE_SHIFT;
        if (page == pages.length) {
            long[][] longer = Arrays.copyOf(pages, page + 1);
            longer[page] = new long[RECORD_LONGS << PAGE_SHIFT];
            pages = longer;
            publishedPages = longer;
        }
        beginChange(count);
        put(count, AGENT, agentId);
        put(count, STARTING, startingBalanceE8);
        put(count, DAY, NEVER);
        put(count, HALTED_DAY, NEVER);
        put(count, MINUTE, NEVER);
        put(count, HOLDINGS, pair(NONE, NONE));
        put(count, ORDERS, pair(NONE, NONE));
        return count;
    }

    /** Marks the portfolio as being changed: readers wait. */
    public void beginChange(int portfolio) {
        long[] page = page(portfolio);
        int version = at(portfolio, VERSION);
        long next = page[version] + 1;
        Check.that((next & 1) == 1, "change of a portfolio within a change");
        LONGS.setOpaque(page, version, next);
        VarHandle.storeStoreFence();
    }

    /** Marks the portfolio as whole again. */
    public void endChange(int portfolio) {
        long[] page = page(portfolio);
        int version = at(portfolio, VERSION);
        LONGS.setRelease(page, version, page[version] + 1);
    }

    /** Tells readers that nobody will finish a change any more. Any thread, after the engine has faulted. */
    public void abandon() {
        isAbandoned = true;
    }

    /**
     * Copies a portfolio's money and positions as they were at one moment. Any thread; waits only while the engine is in
     * the middle of changing this very portfolio.
     *
     * @return false when there is no such portfolio
     * @throws EngineFault when the engine has stopped in the middle of a change of it
     */
    public boolean read(int portfolio, PortfolioImage into) {
        long[][] readable = publishedPages;
        int index = portfolio >> PAGE_SHIFT;
        if (portfolio < 1 || index >= readable.length) {
            return false;
        }
        long[] page = readable[index];
        while (true) {
            long before = (long) LONGS.getAcquire(page, at(portfolio, VERSION));
            if (before == 0) {
                return false;
            }
            if ((before & 1) == 1 && isAbandoned) {
                throw new EngineFault("the engine stopped in the middle of a change of this portfolio");
            }
            if ((before & 1) == 0) {
                boolean complete = copy(page, portfolio, into);
                VarHandle.loadLoadFence();
                if ((long) LONGS.getOpaque(page, at(portfolio, VERSION)) == before) {
                    Check.that(complete, "image too small for a portfolio");
                    return true;
                }
            }
        }
    }

    private boolean copy(long[] page, int portfolio, PortfolioImage into) {
        into.startAt(
                portfolio,
                (long) LONGS.getOpaque(page, at(portfolio, STARTING)),
                (long) LONGS.getOpaque(page, at(portfolio, AVAILABLE)),
                (long) LONGS.getOpaque(page, at(portfolio, HELD)),
                (long) LONGS.getOpaque(page, at(portfolio, REALIZED)));
        return holdings.copyChain(left((long) LONGS.getOpaque(page, at(portfolio, HOLDINGS))), into);
    }

    public int count() {
        return count;
    }

    /** The base assets of all portfolios, chained by portfolio. */
    public Holdings holdings() {
        return holdings;
    }

    public int agentId(int portfolio) {
        return (int) get(portfolio, AGENT);
    }

    public long startingBalanceE8(int portfolio) {
        return get(portfolio, STARTING);
    }

    public long availableE8(int portfolio) {
        return get(portfolio, AVAILABLE);
    }

    public long heldE8(int portfolio) {
        return get(portfolio, HELD);
    }

    /** Result of all sales of this portfolio, net of fees. */
    public long realizedPnlE8(int portfolio) {
        return get(portfolio, REALIZED);
    }

    void putCash(int portfolio, long availableE8, long heldE8) {
        Check.that(availableE8 >= 0 && heldE8 >= 0, "negative balance");
        put(portfolio, AVAILABLE, availableE8);
        put(portfolio, HELD, heldE8);
    }

    /** Adds the result of a sale to the portfolio and to the day, which starts at zero when it is a new one. */
    public void addRealized(int portfolio, long day, long pnlE8) {
        put(portfolio, REALIZED, Math.addExact(get(portfolio, REALIZED), pnlE8));
        put(portfolio, DAY_PNL, Math.addExact(dayPnlE8(portfolio, day), pnlE8));
        put(portfolio, DAY, day);
    }

    /** Realised result of this UTC day. */
    public long dayPnlE8(int portfolio, long day) {
        return get(portfolio, DAY) == day ? get(portfolio, DAY_PNL) : 0;
    }

    /** Whether trading was halted on this UTC day. */
    public boolean isHalted(int portfolio, long day) {
        return get(portfolio, HALTED_DAY) == day;
    }

    public long haltedDay(int portfolio) {
        return get(portfolio, HALTED_DAY);
    }

    public void halt(int portfolio, long day) {
        put(portfolio, HALTED_DAY, day);
    }

    /** Orders accepted in this UTC minute. */
    public long minuteCount(int portfolio, long minute) {
        return get(portfolio, MINUTE) == minute ? get(portfolio, MINUTE_COUNT) : 0;
    }

    public void countOrder(int portfolio, long minute) {
        put(portfolio, MINUTE_COUNT, minuteCount(portfolio, minute) + 1);
        put(portfolio, MINUTE, minute);
    }

    public int openOrders(int portfolio) {
        return (int) get(portfolio, OPEN_ORDERS);
    }

    public void openOrders(int portfolio, int openOrders) {
        Check.that(openOrders >= 0, "negative count of open orders");
        put(portfolio, OPEN_ORDERS, openOrders);
    }

    /** First order of the portfolio's list in acceptance order, or {@link #NONE}. */
    public int firstOrder(int portfolio) {
        return left(get(portfolio, ORDERS));
    }

    public int lastOrder(int portfolio) {
        return right(get(portfolio, ORDERS));
    }

    public void orderEnds(int portfolio, int first, int last) {
        put(portfolio, ORDERS, pair(first, last));
    }

    /** First row of the portfolio's holdings in order of first purchase, or {@link #NONE}. */
    public int firstHolding(int portfolio) {
        return left(get(portfolio, HOLDINGS));
    }

    /** The portfolio's row of this instrument, or {@link #NONE}. Walks the chain: as long as the instruments ever held. */
    public int holding(int portfolio, int instrumentId) {
        int row = firstHolding(portfolio);
        while (row != NONE && holdings.instrumentId(row) != instrumentId) {
            row = holdings.next(row);
        }
        return row;
    }

    /** The portfolio's row of this instrument, made at the end of the chain when there is none. */
    public int holdingOrNew(int portfolio, int instrumentId) {
        int found = holding(portfolio, instrumentId);
        if (found != NONE) {
            return found;
        }
        int row = holdings.open(instrumentId);
        int first = firstHolding(portfolio);
        if (first == NONE) {
            put(portfolio, HOLDINGS, pair(row, row));
        } else {
            holdings.link(right(get(portfolio, HOLDINGS)), row);
            put(portfolio, HOLDINGS, pair(first, row));
        }
        return row;
    }

    /** Writes every portfolio but its order list, which the orders write. */
    public void writeTo(SnapshotSink sink) {
        sink.putLong(count);
        for (int portfolio = 1; portfolio <= count; portfolio++) {
            for (int field = AGENT; field <= OPEN_ORDERS; field++) {
                if (field != HOLDINGS && field != ORDERS) {
                    sink.putLong(get(portfolio, field));
                }
            }
            for (int row = firstHolding(portfolio); row != NONE; row = holdings.next(row)) {
                holdings.writeTo(sink, row);
            }
            sink.putLong(0);
        }
    }

    private long get(int portfolio, int field) {
        return page(portfolio)[at(portfolio, field)];
    }

    private void put(int portfolio, int field, long value) {
        page(portfolio)[at(portfolio, field)] = value;
    }

    private long[] page(int portfolio) {
        return pages[portfolio >> PAGE_SHIFT];
    }

    private static int at(int portfolio, int field) {
        return (portfolio & PAGE_MASK) * RECORD_LONGS + field;
    }

    private static long pair(int left, int right) {
        return ((long) left << 32) | (right & 0xFFFF_FFFFL);
    }

    private static int left(long pair) {
        return (int) (pair >> 32);
    }

    private static int right(long pair) {
        return (int) pair;
    }
}
