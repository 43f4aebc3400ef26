package io.bullring.core.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bullring.core.workload.BookRegime;
import io.bullring.core.workload.BookTape;
import io.bullring.core.workload.HostileBookFlow;
import io.bullring.protocol.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The book and its naive twin say the same, message by message. Longer: {@code -Dbullring.book.seeds=1000
 * -Dbullring.book.messages=10000}.
 */
class OrderBookModelTest {
    private static final int SEEDS = Integer.getInteger("bullring.book.seeds", 40);
    private static final int MESSAGES = Integer.getInteger("bullring.book.messages", 10_000);
    private static final int MAX_ORDERS = 100_000;

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
        for (int i = 0; i < tape.count(); i++) {
            int message = i;
            tape.apply(i, book);
            twin.apply(tape, i);
            assertEquals(saidByTwin.take(), said.take(),
                    () -> name + ", message " + message + ": " + tape.line(message));
            if (i % 512 == 0 || i == tape.count() - 1) {
                assertEquals(depth(twin, Side.BUY), depth(book, Side.BUY), name);
                assertEquals(depth(twin, Side.SELL), depth(book, Side.SELL), name);
            }
        }
    }

    private static List<String> depth(NaiveBook twin, Side side) {
        List<String> levels = new ArrayList<>();
        twin.side(side)
                .forEach((price, level) -> levels.add(price + " x "
                        + level.stream().mapToLong(order -> order.left).sum() + " of " + level.size()));
        return levels;
    }

    private static List<String> depth(OrderBook book, Side side) {
        List<String> levels = new ArrayList<>();
        book.depth(side,
                (priceE8, quantityE8, orderCount) -> levels.add(priceE8 + " x " + quantityE8 + " of " + orderCount));
        return levels;
    }
}
