package io.bullring.core.workload;

import io.bullring.core.workload.BookTape.Kind;
import io.bullring.protocol.SelfTradePrevention;
import io.bullring.protocol.Side;

/**
 * Messages that a book would rather not get: ids used twice and never, quantities and prices of zero, below, and as large as they can
 * be, storms of changes at the touch, prices with one order each, prices far apart and between two of the grid, a market that jumps to
 * where it has never been, owners who meet themselves, a book that is full.
 */
public final class HostileBookFlow {
    /** Orders that the book under attack has room for. */
    public static final int MAX_ORDERS = 300;

    private static final int OWNERS = 4;
    private static final Kind[] PLACEMENTS = {
        Kind.GTC, Kind.GTC, Kind.GTC, Kind.GTC, Kind.POST_ONLY, Kind.IOC, Kind.FOK, Kind.MARKET
    };
    private static final SelfTradePrevention[] PREVENTIONS = {
        SelfTradePrevention.NONE,
        SelfTradePrevention.CANCEL_NEWEST,
        SelfTradePrevention.CANCEL_OLDEST,
        SelfTradePrevention.CANCEL_BOTH,
        SelfTradePrevention.DECREMENT
    };

    private final SplitMix64 random;
    private final BookTape tape;
    private long lastId;
    private long width = 10;
    private long middle = 1_000;
    private long tickE8 = BookRegime.TICK_E8;

    private HostileBookFlow(long seed, int messages) {
        random = new SplitMix64(seed);
        tape = new BookTape(messages);
    }

    /** So many messages; the same seed gives the same. */
    public static BookTape tape(long seed, int messages) {
        HostileBookFlow flow = new HostileBookFlow(seed, messages);
        for (int i = 0; i < messages; i++) {
            flow.next(i);
        }
        return flow.tape;
    }

    private void next(int i) {
        if (i % 500 == 0) {
            width = random.any(1, 3, 10, 400);
        }
        if (i % 1_500 == 0) {
            middle = random.any(500, 1_000, 1_000, 1_000, 60_000, 3_000_000_000L);
            tickE8 = random.any(1, 5, 2_500, BookRegime.TICK_E8, BookRegime.TICK_E8, 300_000_000L);
        }
        int dice = random.below(1_000);
        if (dice < 560) {
            add(PLACEMENTS[random.below(PLACEMENTS.length)], newId(), price(), quantity());
        } else if (dice < 780) {
            add(Kind.MODIFY, knownId(), price(), quantity());
        } else if (dice < 990) {
            add(Kind.CANCEL, knownId(), 0, 0);
        } else if (dice < 998) {
            add(Kind.CANCEL_ALL_OF, 0, 0, 0);
        } else {
            add(Kind.CANCEL_ALL, 0, 0, 0);
        }
    }

    private long newId() {
        int dice = random.below(100);
        if (dice < 90) {
            return ++lastId;
        }
        if (dice < 94) {
            return knownId();
        }
        return random.any(0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32 | (lastId & 0xFFFF_FFFFL), lastId << 20);
    }

    private long knownId() {
        return random.chance(950) ? Math.max(1, lastId - random.below(200)) : random.any(0, -1, lastId + 1_000);
    }

    private long price() {
        int dice = random.below(1_000);
        if (dice < 940) {
            return Math.max(1, middle + random.between(-width, width)) * tickE8;
        }
        if (dice < 970) {
            return random.magnitude(1, Long.MAX_VALUE);
        }
        return random.any(0, -1, 1, Long.MAX_VALUE, Long.MAX_VALUE - 1, Long.MIN_VALUE, 2);
    }

    private long quantity() {
        if (random.chance(970)) {
            return random.between(1, 20);
        }
        return random.any(0, -1, Long.MAX_VALUE, Long.MAX_VALUE / 2, Long.MIN_VALUE, 1);
    }

    private void add(Kind kind, long orderId, long priceE8, long quantityE8) {
        tape.add(
                kind,
                orderId,
                random.below(OWNERS),
                random.chance(500) ? Side.BUY : Side.SELL,
                priceE8,
                quantityE8,
                PREVENTIONS[random.below(PREVENTIONS.length)]);
    }
}
