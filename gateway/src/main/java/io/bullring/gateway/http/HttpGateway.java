package io.bullring.gateway.http;

import io.bullring.gateway.http.credential.VenueKeys;
import io.bullring.gateway.venue.Venue;
import io.bullring.gateway.ws.SocketConfig;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The venue over HTTP: one port, served by several event loops. A connection stays with its loop.
 *
 * <pre>
 *                ┌─ HttpLoop 1 ─ RouteTable ─► Endpoint ─► EngineDesk ─► Caller 1 ─┐
 *  connections ──┤                             parse,      offer, await            ├─► engine
 *                └─ HttpLoop 2 …               render                    Caller 2 ─┘
 * </pre>
 *
 * Any thread.
 */
public final class HttpGateway {
    /** Where below the data directory the venue keeps its own secrets. */
    private static final String KEYS = "keys";

    /** Vert.x shares any free port among the loops that ask for the same negative one; each gateway asks for its own. */
    private static final AtomicInteger FREE_PORTS = new AtomicInteger();

    private final Vertx vertx;
    private final SharedParts shared;
    private final Guests guests;
    private final List<HttpLoop> loops = new CopyOnWriteArrayList<>();
    private volatile String deployment;

    private HttpGateway(Vertx vertx, SharedParts shared, Guests guests) {
        this.vertx = vertx;
        this.shared = shared;
        this.guests = guests;
    }

    /** Serves a venue that runs; succeeds when the port is open. */
    public static Future<HttpGateway> start(Vertx vertx, HttpConfig config, Venue venue) {
        return start(vertx, config, SocketConfig.defaults(), venue);
    }

    /** The same with other bounds on its WebSockets. */
    public static Future<HttpGateway> start(Vertx vertx, HttpConfig config, SocketConfig sockets, Venue venue) {
        return start(vertx, config, sockets, venue, Guests.NONE);
    }

    /** The same beside routes that are not the venue's. */
    public static Future<HttpGateway> start(
            Vertx vertx, HttpConfig config, SocketConfig sockets, Venue venue, Guests guests) {
        HttpGateway gateway = new HttpGateway(vertx, SharedParts.of(config, sockets, venue), guests);
        return vertx.executeBlocking(() -> VenueKeys.readOrMake(venue.dataDirectory().resolve(KEYS)))
                .compose(gateway::deploy)
                .onFailure(failure -> gateway.shared.close());
    }

    /** The port that is open. */
    public int port() {
        return loops.getFirst().port();
    }

    /** Takes no more connections, lets what is in flight end, and closes the rest. The venue goes on. */
    public Future<Void> close() {
        return vertx.undeploy(deployment).onComplete(ignored -> shared.close());
    }

    private Future<HttpGateway> deploy(VenueKeys keys) {
        HttpConfig config = shared.config();
        int port = config.port() == 0 ? -FREE_PORTS.incrementAndGet() : config.port();
        DeploymentOptions options = new DeploymentOptions().setInstances(config.eventLoops());
        return vertx.deployVerticle(() -> loop(port, keys), options).map(id -> {
            deployment = id;
            return this;
        });
    }

    private HttpLoop loop(int port, VenueKeys keys) {
        HttpLoop loop = new HttpLoop(shared, port, keys, guests);
        loops.add(loop);
        return loop;
    }
}
