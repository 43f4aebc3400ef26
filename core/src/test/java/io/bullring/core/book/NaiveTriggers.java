package io.bullring.core.book;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** The books of some instruments and their fired orders, as lists that are searched and sorted. */
final class NaiveTriggers {
    /** A resting or fired order. */
    record Resting(int instrumentId, int slot, long id, long trigger, boolean rising) {}

    /** What one price fired. */
    record Group(long number, int instrumentId, boolean cancels, long last, List<Resting> orders) {}

    /** A fired order with what is known of its group. */
    record Fired(int slot, int instrumentId, boolean cancels, long last) {}

    final List<Resting> resting = new ArrayList<>();
    final List<Group> groups = new ArrayList<>();
    private long groupNumber;

    void add(Resting order) {
        resting.add(order);
    }

    void remove(Resting order) {
        resting.remove(order);
    }

    void fire(int instrumentId, long low, long last, long high) {
        take(instrumentId, false, last, order -> order.rising ? high >= order.trigger : low <= order.trigger);
    }

    void cancelAll(int instrumentId, long last) {
        take(instrumentId, true, last, order -> true);
    }

    Fired poll() {
        return groups.isEmpty() ? null : take(groups.getFirst(), 0);
    }

    /** Takes an order out of a group; an empty group goes. */
    Fired take(Group group, int index) {
        Resting order = group.orders.remove(index);
        groups.removeIf(each -> each.orders.isEmpty());
        return new Fired(order.slot, group.instrumentId, group.cancels, group.last);
    }

    int firedCount() {
        return groups.stream().mapToInt(group -> group.orders.size()).sum();
    }

    private void take(int instrumentId, boolean cancels, long last, Predicate<Resting> condition) {
        List<Resting> fired = new ArrayList<>(resting.stream()
                .filter(order -> order.instrumentId == instrumentId)
                .filter(condition)
                .sorted(Comparator.comparingLong(Resting::id))
                .toList());
        resting.removeAll(fired);
        if (!fired.isEmpty()) {
            groupNumber++;
            groups.add(new Group(groupNumber, instrumentId, cancels, last, fired));
        }
    }
}
