package io.bullring.gateway.analytics;

import io.bullring.arena.metric.EquityCurve;
import io.bullring.gateway.analytics.AnalysisDesk.Shared;
import io.bullring.gateway.analytics.Ranking.Row;
import io.bullring.gateway.directory.Account;
import io.bullring.gateway.directory.AccountDirectory;
import io.bullring.gateway.directory.Agent;
import io.bullring.gateway.history.CandleInterval;
import io.bullring.gateway.history.FillRecord;
import io.bullring.gateway.history.HistoryStore;
import io.bullring.gateway.history.SessionRecord;
import io.bullring.gateway.history.Tally;
import io.bullring.gateway.history.WideAmount;
import io.bullring.gateway.history.WorthCurve;
import io.bullring.gateway.history.WorthPoint;
import io.bullring.gateway.market.MarketBoard;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Who did best, kept for a minute. Whoever never traded is not even looked at: the walk goes from the newest fill of one agent to
 * that of the next, and one whose newest fill is older than the period costs that one row.
 *
 * <pre>
 *  at most MAX_TRADERS newest fills, MAX_ROWS fills of periods ──► return, trades ──► the best MAX_CURVES ──► Sharpe ratio ──► MAX_RANKED
 * </pre>
 *
 * When a bound is reached the ranking says so. Returns of sessions that began within the period cost no row at all, however much was
 * traded. {@link #make} runs on one thread; a kept ranking is read from any.
 *
 * <p>Who is deleted, archived or suspended leaves a kept ranking at once. What it says of the others, an account's agents together among
 * them, is up to a minute old: by the engine's time, and by the machine's, for the engine's stands still while nobody does anything.
 */
public final class Leaderboard {
    /** Places that are kept. */
    public static final int MAX_RANKED = 200;

    private static final int MAX_TRADERS = 10_000;
    private static final int MAX_ROWS = 1_000_000;
    private static final int MAX_MEMBERS = 500;
    private static final int MAX_CURVES = 2 * MAX_RANKED;
    private static final long KEPT_NS = TimeUnit.SECONDS.toNanos(60);
    private static final Comparator<Row> BEST_FIRST = Comparator.comparing(Row::roiPct)
            .thenComparing(Row::sharpeRatio)
            .thenComparing(Row::sales)
            .reversed();

    private final HistoryStore history;
    private final AccountDirectory directory;
    private final MarketBoard market;
    private final WorthCurve curves;
    private final LongSupplier monotonicNs;
    private final Map<Question, Kept> kept = new ConcurrentHashMap<>();
    private final Map<Question, Shared<Ranking>> shared = new ConcurrentHashMap<>();

    /** @param monotonicNs nanoseconds of a clock that only goes on */
    public Leaderboard(
            HistoryStore history, AccountDirectory directory, MarketBoard market, LongSupplier monotonicNs) {
        this.history = history;
        this.directory = directory;
        this.market = market;
        this.monotonicNs = monotonicNs;
        this.curves = new WorthCurve(history, Analyst.MAX_ROWS);
    }

    private record Question(Period period, boolean ofAccounts) {}

    /** @param sinceNs by the monotonic clock */
    private record Kept(Ranking ranking, long sinceNs) {}

    /** The ranking that was made within the last minute, without those that are gone since; null when there is none. */
    public Ranking keptOrNull(Period period, boolean ofAccounts, long nowNs) {
        Kept made = kept.get(new Question(period, ofAccounts));
        return made == null
                || nowNs - made.ranking.madeNs() >= KEPT_NS
                || monotonicNs.getAsLong() - made.sinceNs >= KEPT_NS
                        ? null
                        : current(made.ranking);
    }

    /** A ranking without those that are gone since it was made. */
    public Ranking current(Ranking made) {
        return made.only(this::isRanked);
    }

    /** By what everybody who waits for a ranking asks for the same one. */
    public Shared<Ranking> shared(Period period, boolean ofAccounts) {
        return shared.computeIfAbsent(new Question(period, ofAccounts), ignored -> new Shared<>());
    }

    /** Makes a ranking, unless one is kept. */
    public Ranking make(Period period, boolean ofAccounts, long nowNs) {
        Ranking fresh = keptOrNull(period, ofAccounts, nowNs);
        if (fresh == null) {
            fresh = new Making(period, ofAccounts, nowNs).ranking();
            kept.put(new Question(period, ofAccounts), new Kept(fresh, monotonicNs.getAsLong()));
        }
        return fresh;
    }

    private boolean isRanked(Row row) {
        return row.agent() == null ? isRanked(row.account()) : isRanked(directory.agent(row.agent().agentId()));
    }

    private boolean isRanked(Account account) {
        return directory.activeAgentsOf(account.accountId()).stream().anyMatch(agent -> isRanked(agent));
    }

    private boolean isRanked(Agent agentOrNull) {
        return agentOrNull != null
                && !agentOrNull.archived()
                && !directory.account(agentOrNull.accountId()).suspended();
    }

    /** One ranking while it is made. */
    private final class Making {
        private final Period period;
        private final boolean ofAccounts;
        private final long nowNs;
        private final long fromNs;
        private final List<Contender> contenders = new ArrayList<>();
        private final Set<Integer> accounts = new HashSet<>();
        private int rowsLeft = MAX_ROWS;
        private boolean isComplete = true;

        Making(Period period, boolean ofAccounts, long nowNs) {
            this.period = period;
            this.ofAccounts = ofAccounts;
            this.nowNs = nowNs;
            this.fromNs = period.fromNs(nowNs);
        }

        Ranking ranking() {
            walk();
            List<Row> rows = contenders.stream()
                    .sorted(Contender.BEST_FIRST)
                    .limit(MAX_CURVES)
                    .map(contender -> contender.row(curve(contender).sharpeRatio()))
                    .sorted(BEST_FIRST)
                    .limit(MAX_RANKED)
                    .toList();
            return new Ranking(period, nowNs, isComplete, rows);
        }

        private void walk() {
            int traders = 0;
            FillRecord newest = history.newestFillOfNextTrader(0);
            while (newest != null) {
                if (traders == MAX_TRADERS || rowsLeft <= 0) {
                    isComplete = false;
                    return;
                }
                traders++;
                Agent agent = directory.agent(newest.agentId());
                if (isRanked(agent) && newest.executedNs() >= fromNs) {
                    enter(agent);
                }
                newest = history.newestFillOfNextTrader(newest.agentId());
            }
        }

        private void enter(Agent agent) {
            Account account = directory.account(agent.accountId());
            if (!ofAccounts) {
                judge(new Contender(account, agent, List.of(agent)));
            } else if (accounts.add(account.accountId())) {
                List<Agent> members = new ArrayList<>(directory.activeAgentsOf(account.accountId()));
                members.removeIf(Objects::isNull);
                if (members.size() > MAX_MEMBERS) {
                    isComplete = false;
                } else {
                    judge(new Contender(account, null, members));
                }
            }
        }

        private void judge(Contender contender) {
            for (Agent member : contender.members()) {
                SessionRecord session = history.session(member.agentId(), member.portfolioId());
                if (session != null && !addTo(contender, member, session)) {
                    isComplete = false;
                    return;
                }
            }
            if (contender.hasTraded()) {
                contenders.add(contender);
            }
        }

        /** False when more fills would have to be looked at than may be. */
        private boolean addTo(Contender contender, Agent member, SessionRecord session) {
            Tally tally = history.tally(member.agentId(), session, fromNs, Analyst.MAX_ROWS);
            if (tally == null) {
                rowsLeft -= Analyst.MAX_ROWS;
                return false;
            }
            WideAmount startingE8 = WideAmount.of(session.startingBalanceE8());
            WorthPoint start = new WorthPoint(session.openedNs(), startingE8, startingE8, 0);
            if (fromNs > session.openedNs()) {
                rowsLeft -= Math.toIntExact(2 * tally.fills());
                start = curves.atOrNull(member.agentId(), session, fromNs);
                if (start == null) {
                    return false;
                }
            }
            contender.add(start, curves.now(session, nowNs, market::lastE8), tally);
            return true;
        }

        private EquityCurve curve(Contender contender) {
            SummedCurve summed = new SummedCurve();
            for (Agent member : contender.members()) {
                SessionRecord session = history.session(member.agentId(), member.portfolioId());
                if (session != null) {
                    summed.add(curves.ofSession(
                            member.agentId(),
                            session,
                            CandleInterval.ONE_HOUR,
                            fromNs,
                            nowNs,
                            Analyst.MAX_HOURS));
                }
            }
            return summed.equity();
        }
    }
}
