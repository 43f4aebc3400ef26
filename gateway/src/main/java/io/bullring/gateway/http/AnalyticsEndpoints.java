package io.bullring.gateway.http;

import io.bullring.core.wallet.PortfolioImage;
import io.bullring.gateway.analytics.Analyst;
import io.bullring.gateway.analytics.Leaderboard;
import io.bullring.gateway.analytics.Performance;
import io.bullring.gateway.analytics.Period;
import io.bullring.gateway.analytics.Ranking;
import io.bullring.gateway.directory.Account;
import io.bullring.gateway.directory.Agent;
import io.bullring.gateway.history.CandleInterval;
import io.bullring.gateway.history.ReadBarrier;
import io.bullring.gateway.history.WorthPoint;
import io.bullring.gateway.http.answer.AnalyticsRenderer;
import io.bullring.gateway.http.answer.ErrorCode;
import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.Refusal;
import io.bullring.gateway.http.answer.Refused;
import io.bullring.gateway.http.answer.Standing;
import io.bullring.gateway.http.request.AnalyticsQuery;
import io.bullring.gateway.http.request.QueryText;
import io.bullring.gateway.http.request.Violations;
import io.bullring.gateway.market.Price;
import io.bullring.gateway.venue.Venue;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;

/**
 * Performance and past worth of an agent, or of all agents of an account together. The history is read off the event loop, when it
 * has everything that any client has been told before. For one event loop.
 */
final class AnalyticsEndpoints {
    private static final int MOST_AGENTS = 500;
    private static final int USUAL_POINTS = 100;
    private static final int MOST_POINTS = 1_000;
    private static final int USUAL_PLACES = 50;

    private final Context context;
    private final Venue venue;
    private final Identification identification;
    private final ReadBarrier barrier;
    private final PortfolioReader portfolios;
    private final PatientReader reader;
    private final Leaderboard leaderboard;
    private final Analyst analyst;
    private final AnalyticsRenderer renderer;

    AnalyticsEndpoints(
            Context context,
            Venue venue,
            Identification identification,
            ReadBarrier barrier,
            PortfolioReader portfolios,
            PatientReader reader,
            Leaderboard leaderboard) {
        this.context = context;
        this.venue = venue;
        this.identification = identification;
        this.barrier = barrier;
        this.portfolios = portfolios;
        this.reader = reader;
        this.leaderboard = leaderboard;
        this.analyst = new Analyst(venue.history());
        this.renderer = new AnalyticsRenderer(venue.ids());
    }

    /** @param agent null: all agents of the account, archived ones included */
    private record Subject(Account account, Agent agent, List<Agent> members) {}

    Future<HttpAnswer> performance(Request request) {
        Violations violations = new Violations();
        AnalyticsQuery query = new AnalyticsQuery(new QueryText(request.query(), violations));
        Period period = query.period(Period.ALL);
        return subject(request, query, violations).compose(subject -> ask(subject.account(), () -> {
            Performance performance =
                    analyst.performanceOrNull(subject.members(), period, reachedNs());
            return performance == null ? tooMany() : renderer.performance(performance, period);
        }));
    }

    Future<HttpAnswer> worth(Request request) {
        Violations violations = new Violations();
        QueryText text = new QueryText(request.query(), violations);
        AnalyticsQuery query = new AnalyticsQuery(text);
        String interval = query.spacingText();
        CandleInterval spacing = AnalyticsQuery.spacing(interval);
        int limit = text.integer("limit", 1, USUAL_POINTS, MOST_POINTS);
        return subject(request, query, violations)
                .compose(subject -> ask(subject.account(),
                        () -> analyst.worth(subject.members(), spacing, reachedNs(), limit))
                        .compose(points -> points.isEmpty()
                                ? portfolios.read(() -> worthNowOrNull(subject, interval))
                                : Future.succeededFuture(worth(subject, interval, points))));
    }

    /** Agents, or accounts; a ranking is up to a minute old, and made once for all who wait for it. */
    Future<HttpAnswer> leaderboard(Request request) {
        Violations violations = new Violations();
        QueryText text = new QueryText(request.query(), violations);
        AnalyticsQuery query = new AnalyticsQuery(text);
        Period period = query.period(Period.MONTH);
        boolean ofAccounts = query.isOfAccount();
        int limit = text.integer("limit", 1, USUAL_PLACES, Leaderboard.MAX_RANKED);
        return identification.scope(request).compose(scope -> {
            if (!violations.isEmpty()) {
                return refused(Refusal.invalid(violations));
            }
            return barrier.caughtUp(context.owner()).compose(done -> {
                Ranking kept = leaderboard.keptOrNull(period, ofAccounts, reachedNs());
                Future<Ranking> ranking = kept != null
                        ? Future.succeededFuture(kept)
                        : reader.ask(
                                leaderboard.shared(period, ofAccounts),
                                () -> leaderboard.make(period, ofAccounts, reachedNs()))
                                .map(leaderboard::current);
                return ranking.map(told -> renderer.ranking(told, limit));
            });
        });
    }

    /** Whoever has no past yet has a present; null when a portfolio is being exchanged. */
    private HttpAnswer worthNowOrNull(Subject subject, String interval) {
        IntFunction<Price> prices = Standing.pricesReadOnce(venue.market());
        WorthNow now = new WorthNow(reachedNs());
        for (Agent agent : subject.members()) {
            PortfolioImage portfolio = portfolios.portfolioOf(agent);
            if (portfolio == null) {
                return null;
            }
            now.add(portfolio, venue.market(), prices);
        }
        return worth(subject, interval, now.points());
    }

    /** Periods end where the history does, not at a time that the machine shows and the engine has not come to. */
    private long reachedNs() {
        return venue.follower().reachedNs();
    }

    private HttpAnswer worth(Subject subject, String interval, List<WorthPoint> points) {
        return renderer.worth(subject.account().accountId(), subject.agent(), interval, points);
    }

    private Future<Subject> subject(Request request, AnalyticsQuery query, Violations violations) {
        boolean ofAccount = query.isOfAccount();
        return identification.scope(request).compose(scope -> {
            if (!violations.isEmpty()) {
                return refused(Refusal.invalid(violations));
            }
            if (!ofAccount) {
                return scope.agent() == null
                        ? identification.defaultAgent(scope.account()).map(agent -> one(scope.account(), agent))
                        : Future.succeededFuture(one(scope.account(), scope.agent()));
            }
            return scope.byAgentItself()
                    ? refused(Refusal.of(
                            ErrorCode.PERMISSION_DENIED,
                            "An agent's key shows that agent only; the account's key or token shows them all."))
                    : all(scope.account());
        });
    }

    private static Subject one(Account account, Agent agent) {
        return new Subject(account, agent, List.of(agent));
    }

    private Future<Subject> all(Account account) {
        List<Agent> agents = new ArrayList<>(venue.directory().agentsOf(account.accountId()));
        agents.removeIf(Objects::isNull);
        return agents.size() > MOST_AGENTS
                ? refused(Refusal.invalidQuery(AnalyticsQuery.SCOPE,
                        "The account has more than " + MOST_AGENTS + " agents"))
                : Future.succeededFuture(new Subject(account, null, List.copyOf(agents)));
    }

    private <T> Future<T> ask(Account account, Callable<T> question) {
        return barrier.caughtUp(context.owner()).compose(ignored -> reader.ask(account.accountId(), question));
    }

    private HttpAnswer tooMany() {
        return HttpAnswer.of(Refusal.invalidQuery(
                AnalyticsQuery.PERIOD,
                "The period has more than " + reader.maxRows()
                        + " trades, of all agents that are asked about: ask for a shorter one"));
    }

    private static <T> Future<T> refused(Refusal refusal) {
        return Future.failedFuture(new Refused(refusal));
    }
}
