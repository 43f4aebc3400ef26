package io.bullring.core.workload;

import io.bullring.core.market.BookFees;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.core.model.ModelAgent;
import io.bullring.core.model.ModelInstrument;
import io.bullring.core.model.ModelOrder;
import io.bullring.core.model.ModelVenue;
import io.bullring.protocol.DefineBookEncoder;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.PlaceBookOrderEncoder;
import io.bullring.protocol.SelfTradePrevention;
import io.bullring.protocol.SetAgentFeesEncoder;
import io.bullring.protocol.Side;
import io.bullring.protocol.TimeInForce;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Instruments that the agents of a hostile venue trade with one another: few prices, so that orders meet, all conditions, changes of
 * orders at rest, and quantities from one unit to more than fits.
 */
final class BookFlow {
    private static final long ONE_E8 = 100_000_000L;
    private static final long TICKS = 200;
    private static final TimeInForce[] TIMES = {TimeInForce.GTC, TimeInForce.IOC, TimeInForce.FOK};
    private static final SelfTradePrevention[] PREVENTIONS = {
        SelfTradePrevention.NONE,
        SelfTradePrevention.NONE,
        SelfTradePrevention.CANCEL_NEWEST,
        SelfTradePrevention.CANCEL_OLDEST,
        SelfTradePrevention.CANCEL_BOTH,
        SelfTradePrevention.DECREMENT
    };
    private static final OrderType[] TRIGGERED = {OrderType.STOP_LOSS, OrderType.TAKE_PROFIT};
    private static final List<String> SYMBOLS = List.of("CLUBUSDT", "DUELUSDT", "CROWDUSDT");
    private static final List<BookFees> FEES =
            List.of(new BookFees(20_000, 100_000), new BookFees(0, 0), new BookFees(10_000_000, 1_234_567));
    private static final long[] OPENINGS = {7 * ONE_E8, 3, 50_000_000_000L * ONE_E8};

    private final SplitMix64 random;
    private final CommandFactory command;
    private final ModelVenue venue;
    private final boolean busyAgent;

    BookFlow(SplitMix64 random, CommandFactory command, ModelVenue venue, boolean busyAgent) {
        this.random = random;
        this.command = command;
        this.venue = venue;
        this.busyAgent = busyAgent;
    }

    static int books() {
        return SYMBOLS.size();
    }

    /** One of the books as it is meant to be. */
    void define(int index) {
        command.defineBook(terms(index, true), FEES.get(index), OPENINGS[index]);
    }

    private static InstrumentTerms terms(int index, boolean active) {
        return new InstrumentTerms(SYMBOLS.get(index), InstrumentTerms.NO_FEED, active, 0, 0, 0, 0);
    }

    /** A command about a book. */
    void any() {
        int draw = random.below(1_000);
        if (draw < 30) {
            grant();
        } else if (draw < 34) {
            fees();
        } else if (draw < 40) {
            int index = random.below(SYMBOLS.size());
            command.defineBook(terms(index, random.chance(900)), FEES.get(index), OPENINGS[index]);
        } else if (draw < 70) {
            broken();
        } else if (draw < 220) {
            modify();
        } else {
            order();
        }
    }

    private ModelInstrument anyBook() {
        List<ModelInstrument> books =
                venue.instruments().stream().filter(ModelInstrument::isBook).toList();
        return books.isEmpty() ? null : books.get(Math.min(random.below(books.size()), random.below(books.size())));
    }

    private int anyAgentId() {
        int count = Math.max(1, venue.lastAgentId());
        return busyAgent ? 1 : 1 + Math.min(random.below(count), random.below(count));
    }

    /** Base asset for somebody. */
    void grant() {
        ModelInstrument book = anyBook();
        int agentId = anyAgentId();
        ModelAgent agent = venue.agent(agentId);
        int accountId = agent == null || random.chance(20) ? 1 : agent.accountId();
        long quantityE8 = random.any(ONE_E8, 100 * ONE_E8, 100 * ONE_E8, 5_000 * ONE_E8, 1);
        if (random.chance(100)) {
            quantityE8 = random.any(0, -1, Long.MAX_VALUE, Long.MAX_VALUE / 2, 1L << 60);
        } else if (book != null && random.chance(150)) {
            quantityE8 = mostE8(book);
        }
        command.grantBase(agentId, accountId, book == null || random.chance(20) ? 1 : book.id(), quantityE8);
    }

    /** Fees of somebody's own: mostly of one who has no order open in a book, otherwise they are refused. */
    private void fees() {
        List<Integer> free = IntStream.rangeClosed(1, venue.lastAgentId())
                .filter(id -> venue.agent(id) != null && venue.agent(id).portfolio().openOrders().isEmpty())
                .boxed()
                .toList();
        boolean isFree = !free.isEmpty() && random.chance(700);
        int agentId = isFree ? free.get(random.below(free.size())) : anyAgentId();
        ModelAgent agent = venue.agent(agentId);
        int accountId = agent == null || random.chance(50) ? 1 : agent.accountId();
        BookFees fees = random.chance(300) ? null : FEES.get(random.below(FEES.size()));
        command.setAgentFees(agentId, accountId, fees);
        if (random.chance(100)) {
            command.overwriteLong(
                    random.chance(500)
                            ? SetAgentFeesEncoder.makerFeeE8EncodingOffset()
                            : SetAgentFeesEncoder.takerFeeE8EncodingOffset(),
                    random.any(-1, 10_000_001, Long.MIN_VALUE, Long.MAX_VALUE));
        }
    }

    /** As much as a position may have cost. */
    private static long mostE8(ModelInstrument book) {
        return BigInteger.valueOf(Long.MAX_VALUE)
                .multiply(BigInteger.valueOf(ONE_E8))
                .divide(BigInteger.valueOf(book.lastE8()))
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .longValueExact();
    }

    private void order() {
        ModelInstrument book = anyBook();
        if (book == null) {
            define(random.below(SYMBOLS.size()));
            return;
        }
        int agentId = anyAgentId();
        ModelAgent agent = venue.agent(agentId);
        long baseE8 = agent == null ? 0 : agent.portfolio().availableE8(book);
        Side side = random.chance(baseE8 > 0 ? 550 : 100) ? Side.SELL : Side.BUY;
        OrderType type = random.chance(700) ? OrderType.LIMIT : OrderType.MARKET;
        if (random.chance(150)) {
            type = TRIGGERED[random.below(TRIGGERED.length)];
        }
        long priceE8 = type == OrderType.MARKET ? CommandFactory.NO_PRICE : near(book.lastE8());
        boolean isAtOnce = type == OrderType.LIMIT || type == OrderType.MARKET;
        TimeInForce timeInForce =
                isAtOnce && random.chance(300) ? TIMES[random.below(TIMES.length)] : TimeInForce.GTC;
        boolean postOnly =
                type == OrderType.LIMIT && timeInForce == TimeInForce.GTC && random.chance(150);
        long quantityE8 = quantityE8(agent, book, side, baseE8);
        if (timeInForce == TimeInForce.FOK && random.chance(500)) { // one that has to meet many
            quantityE8 = Math.min(quantityE8, Long.MAX_VALUE / 3) * 3;
        }
        byte[] id = random.chance(100) ? new byte[]{'b', (byte) ('a' + random.below(20))} : CommandFactory.NO_ID;
        command.placeBookOrder(
                agentId,
                book.id(),
                side,
                type,
                quantityE8,
                priceE8,
                timeInForce,
                postOnly,
                PREVENTIONS[random.below(PREVENTIONS.length)],
                id);
    }

    private long near(long lastE8) {
        long tickE8 = Math.max(1, lastE8 / TICKS);
        long by = tickE8 * random.between(-4, 4) + (random.chance(50) ? random.between(-2, 2) : 0);
        return Math.max(1, lastE8 + Math.min(by, Long.MAX_VALUE - lastE8));
    }

    private long quantityE8(ModelAgent agent, ModelInstrument book, Side side, long baseE8) {
        if (random.chance(20)) {
            return random.magnitude(1, Long.MAX_VALUE);
        }
        if (side == Side.SELL && baseE8 > 0) {
            return random.chance(100) ? baseE8 : Math.max(1, baseE8 / random.any(3, 10, 30, 100));
        }
        long cashE8 = agent == null ? ONE_E8 : agent.portfolio().availableE8();
        long valueE8 = cashE8 / random.any(4, 20, 50, 100, 300);
        return BigInteger.valueOf(valueE8)
                .multiply(BigInteger.valueOf(ONE_E8))
                .divide(BigInteger.valueOf(book.lastE8()))
                .max(BigInteger.ONE)
                .min(BigInteger.valueOf(Long.MAX_VALUE / 2))
                .longValueExact();
    }

    private void modify() {
        List<ModelOrder> open = venue.openOrders()
                .stream()
                .filter(order -> order.isInBook() || random.chance(50))
                .toList();
        if (open.isEmpty()) {
            order();
            return;
        }
        ModelOrder order = open.get(random.below(open.size()));
        long quantityE8 = CommandFactory.NO_PRICE;
        if (random.chance(700)) {
            quantityE8 = Math.max(1, order.quantityE8() / random.any(1, 2, 3) + random.any(0, 0, 1, ONE_E8));
        }
        long priceE8 = random.chance(500) ? CommandFactory.NO_PRICE : near(order.lastE8());
        if (random.chance(30)) {
            quantityE8 = HostileValues.amount(random);
        }
        if (random.chance(30)) {
            priceE8 = HostileValues.amount(random);
        }
        command.modifyOrder(
                random.chance(950) ? order.agentId() : anyAgentId(),
                random.chance(980) ? order.id() : HostileValues.id(random, 0),
                quantityE8,
                priceE8);
    }

    private void broken() {
        if (random.chance(500)) {
            define(random.below(SYMBOLS.size()));
            switch (random.below(4)) {
                case 0 -> command.overwriteLong(
                        DefineBookEncoder.makerFeeE8EncodingOffset(), random.any(-1, 10_000_001, 17));
                case 1 -> command.overwriteLong(
                        DefineBookEncoder.openingPriceE8EncodingOffset(), random.any(0, -1));
                case 2 -> command.overwriteLong(DefineBookEncoder.minQuantityE8EncodingOffset(), -1);
                default -> command.overwriteByte(DefineBookEncoder.activeEncodingOffset(), 2);
            }
            return;
        }
        order();
        if (anyBook() == null) {
            return;
        }
        switch (random.below(5)) {
            case 0 -> command.overwriteByte(
                    PlaceBookOrderEncoder.timeInForceEncodingOffset(), (int) random.any(1, 2, 3, 255));
            case 1 -> command.overwriteByte(
                    PlaceBookOrderEncoder.postOnlyEncodingOffset(), (int) random.any(1, 2, 255));
            case 2 -> command.overwriteByte(
                    PlaceBookOrderEncoder.selfTradePreventionEncodingOffset(), (int) random.any(5, 255));
            case 3 -> command.overwriteInt(
                    PlaceBookOrderEncoder.instrumentIdEncodingOffset(), (int) random.any(1, 2, 3, 0, 99));
            default -> command.overwriteLong(
                    PlaceBookOrderEncoder.priceE8EncodingOffset(), HostileValues.amount(random));
        }
    }
}
