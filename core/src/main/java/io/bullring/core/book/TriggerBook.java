package io.bullring.core.book;

import static io.bullring.core.book.TriggerNodes.NIL;

import io.bullring.core.fault.Check;

/**
 * The resting orders of one instrument, by trigger price. Lives on the engine thread; prices are E8 and positive.
 *
 * <h2>The idea</h2>
 *
 * An order waits for a price and does not care who else waits; it never trades with a neighbour. So there are no
 * levels and no queue: two trees, and whatever a price fires is cut off in one piece. <i>Falling</i> orders fire when
 * the low reaches down to their trigger, so the highest come first; <i>rising</i> ones when the high reaches up to
 * it, lowest first. A falling trigger is kept with its sign turned: then both sides fire from the smallest key up to
 * a limit, and there is one way to do it.
 *
 * <pre>
 *        falling (limit buy, stop-loss sell, take-profit buy)      rising (limit sell, stop-loss buy, take-profit sell)
 *   price        97 ─── 98 ─── 99 ─┤        last        ├─ 102 ─── 103 ─── 105
 *   key         −97    −98    −99                           102     103     105
 *                        low ──► ▼                                     ▼ ◄── high
 * </pre>
 *
 * <h2>Cost</h2>
 *
 * The smallest key of each side is at hand: a price that fires nothing costs two comparisons, however many orders
 * rest. All else is logarithmic, also firing a hundred thousand orders; see {@link TriggerTrees}.
 */
public final class TriggerBook {
    private final TriggerSide falling;
    private final TriggerSide rising;
    private final TriggerNodes nodes;

    public TriggerBook(TriggerNodes nodes) {
        TriggerTrees trees = new TriggerTrees(nodes);
        this.nodes = nodes;
        falling = new TriggerSide(nodes, trees);
        rising = new TriggerSide(nodes, trees);
    }

    /** Adds an order. Its slot must be in no book and not fired; ids are unique. */
    public void add(int slot, long orderId, long triggerE8, boolean isRising) {
        Check.that(triggerE8 > 0, "trigger not positive");

        side(isRising).add(slot, orderId, isRising ? triggerE8 : -triggerE8);
    }

    /** Takes an order out that rests here and has not fired. */
    public void remove(int slot) {
        Check.that(nodes.isPlanted(slot), "order is in no book");

        side(nodes.key(slot) > 0).remove(slot);
    }

    /**
     * Cuts off all falling orders that fire at this low, for {@link FiredQueue#add}. {@link TriggerNodes#NIL}: none.
     */
    public int takeFalling(long lowE8) {
        Check.that(lowE8 > 0, "low not positive");

        return falling.take(-lowE8);
    }

    /**
     * Cuts off all rising orders that fire at this high, for {@link FiredQueue#add}. {@link TriggerNodes#NIL}: none.
     */
    public int takeRising(long highE8) {
        Check.that(highE8 > 0, "high not positive");

        return rising.take(highE8);
    }

    /** Cuts off all falling orders, whatever their trigger. */
    public int takeAllFalling() {
        return falling.takeAll();
    }

    /** Cuts off all rising orders, whatever their trigger. */
    public int takeAllRising() {
        return rising.takeAll();
    }

    public boolean isEmpty() {
        return falling.root() == NIL && rising.root() == NIL;
    }

    public int count() {
        return falling.count() + rising.count();
    }

    TriggerSide side(boolean isRising) {
        return isRising ? rising : falling;
    }
}
