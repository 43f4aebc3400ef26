package io.bullring.gateway.http;

import io.bullring.gateway.http.credential.SecretDesk;
import io.bullring.gateway.http.credential.TokenKey;
import io.bullring.gateway.venue.Venue;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The venue over HTTP: one port, served by several event loops.
 *
 * <pre>
 *                ┌─ HttpLoop 1 ─ RouteTable ─► Endpoint ─► EngineDesk ─► Caller 1 ─┐
 *  connections ──┤                             parse        offer, await           ├─► engine
 *                └─ HttpLoop 2 …               render                     Caller 2 ─┘
 * </pre>
 *
 * Routes only parse, offer, await and render. A connection stays with its loop.
 */
public final class HttpGateway {
    private final Vertx vertx;
    private final SecretDesk secrets;
    private final HttpConfig config;
    private final Venue venue;
    private final byte[] tokenKey;
    private final Clock clock;
    private final AtomicInteger connections = new AtomicInteger();
    private final java.util.List<String> deployments = new java.util.concurrent.CopyOnWriteArrayList<>();
    private volatile int port;

    private HttpGateway(Vertx vertx, HttpConfig config, Venue venue, byte[] tokenKey, Clock clock) {
        this.vertx = vertx;
        this.config = config;
        this.venue = venue;
        this.tokenKey = tokenKey;
        this.clock = clock;
        this.secrets = new SecretDesk(config.secretQueue());
    }
}
