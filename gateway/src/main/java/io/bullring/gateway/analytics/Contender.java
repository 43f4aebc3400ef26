package io.bullring.gateway.analytics;

import io.bullring.gateway.directory.Account;
import io.bullring.gateway.directory.Agent;
import io.bullring.gateway.history.Tally;
import io.bullring.gateway.history.WorthPoint;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;

/**
 * One who is to be ranked: what was made of what there was at the beginning of the period, and of what was put in since, which is no
 * gain. For one thread.
 */
final class Contender {
    /** The best first; of equals the one with more trades, then the older one. */
    static final Comparator<Contender> BEST_FIRST = Comparator.comparing(Contender::roiPct)
            .reversed()
            .thenComparing(Comparator.comparingLong((Contender contender) -> contender.sales).reversed())
            .thenComparing(Contender::age);

    private static final int SCALE = 8;

    private final Account account;
    private final Agent agent;
    private final List<Agent> members;
    private BigDecimal baseE8 = BigDecimal.ZERO;
    private BigDecimal endE8 = BigDecimal.ZERO;
    private long sales;
    private long winning;

    /** @param agent null: all members together */
    Contender(Account account, Agent agent, List<Agent> members) {
        this.account = account;
        this.agent = agent;
        this.members = List.copyOf(members);
    }

    /** One member's part. */
    void add(WorthPoint from, WorthPoint now, Tally tally) {
        baseE8 = baseE8.add(from.equityE8().toDecimal(0))
                .add(now.capitalE8().toDecimal(0))
                .subtract(from.capitalE8().toDecimal(0));
        endE8 = endE8.add(now.equityE8().toDecimal(0));
        sales += tally.sales();
        winning += tally.winning();
    }

    List<Agent> members() {
        return members;
    }

    boolean hasTraded() {
        return sales > 0;
    }

    Ranking.Row row(BigDecimal sharpeRatio) {
        BigDecimal winRatePct = BigDecimal.valueOf(winning)
                .movePointRight(2)
                .divide(BigDecimal.valueOf(sales), SCALE, RoundingMode.HALF_UP);
        return new Ranking.Row(account, agent, roiPct(), sharpeRatio, winRatePct, sales);
    }

    /** Who lost everything before the period began, and was given nothing, made nothing of nothing. */
    private BigDecimal roiPct() {
        return baseE8.signum() <= 0
                ? BigDecimal.ZERO.setScale(SCALE)
                : endE8.subtract(baseE8).movePointRight(2).divide(baseE8, SCALE, RoundingMode.HALF_UP);
    }

    private int age() {
        return agent == null ? account.accountId() : agent.agentId();
    }
}
