package io.bullring.core.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.book.BookCancel;
import io.bullring.core.book.BookLevels;
import io.bullring.core.book.BookListener;
import io.bullring.core.book.BookOrders;
import io.bullring.core.book.BookRefusal;
import io.bullring.core.book.OrderBook;
import io.bullring.core.workload.BookTape.Kind;
import io.bullring.protocol.Side;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The regimes are what they say they are, on a long tape and on a short one. */
class BookRegimeTest {
    private static final int LONG_TAPE = 1_000_000;
    private static final int SHORT_TAPE = 10_000;
    private static final double BASE_E8 = BookRegime.BASE_E8;

    /** What becomes of the orders of one tape. */
    private static final class Census implements BookListener {
        private final BookTape tape;
        private final OrderBook book;
        private final int[] placedAt;
        private final long[] leftE8;
        private final BitSet modified = new BitSet();
        private final List<Integer> lives = new ArrayList<>();
        private int message;
        private int orders;
        private int immediate;
        private int cancelled;
        private int traded;
        private int goneModified;
        private int refused;
        private long lowestE8 = Long.MAX_VALUE;
        private long highestE8;

        Census(BookTape tape) {
            this.tape = tape;
            this.placedAt = new int[tape.count() + 1];
            this.leftE8 = new long[tape.count() + 1];
            BookOrders memory = new BookOrders(tape.count());
            this.book = new OrderBook(1, memory, new BookLevels(memory), this);
            for (message = 0; message < tape.count(); message++) {
                tape.apply(message, book);
                lowestE8 = book.bestOfferE8() == 0 ? lowestE8 : Math.min(lowestE8, book.bestOfferE8());
                highestE8 = Math.max(highestE8, book.bestBidE8());
            }
        }

        @Override
        public void accepted(long orderId, int owner, Side side, long priceE8, long quantityE8) {
            orders++;
            placedAt[(int) orderId] = message;
            if (tape.kind(message) == Kind.IOC) {
                immediate++;
            } else {
                leftE8[(int) orderId] = quantityE8;
            }
        }

        @Override
        public void traded(
                long restingId, int restingOwner, long arrivingId, int arrivingOwner, long priceE8, long quantityE8) {
            assertEquals(Kind.IOC, tape.kind(message));
            leftE8[(int) restingId] -= quantityE8;
            if (leftE8[(int) restingId] == 0) {
                traded++;
                onGone(restingId);
            }
        }

        @Override
        public void reduced(long orderId, long quantityE8) {
            modified.set((int) orderId);
            leftE8[(int) orderId] = quantityE8;
        }

        @Override
        public void replaced(long orderId, long priceE8, long quantityE8) {
            modified.set((int) orderId);
        }

        @Override
        public void cancelled(long orderId, long quantityE8, BookCancel reason) {
            if (reason == BookCancel.REQUESTED) {
                cancelled++;
                lives.add(message - placedAt[(int) orderId]);
                onGone(orderId);
            }
        }

        private void onGone(long orderId) {
            goneModified += modified.get((int) orderId) ? 1 : 0;
        }

        @Override
        public void rejected(long orderId, BookRefusal reason) {
            refused++;
        }

        /** Messages between coming and being cancelled. */
        int medianLife() {
            return lives.stream().sorted().skip(lives.size() / 2).findFirst().orElseThrow();
        }

        @Override
        public String toString() {
            int gone = cancelled + traded;
            return percent(immediate, orders) + " % of the orders immediate; " + percent(cancelled, gone)
                    + " % of those that rested cancelled, half of them within " + medianLife() + " messages, "
                    + percent(traded, gone) + " % traded; " + percent(goneModified, gone) + " % modified before; "
                    + refused + " refused; from " + lowestE8 + " to " + highestE8;
        }
    }

    @ParameterizedTest
    @EnumSource(BookRegime.class)
    void shouldCancelModifyAndTradeInTheSharesThatAreStated(BookRegime regime) {
        for (int seed = 1; seed <= 3; seed++) {
            assertShares(regime, seed, LONG_TAPE, 0.3, 0.6);
        }
        for (int seed = 4; seed <= 13; seed++) {
            assertShares(regime, seed, SHORT_TAPE, 2, 2);
        }
    }

    private static void assertShares(
            BookRegime regime, int seed, int messages, double immediateWithin, double cancelledWithin) {
        Census census = new Census(regime.tape(seed, messages));
        int gone = census.cancelled + census.traded;
        String counted = regime + " seed " + seed + ", " + messages + " messages: " + census;

        assertEquals(0, census.refused, counted);
        assertEquals(15, percent(census.immediate, census.orders), immediateWithin, counted);
        assertEquals(95, percent(census.cancelled, gone), cancelledWithin, counted);
        assertEquals(20, percent(census.goneModified, gone), 2.5, counted);
        assertEquals(275, census.medianLife(), 125, counted);
    }

    @ParameterizedTest
    @CsvSource({
        "NORMAL, 1, 1",
        "STATIC, 1, 1",
        "SWING_25, 0.75, 1.25",
        "SWING_40, 0.60, 1.40",
        "FLASH_CRASH, 0.40, 1"
    })
    void shouldSwingAndCollapseAndRecoverOnAShortTapeToo(BookRegime regime, double lowest, double highest) {
        for (int messages : new int[]{SHORT_TAPE, LONG_TAPE}) {
            Census census = new Census(regime.tape(1, messages));
            String counted = regime + " seed 1, " + messages + " messages: " + census;

            assertEquals(lowest, census.lowestE8 / BASE_E8, 0.025, counted);
            assertEquals(highest, census.highestE8 / BASE_E8, 0.025, counted);
            assertTrue(regime != BookRegime.FLASH_CRASH || census.book.bestBidE8() / BASE_E8 > 0.99, counted);
        }
    }

    private static double percent(int part, int whole) {
        return Math.round(part * 1_000.0 / whole) / 10.0;
    }
}
