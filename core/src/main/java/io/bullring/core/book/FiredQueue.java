package io.bullring.core.book;

import static io.bullring.core.book.TriggerNodes.FIRED;
import static io.bullring.core.book.TriggerNodes.NIL;

import io.bullring.core.fault.Check;
import io.bullring.core.port.SnapshotSink;
import io.bullring.core.port.SnapshotSource;
import java.util.Map;

/**
 * Fired orders that wait to be worked off: groups in the order in which they were made, within a group in acceptance
 * order. One per engine; lives on the engine thread.
 *
 * <p>A group is what one price fired of one instrument: two trees as {@link TriggerBook} cut them off, either may be
 * empty. It keeps the price that made it, however late its orders are worked off. Making a group touches no order;
 * only its roots are marked with the group, so that any order finds its group by climbing. Everything else is
 * logarithmic in the size that the group had when it was made.
 *
 * <p>A group that must not be worked off yet is set aside, with its orders in it, and comes before all others when it is taken back.
 * Either costs the same however many orders there are.
 */
public final class FiredQueue {
    private final TriggerNodes nodes;
    private final TriggerTrees trees;
    private final FiredGroups groups = new FiredGroups();

    private int count;
    private int instrumentId;
    private boolean cancels;
    private long lastE8;

    public FiredQueue(TriggerNodes nodes) {
        this.nodes = nodes;
        trees = new TriggerTrees(nodes);
    }

    /**
     * Makes a group of what a book has cut off; nothing happens if both trees are empty.
     *
     * @param toBeCancelled the orders are to be cancelled, not executed
     * @param groupLastE8 the last price when they fired
     */
    public void add(
            int groupInstrumentId, boolean toBeCancelled, long groupLastE8, int fallingRoot, int risingRoot) {
        if (fallingRoot == NIL && risingRoot == NIL) {
            return;
        }
        int group = groups.append(groupInstrumentId, toBeCancelled, groupLastE8);
        groups.fallingRoot(group, fallingRoot);
        groups.risingRoot(group, risingRoot);
        mark(fallingRoot, group);
        mark(risingRoot, group);
        count += nodes.size(fallingRoot) + nodes.size(risingRoot);
    }

    /** Whether there is nothing to be polled. What is set aside does not count. */
    public boolean isEmpty() {
        return groups.head() == NIL;
    }

    /** How many orders have fired, those that are set aside included. */
    public int count() {
        return count;
    }

    /** The instrument of the next order; there must be one. */
    public int nextInstrumentId() {
        Check.that(!isEmpty(), "no order is fired");
        return groups.instrumentId(groups.head());
    }

    /** Sets the whole group of the next order aside; there must be one. */
    public void setAside() {
        Check.that(!isEmpty(), "no order is fired");
        groups.setAside(groups.head());
    }

    /** Puts the groups of an instrument that were set aside before all others, in the order in which they were made. */
    public void takeBack(int groupInstrumentId) {
        groups.takeBack(groupInstrumentId);
    }

    /**
     * Takes the next order: of the oldest group the one with the lowest id. {@link TriggerNodes#NIL} if there is
     * none.
     */
    public int poll() {
        int group = groups.head();
        if (group == NIL) {
            return NIL;
        }
        int fallingRoot = groups.fallingRoot(group);
        int risingRoot = groups.risingRoot(group);
        boolean fallingFirst = nodes.lowestId(fallingRoot) < nodes.lowestId(risingRoot);
        int slot = trees.withLowestId(fallingFirst ? fallingRoot : risingRoot);
        takeFrom(group, slot);
        return slot;
    }

    /** Whether an order has fired and waits in one of the groups. */
    public boolean contains(int slot) {
        return count > 0 && slot >= 0 && nodes.isPlanted(slot) && groupOf(slot) >= 0;
    }

    /** Takes one particular fired order out of its group. */
    public void take(int slot) {
        Check.that(contains(slot), "order is not fired");
        takeFrom(groupOf(slot), slot);
    }

    /** The number of a fired order's group; groups are numbered from 1 in the order in which they were made. */
    public long groupNumber(int slot) {
        Check.that(contains(slot), "order is not fired");
        return groups.number(groupOf(slot));
    }

    /** The last price, when they fired, of the group that the order last taken came from. */
    public long lastE8() {
        return lastE8;
    }

    /** Whether the order last taken is to be cancelled. */
    public boolean cancels() {
        return cancels;
    }

    /** The instrument of the order last taken. */
    public int instrumentId() {
        return instrumentId;
    }

    /** Writes the groups in their order; which orders stand in them is written with the orders. */
    public void writeTo(SnapshotSink sink) {
        groups.writeTo(sink);
    }

    /**
     * Reads the groups that {@link #writeTo} wrote. Each of their orders must then be {@link #restore}d.
     *
     * @return the groups by their numbers, for that purpose
     */
    public Map<Long, Integer> readFrom(SnapshotSource source) {
        return groups.readFrom(source);
    }

    /** Puts an order back into a group that was read. */
    public void restore(int slot, long orderId, long triggerE8, boolean isRising, int group) {
        nodes.plant(slot, orderId, isRising ? triggerE8 : -triggerE8);
        int root = trees.insert(isRising ? groups.risingRoot(group) : groups.fallingRoot(group), slot);
        mark(root, group);
        if (isRising) {
            groups.risingRoot(group, root);
        } else {
            groups.fallingRoot(group, root);
        }
        count++;
    }

    private void mark(int root, int group) {
        if (root != NIL) {
            nodes.parent(root, FIRED - group);
        }
    }

    private int groupOf(int slot) {
        return FIRED - nodes.parent(trees.rootOf(slot));
    }

    private void takeFrom(int group, int slot) {
        instrumentId = groups.instrumentId(group);
        cancels = groups.cancels(group);
        lastE8 = groups.lastE8(group);
        boolean rising = nodes.key(slot) > 0;
        int root = trees.removeFromShrinking(slot);
        if (rising) {
            groups.risingRoot(group, root);
        } else {
            groups.fallingRoot(group, root);
        }
        count--;
        if (groups.fallingRoot(group) == NIL && groups.risingRoot(group) == NIL) {
            groups.remove(group);
        }
    }
}
