package io.bullring.core.book;

import io.bullring.core.workload.BookTape;
import io.bullring.protocol.SelfTradePrevention;
import io.bullring.protocol.Side;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an {@link OrderBook} does, the slow and obvious way: sorted maps of lists. */
final class NaiveBook {
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private final int maxOrders;
    private final BookListener listener;
    private final TreeMap<Long, List<Resting>> bids = new TreeMap<>((one, other) -> Long.compare(other, one));
    private final TreeMap<Long, List<Resting>> offers = new TreeMap<>();
    private final Map<Long, Resting> byId = new HashMap<>();

    static final class Resting {
        final long id;
        final int owner;
        final Side side;
        final boolean postOnly;
        final SelfTradePrevention prevention;
        long price;
        long left;

        Resting(long id, int owner, Side side, boolean postOnly, SelfTradePrevention prevention, long price,
                long left) {
            this.id = id;
            this.owner = owner;
            this.side = side;
            this.postOnly = postOnly;
            this.prevention = prevention;
            this.price = price;
            this.left = left;
        }
    }

    NaiveBook(int maxOrders, BookListener listener) {
        this.maxOrders = maxOrders;
        this.listener = listener;
    }

    TreeMap<Long, List<Resting>> side(Side side) {
        return side == Side.BUY ? bids : offers;
    }

    void apply(BookTape tape, int message) {
        long id = tape.orderId(message);
        switch (tape.kind(message)) {
            case GTC, IOC, FOK, POST_ONLY, MARKET -> place(tape, message);
            case MODIFY -> modify(id, tape.priceE8(message), tape.quantityE8(message));
            case CANCEL -> {
                if (byId.containsKey(id)) {
                    cancel(byId.get(id), BookCancel.REQUESTED);
                } else {
                    listener.rejected(id, BookRefusal.UNKNOWN_ORDER);
                }
            }
            case CANCEL_ALL_OF -> cancelAll(tape.owner(message));
            case CANCEL_ALL -> cancelAll(-1);
        }
    }

    private void place(BookTape tape, int message) {
        BookTape.Kind kind = tape.kind(message);
        boolean isMarket = kind == BookTape.Kind.MARKET;
        boolean rests = kind == BookTape.Kind.GTC || kind == BookTape.Kind.POST_ONLY;
        long price = isMarket ? 0 : tape.priceE8(message);
        Side side = tape.side(message);
        Resting order = new Resting(
                tape.orderId(message),
                tape.owner(message),
                side,
                kind == BookTape.Kind.POST_ONLY,
                tape.prevention(message),
                isMarket ? extreme(side) : price,
                tape.quantityE8(message));

        BookRefusal refusal = null;
        if (order.id <= 0 || order.left <= 0 || (!isMarket && price <= 0)) {
            refusal = BookRefusal.NOT_POSITIVE;
        } else if (byId.containsKey(order.id)) {
            refusal = BookRefusal.DUPLICATE_ORDER;
        } else if (order.postOnly && !crossing(order).isEmpty()) {
            refusal = BookRefusal.WOULD_TRADE;
        } else if (kind == BookTape.Kind.FOK && !isFillable(order)) {
            refusal = BookRefusal.NOT_FILLABLE;
        } else if (rests && (byId.size() == maxOrders || !hasRoom(order))) {
            refusal = BookRefusal.BOOK_FULL;
        }
        if (refusal != null) {
            listener.rejected(order.id, refusal);
            return;
        }
        listener.accepted(order.id, order.owner, side, price, order.left);
        match(order);
        if (order.left > 0 && rests) {
            rest(order);
        } else if (order.left > 0) {
            listener.cancelled(order.id, order.left, BookCancel.NOT_TRADED);
        }
    }

    private static long extreme(Side side) {
        return side == Side.BUY ? Long.MAX_VALUE : 1;
    }

    /** The orders that it meets, in the order in which it meets them. */
    private List<Resting> crossing(Resting order) {
        List<Resting> met = new ArrayList<>();
        side(order.side == Side.BUY ? Side.SELL : Side.BUY).forEach((price, level) -> {
            if (order.side == Side.BUY ? price <= order.price : price >= order.price) {
                met.addAll(level);
            }
        });
        return met;
    }

    private boolean isFillable(Resting order) {
        BigInteger got = BigInteger.ZERO;
        for (Resting resting : crossing(order)) {
            if (order.prevention == SelfTradePrevention.NONE || resting.owner != order.owner) {
                got = got.add(BigInteger.valueOf(resting.left));
            } else if (order.prevention != SelfTradePrevention.CANCEL_OLDEST) {
                break;
            }
        }
        return got.compareTo(BigInteger.valueOf(order.left)) >= 0;
    }

    /** Whether its quantity and those that rest at its price fit 64 bits together. */
    private boolean hasRoom(Resting order) {
        BigInteger all = BigInteger.valueOf(order.left);
        for (Resting resting : side(order.side).getOrDefault(order.price, List.of())) {
            all = all.add(BigInteger.valueOf(resting == byId.get(order.id) ? 0 : resting.left));
        }
        return all.compareTo(MOST) <= 0;
    }

    private void match(Resting order) {
        for (Resting resting : crossing(order)) {
            if (order.left == 0) {
                return;
            }
            if (resting.owner == order.owner && order.prevention != SelfTradePrevention.NONE) {
                prevent(order, resting);
            } else {
                long traded = Math.min(order.left, resting.left);
                order.left -= traded;
                resting.left -= traded;
                if (resting.left == 0) {
                    remove(resting);
                }
                listener.traded(resting.id, resting.owner, order.id, order.owner, resting.price, traded);
            }
        }
    }

    private void prevent(Resting order, Resting resting) {
        switch (order.prevention) {
            case CANCEL_NEWEST -> giveUp(order);
            case CANCEL_OLDEST -> cancel(resting, BookCancel.SELF_TRADE);
            case CANCEL_BOTH -> {
                cancel(resting, BookCancel.SELF_TRADE);
                giveUp(order);
            }
            default -> {
                long shared = Math.min(order.left, resting.left);
                order.left -= shared;
                resting.left -= shared;
                if (resting.left == 0) {
                    cancel(resting, BookCancel.SELF_TRADE);
                } else {
                    listener.reduced(resting.id, resting.left);
                }
                if (order.left == 0) {
                    giveUp(order);
                } else {
                    listener.reduced(order.id, order.left);
                }
            }
        }
    }

    private void giveUp(Resting order) {
        listener.cancelled(order.id, order.left, BookCancel.SELF_TRADE);
        order.left = 0;
    }

    private void modify(long id, long price, long quantity) {
        Resting order = byId.get(id);
        if (price <= 0 || quantity <= 0) {
            listener.rejected(id, BookRefusal.NOT_POSITIVE);
        } else if (order == null) {
            listener.rejected(id, BookRefusal.UNKNOWN_ORDER);
        } else if (price == order.price && quantity < order.left) {
            order.left = quantity;
            listener.reduced(id, quantity);
        } else {
            replace(order, price, quantity);
        }
    }

    private void replace(Resting order, long price, long quantity) {
        Resting changed =
                new Resting(order.id, order.owner, order.side, order.postOnly, order.prevention, price, quantity);
        if (order.postOnly && !crossing(changed).isEmpty()) {
            listener.rejected(order.id, BookRefusal.WOULD_TRADE);
        } else if (!hasRoom(changed)) {
            listener.rejected(order.id, BookRefusal.BOOK_FULL);
        } else {
            remove(order);
            listener.replaced(order.id, price, quantity);
            match(changed);
            if (changed.left > 0) {
                rest(changed);
            }
        }
    }

    private void rest(Resting order) {
        side(order.side).computeIfAbsent(order.price, price -> new ArrayList<>()).add(order);
        byId.put(order.id, order);
    }

    private void remove(Resting order) {
        List<Resting> level = side(order.side).get(order.price);
        level.remove(order);
        if (level.isEmpty()) {
            side(order.side).remove(order.price);
        }
        byId.remove(order.id);
    }

    private void cancel(Resting order, BookCancel reason) {
        remove(order);
        listener.cancelled(order.id, order.left, reason);
    }

    private void cancelAll(int owner) {
        List<Resting> all = new ArrayList<>();
        bids.values().forEach(all::addAll);
        offers.values().forEach(all::addAll);
        for (Resting order : all) {
            if (owner < 0 || order.owner == owner) {
                cancel(order, BookCancel.REQUESTED);
            }
        }
    }
}
