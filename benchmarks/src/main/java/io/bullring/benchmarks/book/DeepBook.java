package io.bullring.benchmarks.book;

import io.bullring.core.workload.BookTape;
import io.bullring.protocol.SelfTradePrevention;
import io.bullring.protocol.Side;
import java.util.SplittableRandom;

/** One instrument whose book is deep: so many orders come to rest over so many prices, then one goes and one comes in turn. */
record DeepBook(int orders, int prices) {
    private static final long TICK_E8 = 1_000_000L;
    private static final int OWNERS = 1_000;

    /** The orders that come to rest, and as many messages more as are asked for. */
    BookTape tape(long seed, int messages) {
        SplittableRandom random = new SplittableRandom(seed);
        BookTape tape = new BookTape(orders + messages);
        long[] resting = new long[orders];
        long lastId = 0;
        for (int i = 0; i < orders; i++) {
            resting[i] = ++lastId;
            rest(tape, lastId, random);
        }
        for (int i = 0; i < messages; i += 2) {
            int one = random.nextInt(orders);
            tape.add(BookTape.Kind.CANCEL, resting[one], 0, Side.BUY, 0, 0, SelfTradePrevention.NONE);
            resting[one] = ++lastId;
            rest(tape, lastId, random);
        }
        return tape;
    }

    private void rest(BookTape tape, long orderId, SplittableRandom random) {
        long tick = 1L + random.nextInt(prices);
        Side side = tick * 2 <= prices ? Side.BUY : Side.SELL;
        long quantityE8 = (1L + random.nextInt(100)) * TICK_E8;
        tape.add(BookTape.Kind.GTC, orderId, random.nextInt(OWNERS), side, tick * TICK_E8, quantityE8,
                SelfTradePrevention.NONE);
    }
}
