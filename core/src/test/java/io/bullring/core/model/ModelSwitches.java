package io.bullring.core.model;

import static io.bullring.core.model.Refusal.unless;

import io.bullring.core.event.EventSink;
import io.bullring.protocol.CancelReason;
import io.bullring.protocol.KillScope;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.SetKillSwitchDecoder;

/** Kill switches: {@code SetKillSwitch} of RULES.md section 7. */
final class ModelSwitches {
    private final ModelVenue venue;
    private final EventSink sink;
    private final ModelResting resting;
    private final ModelSweeps sweeps;

    ModelSwitches(ModelVenue venue, EventSink sink, ModelResting resting, ModelSweeps sweeps) {
        this.venue = venue;
        this.sink = sink;
        this.resting = resting;
        this.sweeps = sweeps;
    }

    void set(SetKillSwitchDecoder command, int agentId) {
        unless(command.scopeRaw() <= KillScope.VENUE.value(), RejectReason.VALUE_OUT_OF_RANGE);
        unless(command.engaged() <= 1, RejectReason.VALUE_OUT_OF_RANGE);
        boolean engaged = command.engaged() == 1;
        switch (command.scope()) {
            case AGENT -> setOf(venue.ownAgent(agentId, command.accountId()), engaged);
            case ACCOUNT -> setOf(venue.knownAccount(command.accountId()), engaged);
            case VENUE -> setOfVenue(engaged);
            case NULL_VAL -> throw new IllegalStateException("an unknown scope was let through");
        }
    }

    private void setOf(ModelAgent agent, boolean engaged) {
        agent.killed = engaged;
        sink.killSwitchChanged(agent.id, agent.account.id, KillScope.AGENT, engaged);
        if (engaged) {
            resting.cancelAll(agent, CancelReason.KILL_SWITCH);
        }
    }

    private void setOf(ModelAccount account, boolean engaged) {
        unless(engaged || !sweeps.isCancelling(account), RejectReason.STILL_CANCELLING);
        boolean begins = engaged && !account.killed;
        account.killed = engaged;
        sink.killSwitchChanged(0, account.id, KillScope.ACCOUNT, engaged);
        if (begins) {
            sweeps.beginToCancel(account);
        }
    }

    private void setOfVenue(boolean engaged) {
        unless(engaged || !sweeps.isCancelling(null), RejectReason.STILL_CANCELLING);
        boolean begins = engaged && !venue.killed;
        venue.killed = engaged;
        sink.killSwitchChanged(0, 0, KillScope.VENUE, engaged);
        if (begins) {
            sweeps.beginToCancel(null);
        }
    }
}
