package io.bullring.gateway.market;

import io.bullring.core.event.EventCursor;
import io.bullring.core.port.EventListener;
import io.bullring.protocol.BookDefinedDecoder;
import io.bullring.protocol.BookOrderAcceptedDecoder;
import io.bullring.protocol.OrderCancelledDecoder;
import io.bullring.protocol.OrderExpiredDecoder;
import io.bullring.protocol.OrderReducedDecoder;
import io.bullring.protocol.OrderReplacedDecoder;
import io.bullring.protocol.OrderTradedDecoder;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.Side;
import io.bullring.protocol.TimeInForce;
import java.util.LinkedHashSet;
import java.util.Set;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * The books in which agents trade with one another, as their orders leave them: a projection of the events. It stands behind the follower,
 * so that it costs the engine thread nothing, and shows the best levels on the {@link MarketBoard} at the end of a batch, before the
 * history's barrier opens: whoever waits there finds the book as his own order left it, and never in the middle of a command.
 *
 * <p>It has a record for each order that rests in a book, as many as the venue's rules admit (some 100 bytes each), and the sum of each
 * price. A start that begins with a snapshot retells what rests.
 */
public final class BookBoard implements EventListener {
    private final MarketBoard market;
    private final Int2ObjectHashMap<LevelBook> books = new Int2ObjectHashMap<>();
    private final Long2ObjectHashMap<Resting> orders = new Long2ObjectHashMap<>();
    private final Set<LevelBook> changed = new LinkedHashSet<>();

    private final EventCursor cursor = new EventCursor();
    private final BookDefinedDecoder defined = new BookDefinedDecoder();
    private final BookOrderAcceptedDecoder accepted = new BookOrderAcceptedDecoder();
    private final OrderTradedDecoder traded = new OrderTradedDecoder();
    private final OrderReducedDecoder reduced = new OrderReducedDecoder();
    private final OrderReplacedDecoder replaced = new OrderReplacedDecoder();
    private final OrderCancelledDecoder cancelled = new OrderCancelledDecoder();
    private final OrderExpiredDecoder expired = new OrderExpiredDecoder();
    private long sequence;
    private long timeNs;

    /** An order with a limit that may rest: where it stands, and with how much. */
    private static final class Resting {
        private final LevelBook book;
        private final boolean isBuy;
        private long priceE8;
        private long leftE8;

        Resting(LevelBook book, boolean isBuy) {
            this.book = book;
            this.isBuy = isBuy;
        }

        void stand(long newPriceE8, long newLeftE8) {
            leave();
            priceE8 = newPriceE8;
            leftE8 = newLeftE8;
            if (leftE8 > 0) {
                book.add(isBuy, priceE8, leftE8);
            }
        }

        void leave() {
            if (leftE8 > 0) {
                book.add(isBuy, priceE8, -leftE8);
                leftE8 = 0;
            }
        }
    }

    /** @param market where the books are shown */
    public BookBoard(MarketBoard market) {
        this.market = market;
    }

    @Override
    public void onEvents(
            long commandSequence,
            long commandTimeNs,
            int source,
            long correlationId,
            DirectBuffer events,
            int offset,
            int length,
            int answerOffset) {
        sequence = commandSequence;
        timeNs = commandTimeNs;
        cursor.wrap(events, offset, length);
        while (cursor.next()) {
            switch (cursor.templateId()) {
                case BookDefinedDecoder.TEMPLATE_ID -> onDefined();
                case BookOrderAcceptedDecoder.TEMPLATE_ID -> onAccepted();
                case OrderTradedDecoder.TEMPLATE_ID -> onTraded();
                case OrderReducedDecoder.TEMPLATE_ID -> onReduced();
                case OrderReplacedDecoder.TEMPLATE_ID -> onReplaced();
                case OrderCancelledDecoder.TEMPLATE_ID -> onCancelled();
                case OrderExpiredDecoder.TEMPLATE_ID -> onExpired();
                default -> {}
            }
        }
    }

    @Override
    public void onBatchEnd() {
        for (LevelBook book : changed) {
            market.showDepth(book.instrumentId(), book.depth());
        }
        changed.clear();
    }

    private void onDefined() {
        defined.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        change(books.computeIfAbsent(defined.instrumentId(), LevelBook::new));
    }

    /** What is not to rest never stands in a book, however much of it is traded. */
    private void onAccepted() {
        accepted.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        if (accepted.type() == OrderType.LIMIT && accepted.timeInForce() == TimeInForce.GTC) {
            Resting order = new Resting(books.get(accepted.instrumentId()), accepted.side() == Side.BUY);
            orders.put(accepted.orderId(), order);
            order.stand(accepted.priceE8(), accepted.quantityE8());
            change(order.book);
        }
    }

    private void onTraded() {
        traded.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        onLeft(traded.orderId(), traded.leftE8());
    }

    private void onReduced() {
        reduced.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        onLeft(reduced.orderId(), reduced.leftE8());
    }

    private void onReplaced() {
        replaced.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        Resting order = orders.get(replaced.orderId());
        order.stand(replaced.priceE8(), replaced.leftE8());
        change(order.book);
    }

    private void onCancelled() {
        cancelled.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        onEnded(cancelled.orderId());
    }

    private void onExpired() {
        expired.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        onEnded(expired.orderId());
    }

    private void onLeft(long orderId, long leftE8) {
        Resting order = orders.get(orderId);
        if (order != null && leftE8 > 0) {
            order.stand(order.priceE8, leftE8);
            change(order.book);
        } else {
            onEnded(orderId);
        }
    }

    /** Most that end were in no book: triggers, market orders, orders of the quoted market. */
    private void onEnded(long orderId) {
        Resting order = orders.remove(orderId);
        if (order != null) {
            order.leave();
            change(order.book);
        }
    }

    private void change(LevelBook book) {
        book.changed(sequence, timeNs);
        changed.add(book);
    }
}
