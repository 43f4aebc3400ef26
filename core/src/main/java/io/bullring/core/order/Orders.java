package io.bullring.core.order;

import io.bullring.core.fault.Check;
import io.bullring.core.port.SnapshotSink;
import io.bullring.core.port.SnapshotSource;
import io.bullring.core.wallet.Portfolios;
import io.bullring.protocol.OrderType;
import java.util.Arrays;

/**
 * The open orders: one record of eight longs in a slot that is used again when the order is gone. Two lists
 * run through the slots, both in acceptance order: the orders of each portfolio, and those of the venue. Engine thread only.
 *
 * <pre>
 *  │ id, instrument, type, side │ quantity │ price │ held │ accepted │ agent, conditions, portfolio │ portfolio's ←→ │ venue's ←→ │
 * </pre>
 *
 * <p>An id is found through {@link OrderIds}: open ids are sparse among those ever issued.
 */
public final class Orders {
    /** No such order, or the end of a list. */
    public static final int NONE = -1;

    private static final int PAGE_SHIFT = 9;
    private static final int PAGE_MASK = (1 << PAGE_SHIFT) - 1;
    private static final int RECORD_LONGS = 8;

    private static final int KEY = 0;
    private static final int QUANTITY = 1;
    private static final int PRICE = 2;
    private static final int HELD = 3;
    private static final int ACCEPTED = 4;
    private static final int OWNER = 5;
    private static final int PORTFOLIO_LINKS = 6;
    private static final int VENUE_LINKS = 7;

    private static final long SALT_FACTOR = 0x9E37_79B9_7F4A_7C15L;

    private static final int ID_SHIFT = 16;
    private static final int INSTRUMENT_SHIFT = 3;
    private static final int INSTRUMENT_MASK = (1 << 13) - 1;
    private static final int TYPE_SHIFT = 1;
    private static final int PORTFOLIO_MASK = (1 << 24) - 1;
    private static final int CONDITIONS_SHIFT = 24;

    private final Portfolios portfolios;
    private long salt = SALT_FACTOR;
    private final OrderIds ids = new OrderIds(this::idAt, this::salt);
    private long[][] pages = new long[0][];
    private int slotCount;
    private int firstFree = NONE;
    private int first = NONE;
    private int last = NONE;
    private int count;

    public Orders(Portfolios portfolios) {
        this.portfolios = portfolios;
    }

    /** Takes an order that rests from now on, behind all others. Returns its slot. */
    public int add(Order order, long nowNs) {
        int slot = takeSlot();
        long[] page = page(slot);
        int at = at(slot);
        page[at + KEY] = (order.id << ID_SHIFT)
                | ((long) order.instrumentId << INSTRUMENT_SHIFT)
                | ((long) order.typeCode << TYPE_SHIFT)
                | order.sideCode;
        page[at + QUANTITY] = order.quantityE8;
        page[at + PRICE] = order.priceE8;
        page[at + HELD] = order.heldE8;
        page[at + ACCEPTED] = nowNs;
        page[at + OWNER] = pair(order.agentId, order.conditions << CONDITIONS_SHIFT | order.portfolio);
        enter(slot, order.id, order.portfolio, nowNs);
        return slot;
    }

    private void enter(int slot, long id, int portfolio, long acceptedNs) {
        salt = (salt ^ acceptedNs) * SALT_FACTOR;
        linkToPortfolio(slot, portfolio);
        linkToVenue(slot);
        ids.put(id, slot);
        count++;
    }

    /** Takes the order out. Its slot may be given to the next one. */
    public void remove(int slot) {
        ids.remove(idAt(slot), slot);
        unlinkFromPortfolio(slot);
        unlinkFromVenue(slot);
        page(slot)[at(slot) + KEY] = firstFree;
        firstFree = slot;
        count--;
    }

    /** The slot of an open order, or {@link #NONE}. */
    public int slotOf(long orderId) {
        return ids.slotOf(orderId);
    }

    public void read(int slot, Order into) {
        long[] page = page(slot);
        int at = at(slot);
        long key = page[at + KEY];
        into.id = key >>> ID_SHIFT;
        into.instrumentId = (int) (key >> INSTRUMENT_SHIFT) & INSTRUMENT_MASK;
        into.typeCode = (int) (key >> TYPE_SHIFT) & 3;
        into.sideCode = (int) key & 1;
        into.quantityE8 = page[at + QUANTITY];
        into.priceE8 = page[at + PRICE];
        into.heldE8 = page[at + HELD];
        into.agentId = left(page[at + OWNER]);
        into.portfolio = right(page[at + OWNER]) & PORTFOLIO_MASK;
        into.conditions = right(page[at + OWNER]) >>> CONDITIONS_SHIFT;
    }

    /** Takes over what an order in a book has left, its limit, and what is held for it. */
    public void change(int slot, Order order) {
        long[] page = page(slot);
        int at = at(slot);
        page[at + QUANTITY] = order.quantityE8;
        page[at + PRICE] = order.priceE8;
        page[at + HELD] = order.heldE8;
    }

    public int count() {
        return count;
    }

    public long idAt(int slot) {
        return page(slot)[at(slot) + KEY] >>> ID_SHIFT;
    }

    /** When it was accepted, nanoseconds since 1970. */
    public long acceptedNs(int slot) {
        return page(slot)[at(slot) + ACCEPTED];
    }

    public int instrumentAt(int slot) {
        return (int) (page(slot)[at(slot) + KEY] >> INSTRUMENT_SHIFT) & INSTRUMENT_MASK;
    }

    public int agentAt(int slot) {
        return left(page(slot)[at(slot) + OWNER]);
    }

    /** The place of its portfolio. */
    public int portfolioAt(int slot) {
        return right(page(slot)[at(slot) + OWNER]) & PORTFOLIO_MASK;
    }

    /** Whether it has a limit; otherwise it waits for its trigger. */
    public boolean isLimitAt(int slot) {
        return ((int) (page(slot)[at(slot) + KEY] >> TYPE_SHIFT) & 3) == OrderType.LIMIT.value();
    }

    /** Of the nanoseconds at which all orders came, which nobody is told: for {@link OrderIds}. No state. */
    public long salt() {
        return salt;
    }

    /** The venue's oldest open order, or {@link #NONE}. */
    public int oldest() {
        return first;
    }

    /** The same portfolio's order that was accepted next, or {@link #NONE}. */
    public int nextOfPortfolio(int slot) {
        return right(page(slot)[at(slot) + PORTFOLIO_LINKS]);
    }

    private int takeSlot() {
        if (firstFree != NONE) {
            int slot = firstFree;
            firstFree = (int) page(slot)[at(slot) + KEY];
            return slot;
        }
        int page = slotCount >> PAGE_SHIFT;
        if (page == pages.length) {
            pages = Arrays.copyOf(pages, page + 1);
            pages[page] = new long[RECORD_LONGS << PAGE_SHIFT];
        }
        return slotCount++;
    }

    private void linkToPortfolio(int slot, int portfolio) {
        int tail = portfolios.lastOrder(portfolio);
        putLinks(slot, PORTFOLIO_LINKS, tail, NONE);
        if (tail == NONE) {
            portfolios.orderEnds(portfolio, slot, slot);
        } else {
            putRight(tail, PORTFOLIO_LINKS, slot);
            portfolios.orderEnds(portfolio, portfolios.firstOrder(portfolio), slot);
        }
        portfolios.openOrders(portfolio, portfolios.openOrders(portfolio) + 1);
    }

    private void unlinkFromPortfolio(int slot) {
        int portfolio = portfolioAt(slot);
        int before = leftOf(slot, PORTFOLIO_LINKS);
        int after = nextOfPortfolio(slot);
        int head = portfolios.firstOrder(portfolio);
        int tail = portfolios.lastOrder(portfolio);
        join(before, after, PORTFOLIO_LINKS);
        portfolios.orderEnds(portfolio, head == slot ? after : head, tail == slot ? before : tail);
        portfolios.openOrders(portfolio, portfolios.openOrders(portfolio) - 1);
    }

    private void linkToVenue(int slot) {
        putLinks(slot, VENUE_LINKS, last, NONE);
        if (last == NONE) {
            first = slot;
        } else {
            putRight(last, VENUE_LINKS, slot);
        }
        last = slot;
    }

    private void unlinkFromVenue(int slot) {
        int before = leftOf(slot, VENUE_LINKS);
        int after = right(page(slot)[at(slot) + VENUE_LINKS]);
        join(before, after, VENUE_LINKS);
        first = first == slot ? after : first;
        last = last == slot ? before : last;
    }

    private void join(int before, int after, int links) {
        if (before != NONE) {
            putRight(before, links, after);
        }
        if (after != NONE) {
            putLinks(after, links, before, right(page(after)[at(after) + links]));
        }
    }

    private int leftOf(int slot, int links) {
        return left(page(slot)[at(slot) + links]);
    }

    private void putRight(int slot, int links, int right) {
        putLinks(slot, links, leftOf(slot, links), right);
    }

    private void putLinks(int slot, int links, int left, int right) {
        page(slot)[at(slot) + links] = pair(left, right);
    }

    private long[] page(int slot) {
        return pages[slot >> PAGE_SHIFT];
    }

    private static int at(int slot) {
        return (slot & PAGE_MASK) * RECORD_LONGS;
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

    /** Writes the open orders in acceptance order, each with where it stands. */
    public void writeTo(SnapshotSink sink, Standing standing) {
        sink.putLong(count);
        int written = 0;
        for (int slot = first; slot != NONE; slot = right(page(slot)[at(slot) + VENUE_LINKS])) {
            long[] page = page(slot);
            for (int field = KEY; field <= OWNER; field++) {
                sink.putLong(page[at(slot) + field]);
            }
            sink.putLong(standing.of(slot));
            written++;
        }
        Check.that(written == count, "list and count of open orders differ");
    }

    /** Tells where an order stands. */
    public interface Standing {
        /** It waits to be woken; no price fires it. */
        long WAITING = -1;

        /** It rests in its book. */
        long RESTING = 0;

        /** One of these, or the number of the group in which it was fired. */
        long of(int slot);
    }

    /** Reads what {@link #writeTo} wrote, after the portfolios; each order is told when it is there again. */
    public void readFrom(SnapshotSource source, Restored restored) {
        Check.that(count == 0, "orders are not empty");
        long orders = source.getLong();
        for (long i = 0; i < orders; i++) {
            int slot = takeSlot();
            long[] page = page(slot);
            for (int field = KEY; field <= OWNER; field++) {
                page[at(slot) + field] = source.getLong();
            }
            enter(slot, idAt(slot), portfolioAt(slot), acceptedNs(slot));
            restored.order(slot, source.getLong());
        }
    }

    /** Puts an order that was restored where it stood. */
    public interface Restored {
        void order(int slot, long standing);
    }
}
