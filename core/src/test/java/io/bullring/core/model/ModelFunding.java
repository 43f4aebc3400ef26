package io.bullring.core.model;

import static io.bullring.core.model.Refusal.unless;

import io.bullring.core.account.AgentDetails;
import io.bullring.protocol.CancelReason;
import io.bullring.protocol.RejectReason;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Fresh portfolios and closed ones: RULES.md sections 2 and 7. */
class ModelFunding {
    private static final long LEAST_BALANCE_E8 = 100_000_000L;
    private static final long MOST_BALANCE_E8 = 1_000_000_000L * 100_000_000L;
    private static final long USE = 1L << 24;

    private final ModelVenue venue;
    private final ModelResting resting;

    /** The place that was freed last stands first. */
    private final Deque<Integer> freed = new ArrayDeque<>();

    /** How often each place was used. */
    private final Map<Integer, Integer> uses = new HashMap<>();

    ModelFunding(ModelVenue venue, ModelResting resting) {
        this.venue = venue;
        this.resting = resting;
    }

    static void balanceAllowed(long startingBalanceE8) {
        unless(
                startingBalanceE8 >= LEAST_BALANCE_E8 && startingBalanceE8 <= MOST_BALANCE_E8,
                RejectReason.STARTING_BALANCE_OUT_OF_RANGE,
                startingBalanceE8,
                Refusal.NONE);
    }

    void roomForAgent(ModelAccount account, AgentDetails details) {
        long agents = venue.agents().filter(agent -> agent.account == account).count();
        unless(agents < 10_000, RejectReason.TOO_MANY_AGENTS, agents, 10_000);
        roomForAgent();
        roomForTexts(ModelTexts.bytes(details));
    }

    void roomForTexts(long more) {
        long bytes = venue.textBytes() + more;
        long limit = 256 * 1_024 * 1_024;
        unless(more <= 0 || bytes <= limit, RejectReason.VENUE_FULL, bytes, limit);
    }

    void roomForAgent() {
        int count = venue.agentCount();
        unless(count < venue.rules.maxAgents(), RejectReason.VENUE_FULL, count, venue.rules.maxAgents());
    }

    ModelPortfolio open(ModelAgent agent, BigDecimal startingBalance) {
        int place = freed.isEmpty() ? uses.size() + 1 : freed.removeFirst();
        int formerUses = uses.getOrDefault(place, 0);
        uses.put(place, formerUses + 1);
        ModelPortfolio portfolio = new ModelPortfolio(place + USE * formerUses, agent, startingBalance);
        venue.portfolios.put(place, portfolio);
        venue.ledger.issued(startingBalance);
        return portfolio;
    }

    void close(ModelPortfolio portfolio, CancelReason reason) {
        int place = (int) (portfolio.id % USE);
        resting.cancelAll(portfolio, reason);
        venue.halted.remove(portfolio);
        venue.ledger.takenBack(portfolio);
        venue.portfolios.remove(place);
        freed.addFirst(place);
    }
}
