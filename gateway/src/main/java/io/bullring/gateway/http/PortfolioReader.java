package io.bullring.gateway.http;

import io.bullring.core.wallet.PortfolioImage;
import io.bullring.gateway.directory.Agent;
import io.bullring.gateway.http.answer.Refusal;
import io.bullring.gateway.http.answer.Refusals;
import io.bullring.gateway.venue.Venue;

/**
 * Copies the portfolio that an agent trades with at present from the engine's wallets, without a lock. A reset may close it
 * between two looks: then the directory, which follows an instant later, names the next one. For one event loop.
 */
final class PortfolioReader {
    private static final int LOOKS = 1_000;
    private static final int RETRY_SECONDS = 1;

    private final Venue venue;
    private final PortfolioImage image;

    PortfolioReader(Venue venue) {
        this.venue = venue;
        this.image = new PortfolioImage(venue.market().rules().maxInstruments());
    }

    /** The portfolio, valid until the next call; null when {@link #whyNot} says why not. */
    PortfolioImage portfolioOf(Agent agent) {
        Agent now = agent;
        for (int look = 0; look < LOOKS && now != null; look++) {
            if (venue.portfolios().read(now.portfolioId(), image)) {
                return image;
            }
            Thread.onSpinWait();
            now = venue.directory().agent(agent.agentId());
        }
        return null;
    }

    /** Whether there is no such agent any more. */
    boolean isGone(Agent agent) {
        return venue.directory().agent(agent.agentId()) == null;
    }

    /** The agent is gone, or its portfolio is being exchanged for longer than it is worth to wait. */
    Refusal whyNot(Agent agent) {
        return isGone(agent)
                ? Refusals.unknownAgent(venue.ids().agent(agent.agentId()))
                : Refusal.unavailable(
                        "portfolio_changing", "The agent's portfolio is being exchanged: try again.", RETRY_SECONDS);
    }
}
