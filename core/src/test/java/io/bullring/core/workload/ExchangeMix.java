package io.bullring.core.workload;

import io.bullring.core.book.BookLevels;
import io.bullring.core.book.BookOrders;
import io.bullring.core.book.OrderBook;
import io.bullring.core.workload.BookTape.Kind;
import io.bullring.protocol.SelfTradePrevention;
import io.bullring.protocol.Side;
import java.util.SplittableRandom;

/**
 * The mix that exchange-core publishes its figures for: one instrument, 1,000 agents, about 1,000 resting orders over about 750 prices;
 * 9 % GTC, 3 % IOC, 6 % cancels, 82 % orders that are moved to another price; about 6 % of all trade. Only orders that rest are cancelled
 * and moved, and by their owners: a book of our own goes along and tells which. Ids are 1, 2, 3 in the order of the placements. The
 * same seed gives the same messages.
 */
public final class ExchangeMix {
    /** Agents, who are the owners 1 to 1,000. */
    public static final int AGENTS = 1_000;

    /** Orders that come to rest before the mix begins. */
    public static final int RESTING = 1_000;

    /** Smallest step of a price, E8. */
    public static final long TICK_E8 = 1_000_000L;

    /** Smallest step of a quantity, E8. */
    public static final long LOT_E8 = 1_000_000L;

    /** The price around which they rest, E8. */
    public static final long MIDDLE_E8 = 100_000 * TICK_E8;

    private static final long MIDDLE = MIDDLE_E8 / TICK_E8;
    private static final int FARTHEST = 750;
    private static final int REACH = 20;
    private static final int MOVES_THAT_TRADE = 2; // of 1,000

    /** Little, or the book would run dry: at most 9 % come to rest, and 6 % are cancelled. */
    private static final int MOST_LOTS_TAKEN = 3;

    private final SplittableRandom random;
    private final BookTape tape;
    private final RestingOrders resting;
    private final OrderBook book;
    private long lastId;

    private ExchangeMix(long seed, int messages) {
        random = new SplittableRandom(seed);
        tape = new BookTape(messages);
        resting = new RestingOrders(messages);
        BookOrders orders = new BookOrders(messages);
        book = new OrderBook(1, orders, new BookLevels(orders), resting);
    }

    /** The orders that come to rest, then the mix: so many messages together. */
    public static BookTape tape(long seed, int messages) {
        ExchangeMix mix = new ExchangeMix(seed, messages);
        for (int i = 0; i < messages; i++) {
            if (i < RESTING) {
                mix.rest();
            } else {
                mix.next();
            }
            mix.tape.apply(i, mix.book);
        }
        return mix.tape;
    }

    private void next() {
        int dice = random.nextInt(100);
        if (resting.count() == 0 || dice < 9 && resting.count() <= RESTING) {
            rest();
        } else if (dice < 9) {
            take(Kind.GTC);
        } else if (dice < 12) {
            take(Kind.IOC);
        } else if (dice < 18) {
            long id = resting.any(random);
            add(Kind.CANCEL, id, resting.owner(id), resting.side(id), 0, 0);
        } else {
            move(resting.any(random));
        }
    }

    /** On the side that has fewer, or one would run dry in a while. */
    private void rest() {
        Side side = resting.buys() * 2 <= resting.count() ? Side.BUY : Side.SELL;
        place(Kind.GTC, side, away(side), 1L + random.nextInt(100));
    }

    private void take(Kind kind) {
        Side side = side();
        place(kind, side, over(side), 1L + random.nextInt(MOST_LOTS_TAKEN));
    }

    private void move(long id) {
        Side side = resting.side(id);
        long ticks = random.nextInt(1_000) < MOVES_THAT_TRADE ? over(side) : away(side);
        add(Kind.MODIFY, id, resting.owner(id), side, ticks, resting.leftE8(id));
    }

    private void place(Kind kind, Side side, long ticks, long lots) {
        add(kind, ++lastId, 1 + random.nextInt(AGENTS), side, ticks, lots * LOT_E8);
    }

    private void add(Kind kind, long id, int owner, Side side, long ticks, long quantityE8) {
        tape.add(kind, id, owner, side, ticks * TICK_E8, quantityE8, SelfTradePrevention.NONE);
    }

    private Side side() {
        return random.nextBoolean() ? Side.BUY : Side.SELL;
    }

    private long away(Side side) {
        long distance = 1L + random.nextInt(FARTHEST);
        return side == Side.BUY ? MIDDLE - distance : MIDDLE + distance;
    }

    private long over(Side side) {
        long reach = random.nextInt(REACH);
        return side == Side.BUY ? book.bestOfferE8() / TICK_E8 + reach : book.bestBidE8() / TICK_E8 - reach;
    }
}
