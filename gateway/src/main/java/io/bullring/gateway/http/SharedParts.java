package io.bullring.gateway.http;

import io.bullring.gateway.analytics.AnalysisDesk;
import io.bullring.gateway.analytics.Leaderboard;
import io.bullring.gateway.http.credential.SecretDesk;
import io.bullring.gateway.venue.Venue;
import io.bullring.gateway.ws.AccountQuota;
import io.bullring.gateway.ws.SocketConfig;
import io.bullring.gateway.ws.SocketCounts;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What all event loops of a gateway have in common: how it is configured, what it serves, and what may be used from any thread.
 *
 * @param secrets hashes secrets, on threads of its own
 * @param analyses answers questions about the past, on a thread of its own
 * @param rates requests of each caller
 * @param connections that are open
 * @param handshakes connections that shake hands for TLS
 * @param quota WebSockets of each account
 * @param counts what became of WebSockets
 */
record SharedParts(
        HttpConfig config,
        SocketConfig socketConfig,
        Venue venue,
        SecretDesk secrets,
        AnalysisDesk analyses,
        Leaderboard leaderboard,
        RateCounts rates,
        VenueMeters meters,
        AtomicInteger connections,
        HandshakeQuota handshakes,
        AccountQuota quota,
        SocketCounts counts)
        implements
            AutoCloseable {

    static SharedParts of(HttpConfig config, SocketConfig sockets, Venue venue) {
        AnalysisDesk analyses = new AnalysisDesk();
        AccountQuota quota = new AccountQuota(sockets);
        SocketCounts counts = new SocketCounts();
        SecretDesk secrets = new SecretDesk(config.secretQueue());
        HandshakeQuota handshakes = new HandshakeQuota(config.maxHandshakes());
        return new SharedParts(
                config,
                sockets,
                venue,
                secrets,
                analyses,
                new Leaderboard(venue.history(), venue.directory(), venue.market(), System::nanoTime),
                new RateCounts(),
                new VenueMeters(venue, analyses::waiting, secrets, quota, counts, handshakes,
                        config.edge().identityOrNull()),
                new AtomicInteger(),
                handshakes,
                quota,
                counts);
    }

    @Override
    public void close() {
        secrets.close();
        analyses.close();
        meters.close();
    }
}
