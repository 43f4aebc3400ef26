package io.bullring.benchmarks.book;

import io.bullring.core.book.BookCancel;
import io.bullring.core.book.BookListener;
import io.bullring.core.book.BookRefusal;
import io.bullring.protocol.Side;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The book that one would write in an hour: sorted maps of lists, an object for each order. The bar. */
final class TreeMapBook {
    private final BookListener listener;
    private final TreeMap<Long, Level> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Long, Level> offers = new TreeMap<>();
    private final Map<Long, Order> byId = new HashMap<>();

    private static final class Order {
        final long id;
        final int owner;
        final Side side;
        long price;
        long left;
        Level level;
        Order previous;
        Order next;

        Order(long id, int owner, Side side, long price, long left) {
            this.id = id;
            this.owner = owner;
            this.side = side;
            this.price = price;
            this.left = left;
        }
    }

    private static final class Level {
        Order first;
        Order last;

        void append(Order order) {
            order.level = this;
            order.previous = last;
            order.next = null;
            if (last == null) {
                first = order;
            } else {
                last.next = order;
            }
            last = order;
        }

        void unlink(Order order) {
            if (order.previous == null) {
                first = order.next;
            } else {
                order.previous.next = order.next;
            }
            if (order.next == null) {
                last = order.previous;
            } else {
                order.next.previous = order.previous;
            }
        }
    }

    TreeMapBook(BookListener listener) {
        this.listener = listener;
    }

    void place(long id, int owner, Side side, long price, long quantity, boolean rests) {
        if (byId.containsKey(id)) {
            listener.rejected(id, BookRefusal.DUPLICATE_ORDER);
            return;
        }
        listener.accepted(id, owner, side, price, quantity);
        Order order = new Order(id, owner, side, price, quantity);
        match(order);
        if (order.left > 0 && rests) {
            rest(order);
            byId.put(id, order);
        } else if (order.left > 0) {
            listener.cancelled(id, order.left, BookCancel.NOT_TRADED);
        }
    }

    void modify(long id, long price, long quantity) {
        Order order = byId.get(id);
        if (order == null) {
            listener.rejected(id, BookRefusal.UNKNOWN_ORDER);
        } else if (price == order.price && quantity < order.left) {
            order.left = quantity;
            listener.reduced(id, quantity);
        } else {
            unlink(order);
            listener.replaced(id, price, quantity);
            order.price = price;
            order.left = quantity;
            match(order);
            if (order.left > 0) {
                rest(order);
            } else {
                byId.remove(id);
            }
        }
    }

    void cancel(long id) {
        Order order = byId.remove(id);
        if (order == null) {
            listener.rejected(id, BookRefusal.UNKNOWN_ORDER);
        } else {
            unlink(order);
            listener.cancelled(id, order.left, BookCancel.REQUESTED);
        }
    }

    private void match(Order order) {
        TreeMap<Long, Level> others = order.side == Side.BUY ? offers : bids;
        while (order.left > 0 && !others.isEmpty()) {
            Map.Entry<Long, Level> best = others.firstEntry();
            long price = best.getKey();
            if (order.side == Side.BUY ? price > order.price : price < order.price) {
                return;
            }
            Order resting = best.getValue().first;
            long traded = Math.min(order.left, resting.left);
            order.left -= traded;
            resting.left -= traded;
            if (resting.left == 0) {
                byId.remove(resting.id);
                unlink(resting);
            }
            listener.traded(resting.id, resting.owner, order.id, order.owner, price, traded);
        }
    }

    private void rest(Order order) {
        side(order).computeIfAbsent(order.price, price -> new Level()).append(order);
    }

    private void unlink(Order order) {
        order.level.unlink(order);
        if (order.level.first == null) {
            side(order).remove(order.price);
        }
    }

    private TreeMap<Long, Level> side(Order order) {
        return order.side == Side.BUY ? bids : offers;
    }
}
