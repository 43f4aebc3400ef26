package io.bullring.core.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.book.BookCancel;
import io.bullring.core.book.BookLevels;
import io.bullring.core.book.BookListener;
import io.bullring.core.book.BookOrders;
import io.bullring.core.book.BookRefusal;
import io.bullring.core.book.OrderBook;
import io.bullring.protocol.Side;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The mix is what it says it is. */
class ExchangeMixTest {
    private static final int MESSAGES = 200_000;
    private static final int MIXED = MESSAGES - ExchangeMix.RESTING;

    private final BookTape tape = ExchangeMix.tape(1, MESSAGES);

    /** Who traded, each arriving order once for each time that it arrived. */
    private static final class Trades implements BookListener {
        private long lastTaker;
        private int arrivals;

        @Override
        public void accepted(long orderId, int owner, Side side, long priceE8, long quantityE8) {
            lastTaker = 0;
        }

        @Override
        public void replaced(long orderId, long priceE8, long quantityE8) {
            lastTaker = 0;
        }

        @Override
        public void traded(
                long restingId, int restingOwner, long arrivingId, int arrivingOwner, long priceE8, long quantityE8) {
            arrivals += arrivingId == lastTaker ? 0 : 1;
            lastTaker = arrivingId;
        }

        @Override
        public void reduced(long orderId, long quantityE8) {
            throw new AssertionError("reduced " + orderId);
        }

        @Override
        public void cancelled(long orderId, long quantityE8, BookCancel reason) {}

        @Override
        public void rejected(long orderId, BookRefusal reason) {
            throw new AssertionError("rejected " + orderId + " " + reason);
        }
    }

    @Test
    void shouldHaveTheSharesThatArePublished() {
        Map<BookTape.Kind, Integer> counts = new EnumMap<>(BookTape.Kind.class);
        for (int message = ExchangeMix.RESTING; message < MESSAGES; message++) {
            counts.merge(tape.kind(message), 1, Integer::sum);
        }

        assertEquals(9, percent(counts.get(BookTape.Kind.GTC)));
        assertEquals(3, percent(counts.get(BookTape.Kind.IOC)));
        assertEquals(6, percent(counts.get(BookTape.Kind.CANCEL)));
        assertEquals(82, percent(counts.get(BookTape.Kind.MODIFY)));
    }

    @Test
    void shouldKeepAboutThousandOrdersOverAboutSevenHundredAndFiftyPricesOfWhichSixPercentTrade() {
        Trades trades = new Trades();
        BookOrders orders = new BookOrders(MESSAGES);
        OrderBook book = new OrderBook(1, orders, new BookLevels(orders), trades);
        for (int message = 0; message < MESSAGES; message++) {
            tape.apply(message, book);
            if (message % 10_000 == 9_999) {
                assertEquals(1_000, orders.count(), 50, "orders at " + message);
                assertEquals(750, prices(book), 50, "prices at " + message);
                assertTrue(book.bestBidE8() > 0 && book.bestBidE8() < book.bestOfferE8());
            }
        }
        assertEquals(6, percent(trades.arrivals));
    }

    private static int prices(OrderBook book) {
        Set<Long> prices = new HashSet<>();
        book.depth(Side.BUY, (priceE8, quantityE8, orderCount) -> prices.add(priceE8));
        book.depth(Side.SELL, (priceE8, quantityE8, orderCount) -> prices.add(priceE8));
        return prices.size();
    }

    private static long percent(int count) {
        return Math.round(count * 100.0 / MIXED);
    }
}
