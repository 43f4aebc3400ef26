package io.bullring.gateway.http;

import io.bullring.gateway.history.ReadBarrier;
import io.bullring.gateway.http.answer.ErrorCode;
import io.bullring.gateway.http.answer.HealthRenderer;
import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.Refusal;
import io.bullring.gateway.http.credential.SecretDesk;
import io.bullring.gateway.http.credential.Tokens;
import io.bullring.gateway.reply.Caller;
import io.bullring.gateway.venue.Venue;
import io.bullring.gateway.ws.AccountQuota;
import io.bullring.gateway.ws.SocketConfig;
import io.bullring.gateway.ws.SocketDesk;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One event loop that serves: its own way to the engine, its own buffers and decoders, the shared port. Everything it
 * makes is used on its loop only.
 */
final class HttpLoop extends VerticleBase {
    private static final String API = "/api/v1";
    private static final String WEB_SOCKET = "/ws/v1";
    private static final CharSequence CHAIN = HttpHeaders.createOptimized("x-bullring-chain");
    private static final int SHUTDOWN_SECONDS = 2;

    private final HttpConfig config;
    private final SocketConfig socketConfig;
    private final int port;
    private final Venue venue;
    private final SecretDesk secrets;
    private final byte[] tokenKey;
    private final AtomicInteger connections;
    private final AccountQuota quota;
    private HttpServer server;
    private SocketDesk sockets;

    /**
     * @param port to listen on; loops with the same negative one share a free one
     * @param connections open connections of all loops
     * @param quota WebSockets of each account on all loops
     */
    HttpLoop(
            HttpConfig config,
            SocketConfig socketConfig,
            int port,
            Venue venue,
            SecretDesk secrets,
            byte[] tokenKey,
            AtomicInteger connections,
            AccountQuota quota) {
        this.config = config;
        this.socketConfig = socketConfig;
        this.port = port;
        this.venue = venue;
        this.secrets = secrets;
        this.tokenKey = tokenKey;
        this.connections = connections;
        this.quota = quota;
    }

    @Override
    public Future<?> start() {
        Router router = Router.router(vertx);
        route(new RouteTable(router, new Exchange(), config.maxBodyBytes()));
        server = vertx.createHttpServer(serverOptions())
                .requestHandler(request -> router.handle(witnessed(request)))
                .invalidRequestHandler(request -> refuseMalformed(witnessed(request)))
                .connectionHandler(this::admit);
        return server.listen();
    }

    /** Lets the requests in flight end first; WebSockets are told to come back later. */
    @Override
    public Future<?> stop() {
        sockets.close();
        return server.shutdown(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
    }

    /** The port in use, once started. */
    int port() {
        return server.actualPort();
    }

    private void route(RouteTable routes) {
        Caller caller = venue.caller(task -> context.runOnContext(ignored -> task.run()));
        EngineDesk engine = new EngineDesk(caller);
        Tokens tokens = new Tokens(vertx, tokenKey, venue.ids());
        sockets = new SocketDesk(context, venue, tokens, socketConfig, quota);
        sockets.start();
        Identification identification = new Identification(venue.directory(), venue.ids(), tokens);
        ReadBarrier barrier = new ReadBarrier(venue.follower(), config.historyTimeoutMs());

        OrderEndpoints orders = new OrderEndpoints(vertx, venue, identification, engine, barrier);
        PortfolioReader portfolios = new PortfolioReader(vertx, venue);
        AccountEndpoints accounts = new AccountEndpoints(venue, identification, portfolios);
        MarketEndpoints market = new MarketEndpoints(venue.market());
        AgentEndpoints agents = new AgentEndpoints(venue, identification, engine);
        AgentLifeEndpoints lives = new AgentLifeEndpoints(venue, identification, engine);
        OverviewEndpoints overviews = new OverviewEndpoints(vertx, venue, identification, barrier, portfolios);
        SessionEndpoints sessions = new SessionEndpoints(vertx, venue, identification, engine, barrier);
        RiskEndpoints risks = new RiskEndpoints(venue, identification, engine);
        SkillEndpoints skills = new SkillEndpoints(venue, identification, API);
        AuthEndpoints auth = new AuthEndpoints(context, venue, identification, engine, secrets, tokens);
        HealthRenderer health = new HealthRenderer(venue.market(), venue.name(), version());

        // In the order in which they are looked at: the busiest first.
        routes.post(API + "/trade/order", orders::place)
                .get(API + "/trade/orders", orders::orders)
                .get(API + "/trade/orders/open", orders::openOrders)
                .delete(API + "/trade/orders/open", orders::cancelAll)
                .get(API + "/trade/order/:order_id", orders::order)
                .delete(API + "/trade/order/:order_id", orders::cancel)
                .get(API + "/trade/history", orders::fills)
                .get(API + "/market/price/:symbol", market::price)
                .get(API + "/market/pairs", market::pairs)
                .get(API + "/account/balance", accounts::balance)
                .get(API + "/account/positions", accounts::positions)
                .get(API + "/account/portfolio", accounts::portfolio)
                .get(API + "/account/pnl", sessions::pnl)
                .get(API + "/account/info", sessions::info)
                .post(API + "/account/reset", sessions::reset)
                .put(API + "/account/risk-profile", risks::changeOwn)
                .post(API + "/auth/register", auth::register)
                .post(API + "/auth/login", auth::login)
                .post(API + "/agents", agents::create)
                .get(API + "/agents", agents::list)
                .get(API + "/agents/overview", overviews::overview)
                .get(API + "/agents/:agent_id", agents::agent)
                .put(API + "/agents/:agent_id", agents::update)
                .delete(API + "/agents/:agent_id", lives::delete)
                .get(API + "/agents/:agent_id/skill.md", skills::skill)
                .post(API + "/agents/:agent_id/clone", lives::cloneAgent)
                .post(API + "/agents/:agent_id/reset", lives::reset)
                .get(API + "/agents/:agent_id/risk-profile", risks::ofAgent)
                .put(API + "/agents/:agent_id/risk-profile", risks::changeAgent)
                .post(API + "/agents/:agent_id/archive", lives::archive)
                .post(API + "/agents/:agent_id/regenerate-key", lives::regenerateKey)
                .upgrade(WEB_SOCKET, request -> sockets.open(request, answer -> Exchange.write(request, answer)))
                .get("/health", request -> Future.succeededFuture(health.of(venue.health(), nowNs())))
                .close();
    }

    /** Every answer makes its client a witness: it carries the head of the chain at the time of the request. */
    private HttpServerRequest witnessed(HttpServerRequest request) {
        request.response().putHeader(CHAIN, venue.chainHead().text());
        return request;
    }

    private HttpServerOptions serverOptions() {
        return new HttpServerOptions()
                .setHost(config.host())
                .setPort(port)
                .setMaxInitialLineLength(config.maxUriBytes())
                .setMaxHeaderSize(config.maxHeaderBytes())
                .setIdleTimeout(config.idleTimeoutSeconds())
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setHandle100ContinueAutomatically(true)
                .setHttp2ClearTextEnabled(false)
                .setMaxWebSocketFrameSize(socketConfig.maxFrameBytes())
                .setMaxWebSocketMessageSize(socketConfig.maxFrameBytes())
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false);
    }

    private void admit(HttpConnection connection) {
        connection.closeHandler(ignored -> connections.decrementAndGet());
        if (connections.incrementAndGet() > config.maxConnections()) {
            connection.close();
        }
    }

    /** What cannot be parsed as HTTP, or is beyond the bounds; the connection is of no use afterwards. */
    private static void refuseMalformed(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        Refusal refusal = switch (cause) {
            case TooLongHttpLineException line ->
                Refusal.byHttp(ErrorCode.URI_TOO_LONG, "The first line is too long.");
            case TooLongHttpHeaderException header ->
                Refusal.byHttp(ErrorCode.HEADERS_TOO_LARGE, "The headers are too large.");
            case null, default -> Refusal.byHttp(ErrorCode.BAD_REQUEST, "The request cannot be read.");
        };
        Exchange.write(request, HttpAnswer.of(refusal));
        request.connection().close();
    }

    private static long nowNs() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    private static String version() {
        String version = HttpLoop.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
