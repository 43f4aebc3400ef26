package io.bullring.gateway.analytics;

import io.bullring.gateway.directory.Account;
import io.bullring.gateway.directory.Agent;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Predicate;

/**
 * Who did best in a period, best first. Says nothing of what anybody owns. Immutable.
 *
 * @param madeNs when it was made, nanoseconds since 1970, UTC
 * @param isComplete whether everybody who traded was looked at; if not, the bounds on its making were reached
 */
public record Ranking(Period period, long madeNs, boolean isComplete, List<Row> rows) {
    public Ranking {
        rows = List.copyOf(rows);
    }

    /** The same of these rows, which move up; this ranking itself when it has no others. */
    Ranking only(Predicate<Row> ranked) {
        return rows.stream().allMatch(ranked)
                ? this
                : new Ranking(period, madeNs, isComplete, rows.stream().filter(ranked).toList());
    }

    /**
     * One of them.
     *
     * @param agent null: all agents of the account together
     * @param roiPct gain, percent of the worth at the beginning of the period and what was put in since
     * @param sales in the period
     */
    public record Row(
            Account account, Agent agent, BigDecimal roiPct, BigDecimal sharpeRatio, BigDecimal winRatePct,
            long sales) {
        /** What they are called. */
        public String displayName() {
            return agent == null ? account.displayName() : agent.name();
        }
    }
}
