package io.bullring.gateway.http;

import io.bullring.core.wallet.PortfolioImage;
import io.bullring.gateway.directory.Agent;
import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.PortfolioRenderer;
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
    private final PortfolioImage image;

    AccountEndpoints(Venue venue, Identification identification) {
        this.venue = venue;
        this.identification = identification;
        this.portfolios = new PortfolioRenderer(venue.market());
        this.image = new PortfolioImage(venue.market().rules().maxInstruments());
    }

    Future<HttpAnswer> balance(Request request) {
        return identification.agent(request).map(agent -> {
            long sequence = venue.follower().handedSequence();
            return portfolios.balance(imageOf(agent), sequence);
        });
    }

    Future<HttpAnswer> positions(Request request) {
        return identification.agent(request).map(agent -> {
            long sequence = venue.follower().handedSequence();
            return portfolios.positions(imageOf(agent), sequence);
        });
    }

    private PortfolioImage imageOf(Agent agent) {
        if (!venue.portfolios().read(agent.portfolioId(), image)) {
            throw new IllegalStateException("agent " + agent.agentId() + " has no portfolio");
        }
        return image;
    }
}
