package io.bullring.gateway.http;

import io.bullring.core.wallet.PortfolioImage;
import io.bullring.gateway.directory.Agent;
import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.Refusal;
import io.bullring.gateway.venue.Venue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Copies the portfolio that an agent trades with at present from the engine's wallets, without a lock. A reset closes it an
 * instant before the directory names the next one: whoever looks in between looks again a little later, and the event loop
 * goes on meanwhile. For one event loop.
 */
final class PortfolioReader {
    private static final int PAUSE_MS = 1;
    private static final int LOOKS = 200;
    private static final int RETRY_SECONDS = 1;

    private final Vertx vertx;
    private final Venue venue;
    private final PortfolioImage image;

    PortfolioReader(Vertx vertx, Venue venue) {
        this.vertx = vertx;
        this.venue = venue;
        this.image = new PortfolioImage(venue.market().rules().maxInstruments());
    }

    /** @param attempt makes an answer of portfolios; null when one of them could not be had */
    Future<HttpAnswer> answer(Supplier<HttpAnswer> attempt) {
        return answer(attempt, LOOKS);
    }

    /** The portfolio, valid until the next call; null when it is being exchanged, or its agent deleted. */
    PortfolioImage portfolioOf(Agent agent) {
        return venue.portfolios().read(agent.portfolioId(), image) ? image : null;
    }

    private Future<HttpAnswer> answer(Supplier<HttpAnswer> attempt, int looksLeft) {
        HttpAnswer answer = attempt.get();
        if (answer != null) {
            return Future.succeededFuture(answer);
        }
        return looksLeft == 0
                ? Future.succeededFuture(HttpAnswer.of(Refusal.unavailable(
                        "portfolio_changing", "The portfolio is being exchanged: try again.", RETRY_SECONDS)))
                : vertx.timer(PAUSE_MS, TimeUnit.MILLISECONDS).compose(ignored -> answer(attempt, looksLeft - 1));
    }
}
