package io.bullring.core.workload;

import io.bullring.core.book.BookLevels;
import io.bullring.core.book.BookOrders;
import io.bullring.core.book.OrderBook;
import io.bullring.core.workload.BookTape.Kind;
import io.bullring.protocol.SelfTradePrevention;
import io.bullring.protocol.Side;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * How a market behaves to which an order book is put. Of the new orders 15 % are immediate-or-cancel and reach over the middle; the rest
 * stand away from it by a power law and come to rest. Of those that rested about 95 % leave by a cancel, the median of these 150 to 400
 * messages after they came, and about 5 % by trades; about 20 % are modified at least once before: half of those shrink, half go to where
 * the market is.
 *
 * <p>One of twenty that rest is patient: nobody means to cancel it, and it waits, far from the middle as a rule, until it is traded with
 * or overtaken. So a book has some thousand orders, and behind a middle that swings they stand wide and sparse.
 *
 * <p>Orders are those of market makers, who look for the middle every thousand messages: nobody offers where there is a bid, and whom
 * the middle has overtaken cancels soon, instead of waiting until he is traded with. Only what rests is cancelled and modified: a book of
 * our own goes along. Swings and crashes come once on a tape, on a long one every 400,000 messages or a little less, so that the last is
 * a whole one. Ids are 1, 2, 3 in the order of the placements. The same seed gives the same messages.
 */
public enum BookRegime {
    /** The middle walks at random. */
    NORMAL,
    /** The middle stays where it is. */
    STATIC,
    /** The middle swings by 25 % up and down, so that the live range is wide and sparse. */
    SWING_25,
    /** The middle swings by 40 %. */
    SWING_40,
    /** The middle collapses to 40 % of what it was and recovers. */
    FLASH_CRASH;

    /** Smallest step of a price. */
    public static final long TICK_E8 = 1_000_000L;

    /** Around which the middle swings and from which it falls. */
    static final long BASE_E8 = 50_000 * TICK_E8;

    private static final long BASE_TICKS = BASE_E8 / TICK_E8;
    private static final int OWNERS = 1_000;
    private static final int LONGEST_PERIOD = 400_000;
    private static final int LOOK = 1_000;
    private static final int LONGEST_STRIDE = 20;
    private static final double MEDIAN_LIFE = 300;
    private static final double LIFE_SPREAD = 1.5;
    private static final int PATIENT_PERCENT = 5;
    private static final double TAIL = 0.8;
    private static final int MAX_DISTANCE = 2_500;
    private static final int MOST_LOTS_GIVEN = 100;

    /** So little that 5 % of the orders trade until nothing is left of them. */
    private static final int MOST_LOTS_TAKEN = 28;

    private record Plan(long due, long orderId, boolean isCancel) {}

    /** So many messages of this regime. */
    public BookTape tape(long seed, int messages) {
        return new Flow(seed, messages).tape();
    }

    private final class Flow {
        private final SplittableRandom random;
        private final BookTape tape;
        private final int messages;
        private final int period;
        private final PriorityQueue<Plan> plans = new PriorityQueue<>((one, other) -> one.due == other.due
                ? Long.compare(one.orderId, other.orderId)
                : Long.compare(one.due, other.due));
        private final RestingOrders resting;
        private final OrderBook book;
        private long middle = BASE_TICKS;
        private long lastId;

        Flow(long seed, int messages) {
            this.random = new SplittableRandom(seed);
            this.tape = new BookTape(messages);
            this.messages = messages;
            this.period = messages / Math.ceilDiv(messages, LONGEST_PERIOD);
            this.resting = new RestingOrders(messages);
            BookOrders orders = new BookOrders(messages);
            this.book = new OrderBook(1, orders, new BookLevels(orders), resting);
        }

        BookTape tape() {
            for (int i = 0; i < messages; i++) {
                if (i % LOOK == 0) {
                    middle = middle(i);
                }
                next(i);
                tape.apply(i, book);
            }
            return tape;
        }

        private long middle(int i) {
            return switch (BookRegime.this) {
                case NORMAL ->
                    Math.max(
                            MAX_DISTANCE * 2, middle + random.nextInt(2 * LONGEST_STRIDE + 1) - LONGEST_STRIDE);
                case STATIC -> BASE_TICKS;
                case SWING_25 -> swing(i, 0.25);
                case SWING_40 -> swing(i, 0.40);
                case FLASH_CRASH -> crash(i % period);
            };
        }

        private long swing(int i, double amplitude) {
            return Math.round(BASE_TICKS * (1 + amplitude * StrictMath.sin(2 * Math.PI * i / period)));
        }

        /** A quarter of the period quiet, a twentieth falling, a fifth below, three tenths recovering, and quiet again. */
        private long crash(int at) {
            double phase = (double) at / period;
            double fallen = 0.4;
            double share;
            if (phase < 0.25 || phase >= 0.80) {
                share = 1;
            } else if (phase < 0.30) {
                share = 1 - (1 - fallen) * (phase - 0.25) / 0.05;
            } else if (phase < 0.50) {
                share = fallen;
            } else {
                share = fallen + (1 - fallen) * (phase - 0.50) / 0.30;
            }
            return Math.round(BASE_TICKS * share);
        }

        private void next(int i) {
            long overtaken = overtaken();
            Plan plan = overtaken != 0 && random.nextBoolean() ? new Plan(i, overtaken, true) : due(i);
            if (plan != null) {
                carryOut(plan);
            } else if (random.nextInt(100) < 15) {
                takeLiquidity();
            } else {
                giveLiquidity(i);
            }
        }

        /** The best of the orders that the middle has overtaken, or 0. */
        private long overtaken() {
            long[] first = new long[1];
            OrderBook.RestingListener listener = (orderId, owner, priceE8, quantityE8) -> {
                first[0] = orderId;
                return false;
            };
            book.meetings(Side.BUY, middle * TICK_E8, listener);
            if (first[0] == 0) {
                book.meetings(Side.SELL, middle * TICK_E8, listener);
            }
            return first[0];
        }

        /** What is to be done now to an order that still rests, or null. */
        private Plan due(int i) {
            while (!plans.isEmpty() && plans.peek().due <= i) {
                Plan plan = plans.poll();
                if (resting.contains(plan.orderId)) {
                    return plan;
                }
            }
            return null;
        }

        private void carryOut(Plan plan) {
            long id = plan.orderId;
            if (plan.isCancel) {
                add(Kind.CANCEL, id, resting.owner(id), resting.side(id), 0, 0);
            } else if (random.nextBoolean()) {
                add(Kind.MODIFY, id, resting.owner(id), resting.side(id), resting.priceE8(id), resting.leftE8(id) / 2);
            } else {
                long priceE8 = awayFromTheMiddle(resting.side(id));
                add(Kind.MODIFY, id, resting.owner(id), resting.side(id), priceE8, resting.leftE8(id));
            }
        }

        private void takeLiquidity() {
            Side side = side();
            long reach = 1L + random.nextInt(10);
            long ticks = side == Side.BUY ? middle + reach : middle - reach;
            add(Kind.IOC, ++lastId, owner(), side, ticks * TICK_E8, quantityE8(MOST_LOTS_TAKEN));
        }

        private void giveLiquidity(int i) {
            Side side = side();
            long orderId = ++lastId;
            add(Kind.GTC, orderId, owner(), side, awayFromTheMiddle(side), quantityE8(MOST_LOTS_GIVEN));
            long life = 1 + Math.round(MEDIAN_LIFE * StrictMath.exp(LIFE_SPREAD * random.nextGaussian()));
            if (random.nextInt(100) < 22) { // some of them are gone by then
                plans.add(new Plan(i + 1 + random.nextLong(life), orderId, false));
            }
            if (random.nextInt(100) >= PATIENT_PERCENT) {
                plans.add(new Plan(i + 1 + life, orderId, true));
            }
        }

        /** On its side of the middle, and of those on the other side whom the middle has overtaken. */
        private long awayFromTheMiddle(Side side) {
            long distance = Math.min(MAX_DISTANCE, (long) StrictMath.pow(1 - random.nextDouble(), -1 / TAIL));
            long middleE8 = middle * TICK_E8;
            if (side == Side.SELL) {
                return Math.max(middleE8, book.bestBidE8()) + distance * TICK_E8;
            }
            long offerE8 = book.bestOfferE8();
            return (offerE8 == 0 ? middleE8 : Math.min(middleE8, offerE8)) - distance * TICK_E8;
        }

        private Side side() {
            return random.nextBoolean() ? Side.BUY : Side.SELL;
        }

        private int owner() {
            return random.nextInt(OWNERS);
        }

        private long quantityE8(int mostLots) {
            return (1L + random.nextInt(mostLots)) * 1_000_000L;
        }

        private void add(Kind kind, long orderId, int owner, Side side, long priceE8, long quantityE8) {
            tape.add(kind, orderId, owner, side, priceE8, quantityE8, SelfTradePrevention.NONE);
        }
    }
}
