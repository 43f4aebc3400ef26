package io.bullring.core.wallet;

import io.bullring.core.fault.Check;
import io.bullring.core.fault.EngineFault;
import io.bullring.core.port.SnapshotSink;
import io.bullring.core.port.SnapshotSource;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Every portfolio's USDT, risk counters and the heads of its lists: one record of sixteen longs in
 * pages that never move. Inside the engine a portfolio goes by its <em>place</em>, counted from 1; when it is closed, its
 * place is given to another one. Outside it goes by its id, which is never used twice: the place and, above it, how often
 * the place had been used before.
 *
 * <p>Written by the engine thread only, every change between {@link #beginChange} and {@link #endChange}. Any other
 * thread may {@link #read} at any time: a sequence lock per portfolio tells it whether what it copied was whole, and the
 * id inside the lock whether it was the right one.
 *
 * <pre>
 *   0 │ version │ id  │ starting │ available │ held       │ realised │ holdings │ orders │
 *   8 │ agent   │ day │ day pnl  │ halted    │ halt links │ minute   │ count    │ open   │
 * </pre>
 *
 * <p>A record is 128 bytes and as a rule lies in three cache lines, not in two: the longs of an array begin 16 bytes into it, behind
 * its header, and where in a line the array itself begins is up to the JVM.
 *
 * <p>Amounts are E8. The version is odd while a change is going on. Writers store plainly between the two marks: a
 * 64-bit JVM writes a long whole, and the fences of the marks keep the stores inside. The id of a free place is the one
 * that its next portfolio will have, with its sign turned.
 */
public final class Portfolios {
    /** The end of a list. */
    public static final int NONE = -1;

    /** A day that never comes. */
    public static final long NEVER = Long.MIN_VALUE;

    private static final int PLACE_BITS = 24;
    private static final int PLACE_MASK = (1 << PLACE_BITS) - 1;
    private static final int PAGE_SHIFT = 8;
    private static final int PAGE_MASK = (1 << PAGE_SHIFT) - 1;
    private static final int RECORD_LONGS = 16;

    private static final int VERSION = 0;
    private static final int ID = 1;
    private static final int STARTING = 2;
    private static final int AVAILABLE = 3;
    private static final int HELD = 4;
    private static final int REALIZED = 5;
    private static final int HOLDINGS = 6;
    private static final int ORDERS = 7;
    private static final int AGENT = 8;
    private static final int DAY = 9;
    private static final int DAY_PNL = 10;
    private static final int HALTED_DAY = 11;
    private static final int HALT_LINKS = 12;
    private static final int MINUTE = 13;
    private static final int MINUTE_COUNT = 14;
    private static final int OPEN_ORDERS = 15;

    private static final int[] STATE = {
        STARTING, AVAILABLE, HELD, REALIZED, AGENT, DAY, DAY_PNL, HALTED_DAY, MINUTE, MINUTE_COUNT
    };
    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

    private final Holdings holdings = new Holdings();
    private long[][] pages = new long[0][];
    private volatile long[][] publishedPages = pages;
    private int places;
    private int[] freePlaces = new int[16];
    private int freeCount;
    private volatile boolean isAbandoned;

    /**
     * Opens a portfolio without money in the place freed last, in a change that whoever funds it ends: readers never see it
     * without. Returns its place.
     */
    public int open(int agentId, long startingBalanceE8) {
        int place = freeCount > 0 ? freePlaces[--freeCount] : newPlace();
        beginChange(place);
        put(place, ID, -get(place, ID));
        put(place, AGENT, agentId);
        put(place, STARTING, startingBalanceE8);
        put(place, DAY, NEVER);
        put(place, HALTED_DAY, NEVER);
        put(place, MINUTE, NEVER);
        put(place, HOLDINGS, pair(NONE, NONE));
        put(place, ORDERS, pair(NONE, NONE));
        return place;
    }

    private int newPlace() {
        places++;
        Check.that(places <= PLACE_MASK, "no place for another portfolio");
        ensurePage(places >> PAGE_SHIFT);
        put(places, ID, -places);
        return places;
    }

    private void ensurePage(int page) {
        if (page == pages.length) {
            long[][] longer = Arrays.copyOf(pages, page + 1);
            longer[page] = new long[RECORD_LONGS << PAGE_SHIFT];
            pages = longer;
            publishedPages = longer;
        }
    }

    /** Frees the place of a portfolio from which everything has been taken, within the change that took it. */
    public void close(int place) {
        Check.that(get(place, AVAILABLE) == 0 && get(place, HELD) == 0, "a closed portfolio has money");
        Check.that(openOrders(place) == 0, "a closed portfolio has open orders");

        holdings.free(firstHolding(place), lastHolding(place));
        long nextId = get(place, ID) + (1L << PLACE_BITS);
        for (int field = ID; field < RECORD_LONGS; field++) {
            put(place, field, 0);
        }
        put(place, ID, -nextId);
        if (freeCount == freePlaces.length) {
            freePlaces = Arrays.copyOf(freePlaces, freeCount * 2);
        }
        freePlaces[freeCount++] = place;
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
     * Copies a portfolio's money and positions as they were at one moment, and about then its open orders, its halt and what is counted by day and minute. Any thread; waits only while the engine is in
     * the middle of changing this very portfolio.
     *
     * @return false when there is no such portfolio, or no longer
     * @throws EngineFault when the engine has stopped in the middle of a change of it
     */
    public boolean read(long portfolioId, PortfolioImage into) {
        long[][] readable = publishedPages;
        int place = placeOf(portfolioId);
        if (portfolioId < 1 || place >> PAGE_SHIFT >= readable.length) {
            return false;
        }
        long[] page = readable[place >> PAGE_SHIFT];
        while (true) {
            long before = (long) LONGS.getAcquire(page, at(place, VERSION));
            if (before == 0) {
                return false;
            }
            if ((before & 1) == 1 && isAbandoned) {
                throw new EngineFault("the engine stopped in the middle of a change of this portfolio");
            }
            if ((before & 1) == 0) {
                boolean isIt = (long) LONGS.getOpaque(page, at(place, ID)) == portfolioId;
                boolean complete = isIt && copy(page, place, portfolioId, into);
                VarHandle.loadLoadFence();
                if ((long) LONGS.getOpaque(page, at(place, VERSION)) == before) {
                    Check.that(complete || !isIt, "image too small for a portfolio");
                    return isIt;
                }
            }
        }
    }

    private boolean copy(long[] page, int place, long portfolioId, PortfolioImage into) {
        into.startAt(
                portfolioId,
                (long) LONGS.getOpaque(page, at(place, STARTING)),
                (long) LONGS.getOpaque(page, at(place, AVAILABLE)),
                (long) LONGS.getOpaque(page, at(place, HELD)),
                (long) LONGS.getOpaque(page, at(place, REALIZED)),
                (int) (long) LONGS.getOpaque(page, at(place, OPEN_ORDERS)));
        into.countedAs(
                (long) LONGS.getOpaque(page, at(place, HALTED_DAY)),
                (long) LONGS.getOpaque(page, at(place, DAY)),
                (long) LONGS.getOpaque(page, at(place, DAY_PNL)),
                (long) LONGS.getOpaque(page, at(place, MINUTE)),
                (long) LONGS.getOpaque(page, at(place, MINUTE_COUNT)));
        return holdings.copyChain(left((long) LONGS.getOpaque(page, at(place, HOLDINGS))), into);
    }

    /** Places ever used; the highest one. */
    public int places() {
        return places;
    }

    /** Whether a portfolio has this place at present. */
    public boolean isOpen(int place) {
        return get(place, ID) > 0;
    }

    /** The id of the portfolio in this place. */
    public long id(int place) {
        return get(place, ID);
    }

    private static int placeOf(long portfolioId) {
        return (int) (portfolioId & PLACE_MASK);
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

    /** The UTC day of a halt that has not ended yet, or {@link #NEVER}. */
    public long haltedDay(int portfolio) {
        return get(portfolio, HALTED_DAY);
    }

    public void haltedDay(int portfolio, long day) {
        put(portfolio, HALTED_DAY, day);
    }

    /** The portfolio halted before this one among those that wait for their day to end, or {@link #NONE}. */
    public int previousHalted(int portfolio) {
        return left(get(portfolio, HALT_LINKS));
    }

    public int nextHalted(int portfolio) {
        return right(get(portfolio, HALT_LINKS));
    }

    public void haltLinks(int portfolio, int previous, int next) {
        put(portfolio, HALT_LINKS, pair(previous, next));
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

    private int lastHolding(int portfolio) {
        return right(get(portfolio, HOLDINGS));
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

    /** Writes every place, the free ones too, but neither the order lists, which the orders write, nor the halt links. */
    public void writeTo(SnapshotSink sink) {
        sink.putLong(places);
        for (int place = 1; place <= places; place++) {
            sink.putLong(get(place, ID));
            if (isOpen(place)) {
                writeOpen(place, sink);
            }
        }
        for (int i = 0; i < freeCount; i++) {
            sink.putLong(freePlaces[i]);
        }
    }

    private void writeOpen(int place, SnapshotSink sink) {
        for (int field : STATE) {
            sink.putLong(get(place, field));
        }
        for (int row = firstHolding(place); row != NONE; row = holdings.next(row)) {
            holdings.writeTo(sink, row);
        }
        sink.putLong(0);
    }

    /** Reads what {@link #writeTo} wrote, into portfolios that have never been used. */
    public void readFrom(SnapshotSource source) {
        Check.that(places == 0, "portfolios are not empty");
        long count = source.getLong();
        int free = 0;
        for (int place = 1; place <= count; place++) {
            newPlace();
            put(place, ID, source.getLong());
            if (isOpen(place)) {
                readOpen(place, source);
            } else {
                free++;
            }
            endOfReading(place);
        }
        freePlaces = new int[Math.max(free, freePlaces.length)];
        for (freeCount = 0; freeCount < free; freeCount++) {
            freePlaces[freeCount] = (int) source.getLong();
        }
    }

    private void readOpen(int place, SnapshotSource source) {
        for (int field : STATE) {
            put(place, field, source.getLong());
        }
        put(place, HOLDINGS, pair(NONE, NONE));
        put(place, ORDERS, pair(NONE, NONE));
        put(place, HALT_LINKS, pair(NONE, NONE));
        for (long instrument = source.getLong(); instrument != 0; instrument = source.getLong()) {
            holdings.readFrom(source, holdingOrNew(place, (int) instrument));
        }
    }

    /** Versions are no state: every place that was ever used has one that readers accept. */
    private void endOfReading(int place) {
        LONGS.setRelease(page(place), at(place, VERSION), 2L);
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
