package io.bullring.gateway.http;

import io.bullring.gateway.analytics.AnalysisDesk;
import io.bullring.gateway.analytics.Leaderboard;
import io.bullring.gateway.http.credential.SecretDesk;
import io.bullring.gateway.venue.Venue;
import io.bullring.gateway.ws.AccountQuota;
import io.bullring.gateway.ws.SocketConfig;
import io.bullring.gateway.ws.SocketCounts;

/**
 * What all event loops of a gateway have in common: how it is configured, what it serves, and what may be used from any thread.
 *
 * @param secrets hashes secrets, on threads of its own
 * @param analyses answers questions about the past, on a thread of its own
 * @param rates requests of each caller
 * @param log of requests
 * @param connections that are open
 * @param addresses connections of each address
 * @param unread answers that clients have not read
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
        AccessLog log,
        ConnectionQuota connections,
        AddressQuota addresses,
        UnreadAnswers unread,
        ConnectionQuota handshakes,
        AccountQuota quota,
        SocketCounts counts)
        implements
            AutoCloseable {

    /** Whose requests of a minute are counted one by one, some ten megabytes of them. */
    private static final int MAX_ADDRESSES = 100_000;
    private static final long MOST_UNREAD_BYTES = 64L << 20;
    /** Each of them has up to 80 KiB of direct memory and an answer more on the heap. */
    private static final int MOST_UNREAD_CONNECTIONS = 1_000;
    private static final int UNREAD_SECONDS = 30;

    static SharedParts of(HttpConfig config, SocketConfig sockets, Venue venue) {
        AnalysisDesk analyses = new AnalysisDesk();
        AccountQuota quota = new AccountQuota(sockets);
        SocketCounts counts = new SocketCounts();
        SecretDesk secrets = new SecretDesk(config.secretQueue());
        ConnectionQuota handshakes = new ConnectionQuota("TLS handshakes", config.maxHandshakes(), System::nanoTime);
        ConnectionQuota connections =
                new ConnectionQuota("connections", config.maxConnections(), System::nanoTime);
        UnreadAnswers unread = new UnreadAnswers(
                MOST_UNREAD_BYTES, MOST_UNREAD_CONNECTIONS / config.eventLoops(), UNREAD_SECONDS);
        return new SharedParts(
                config,
                sockets,
                venue,
                secrets,
                analyses,
                new Leaderboard(venue.history(), venue.directory(), venue.market(), System::nanoTime),
                new RateCounts(MAX_ADDRESSES, venue::nowNs),
                new VenueMeters(venue, analyses::waiting, secrets, quota, counts, connections, unread, handshakes,
                        config.edge().identityOrNull()),
                new AccessLog(config.edge().proxyHops(), System::nanoTime),
                connections,
                new AddressQuota(config.maxConnectionsPerAddress()),
                unread,
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
