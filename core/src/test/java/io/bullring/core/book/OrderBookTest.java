package io.bullring.core.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bullring.protocol.SelfTradePrevention;
import io.bullring.protocol.Side;
import io.bullring.protocol.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stories of one book; {@link OrderBookModelTest} has the rest. */
class OrderBookTest {
    private static final int ALICE = 1;
    private static final int BOB = 2;

    private final BookReports said = new BookReports();
    private final BookOrders orders = new BookOrders(4);
    private final BookLevels levels = new BookLevels(orders);
    private final OrderBook book = new OrderBook(1, orders, levels, said);

    private void limit(long id, int owner, Side side, long price, long quantity) {
        book.place(id, owner, side, price, quantity, TimeInForce.GTC, false, SelfTradePrevention.NONE);
    }

    @Test
    void shouldTradeAtThePriceOfTheOneWhoWasThereFirst() {
        limit(1, ALICE, Side.SELL, 101, 5);
        limit(2, ALICE, Side.SELL, 100, 5);
        limit(3, BOB, Side.BUY, 102, 7);

        assertEquals(
                List.of(
                        "accepted 1 of 1 SELL 5 @ 101",
                        "accepted 2 of 1 SELL 5 @ 100",
                        "accepted 3 of 2 BUY 7 @ 102",
                        "traded 2 of 1 with 3 of 2 5 @ 100",
                        "traded 1 of 1 with 3 of 2 2 @ 101"),
                said.take());
        assertEquals(List.of("101 x 3 of 1"), depth(Side.SELL));
        assertEquals(0, book.bestBidE8());
        assertEquals(101, book.bestOfferE8());
    }

    @Test
    void shouldKeepThePlaceOfAnOrderThatOnlyShrinks() {
        limit(1, ALICE, Side.BUY, 100, 5);
        limit(2, ALICE, Side.BUY, 100, 5);
        book.modify(1, 100, 4);
        limit(3, BOB, Side.SELL, 100, 1);
        book.modify(1, 100, 9);
        limit(4, BOB, Side.SELL, 100, 1);

        List<String> reports = said.take();
        assertEquals("traded 1 of 1 with 3 of 2 1 @ 100", reports.get(4));
        assertEquals("replaced 1 9 @ 100", reports.get(5));
        assertEquals("traded 2 of 1 with 4 of 2 1 @ 100", reports.get(7));
    }

    @Test
    void shouldRefuseByName() {
        limit(1, ALICE, Side.SELL, 100, 5);
        said.take();
        limit(1, ALICE, Side.SELL, 100, 5);
        limit(2, ALICE, Side.SELL, 0, 5);
        book.place(3, BOB, Side.BUY, 100, 1, TimeInForce.GTC, true, SelfTradePrevention.NONE);
        book.place(4, BOB, Side.BUY, 100, 6, TimeInForce.FOK, false, SelfTradePrevention.NONE);
        book.cancel(9);
        limit(5, BOB, Side.SELL, 100, Long.MAX_VALUE);

        assertEquals(
                List.of(
                        "rejected 1 DUPLICATE_ORDER",
                        "rejected 2 NOT_POSITIVE",
                        "rejected 3 WOULD_TRADE",
                        "rejected 4 NOT_FILLABLE",
                        "rejected 9 UNKNOWN_ORDER",
                        "rejected 5 BOOK_FULL"),
                said.take());
    }

    @Test
    void shouldHoldNoMoreOrdersThanAllBooksHaveRoomFor() {
        OrderBook other = new OrderBook(2, orders, levels, said);
        for (int id = 1; id <= 4; id++) {
            limit(id, ALICE, Side.BUY, 100, 1);
        }
        said.take();
        other.place(5, BOB, Side.BUY, 100, 1, TimeInForce.GTC, false, SelfTradePrevention.NONE);
        other.cancel(1);
        book.cancel(1);
        other.place(5, BOB, Side.BUY, 100, 1, TimeInForce.GTC, false, SelfTradePrevention.NONE);

        assertEquals(
                List.of(
                        "rejected 5 BOOK_FULL",
                        "rejected 1 UNKNOWN_ORDER",
                        "cancelled 1 with 1 REQUESTED",
                        "accepted 5 of 2 BUY 1 @ 100"),
                said.take());
    }

    @Test
    void shouldNotTradeWithItselfWhenToldSo() {
        limit(1, ALICE, Side.SELL, 100, 5);
        limit(2, BOB, Side.SELL, 100, 5);
        book.place(3, ALICE, Side.BUY, 100, 7, TimeInForce.IOC, false, SelfTradePrevention.DECREMENT);

        assertEquals(
                List.of(
                        "cancelled 1 with 0 SELF_TRADE",
                        "reduced 3 to 2",
                        "traded 2 of 2 with 3 of 1 2 @ 100"),
                said.take().subList(3, 6));
    }

    private List<String> depth(Side side) {
        List<String> told = new ArrayList<>();
        book.depth(side,
                (priceE8, quantityE8, orderCount) -> told.add(priceE8 + " x " + quantityE8 + " of " + orderCount));
        return told;
    }
}
