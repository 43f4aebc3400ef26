package io.bullring.gateway.http;

import io.bullring.core.wallet.PortfolioImage;
import io.bullring.gateway.directory.Account;
import io.bullring.gateway.directory.Agent;
import io.bullring.gateway.history.ReadBarrier;
import io.bullring.gateway.history.SessionRecord;
import io.bullring.gateway.http.answer.AgentRenderer;
import io.bullring.gateway.http.answer.AgentRenderer.Summary;
import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.Refusal;
import io.bullring.gateway.http.answer.Standing;
import io.bullring.gateway.http.request.QueryText;
import io.bullring.gateway.http.request.Violations;
import io.bullring.gateway.market.Price;
import io.bullring.gateway.venue.Venue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** All active agents of an account, and how each of them stands; a token is required. For one event loop. */
final class OverviewEndpoints {
    private static final int MOST_AGENTS = 500;
    private static final int USUAL_AGENTS = 100;

    private final Vertx vertx;
    private final Venue venue;
    private final Identification identification;
    private final ReadBarrier barrier;
    private final PortfolioReader portfolios;
    private final PatientReader reader;
    private final AgentRenderer agents;

    OverviewEndpoints(
            Vertx vertx,
            Venue venue,
            Identification identification,
            ReadBarrier barrier,
            PortfolioReader portfolios,
            PatientReader reader) {
        this.vertx = vertx;
        this.venue = venue;
        this.identification = identification;
        this.barrier = barrier;
        this.portfolios = portfolios;
        this.reader = reader;
        this.agents = new AgentRenderer(venue.ids());
    }

    /** @param total active agents of the account */
    private record Page(List<Summary> summaries, int total) {}

    Future<HttpAnswer> overview(Request request) {
        return identification.account(request).compose(account -> overview(account, request));
    }

    private Future<HttpAnswer> overview(Account account, Request request) {
        Violations violations = new Violations();
        QueryText query = new QueryText(request.query(), violations);
        int limit = query.integer("limit", 1, USUAL_AGENTS, MOST_AGENTS);
        int offset = query.integer("offset", 0, 0, Integer.MAX_VALUE);
        if (!violations.isEmpty()) {
            return Future.succeededFuture(HttpAnswer.of(Refusal.invalid(violations)));
        }
        return barrier.caughtUp(vertx)
                .compose(ignored -> portfolios.read(() -> pageOrNull(account, limit, offset)))
                .compose(page -> told(account, page));
    }

    /** Null when one of the portfolios is being exchanged. */
    private Page pageOrNull(Account account, int limit, int offset) {
        List<Agent> all = venue.directory().activeAgentsOf(account.accountId());
        int total = all.size();
        int from = Math.min(offset, total);
        int to = Math.min(from + limit, total);
        IntFunction<Price> prices = Standing.pricesReadOnce(venue.market());
        List<Summary> summaries = new ArrayList<>(to - from);
        for (Agent agent : all.subList(from, to)) {
            if (agent != null) {
                PortfolioImage portfolio = portfolios.portfolioOf(agent);
                if (portfolio == null) {
                    return null;
                }
                summaries.add(summary(agent, Standing.of(portfolio, venue.market(), prices)));
            }
        }
        return new Page(summaries, total);
    }

    private Future<HttpAnswer> told(Account account, Page page) {
        long textBytes = page.summaries()
                .stream()
                .mapToLong(summary -> summary.agent().textBytes())
                .sum();
        return reader.render(
                account.accountId(), textBytes, () -> agents.overview(page.summaries(), page.total()));
    }

    private Summary summary(Agent agent, Standing standing) {
        SessionRecord session = venue.history().session(agent.agentId(), standing.portfolioId());
        return new Summary(agent, standing, session == null ? 0 : session.tally().fills());
    }
}
