package io.bullring.core.engine;

import static io.bullring.core.wallet.Portfolios.NONE;

import io.bullring.core.account.Agent;
import io.bullring.core.port.CommandListener;
import io.bullring.core.wallet.Holdings;
import io.bullring.core.wallet.Portfolios;

/**
 * Reads what the next few commands will need, so that it lies near the processor when their turn comes: of a crowd of agents hardly
 * one is still there from the last time, and each command would wait for some nine lines of memory, one after the other. Here the
 * agents of all of them are read first, then their portfolios, then their holdings: as many lines at once as there are commands.
 * Changes nothing of the venue, and answers nothing;
 * what it noted last it remembers until it notes again. Engine thread only.
 */
final class ReadAhead {
    /** So many agents no longer fit the caches of a core. */
    private static final int CROWD = 4_096;

    private static final int HOLDINGS_READ = 4;

    private final VenueState venue;
    private final Agent[] agents = new Agent[CommandListener.COME_SOON];
    private final int[] rows = new int[CommandListener.COME_SOON];
    private int count;

    /** What was read adds up here, so that the compiler cannot leave the reading out. Nobody asks for it. */
    @SuppressWarnings("UnusedVariable")
    private long read;

    ReadAhead(VenueState venue) {
        this.venue = venue;
    }

    /** Whether it is worth the trouble. */
    boolean isWorthwhile() {
        return venue.accounts.agentCount() >= CROWD;
    }

    /** Notes that a command of this agent comes soon. */
    void note(int agentId) {
        Agent agent = venue.accounts.agent(agentId);
        if (agent != null && count < agents.length) {
            agents[count++] = agent;
        }
    }

    /** Reads for all that were noted, and forgets them. */
    void read() {
        Portfolios portfolios = venue.portfolios;
        Holdings holdings = portfolios.holdings();
        long sum = 0;
        for (int i = 0; i < count; i++) {
            rows[i] = agents[i].portfolio();
            sum += agents[i].isArchived() ? 1 : 0;
        }
        for (int i = 0; i < count; i++) {
            int place = rows[i];
            rows[i] = portfolios.firstHolding(place);
            sum += portfolios.openOrders(place) + (agents[i].account().isSuspended() ? 1 : 0);
        }
        for (int holding = 0; holding < HOLDINGS_READ; holding++) {
            for (int i = 0; i < count; i++) {
                if (rows[i] != NONE) {
                    rows[i] = holdings.next(rows[i]);
                }
            }
        }
        for (int i = 0; i < count; i++) {
            sum += rows[i];
        }
        read += sum;
        count = 0;
    }
}
