package io.bullring.gateway.directory;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * The agents of one account in the order in which they were created. One thread writes, any thread reads: an id is
 * stored before the size that shows it, and what was shown is never written again.
 */
final class AgentRoll {
    private static final Shown NONE = new Shown(new int[0], 0);

    private int[] agentIds = NONE.agentIds();
    private volatile Shown shown = NONE;

    /** What readers see: the first {@code size} ids of an array, which are never written again. */
    private record Shown(int[] agentIds, int size) {}

    void append(int agentId) {
        int size = shown.size();
        if (size == agentIds.length) {
            agentIds = Arrays.copyOf(agentIds, Math.max(1, size * 2));
        }
        agentIds[size] = agentId;
        shown = new Shown(agentIds, size + 1);
    }

    /** Another roll of the same agents. */
    AgentRoll copy() {
        AgentRoll copy = new AgentRoll();
        copy.agentIds = agentIds.clone();
        copy.shown = new Shown(copy.agentIds, shown.size());
        return copy;
    }

    /** Costs a copy, so that views keep what they show. */
    void remove(int agentId) {
        Shown before = shown;
        int place = Arrays.binarySearch(before.agentIds(), 0, before.size(), agentId);
        int after = before.size() - place - 1;
        agentIds = new int[before.agentIds().length];
        System.arraycopy(before.agentIds(), 0, agentIds, 0, place);
        System.arraycopy(before.agentIds(), place + 1, agentIds, place, after);
        shown = new Shown(agentIds, before.size() - 1);
    }

    /** A view: as long as it is now, each agent as it is when asked for; null when it has been deleted since. */
    List<Agent> view(ById<Agent> agents) {
        Shown now = shown;
        return new View(now.agentIds(), now.size(), agents);
    }

    private static final class View extends AbstractList<Agent> implements RandomAccess {
        private final int[] agentIds;
        private final int size;
        private final ById<Agent> agents;

        View(int[] agentIds, int size, ById<Agent> agents) {
            this.agentIds = agentIds;
            this.size = size;
            this.agents = agents;
        }

        @Override
        public Agent get(int index) {
            return agents.get(agentIds[Objects.checkIndex(index, size)]);
        }

        @Override
        public int size() {
            return size;
        }
    }
}
