package io.bullring.core.engine;

import io.bullring.core.book.BookLevels;
import io.bullring.core.book.BookListener;
import io.bullring.core.book.BookOrders;
import io.bullring.core.book.FiredQueue;
import io.bullring.core.book.OrderBook;
import io.bullring.core.book.TriggerBook;
import io.bullring.core.book.TriggerNodes;
import io.bullring.core.market.Instrument;
import io.bullring.core.market.Instruments;
import io.bullring.core.order.Order;
import io.bullring.core.order.Orders;
import io.bullring.core.port.SnapshotSink;
import io.bullring.core.port.SnapshotSource;
import io.bullring.protocol.Side;
import java.util.Arrays;
import java.util.Map;

/**
 * The trigger books of all instruments, the orders that have been fired and wait to be worked off, and the instruments that
 * are due: where an order rests whose condition held when it came. Engine thread only.
 */
final class Books {
    private static final int MOST_ORDERS = 1 << 24;

    private final TriggerNodes nodes = new TriggerNodes();
    private final FiredQueue fired = new FiredQueue(nodes);
    private final DueInstruments due = new DueInstruments();
    private final BookOrders bookOrders;
    private final BookLevels bookLevels;
    private final Orders orders;
    private TriggerBook[] byInstrument = new TriggerBook[8];
    private OrderBook[] orderBooks = new OrderBook[8];
    private BookListener listener;

    Books(Orders orders) {
        this.orders = orders;
        bookOrders = new BookOrders(MOST_ORDERS, orders::salt);
        bookLevels = new BookLevels(bookOrders);
    }

    /** Who hears what happens in the order books. */
    void listener(BookListener bookListener) {
        listener = bookListener;
    }

    void addInstrument(Instrument instrument) {
        int id = instrument.id();
        if (id >= byInstrument.length) {
            byInstrument = Arrays.copyOf(byInstrument, id * 2);
            orderBooks = Arrays.copyOf(orderBooks, id * 2);
        }
        byInstrument[id] = new TriggerBook(nodes);
        if (instrument.isBook()) {
            orderBooks[id] = new OrderBook(id, bookOrders, bookLevels, listener);
        }
    }

    /** The order book of an instrument; null when it has none. */
    OrderBook orderBook(int instrumentId) {
        return orderBooks[instrumentId];
    }

    /** Lets an order rest, and marks its instrument as due if the last price would fire it. */
    void rest(int slot, Order order, Instrument instrument) {
        byInstrument[instrument.id()].add(slot, order.id(), order.priceE8(), order.isRising());
        boolean holds = order.isRising()
                ? instrument.lastE8() >= order.priceE8()
                : instrument.lastE8() <= order.priceE8();
        if (holds && !instrument.isDue()) {
            due.add(instrument);
        }
    }

    /** Takes an order out, whether it rests, has been fired or waits. */
    void remove(int slot, int instrumentId) {
        if (fired.contains(slot)) {
            fired.take(slot);
        } else if (nodes.isPlanted(slot)) {
            byInstrument[instrumentId].remove(slot);
        } else if (isInBook(slot)) {
            orderBooks[instrumentId].cancel(orders.idAt(slot));
        }
    }

    /** Whether an open order rests in an order book. */
    boolean isInBook(int slot) {
        return orderBooks[orders.instrumentAt(slot)] != null && orders.isLimitAt(slot);
    }

    /** Whether an open order is neither in its book nor fired: it was fired when it must not be executed. */
    boolean isWaiting(int slot) {
        return !nodes.isPlanted(slot) && !isInBook(slot);
    }

    /** Fires what this range of prices fires: of a halted instrument nothing, which is then due when it trades again. */
    void fire(Instrument instrument, long lowE8, long highE8) {
        if (instrument.isHalted()) {
            return;
        }
        TriggerBook book = byInstrument[instrument.id()];
        fired.add(instrument.id(), false, instrument.lastE8(), book.takeFalling(lowE8), book.takeRising(highE8));
        if (instrument.isDue()) {
            due.remove(instrument);
        }
    }

    /** A halted instrument trades again: what had fired goes on, and what its prices would have fired meanwhile, the last one may. */
    void resume(Instrument instrument) {
        fired.takeBack(instrument.id());
        if (!instrument.isDue()) {
            due.add(instrument);
        }
    }

    /** Puts all resting orders of an instrument where they will be cancelled. */
    void cancelAll(Instrument instrument) {
        TriggerBook book = byInstrument[instrument.id()];
        fired.add(instrument.id(), true, instrument.lastE8(), book.takeAllFalling(), book.takeAllRising());
    }

    DueInstruments due() {
        return due;
    }

    FiredQueue fired() {
        return fired;
    }

    /** Where an open order stands: {@link Orders.Standing}. */
    long standing(int slot) {
        if (isWaiting(slot)) {
            return Orders.Standing.WAITING;
        }
        return nodes.isPlanted(slot) && fired.contains(slot) ? fired.groupNumber(slot) : Orders.Standing.RESTING;
    }

    void writeTo(SnapshotSink sink) {
        due.writeTo(sink);
        fired.writeTo(sink);
        orders.writeTo(sink, this::standing);
        for (OrderBook book : orderBooks) {
            if (book != null) {
                write(book, Side.BUY, sink);
                write(book, Side.SELL, sink);
            }
        }
    }

    private static void write(OrderBook book, Side side, SnapshotSink sink) {
        book.orders(side, (orderId, owner, priceE8, quantityE8) -> {
            sink.putLong(orderId);
            return true;
        });
        sink.putLong(0);
    }

    /** Reads what {@link #writeTo} wrote and puts all orders where they stood; instruments have their books already. */
    void readFrom(SnapshotSource source, Instruments instruments) {
        due.readFrom(source, instruments);
        Map<Long, Integer> groups = fired.readFrom(source);
        Order order = new Order();
        orders.readFrom(source, (slot, standing) -> {
            orders.read(slot, order);
            if (isInBook(slot)) {
                return; // the books follow, each in its own order
            }
            if (standing == Orders.Standing.RESTING) {
                byInstrument[order.instrumentId()].add(slot, order.id(), order.priceE8(), order.isRising());
            } else if (standing != Orders.Standing.WAITING) {
                fired.restore(slot, order.id(), order.priceE8(), order.isRising(), groups.get(standing));
            }
        });
        for (OrderBook book : orderBooks) {
            if (book != null) {
                readOrders(source, order, book);
                readOrders(source, order, book);
            }
        }
    }

    private void readOrders(SnapshotSource source, Order order, OrderBook book) {
        for (long orderId = source.getLong(); orderId != 0; orderId = source.getLong()) {
            orders.read(orders.slotOf(orderId), order);
            book.restore(
                    orderId,
                    order.portfolio(),
                    order.side(),
                    order.priceE8(),
                    order.quantityE8(),
                    order.isPostOnly(),
                    order.prevention());
        }
    }
}
