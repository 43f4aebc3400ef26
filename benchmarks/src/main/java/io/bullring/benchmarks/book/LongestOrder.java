package io.bullring.benchmarks.book;

import io.bullring.benchmarks.Machine;
import io.bullring.core.book.BookCancel;
import io.bullring.core.book.BookLevels;
import io.bullring.core.book.BookListener;
import io.bullring.core.book.BookOrders;
import io.bullring.core.book.BookRefusal;
import io.bullring.core.book.OrderBook;
import io.bullring.protocol.SelfTradePrevention;
import io.bullring.protocol.Side;
import io.bullring.protocol.TimeInForce;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * How long one order may take in a large book. First while it fills up, up to a million orders at a thousand prices: a line for each
 * doubling, the longest of the orders that double them, in each of a few books, the first of which warms up. Then in one whose windows
 * an adversary has laid anew as often as he can: 50,000 prices, and orders between two steps of their grid, each cancelled again; a line
 * for each round of as many orders as have a window laid. Microseconds; what the machine takes from the thread is in them.
 */
public final class LongestOrder implements BookListener {
    private static final int PRICES = 50_000;
    private static final int ROUNDS = 20;
    private static final int BOOKS = 5;
    private static final int FILLED_PRICES = 1_000;
    private static final int FIRST_DOUBLED = 1 << 13;
    private static final int FILLED = 1 << 20;
    private static final int ORDERS_OF_A_ROUND = 4 * PRICES;
    private static final long TICK_E8 = 1_000_000L;
    private static final long FIRST_E8 = 1_000_000L * TICK_E8;
    private static final long LAST_E8 = FIRST_E8 + PRICES * TICK_E8;

    private final OrderBook book;
    private final SplittableRandom random = new SplittableRandom(1);
    private long lastId;

    private LongestOrder(int mostOrders) {
        BookOrders orders = new BookOrders(mostOrders);
        book = new OrderBook(1, orders, new BookLevels(orders), this);
    }

    public static void main(String[] arguments) {
        Machine.asItIs().describe().forEach(System.out::println);
        System.out.println("| book | orders doubled | longest order, us |\n|--:|--:|--:|");
        for (int i = 0; i < BOOKS; i++) {
            new LongestOrder(FILLED).fill(i);
        }
        new LongestOrder(2 * PRICES).run();
    }

    private void fill(int number) {
        long longestNs = 0;
        int doubled = FIRST_DOUBLED;
        for (int count = 1; count <= FILLED; count++) {
            long from = System.nanoTime();
            offer(FIRST_E8 + count % FILLED_PRICES * TICK_E8);
            longestNs = Math.max(longestNs, System.nanoTime() - from);
            if (count == doubled) {
                longestNs = 0;
            } else if (count == 2 * doubled) {
                System.out.printf(Locale.ROOT, "| %d | %d | %.1f |%n", number, doubled, longestNs / 1e3);
                longestNs = 0;
                doubled = count;
            }
        }
    }

    private void run() {
        for (long priceE8 = FIRST_E8; priceE8 < LAST_E8; priceE8 += TICK_E8) {
            offer(priceE8);
        }
        System.out.println("| round | longest order, us |\n|--:|--:|");
        for (int round = 0; round < ROUNDS; round++) {
            System.out.printf(Locale.ROOT, "| %d | %.1f |%n", round, longestNs() / 1e3);
        }
    }

    private long longestNs() {
        long longestNs = 0;
        for (int i = 0; i < ORDERS_OF_A_ROUND; i++) {
            long priceE8 = LAST_E8 + random.nextLong(1, 10);
            long from = System.nanoTime();
            offer(priceE8);
            longestNs = Math.max(longestNs, System.nanoTime() - from);
            book.cancel(lastId);
        }
        return longestNs;
    }

    private void offer(long priceE8) {
        lastId++;
        book.place(lastId, 1, Side.SELL, priceE8, 1, TimeInForce.GTC, false, SelfTradePrevention.NONE);
    }

    @Override
    public void accepted(long orderId, int owner, Side side, long priceE8, long quantityE8) {}

    @Override
    public void traded(
            long restingId, int restingOwner, long arrivingId, int arrivingOwner, long priceE8, long quantityE8) {}

    @Override
    public void reduced(long orderId, long quantityE8) {}

    @Override
    public void replaced(long orderId, long priceE8, long quantityE8) {}

    @Override
    public void cancelled(long orderId, long quantityE8, BookCancel reason) {}

    @Override
    public void rejected(long orderId, BookRefusal reason) {}
}
