package io.bullring.gateway.history;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Counts the orders and fills of each agent in each instrument, so that a listing knows its total without walking over all its rows. On
 * the follower's thread.
 */
final class CountDesk {
    private record Change(int agentId, int instrumentId, Counted kind, int by) {}

    private final RowCache<Integer, AgentCounts> agents;
    private final List<Change> changes = new ArrayList<>();

    CountDesk(HistoryDatabase database, int maxInMemory) {
        agents = new RowCache<>(database, maxInMemory, HistoryKey::counts, AgentCounts::of);
    }

    /** An order that rests, or was filled at once. */
    void onNew(OrderRecord order) {
        change(order, Counted.of(order), 1);
    }

    /** An order that was open until now, and may still be. */
    void onChanged(OrderRecord before, OrderRecord after) {
        if (before.status() != after.status()) {
            change(before, Counted.of(before), -1);
            change(after, Counted.of(after), 1);
        }
    }

    void onFill(FillRecord fill) {
        changes.add(new Change(fill.agentId(), fill.instrumentId(), Counted.of(fill), 1));
    }

    /** Its counts are gone, and nothing is added to them any more. */
    void onDeleted(int agentId) {
        changes.removeIf(change -> change.agentId() == agentId);
        agents.remove(agentId);
    }

    void writeTo(RowBatch batch) {
        Set<Integer> changed = new LinkedHashSet<>();
        changes.forEach(change -> changed.add(change.agentId()));
        agents.load(changed);
        changes.forEach(this::apply);
        changed.forEach(agentId -> batch.put(HistoryKey.counts(agentId), agents.get(agentId).row()));
        changes.clear();
    }

    /** The batch has been written, so whatever is in memory can be read again. */
    void onWritten() {
        agents.trim();
    }

    private void change(OrderRecord order, Counted kind, int by) {
        changes.add(new Change(order.agentId(), order.instrumentId(), kind, by));
    }

    private void apply(Change change) {
        AgentCounts counts = agents.get(change.agentId());
        if (counts == null) {
            counts = AgentCounts.none();
            agents.put(change.agentId(), counts);
        }
        counts.add(change.instrumentId(), change.kind(), change.by());
    }
}
