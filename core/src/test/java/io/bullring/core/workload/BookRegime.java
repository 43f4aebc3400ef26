package io.bullring.core.workload;

import io.bullring.protocol.SelfTradePrevention;
import io.bullring.protocol.Side;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * How a market behaves to which an order book is put. Of the orders 15 % are immediate-or-cancel and reach over the middle; the rest
 * stand away from it by a power law. Of these 95 % are cancelled, half of them within 300 messages, and 20 % are modified before:
 * half of those shrink, half go to where the market has gone. The same seed gives the same messages.
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
    /** The middle collapses to 40 % of what it was and recovers, over and over. */
    FLASH_CRASH;

    /** Smallest step of a price. */
    public static final long TICK_E8 = 1_000_000L;

    private static final long BASE_TICKS = 50_000;
    private static final int OWNERS = 1_000;
    private static final int PERIOD = 400_000;
    private static final double MEDIAN_LIFE = 300;
    private static final double LIFE_SPREAD = 1.5;
    private static final double TAIL = 0.8;
    private static final int MAX_DISTANCE = 2_500;

    private record Plan(long due, long orderId, Side side, long priceE8, long quantityE8, boolean isCancel) {}

    /** So many messages of this regime. */
    public BookTape tape(long seed, int messages) {
        return new Flow(seed, messages).tape();
    }

    private final class Flow {
        private final SplittableRandom random;
        private final BookTape tape;
        private final int messages;
        private final PriorityQueue<Plan> plans = new PriorityQueue<>((one, other) -> one.due == other.due
                ? Long.compare(one.orderId, other.orderId)
                : Long.compare(one.due, other.due));
        private long middle = BASE_TICKS;
        private long lastId;

        Flow(long seed, int messages) {
            this.random = new SplittableRandom(seed);
            this.tape = new BookTape(messages);
            this.messages = messages;
        }

        BookTape tape() {
            for (int i = 0; i < messages; i++) {
                middle = middle(i);
                if (!plans.isEmpty() && plans.peek().due <= i) {
                    carryOut(plans.poll());
                } else if (random.nextInt(100) < 15) {
                    takeLiquidity();
                } else {
                    giveLiquidity(i);
                }
            }
            return tape;
        }

        private long middle(int i) {
            return switch (BookRegime.this) {
                case NORMAL ->
                    Math.max(MAX_DISTANCE * 2, middle + (random.nextInt(5) == 0 ? random.nextInt(3) - 1 : 0));
                case STATIC -> BASE_TICKS;
                case SWING_25 -> swing(i, 0.25);
                case SWING_40 -> swing(i, 0.40);
                case FLASH_CRASH -> crash(i % PERIOD);
            };
        }

        private long swing(int i, double amplitude) {
            return Math.round(BASE_TICKS * (1 + amplitude * StrictMath.sin(2 * Math.PI * i / PERIOD)));
        }

        /** A quarter of the period quiet, a twentieth falling, a quarter below, the rest recovering. */
        private long crash(int at) {
            double phase = (double) at / PERIOD;
            double fallen = 0.4;
            double share;
            if (phase < 0.25) {
                share = 1;
            } else if (phase < 0.30) {
                share = 1 - (1 - fallen) * (phase - 0.25) / 0.05;
            } else if (phase < 0.55) {
                share = fallen;
            } else {
                share = fallen + (1 - fallen) * (phase - 0.55) / 0.45;
            }
            return Math.round(BASE_TICKS * share);
        }

        private void carryOut(Plan plan) {
            if (plan.isCancel) {
                add(BookTape.Kind.CANCEL, plan.orderId, plan.side, 0, 0);
            } else if (random.nextBoolean()) {
                add(BookTape.Kind.MODIFY, plan.orderId, plan.side, plan.priceE8, plan.quantityE8);
            } else {
                add(BookTape.Kind.MODIFY, plan.orderId, plan.side, awayFromTheMiddle(plan.side), plan.quantityE8);
            }
        }

        private void takeLiquidity() {
            Side side = side();
            long reach = 1L + random.nextInt(10);
            long ticks = side == Side.BUY ? middle + reach : Math.max(1, middle - reach);
            add(BookTape.Kind.IOC, ++lastId, side, ticks * TICK_E8, quantityE8());
        }

        private void giveLiquidity(int i) {
            Side side = side();
            long quantityE8 = quantityE8();
            long orderId = ++lastId;
            long priceE8 = awayFromTheMiddle(side);
            add(BookTape.Kind.GTC, orderId, side, priceE8, quantityE8);
            long life = 1 + Math.round(MEDIAN_LIFE * StrictMath.exp(LIFE_SPREAD * random.nextGaussian()));
            if (random.nextInt(100) < 20) {
                plans.add(new Plan(i + 1 + random.nextLong(life), orderId, side, priceE8, Math.max(1, quantityE8 / 2),
                        false));
            }
            if (random.nextInt(100) < 95) {
                plans.add(new Plan(i + 1 + life, orderId, side, 0, 0, true));
            }
        }

        private long awayFromTheMiddle(Side side) {
            long distance = Math.min(MAX_DISTANCE, (long) StrictMath.pow(1 - random.nextDouble(), -1 / TAIL));
            return (side == Side.BUY ? Math.max(1, middle - distance) : middle + distance) * TICK_E8;
        }

        private Side side() {
            return random.nextBoolean() ? Side.BUY : Side.SELL;
        }

        private long quantityE8() {
            return (1L + random.nextInt(100)) * 1_000_000L;
        }

        private void add(BookTape.Kind kind, long orderId, Side side, long priceE8, long quantityE8) {
            tape.add(kind, orderId, random.nextInt(OWNERS), side, priceE8, quantityE8, SelfTradePrevention.NONE);
        }
    }
}
