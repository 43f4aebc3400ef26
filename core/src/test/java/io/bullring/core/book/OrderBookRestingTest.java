package io.bullring.core.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.bullring.protocol.SelfTradePrevention;
import io.bullring.protocol.Side;
import io.bullring.protocol.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What rests in a book: whom an arriving order would meet, and how the orders of a snapshot come back. */
class OrderBookRestingTest {
    private static final int ALICE = 1;
    private static final int BOB = 2;
    private static final int ANY_PRICE = 0;

    private final BookReports said = new BookReports();
    private final OrderBook book = bookFor(said);

    private static OrderBook bookFor(BookReports reports) {
        BookOrders orders = new BookOrders(1 << 12);
        return new OrderBook(1, orders, new BookLevels(orders), reports);
    }

    private void limit(long id, int owner, Side side, long price, long quantity) {
        book.place(id, owner, side, price, quantity, TimeInForce.GTC, false, SelfTradePrevention.NONE);
    }

    @Test
    void shouldTellWhomABuyWouldMeetTheBestPriceFirst() {
        limit(1, ALICE, Side.SELL, 101, 5);
        limit(2, ALICE, Side.SELL, 100, 5);
        limit(3, BOB, Side.SELL, 100, 2);
        limit(4, BOB, Side.BUY, 99, 2);

        assertEquals(List.of("2 of 1 5 @ 100", "3 of 2 2 @ 100"), meetings(Side.BUY, 100));
        assertEquals(List.of("2 of 1 5 @ 100", "3 of 2 2 @ 100", "1 of 1 5 @ 101"), meetings(Side.BUY, 101));
        assertEquals(meetings(Side.BUY, 101), meetings(Side.BUY, ANY_PRICE));
        assertEquals(List.of(), meetings(Side.BUY, 99));
    }

    @Test
    void shouldTellWhomASaleWouldMeetTheBestPriceFirst() {
        limit(1, ALICE, Side.BUY, 98, 5);
        limit(2, ALICE, Side.BUY, 99, 5);
        limit(3, BOB, Side.BUY, 98, 2);
        limit(4, BOB, Side.SELL, 100, 2);

        assertEquals(List.of("2 of 1 5 @ 99"), meetings(Side.SELL, 99));
        assertEquals(List.of("2 of 1 5 @ 99", "1 of 1 5 @ 98", "3 of 2 2 @ 98"), meetings(Side.SELL, ANY_PRICE));
        assertEquals(List.of(), meetings(Side.SELL, 100));
        assertEquals(meetings(Side.SELL, ANY_PRICE), resting(book, Side.BUY));
    }

    @Test
    void shouldTellOfNobodyInAnEmptyBook() {
        assertEquals(List.of(), meetings(Side.BUY, ANY_PRICE));
        assertEquals(List.of(), meetings(Side.SELL, 1));
    }

    @Test
    void shouldTellNoMoreOnceTheListenerHasEnough() {
        limit(1, ALICE, Side.SELL, 100, 5);
        limit(2, BOB, Side.SELL, 100, 5);
        limit(3, BOB, Side.SELL, 101, 5);
        List<Long> told = new ArrayList<>();
        book.meetings(Side.BUY, ANY_PRICE, (id, owner, priceE8, quantityE8) -> {
            told.add(id);
            return told.size() < 2;
        });
        assertEquals(List.of(1L, 2L), told);
    }

    @Test
    void shouldTellOfAnOrderByWhatItHasLeftAndChangeNothing() {
        limit(1, ALICE, Side.SELL, 100, 5);
        limit(2, BOB, Side.BUY, 100, 2);
        said.take();

        assertEquals(List.of("1 of 1 3 @ 100"), meetings(Side.BUY, 100));
        assertEquals(List.of("1 of 1 3 @ 100"), meetings(Side.BUY, 100));
        assertEquals(List.of(), said.take());
    }

    @Test
    void shouldPutOrdersBackWithoutAWordEachBehindThoseOfItsPrice() {
        restore(7, ALICE, Side.SELL, 100, 5);
        restore(3, BOB, Side.SELL, 100, 2);
        restore(9, BOB, Side.SELL, 99, 1);
        assertEquals(List.of(), said.take());
        assertEquals(99, book.bestOfferE8());

        limit(10, ALICE, Side.BUY, 100, 7);
        assertEquals(
                List.of(
                        "accepted 10 of 1 BUY 7 @ 100",
                        "traded 9 of 2 with 10 of 1 1 @ 99",
                        "traded 7 of 1 with 10 of 1 5 @ 100",
                        "traded 3 of 2 with 10 of 1 1 @ 100"),
                said.take());
    }

    @Test
    void shouldPutAnOrderBackWithItsConditions() {
        book.restore(1, ALICE, Side.BUY, 98, 5, true, SelfTradePrevention.NONE);
        book.restore(2, ALICE, Side.BUY, 99, 5, false, SelfTradePrevention.CANCEL_NEWEST);
        limit(3, ALICE, Side.SELL, 101, 5);
        said.take();

        book.modify(1, 101, 5);
        book.modify(2, 101, 5);
        assertEquals(
                List.of("rejected 1 WOULD_TRADE", "replaced 2 5 @ 101", "cancelled 2 with 5 SELF_TRADE"), said.take());
    }

    @Test
    void shouldKnowAnOrderThatWasPutBackByItsId() {
        restore(1, ALICE, Side.BUY, 98, 5);
        limit(1, BOB, Side.BUY, 97, 5);
        book.cancel(1);
        book.cancel(1);
        assertEquals(
                List.of("rejected 1 DUPLICATE_ORDER", "cancelled 1 with 5 REQUESTED", "rejected 1 UNKNOWN_ORDER"),
                said.take());
        assertEquals(0, book.bestBidE8());
    }

    /** Whatever a book has become, one that is made of its orders goes on as it would. */
    @Test
    void shouldGoOnFromItsOrdersAsTheBookThatHadThem() {
        long seed = System.nanoTime();
        System.out.println("OrderBookRestingTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 1; i <= 1_000; i++) {
            limit(i, 1 + random.nextInt(3), side(random), random.nextLong(90, 111), random.nextLong(1, 10));
        }
        BookReports saidByHeir = new BookReports();
        OrderBook heir = bookFor(saidByHeir);
        for (Side side : List.of(Side.BUY, Side.SELL)) {
            book.orders(side, (id, owner, priceE8, quantityE8) -> {
                heir.restore(id, owner, side, priceE8, quantityE8, false, SelfTradePrevention.NONE);
                return true;
            });
            assertEquals(resting(book, side), resting(heir, side), () -> "seed " + seed);
            assertFalse(resting(book, side).isEmpty());
        }
        said.take();
        for (int i = 1_001; i <= 2_000; i++) {
            int owner = 1 + random.nextInt(3);
            Side side = side(random);
            long price = random.nextLong(90, 111);
            long quantity = random.nextLong(1, 10);
            book.place(i, owner, side, price, quantity, TimeInForce.GTC, false, SelfTradePrevention.DECREMENT);
            heir.place(i, owner, side, price, quantity, TimeInForce.GTC, false, SelfTradePrevention.DECREMENT);
            assertEquals(said.take(), saidByHeir.take(), () -> "seed " + seed);
        }
    }

    private static Side side(SplittableRandom random) {
        return random.nextInt(2) == 0 ? Side.BUY : Side.SELL;
    }

    private void restore(long id, int owner, Side side, long price, long quantity) {
        book.restore(id, owner, side, price, quantity, false, SelfTradePrevention.NONE);
    }

    private List<String> meetings(Side side, long price) {
        List<String> told = new ArrayList<>();
        book.meetings(side, price,
                (id, owner, priceE8, quantityE8) -> told.add(inWords(id, owner, priceE8, quantityE8)));
        return told;
    }

    private static List<String> resting(OrderBook of, Side side) {
        List<String> told = new ArrayList<>();
        of.orders(side, (id, owner, priceE8, quantityE8) -> told.add(inWords(id, owner, priceE8, quantityE8)));
        return told;
    }

    private static String inWords(long id, int owner, long priceE8, long quantityE8) {
        return id + " of " + owner + " " + quantityE8 + " @ " + priceE8;
    }
}
