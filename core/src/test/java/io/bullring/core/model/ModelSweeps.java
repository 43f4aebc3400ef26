package io.bullring.core.model;

import io.bullring.protocol.CancelReason;
import java.util.ArrayList;
import java.util.List;

/** The sweeps under way: the last part of RULES.md section 7. */
class ModelSweeps {
    private static final int NOBODY = 0;

    private final ModelVenue venue;
    private final ModelResting resting;
    private final List<ModelSweep> underWay = new ArrayList<>();

    ModelSweeps(ModelVenue venue, ModelResting resting) {
        this.venue = venue;
        this.resting = resting;
    }

    boolean isEmpty() {
        return underWay.isEmpty();
    }

    /** Whether the kill switch of the account, or with null of the venue, still cancels. */
    boolean isCancelling(ModelAccount account) {
        return underWay.stream().anyMatch(sweep -> sweep.cancels && sweep.account == account);
    }

    /** An account's switch, or with null the venue's, has been engaged. */
    void beginToCancel(ModelAccount account) {
        begin(new ModelSweep(true, account));
    }

    /** The account has been suspended, or is active again. */
    void beginToFollow(ModelAccount account) {
        for (ModelSweep sweep : underWay) {
            if (!sweep.cancels && sweep.account == account) {
                sweep.lastAgentId = 0;
                return;
            }
        }
        begin(new ModelSweep(false, account));
    }

    private void begin(ModelSweep sweep) {
        if (nextAgentId(sweep) != NOBODY) {
            underWay.add(sweep);
        }
    }

    /** Does the next agent of the oldest sweep and returns how many pieces of work that was. */
    int step() {
        ModelSweep sweep = underWay.getFirst();
        int agentId = nextAgentId(sweep);
        if (agentId == NOBODY) {
            underWay.removeFirst();
            return 0;
        }
        sweep.lastAgentId = agentId;
        int touched = touch(sweep, venue.agent(agentId));
        if (nextAgentId(sweep) == NOBODY) {
            underWay.removeFirst();
        }
        return 1 + touched;
    }

    /** Does what the sweep is for with one agent, null when it is deleted; returns how many orders that were. */
    int touch(ModelSweep sweep, ModelAgent agent) {
        if (agent == null) {
            return 0;
        }
        if (sweep.cancels) {
            return resting.cancelAll(agent, CancelReason.KILL_SWITCH);
        }
        return sweep.account.suspended
                ? resting.leaveBooks(agent.portfolio, CancelReason.ACCOUNT_SUSPENDED)
                : resting.wakeAll(agent.portfolio);
    }

    private int nextAgentId(ModelSweep sweep) {
        for (int id = sweep.lastAgentId + 1; id <= venue.lastAgentId(); id++) {
            ModelAgent agent = venue.agent(id);
            if (sweep.account == null || (agent != null && agent.account == sweep.account)) {
                return id;
            }
        }
        return NOBODY;
    }
}
