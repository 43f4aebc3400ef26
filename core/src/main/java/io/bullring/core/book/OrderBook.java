package io.bullring.core.book;

import static io.bullring.core.book.BookOrders.NIL;

import io.bullring.core.fault.Check;
import io.bullring.protocol.SelfTradePrevention;
import io.bullring.protocol.Side;
import io.bullring.protocol.TimeInForce;

/**
 * One instrument's order book: who offers the better price trades first, at one price who came first. It knows orders, levels and a
 * listener, and nothing of money.
 *
 * <pre>
 *   bids   99.98  99.99  100.00 │ 100.01  100.02  100.05   offers
 *                        best ──┤├── best
 * </pre>
 *
 * <p>An order that arrives trades with the best of the other side as long as their prices meet, always at the price of the one that
 * rests; what is left rests, or not, as its time in force says. Best prices and levels are right whenever the book is at rest. The
 * same calls give the same reports. Several books share their memory ({@link BookOrders}, {@link BookLevels}), and an order id names
 * one order in all of them. Engine thread only; allocates nothing once that memory has grown.
 */
public final class OrderBook {
    private static final long NO_LIMIT = Long.MAX_VALUE;

    private final int number;
    private final BookOrders orders;
    private final BookLevels levels;
    private final BookListener listener;
    private final PriceLadder bids;
    private final PriceLadder offers;

    /** @param number tells the books that share their memory apart */
    public OrderBook(int number, BookOrders orders, BookLevels levels, BookListener listener) {
        this.number = number;
        this.orders = orders;
        this.levels = levels;
        this.listener = listener;
        this.bids = new PriceLadder(levels);
        this.offers = new PriceLadder(levels);
    }

    /**
     * Takes an order with a limit.
     *
     * @param orderId positive, of no order at rest
     * @param owner 0 to {@link BookOrders#MAX_OWNER}
     * @param postOnly refused rather than traded at once
     * @param prevention what happens when it meets an order of its owner
     */
    public void place(
            long orderId,
            int owner,
            Side side,
            long priceE8,
            long quantityE8,
            TimeInForce timeInForce,
            boolean postOnly,
            SelfTradePrevention prevention) {
        Check.that(owner >= 0 && owner <= BookOrders.MAX_OWNER, "no such owner");

        boolean isBuy = side == Side.BUY;
        long key = isBuy ? -priceE8 : priceE8;
        BookRefusal refusal = newcomersRefusal(orderId, priceE8, quantityE8);
        if (refusal == null && postOnly && meets(isBuy, -key)) {
            refusal = BookRefusal.WOULD_TRADE;
        }
        if (refusal == null && timeInForce == TimeInForce.FOK
                && !isFillable(owner, isBuy, -key, quantityE8, prevention)) {
            refusal = BookRefusal.NOT_FILLABLE;
        }
        int level = NIL;
        if (refusal == null && timeInForce == TimeInForce.GTC) {
            level = sideOf(isBuy).find(key);
            refusal = orders.isFull() || !hasRoom(level, quantityE8) ? BookRefusal.BOOK_FULL : null;
        }
        if (refusal != null) {
            listener.rejected(orderId, refusal);
            return;
        }
        listener.accepted(orderId, owner, side, priceE8, quantityE8);
        long left = match(orderId, owner, isBuy, -key, quantityE8, prevention);
        if (left > 0 && timeInForce == TimeInForce.GTC) {
            int home = level == NIL ? openLevel(isBuy, key) : level;
            levels.append(home, orders.add(orderId, owner, postOnly, prevention, left, home), left);
        } else if (left > 0) {
            listener.cancelled(orderId, left, BookCancel.NOT_TRADED);
        }
    }

    /** Takes an order without a limit, reported with the price 0; what cannot be had is cancelled. */
    public void placeMarket(long orderId, int owner, Side side, long quantityE8, SelfTradePrevention prevention) {
        Check.that(owner >= 0 && owner <= BookOrders.MAX_OWNER, "no such owner");

        BookRefusal refusal = newcomersRefusal(orderId, 1, quantityE8);
        if (refusal != null) {
            listener.rejected(orderId, refusal);
            return;
        }
        listener.accepted(orderId, owner, side, 0, quantityE8);
        long left = match(orderId, owner, side == Side.BUY, NO_LIMIT, quantityE8, prevention);
        if (left > 0) {
            listener.cancelled(orderId, left, BookCancel.NOT_TRADED);
        }
    }

    /**
     * Changes a resting order. It keeps its place only when its quantity shrinks at the same price; otherwise it arrives anew, with
     * its owner and its conditions, and may trade at once.
     *
     * @param quantityE8 what it shall have left
     */
    public void modify(long orderId, long priceE8, long quantityE8) {
        int slot = ownSlot(orderId);
        BookRefusal refusal = null;
        if (priceE8 <= 0 || quantityE8 <= 0) {
            refusal = BookRefusal.NOT_POSITIVE;
        } else if (slot == NIL) {
            refusal = BookRefusal.UNKNOWN_ORDER;
        }
        if (refusal != null) {
            listener.rejected(orderId, refusal);
            return;
        }
        int level = orders.level(slot);
        long key = levels.key(level) < 0 ? -priceE8 : priceE8;
        if (key == levels.key(level) && quantityE8 < orders.quantityE8(slot)) {
            levels.takeQuantity(level, orders.quantityE8(slot) - quantityE8);
            orders.quantityE8(slot, quantityE8);
            listener.reduced(orderId, quantityE8);
        } else {
            replace(orderId, slot, key, quantityE8);
        }
    }

    private void replace(long orderId, int slot, long key, long quantityE8) {
        boolean isBuy = key < 0;
        int old = orders.level(slot);
        int level = sideOf(isBuy).find(key);
        BookRefusal refusal = null;
        if (orders.isPostOnly(slot) && meets(isBuy, -key)) {
            refusal = BookRefusal.WOULD_TRADE;
        } else if (!hasRoom(level, level == old ? quantityE8 - orders.quantityE8(slot) : quantityE8)) {
            refusal = BookRefusal.BOOK_FULL;
        }
        if (refusal != null) {
            listener.rejected(orderId, refusal);
            return;
        }
        boolean closes = levels.orderCount(old) == 1;
        unlink(slot);
        listener.replaced(orderId, Math.abs(key), quantityE8);
        long left = match(orderId, orders.owner(slot), isBuy, -key, quantityE8, orders.prevention(slot));
        if (left > 0) {
            int found = closes ? sideOf(isBuy).find(key) : level; // the ladder moves when a level closes
            int home = found == NIL ? openLevel(isBuy, key) : found;
            orders.move(slot, left, home);
            levels.append(home, slot, left);
        } else {
            orders.remove(slot);
        }
    }

    /** Takes a resting order out. */
    public void cancel(long orderId) {
        int slot = ownSlot(orderId);
        if (slot == NIL) {
            listener.rejected(orderId, BookRefusal.UNKNOWN_ORDER);
        } else {
            cancel(slot, BookCancel.REQUESTED);
        }
    }

    private BookRefusal newcomersRefusal(long orderId, long priceE8, long quantityE8) {
        if (orderId <= 0 || priceE8 <= 0 || quantityE8 <= 0) {
            return BookRefusal.NOT_POSITIVE;
        }
        return orders.slotOf(orderId) == NIL ? null : BookRefusal.DUPLICATE_ORDER;
    }

    /** Whether an arriving order with this limit, as a key of the other side, would meet one at rest. */
    private boolean meets(boolean isBuy, long limitKey) {
        PriceLadder side = sideOf(!isBuy);
        return side.bestKey() <= limitKey && side.best() != NIL;
    }

    private boolean hasRoom(int level, long quantityE8) {
        return level == NIL || levels.quantityE8(level) + quantityE8 >= 0;
    }

    /** Whether all of it would trade with others before an order of its owner is in the way. */
    private boolean isFillable(
            int owner, boolean isBuy, long limitKey, long quantityE8, SelfTradePrevention prevention) {
        PriceLadder side = sideOf(!isBuy);
        long missing = quantityE8;
        int level = side.best();
        while (level != NIL && levels.key(level) <= limitKey) {
            if (prevention == SelfTradePrevention.NONE) {
                missing -= Math.min(missing, levels.quantityE8(level));
            } else {
                for (int slot = levels.first(level); slot != level && missing > 0; slot = orders.next(slot)) {
                    if (orders.owner(slot) != owner) {
                        missing -= Math.min(missing, orders.quantityE8(slot));
                    } else if (prevention != SelfTradePrevention.CANCEL_OLDEST) {
                        return false;
                    }
                }
            }
            if (missing == 0) {
                return true;
            }
            level = side.after(levels.key(level));
        }
        return false;
    }

    /** Trades an arriving order with the other side up to its limit. Returns what is left of it and has not been reported. */
    private long match(
            long arrivingId,
            int owner,
            boolean isBuy,
            long limitKey,
            long quantityE8,
            SelfTradePrevention prevention) {
        long left = quantityE8;
        while (left > 0 && meets(isBuy, limitKey)) {
            int level = sideOf(!isBuy).best();
            int slot = levels.first(level);
            Meeting meeting = listener.meeting(
                    orders.id(slot),
                    orders.owner(slot),
                    arrivingId,
                    Math.abs(levels.key(level)),
                    Math.min(left, orders.quantityE8(slot)));
            if (meeting == Meeting.CANCEL_ARRIVING) {
                listener.cancelled(arrivingId, left, BookCancel.REFUSED);
                return 0;
            }
            if (meeting == Meeting.CANCEL_RESTING) {
                cancel(slot, BookCancel.REFUSED);
            } else if (prevention == SelfTradePrevention.NONE || orders.owner(slot) != owner) {
                left = trade(arrivingId, owner, level, slot, left);
            } else {
                left = prevent(arrivingId, level, slot, left, prevention);
            }
        }
        return left;
    }

    private long trade(long arrivingId, int owner, int level, int slot, long left) {
        long restingE8 = orders.quantityE8(slot);
        long tradedE8 = Math.min(left, restingE8);
        long restingId = orders.id(slot);
        int restingOwner = orders.owner(slot);
        long priceE8 = Math.abs(levels.key(level));
        if (tradedE8 == restingE8) {
            unlink(slot);
            orders.remove(slot);
        } else {
            orders.quantityE8(slot, restingE8 - tradedE8);
            levels.takeQuantity(level, tradedE8);
        }
        listener.traded(restingId, restingOwner, arrivingId, owner, priceE8, tradedE8);
        return left - tradedE8;
    }

    private long prevent(long arrivingId, int level, int slot, long left, SelfTradePrevention prevention) {
        switch (prevention) {
            case CANCEL_NEWEST -> {
                listener.cancelled(arrivingId, left, BookCancel.SELF_TRADE);
                return 0;
            }
            case CANCEL_OLDEST -> {
                cancel(slot, BookCancel.SELF_TRADE);
                return left;
            }
            case CANCEL_BOTH -> {
                cancel(slot, BookCancel.SELF_TRADE);
                listener.cancelled(arrivingId, left, BookCancel.SELF_TRADE);
                return 0;
            }
            default -> {
                return decrement(arrivingId, level, slot, left);
            }
        }
    }

    private long decrement(long arrivingId, int level, int slot, long left) {
        long restingId = orders.id(slot);
        long restingE8 = orders.quantityE8(slot);
        long sharedE8 = Math.min(left, restingE8);
        orders.quantityE8(slot, restingE8 - sharedE8);
        levels.takeQuantity(level, sharedE8);
        if (sharedE8 == restingE8) {
            cancel(slot, BookCancel.SELF_TRADE);
        } else {
            listener.reduced(restingId, restingE8 - sharedE8);
        }
        if (sharedE8 == left) {
            listener.cancelled(arrivingId, 0, BookCancel.SELF_TRADE);
        } else {
            listener.reduced(arrivingId, left - sharedE8);
        }
        return left - sharedE8;
    }

    private void cancel(int slot, BookCancel reason) {
        long orderId = orders.id(slot);
        long quantityE8 = orders.quantityE8(slot);
        unlink(slot);
        orders.remove(slot);
        listener.cancelled(orderId, quantityE8, reason);
    }

    private int ownSlot(long orderId) {
        int slot = orders.slotOf(orderId);
        return slot != NIL && levels.book(orders.level(slot)) == number ? slot : NIL;
    }

    private int openLevel(boolean isBuy, long key) {
        int level = levels.open(number, key);
        sideOf(isBuy).insert(key, level);
        return level;
    }

    /** Takes an order out of its price, and the price out of the book with its last order. */
    private void unlink(int slot) {
        int level = orders.level(slot);
        if (levels.orderCount(level) == 1) {
            long key = levels.key(level);
            sideOf(key < 0).remove(key);
            levels.close(level);
        } else {
            levels.unlink(level, slot, orders.quantityE8(slot));
        }
    }

    private PriceLadder sideOf(boolean isBuy) {
        return isBuy ? bids : offers;
    }

    /** The price of the best bid, E8; 0 when there is none. */
    public long bestBidE8() {
        return bids.best() == NIL ? 0 : -levels.key(bids.best());
    }

    /** The price of the best offer, E8; 0 when there is none. */
    public long bestOfferE8() {
        return offers.best() == NIL ? 0 : levels.key(offers.best());
    }

    /** Tells the levels of a side, the best first, until there are no more or the listener has enough. */
    public void depth(Side side, DepthListener depth) {
        PriceLadder ladder = sideOf(side == Side.BUY);
        int level = ladder.best();
        while (level != NIL) {
            long key = levels.key(level);
            if (!depth.onLevel(Math.abs(key), levels.quantityE8(level), levels.orderCount(level))) {
                return;
            }
            level = ladder.after(key);
        }
    }

    /**
     * Tells the orders that an arriving one would meet, in that order, until there are no more or the listener has enough.
     *
     * @param priceE8 its limit; 0: none
     */
    public void meetings(Side side, long priceE8, RestingListener resting) {
        boolean isBuy = side == Side.BUY;
        long limitKey = priceE8 == 0 ? NO_LIMIT : isBuy ? priceE8 : -priceE8;
        PriceLadder ladder = sideOf(!isBuy);
        int level = ladder.best();
        while (level != NIL && levels.key(level) <= limitKey) {
            if (!tellOrders(level, resting)) {
                return;
            }
            level = ladder.after(levels.key(level));
        }
    }

    /** Tells all orders of a side, the best price first, at one price the oldest first. */
    public void orders(Side side, RestingListener resting) {
        meetings(side == Side.BUY ? Side.SELL : Side.BUY, 0, resting);
    }

    private boolean tellOrders(int level, RestingListener resting) {
        long priceE8 = Math.abs(levels.key(level));
        for (int slot = levels.first(level); slot != level; slot = orders.next(slot)) {
            if (!resting.onOrder(orders.id(slot), orders.owner(slot), priceE8, orders.quantityE8(slot))) {
                return false;
            }
        }
        return true;
    }

    /** Puts an order behind all others of its price without a word: it rested there when a snapshot was written. */
    public void restore(
            long orderId,
            int owner,
            Side side,
            long priceE8,
            long quantityE8,
            boolean postOnly,
            SelfTradePrevention prevention) {
        boolean isBuy = side == Side.BUY;
        long key = isBuy ? -priceE8 : priceE8;
        int found = sideOf(isBuy).find(key);
        int home = found == NIL ? openLevel(isBuy, key) : found;
        levels.append(home, orders.add(orderId, owner, postOnly, prevention, quantityE8, home), quantityE8);
    }

    /** Hears orders of a book. */
    @FunctionalInterface
    public interface RestingListener {
        /** Whether to go on. Quantity is what it has left, E8. */
        boolean onOrder(long orderId, int owner, long priceE8, long quantityE8);
    }

    /** Hears the levels of a book. */
    @FunctionalInterface
    public interface DepthListener {
        /** Whether to go on. Quantity is what all orders of the price have left, E8. */
        boolean onLevel(long priceE8, long quantityE8, int orderCount);
    }
}
