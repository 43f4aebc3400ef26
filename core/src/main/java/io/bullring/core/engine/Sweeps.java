package io.bullring.core.engine;

import io.bullring.core.account.Accounts;
import io.bullring.core.port.SnapshotSink;
import io.bullring.core.port.SnapshotSource;
import java.util.ArrayDeque;

/**
 * What is to be done with the orders of all agents of an account, or of the venue, agent by agent: RULES.md section 7. One that cancels
 * does so for a kill switch; any other brings orders in line with whether their account is suspended. The oldest sweep is worked on
 * first. Never more than two an account and one for the venue. Engine thread only.
 */
final class Sweeps {
    /** In the place of an account: all agents. */
    static final int VENUE = 0;

    private final ArrayDeque<Sweep> underWay = new ArrayDeque<>();

    private static final class Sweep {
        final boolean cancels;
        final int accountId;
        int lastAgentId;

        Sweep(boolean cancels, int accountId) {
            this.cancels = cancels;
            this.accountId = accountId;
        }
    }

    /** Begins one, if there is an agent. Where the same is under way, it starts again from the first agent. */
    void begin(boolean cancels, int accountId, Accounts accounts) {
        Sweep same = find(cancels, accountId);
        if (same != null) {
            same.lastAgentId = 0;
            return;
        }
        Sweep begun = new Sweep(cancels, accountId);
        if (nextAgentId(begun, accounts) != 0) {
            underWay.add(begun);
        }
    }

    /** Whether the kill switch of an account, or of the venue, is still cancelling. */
    boolean isCancelling(int accountId) {
        return find(true, accountId) != null;
    }

    private Sweep find(boolean cancels, int accountId) {
        for (Sweep sweep : underWay) {
            if (sweep.cancels == cancels && sweep.accountId == accountId) {
                return sweep;
            }
        }
        return null;
    }

    boolean isEmpty() {
        return underWay.isEmpty();
    }

    /** Whether the sweep that is being worked on cancels for a kill switch. */
    boolean cancels() {
        return underWay.peek().cancels;
    }

    /**
     * The next agent's id of the sweep that is being worked on, which is over when there is none after it. For the venue also
     * ids of deleted agents; 0 if the rest of its agents has been deleted meanwhile.
     */
    int takeAgentId(Accounts accounts) {
        Sweep sweep = underWay.peek();
        sweep.lastAgentId = nextAgentId(sweep, accounts);
        if (sweep.lastAgentId == 0 || nextAgentId(sweep, accounts) == 0) {
            underWay.remove();
        }
        return sweep.lastAgentId;
    }

    private static int nextAgentId(Sweep sweep, Accounts accounts) {
        if (sweep.accountId != VENUE) {
            return accounts.account(sweep.accountId).agentAfter(sweep.lastAgentId);
        }
        return sweep.lastAgentId < accounts.lastAgentId() ? sweep.lastAgentId + 1 : 0;
    }

    void writeTo(SnapshotSink sink) {
        sink.putLong(underWay.size());
        for (Sweep sweep : underWay) {
            sink.putLong(sweep.cancels ? 1 : 0);
            sink.putLong(sweep.accountId);
            sink.putLong(sweep.lastAgentId);
        }
    }

    void readFrom(SnapshotSource source) {
        long count = source.getLong();
        for (long i = 0; i < count; i++) {
            boolean cancels = source.getLong() == 1;
            Sweep sweep = new Sweep(cancels, (int) source.getLong());
            sweep.lastAgentId = (int) source.getLong();
            underWay.add(sweep);
        }
    }
}
