package io.bullring.gateway.http;

import io.bullring.core.wallet.PortfolioImage;
import io.bullring.gateway.directory.Agent;
import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.PortfolioRenderer;
import io.bullring.gateway.http.answer.Refusals;
import io.bullring.gateway.venue.Venue;
import io.vertx.core.Future;

/**
 * What an agent owns, copied from the engine's wallets without a lock. The sequence that goes with it is read first: what
 * was done up to there is in the answer. For one event loop.
 */
final class AccountEndpoints {
    private final Venue venue;
    private final Identification identification;
    private final PortfolioRenderer portfolios;
    private final PortfolioReader reader;

    AccountEndpoints(Venue venue, Identification identification, PortfolioReader reader) {
        this.venue = venue;
        this.identification = identification;
        this.portfolios = new PortfolioRenderer(venue.market(), venue::nowNs);
        this.reader = reader;
    }

    Future<HttpAnswer> balance(Request request) {
        return identification.agent(request).compose(agent -> valued(agent, portfolios::balance));
    }

    Future<HttpAnswer> positions(Request request) {
        return identification.agent(request).compose(agent -> valued(agent, portfolios::positions));
    }

    Future<HttpAnswer> portfolio(Request request) {
        return identification.agent(request).compose(agent -> valued(agent, portfolios::portfolio));
    }

    private Future<HttpAnswer> valued(Agent agent, ValuedRendering rendering) {
        return reader.read(() -> {
            Agent now = venue.directory().agent(agent.agentId());
            if (now == null) {
                return HttpAnswer.of(Refusals.unknownAgent(venue.ids().agent(agent.agentId())));
            }
            long sequence = venue.follower().handedSequence();
            PortfolioImage portfolio = reader.portfolioOf(now);
            return portfolio == null ? null : rendering.of(portfolio, sequence);
        });
    }

    @FunctionalInterface
    private interface ValuedRendering {
        HttpAnswer of(PortfolioImage portfolio, long sequence);
    }
}
