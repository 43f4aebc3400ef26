package io.bullring.benchmarks.book;

import com.sun.management.ThreadMXBean;
import exchange.core2.collections.objpool.ObjectsPool;
import exchange.core2.core.common.CoreSymbolSpecification;
import exchange.core2.core.common.IOrder;
import exchange.core2.core.common.MatcherEventType;
import exchange.core2.core.common.MatcherTradeEvent;
import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.OrderType;
import exchange.core2.core.common.SymbolType;
import exchange.core2.core.common.cmd.CommandResultCode;
import exchange.core2.core.common.cmd.OrderCommand;
import exchange.core2.core.common.config.LoggingConfiguration;
import exchange.core2.core.orderbook.OrderBookDirectImpl;
import exchange.core2.core.orderbook.OrderBookEventsHelper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * exchange-core's order book alone ({@code OrderBookDirectImpl}, the fast one) on the messages that {@code bench book --tapes} wrote:
 * the layout is that of {@code BookTape}. Each command object and each event is used again. What its book calls by another name is
 * reported as ours does, so that the hashes of all reports are equal; a changed price or a grown quantity is a cancel and a new order
 * of the same id, for its move keeps the quantity.
 */
public final class ExchangeCorePlay {
    private static final int MESSAGE_BYTES = 32;
    private static final int GTC = 0;
    private static final int IOC = 1;
    private static final int MODIFY = 5;
    private static final int CANCEL = 6;
    private static final int REQUESTED = 0;
    private static final int NOT_TRADED = 1;
    private static final int UNKNOWN_ORDER = 2;
    private static final int EVENTS = 1024;

    private final ReportRing ring;
    private final OrderBookDirectImpl[] books;
    private final OrderCommand command = new OrderCommand();
    private MatcherTradeEvent usedEvents;

    private ExchangeCorePlay(int count, ReportRing ring) {
        this.ring = ring;
        this.books = new OrderBookDirectImpl[count];
        ObjectsPool pool = ObjectsPool.createDefaultTestPool();
        OrderBookEventsHelper events = new OrderBookEventsHelper(this::takeEvents);
        for (int i = 0; i < count; i++) {
            CoreSymbolSpecification symbol = CoreSymbolSpecification.builder()
                    .symbolId(i)
                    .type(SymbolType.CURRENCY_EXCHANGE_PAIR)
                    .baseCurrency(1)
                    .quoteCurrency(2)
                    .baseScaleK(1)
                    .quoteScaleK(1)
                    .build();
            books[i] = new OrderBookDirectImpl(symbol, pool, events, LoggingConfiguration.DEFAULT);
        }
        command.uid = 1;
    }

    /** Arguments: passes, number of books, first measured message, tapes. */
    public static void main(String[] arguments) throws IOException {
        int passes = Integer.parseInt(arguments[0]);
        int books = Integer.parseInt(arguments[1]);
        int firstMeasured = Integer.parseInt(arguments[2]);
        for (int i = 3; i < arguments.length; i++) {
            Path file = Path.of(arguments[i]);
            ByteBuffer tape = read(file);
            for (int pass = 0; pass < passes; pass++) {
                play(file.getFileName().toString().replace(".tape", ""), pass, tape, books, firstMeasured);
            }
        }
    }

    private static ByteBuffer read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer mapped = channel.map(MapMode.READ_ONLY, 0, channel.size());
            ByteBuffer tape = ByteBuffer.allocateDirect(mapped.remaining()).order(ByteOrder.LITTLE_ENDIAN);
            return tape.put(mapped).flip();
        }
    }

    private static void play(String name, int pass, ByteBuffer tape, int books, int firstMeasured) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int count = tape.limit() / MESSAGE_BYTES;
        long lineNs = LineTrip.ns();
        try (ReportRing ring = new ReportRing()) {
            ExchangeCorePlay play = new ExchangeCorePlay(books, ring);
            play.apply(tape, 0, firstMeasured);
            ring.drain();
            long allocated = threads.getCurrentThreadAllocatedBytes();
            long from = System.nanoTime();
            play.apply(tape, firstMeasured, count);
            allocated = threads.getCurrentThreadAllocatedBytes() - allocated;
            ring.drain();
            long ns = System.nanoTime() - from;
            System.out.printf(
                    Locale.ROOT,
                    "%s %d %d %d %d %016x %.2f %d%n",
                    name,
                    pass,
                    ns,
                    allocated,
                    ring.count(),
                    ring.hash(),
                    (count - firstMeasured) * 1e3 / ns,
                    lineNs);
        }
    }

    private void apply(ByteBuffer tape, int from, int to) {
        for (int message = from; message < to; message++) {
            int at = message * MESSAGE_BYTES;
            long orderId = tape.getLong(at);
            OrderBookDirectImpl book = books[books.length == 1 ? 0 : (int) (orderId % books.length)];
            int kind = tape.get(at + 28);
            switch (kind) {
                case GTC:
                case IOC:
                    ring.say(1, tape.get(at + 29), orderId, tape.getInt(at + 24), tape.getLong(at + 8),
                            tape.getLong(at + 16));
                    place(book, kind == GTC ? OrderType.GTC : OrderType.IOC, orderId, tape.get(at + 29),
                            tape.getLong(at + 8), tape.getLong(at + 16));
                    break;
                case MODIFY:
                    modify(book, orderId, tape.get(at + 29), tape.getLong(at + 8), tape.getLong(at + 16));
                    break;
                case CANCEL:
                    cancel(book, orderId);
                    break;
                default:
                    throw new IllegalArgumentException("not in a regime: " + kind);
            }
        }
    }

    private void place(OrderBookDirectImpl book, OrderType type, long orderId, int side, long price, long size) {
        command.orderId = orderId;
        command.orderType = type;
        command.action = side == 0 ? OrderAction.BID : OrderAction.ASK;
        command.price = price;
        command.reserveBidPrice = price;
        command.size = size;
        command.matcherEvent = null;
        book.newOrder(command);
        long notTraded = 0;
        for (MatcherTradeEvent event = command.matcherEvent; event != null; event = event.nextEvent) {
            if (event.eventType == MatcherEventType.TRADE) {
                ring.say(2, 0, event.matchedOrderId, orderId, event.price, event.size);
            } else {
                notTraded = event.size;
            }
        }
        if (notTraded > 0) {
            ring.say(5, NOT_TRADED, orderId, 0, 0, notTraded);
        }
        giveEvents();
    }

    private void modify(OrderBookDirectImpl book, long orderId, int side, long price, long size) {
        IOrder order = book.getOrderById(orderId);
        if (order == null) {
            ring.say(6, UNKNOWN_ORDER, orderId, 0, 0, 0);
            return;
        }
        long left = order.getSize() - order.getFilled();
        command.orderId = orderId;
        command.matcherEvent = null;
        if (price == order.getPrice() && size < left) {
            command.size = left - size;
            book.reduceOrder(command);
            giveEvents();
            ring.say(3, 0, orderId, 0, 0, size);
        } else {
            book.cancelOrder(command);
            giveEvents();
            ring.say(4, 0, orderId, 0, price, size);
            place(book, OrderType.GTC, orderId, side, price, size);
        }
    }

    private void cancel(OrderBookDirectImpl book, long orderId) {
        command.orderId = orderId;
        command.matcherEvent = null;
        if (book.cancelOrder(command) == CommandResultCode.SUCCESS) {
            ring.say(5, REQUESTED, orderId, 0, 0, command.matcherEvent.size);
            giveEvents();
        } else {
            ring.say(6, UNKNOWN_ORDER, orderId, 0, 0, 0);
        }
    }

    private MatcherTradeEvent takeEvents() {
        MatcherTradeEvent events = usedEvents == null ? MatcherTradeEvent.createEventChain(EVENTS) : usedEvents;
        usedEvents = null;
        return events;
    }

    private void giveEvents() {
        if (command.matcherEvent != null) {
            command.matcherEvent.findTail().nextEvent = usedEvents;
            usedEvents = command.matcherEvent;
            command.matcherEvent = null;
        }
    }
}
