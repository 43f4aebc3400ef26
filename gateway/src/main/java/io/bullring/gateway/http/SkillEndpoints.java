package io.bullring.gateway.http;

import io.bullring.core.wallet.PortfolioImage;
import io.bullring.gateway.directory.Account;
import io.bullring.gateway.directory.Agent;
import io.bullring.gateway.history.ReadBarrier;
import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.Refusals;
import io.bullring.gateway.http.answer.SkillRenderer;
import io.bullring.gateway.http.answer.SkillRenderer.Address;
import io.bullring.gateway.http.request.Violation.Place;
import io.bullring.gateway.market.Listing;
import io.bullring.gateway.venue.Venue;
import io.bullring.gateway.ws.SocketConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The manual for an agent; a token is required. For one event loop. */
final class SkillEndpoints {
    private static final String AGENT_ID = "agent_id";
    private static final String HTTP = "http";

    private final Vertx vertx;
    private final Venue venue;
    private final ReadBarrier barrier;
    private final Identification identification;
    private final PortfolioReader portfolios;
    private final SkillRenderer skills;
    private final String api;
    private final String webSocket;

    /**
     * @param barrier for venues with books
     * @param edge how often the venue may be called, and what it asks of orders
     * @param sockets bounds of WebSockets
     * @param api path under which the venue's calls are
     * @param webSocket path of its WebSocket
     */
    SkillEndpoints(
            Vertx vertx,
            Venue venue,
            Identification identification,
            ReadBarrier barrier,
            PortfolioReader portfolios,
            EdgeConfig edge,
            SocketConfig sockets,
            String api,
            String webSocket) {
        this.vertx = vertx;
        this.venue = venue;
        this.barrier = barrier;
        this.identification = identification;
        this.portfolios = portfolios;
        this.skills = new SkillRenderer(venue.ids(), venue.market(), venue.name(), edge.filters(),
                told(edge.limits()),
                sockets.maxSubscriptions(), sockets.maxPortfolios());
        this.api = api;
        this.webSocket = webSocket;
    }

    /** With the address at which the client found the venue: whoever it hands the manual to will be near it. */
    Future<HttpAnswer> skill(Request request) {
        String origin = request.origin();
        Address address = new Address(origin + api, "ws" + origin.substring(HTTP.length()) + webSocket);
        return identification.account(request)
                .compose(account -> identification
                        .agentOf(account, Place.PATH, AGENT_ID, request.pathText(AGENT_ID))
                        .compose(agent -> booksKnown()
                                .compose(known -> portfolios.read(
                                        () -> skillOrNull(account, agent.agentId(), address)))));
    }

    /** Books are shown as they stand behind the history: whoever has placed an order in one finds it met in its manual. */
    private Future<Void> booksKnown() {
        boolean hasBooks = venue.market().listings().stream().anyMatch(Listing::isBook);
        return hasBooks ? barrier.caughtUp(vertx) : Future.succeededFuture();
    }

    /** Null while the agent's portfolio is being exchanged. */
    private HttpAnswer skillOrNull(Account account, int agentId, Address address) {
        Agent agent = venue.directory().agent(agentId);
        if (agent == null) {
            return HttpAnswer.of(Refusals.unknownAgent(venue.ids().agent(agentId)));
        }
        PortfolioImage portfolio = portfolios.portfolioOf(agent);
        return portfolio == null
                ? null
                : skills.manual(
                        account,
                        agent,
                        portfolio,
                        venue.directory().isVenueKilled(),
                        venue.nowNs(),
                        address);
    }

    private static String subject(Tier tier) {
        if (tier.isByAddress()) {
            return "address";
        }
        return tier.isPublic() ? "agent; without a key, address" : "agent";
    }

    private static String told(RateLimits limits) {
        String told = Stream.of(Tier.ORDERS, Tier.MARKET_DATA, Tier.GENERAL, Tier.LOGIN, Tier.REGISTRATION)
                .filter(tier -> tier.limit(limits) > 0)
                .map(tier -> "| `" + tier.path() + "` | " + tier.limit(limits) + " | "
                        + subject(tier) + " |")
                .collect(Collectors.joining("\n"));
        return told.isEmpty()
                ? "This venue does not count how often it is called."
                : "| Calls under | In one UTC minute | Of each |\n|---|---|---|\n" + told;
    }
}
