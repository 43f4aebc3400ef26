package io.bullring.gateway.http;

import io.bullring.core.wallet.PortfolioImage;
import io.bullring.gateway.directory.Agent;
import io.bullring.gateway.http.answer.Refusal;
import io.bullring.gateway.http.answer.Refused;
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

    /**
     * What is made of portfolios; fails with {@code Refused}.
     *
     * @param attempt null when one of the portfolios could not be had
     */
    <T> Future<T> read(Supplier<T> attempt) {
        return read(attempt, LOOKS);
    }

    /** The portfolio, valid until the next call; null when it is being exchanged, or its agent deleted. */
    PortfolioImage portfolioOf(Agent agent) {
        return venue.portfolios().read(agent.portfolioId(), image) ? image : null;
    }

    private <T> Future<T> read(Supplier<T> attempt, int looksLeft) {
        T read = attempt.get();
        if (read != null) {
            return Future.succeededFuture(read);
        }
        return looksLeft == 0
                ? Future.failedFuture(new Refused(Refusal.unavailable(
                        "portfolio_changing", "The portfolio is being exchanged: try again.", RETRY_SECONDS)))
                : vertx.timer(PAUSE_MS, TimeUnit.MILLISECONDS).compose(ignored -> read(attempt, looksLeft - 1));
    }
}
