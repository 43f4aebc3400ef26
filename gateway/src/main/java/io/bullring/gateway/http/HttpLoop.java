package io.bullring.gateway.http;

import io.bullring.gateway.history.ReadBarrier;
import io.bullring.gateway.http.answer.ErrorCode;
import io.bullring.gateway.http.answer.HealthRenderer;
import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.Refusal;
import io.bullring.gateway.http.credential.Tokens;
import io.bullring.gateway.http.request.DeflatedSharpeBody;
import io.bullring.gateway.reply.Caller;
import io.bullring.gateway.venue.Venue;
import io.bullring.gateway.ws.SocketDesk;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.CorsHandler;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One event loop that serves: its own way to the engine, its own buffers and decoders, the shared port. Everything it
 * makes is used on its loop only.
 */
final class HttpLoop extends VerticleBase {
    private static final String API = "/api/v1";
    private static final String WEB_SOCKET = "/ws/v1";
    private static final CharSequence CHAIN = HttpHeaders.createOptimized("x-bullring-chain");
    private static final int SHUTDOWN_SECONDS = 2;

    private final SharedParts shared;
    private final HttpConfig config;
    private final Venue venue;
    private final int port;
    private final byte[] tokenKey;
    private HttpServer server;
    private SocketDesk sockets;

    /** @param port to listen on; loops with the same negative one share a free one */
    HttpLoop(SharedParts shared, int port, byte[] tokenKey) {
        this.shared = shared;
        this.config = shared.config();
        this.venue = shared.venue();
        this.port = port;
        this.tokenKey = tokenKey;
    }

    @Override
    public Future<?> start() {
        Router router = Router.router(vertx);
        if (!config.edge().origins().isEmpty()) {
            router.route().handler(cors(config.edge().origins()));
        }
        route(router);
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

    private void route(Router router) {
        Caller caller = venue.caller(task -> context.runOnContext(ignored -> task.run()));
        EngineDesk engine = new EngineDesk(caller, config.edge().maxCommandsPerAgent());
        Tokens tokens = new Tokens(vertx, tokenKey, venue.ids());
        sockets = new SocketDesk(context, venue, tokens, shared.socketConfig(), shared.quota());
        sockets.start();
        Identification identification = new Identification(venue.directory(), venue.ids(), tokens);
        Admission admission = config.edge().limits().equals(RateLimits.LOCAL)
                ? Admission.EVERYBODY
                : new RateGate(API, config.edge(), shared.rates(), identification, HttpLoop::nowNs);
        RouteTable routes =
                new RouteTable(router, new Exchange(admission, new Journeys(shared.meters().registry())),
                        config.maxBodyBytes());
        ReadBarrier barrier = new ReadBarrier(venue.follower(), config.historyTimeoutMs());

        OrderEndpoints orders = new OrderEndpoints(vertx, venue, identification, engine, barrier);
        PortfolioReader portfolios = new PortfolioReader(vertx, venue);
        AccountEndpoints accounts = new AccountEndpoints(venue, identification, portfolios);
        MarketEndpoints market = new MarketEndpoints(venue.market(), HttpLoop::nowNs);
        CandleEndpoints candles = new CandleEndpoints(vertx, venue, barrier);
        TickerEndpoints tickers = new TickerEndpoints(vertx, venue, barrier, HttpLoop::nowNs);
        IndicatorEndpoints indicators = new IndicatorEndpoints(vertx, venue, barrier, HttpLoop::nowNs);
        AgentEndpoints agents = new AgentEndpoints(venue, identification, engine);
        AgentLifeEndpoints lives = new AgentLifeEndpoints(venue, identification, engine);
        OverviewEndpoints overviews = new OverviewEndpoints(vertx, venue, identification, barrier, portfolios);
        SessionEndpoints sessions = new SessionEndpoints(vertx, venue, identification, engine, barrier);
        RiskEndpoints risks = new RiskEndpoints(venue, identification, engine);
        AnalyticsEndpoints analytics = new AnalyticsEndpoints(
                context, venue, identification, barrier, portfolios, shared.analyses(), shared.leaderboard(),
                HttpLoop::nowNs);
        SkillEndpoints skills = new SkillEndpoints(venue, identification, API);
        AuthEndpoints auth = new AuthEndpoints(context, venue, identification, engine, shared.secrets(), tokens);
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
                .get(API + "/market/prices", market::prices)
                .get(API + "/market/pairs", market::pairs)
                .get(API + "/market/ticker/:symbol", tickers::ticker)
                .get(API + "/market/tickers", tickers::tickers)
                .get(API + "/market/trades/:symbol", tickers::trades)
                .get(API + "/market/candles/:symbol", candles::candles)
                .get(API + "/market/orderbook/:symbol", market::orderBook)
                .get(API + "/market/indicators/available", indicators::available)
                .get(API + "/market/indicators/:symbol", indicators::indicators)
                .get(API + "/market/data-range", candles::dataRange)
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
                .get(API + "/analytics/performance", analytics::performance)
                .get(API + "/analytics/portfolio/history", analytics::worth)
                .get(API + "/analytics/leaderboard", analytics::leaderboard)
                .post(
                        API + "/metrics/deflated-sharpe",
                        DeflatedSharpeBody.MAX_BYTES,
                        new MetricEndpoints()::deflatedSharpe)
                .get("/metrics", new MeterEndpoints(vertx, shared.meters())::meters)
                .upgrade(WEB_SOCKET, request -> sockets.open(request, answer -> Exchange.write(request, answer)))
                .get("/health", request -> Future.succeededFuture(health.of(venue.health(), nowNs())))
                .close();
    }

    /** Every answer makes its client a witness: it carries the head of the chain at the time of the request. */
    private HttpServerRequest witnessed(HttpServerRequest request) {
        request.response().putHeader(CHAIN, venue.chainHead().text());
        return request;
    }

    /** For browsers: pages of these origins may send what our clients send, and see what they see. */
    private static CorsHandler cors(List<String> origins) {
        return CorsHandler.create()
                .addOrigins(origins)
                .allowCredentials(true)
                .allowedMethods(Set.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE))
                .allowedHeaders(Set.of(
                        "Authorization", "Content-Type", "Idempotency-Key", "X-API-Key", "X-Agent-Id", "X-Trace-Id"))
                .exposedHeaders(Set.of(
                        "Retry-After",
                        "X-RateLimit-Limit",
                        "X-RateLimit-Remaining",
                        "X-RateLimit-Reset",
                        CHAIN.toString()));
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
                .setMaxWebSocketFrameSize(shared.socketConfig().maxFrameBytes())
                .setMaxWebSocketMessageSize(shared.socketConfig().maxFrameBytes())
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false);
    }

    private void admit(HttpConnection connection) {
        connection.closeHandler(ignored -> shared.connections().decrementAndGet());
        if (shared.connections().incrementAndGet() > config.maxConnections()) {
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

    static long nowNs() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    private static String version() {
        String version = HttpLoop.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
