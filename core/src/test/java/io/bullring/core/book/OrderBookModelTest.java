package io.bullring.core.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.workload.BookRegime;
import io.bullring.core.workload.BookTape;
import io.bullring.core.workload.HostileBookFlow;
import io.bullring.protocol.Side;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The book and its naive twin say the same, message by message, and look the same after every one: best prices, quantity and count of
 * each level, the orders of each level in their places. 80 seeds cost about 35 s of one core. Longer: {@code -Dbullring.book.seeds=1000}.
 */
class OrderBookModelTest {
    private static final int SEEDS = Integer.getInteger("bullring.book.seeds", 80);
    private static final int MESSAGES = Integer.getInteger("bullring.book.messages", 10_000);
    private static final int MAX_ORDERS = 100_000;
    private static final Side[] SIDES = {Side.BUY, Side.SELL};

    @ParameterizedTest
    @EnumSource(BookRegime.class)
    void shouldSayWhatItsNaiveTwinSays(BookRegime regime) {
        IntStream.rangeClosed(1, SEEDS)
                .parallel()
                .forEach(seed -> compare(regime + " seed " + seed, regime.tape(seed, MESSAGES), MAX_ORDERS));
    }

    @Test
    void shouldSayWhatItsNaiveTwinSaysUnderAttack() {
        IntStream.rangeClosed(1, SEEDS)
                .parallel()
                .forEach(seed -> compare(
                        "attack seed " + seed, HostileBookFlow.tape(seed, MESSAGES), HostileBookFlow.MAX_ORDERS));
    }

    private static void compare(String name, BookTape tape, int maxOrders) {
        BookReports said = new BookReports();
        BookReports saidByTwin = new BookReports();
        BookOrders orders = new BookOrders(maxOrders);
        OrderBook book = new OrderBook(1, orders, new BookLevels(orders), said);
        NaiveBook twin = new NaiveBook(maxOrders, saidByTwin);
        Picture seen = new Picture();
        Picture seenOfTwin = new Picture();
        for (int i = 0; i < tape.count(); i++) {
            int message = i;
            Supplier<String> where = () -> name + ", message " + message + ": " + tape.line(message);
            tape.apply(i, book);
            twin.apply(tape, i);
            assertEquals(saidByTwin.take(), said.take(), where);
            assertEquals(best(twin, Side.BUY), book.bestBidE8(), where);
            assertEquals(best(twin, Side.SELL), book.bestOfferE8(), where);
            assertTrue(book.bestOfferE8() == 0 || book.bestBidE8() < book.bestOfferE8(), where);
            for (Side side : SIDES) {
                seen.take(book, side);
                seenOfTwin.take(twin, side);
                assertTrue(seen.isLike(seenOfTwin), () -> where.get() + ": " + seen + " instead of " + seenOfTwin);
            }
        }
    }

    private static long best(NaiveBook twin, Side side) {
        return twin.side(side).isEmpty() ? 0 : twin.side(side).firstKey();
    }

    /** A side at rest: of each level price, quantity and count, the best first; of each order id, owner and what is left. */
    private static final class Picture {
        private long[] values = new long[1 << 12];
        private int count;

        void take(OrderBook book, Side side) {
            count = 0;
            book.depth(side, (priceE8, quantityE8, orderCount) -> add(priceE8, quantityE8, orderCount));
            book.orders(side, (orderId, owner, priceE8, quantityE8) -> add(orderId, owner, quantityE8));
        }

        void take(NaiveBook twin, Side side) {
            count = 0;
            twin.side(side).forEach((price, level) -> {
                long quantity = 0;
                for (NaiveBook.Resting order : level) {
                    quantity += order.left;
                }
                add(price, quantity, level.size());
            });
            twin.side(side)
                    .values()
                    .forEach(level -> level.forEach(order -> add(order.id, order.owner, order.left)));
        }

        private boolean add(long one, long other, long third) {
            if (count + 3 > values.length) {
                values = Arrays.copyOf(values, values.length * 2);
            }
            values[count++] = one;
            values[count++] = other;
            values[count++] = third;
            return true;
        }

        boolean isLike(Picture other) {
            return Arrays.equals(values, 0, count, other.values, 0, other.count);
        }

        @Override
        public String toString() {
            return Arrays.toString(Arrays.copyOf(values, count));
        }
    }
}
