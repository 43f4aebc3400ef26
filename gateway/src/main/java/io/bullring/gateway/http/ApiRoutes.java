package io.bullring.gateway.http;

import io.bullring.gateway.history.ReadBarrier;
import io.bullring.gateway.http.answer.HealthRenderer;
import io.bullring.gateway.http.credential.OperatorToken;
import io.bullring.gateway.http.credential.Tokens;
import io.bullring.gateway.http.request.DeflatedSharpeBody;
import io.bullring.gateway.reply.Caller;
import io.bullring.gateway.venue.Venue;
import io.bullring.gateway.venue.WallClock;
import io.bullring.gateway.ws.RequestGate;
import io.bullring.gateway.ws.SocketDesk;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * All that can be asked of the venue, each path with the endpoint that answers it. Paths are looked at in this order, so the
 * busiest come first. Makes the endpoints of one event loop.
 */
final class ApiRoutes {
    private static final String API = "/api/v1";
    private static final String OPERATOR = "/operator/v1";
    private static final String WEB_SOCKET = "/ws/v1";

    private final SharedParts shared;
    private final Context context;
    private final Vertx vertx;
    private final Venue venue;
    private final Tokens tokens;
    private final OperatorToken operator;
    private final RateGate rateGate;
    private final Exchange exchange;
    private final EngineDesk engine;
    private final Identification identification;
    private final ReadBarrier barrier;
    private final PortfolioReader portfolios;
    private final PatientReader reader;
    private final Journeys journeys;

    /**
     * @param caller the loop's own way to the engine
     * @param context the loop
     */
    ApiRoutes(SharedParts shared, Caller caller, Tokens tokens, OperatorToken operator, Context context) {
        this.shared = shared;
        this.context = context;
        this.vertx = context.owner();
        this.venue = shared.venue();
        this.tokens = tokens;
        this.operator = operator;
        engine = new EngineDesk(
                caller,
                shared.config().edge().maxCommandsPerAgent(),
                task -> context.runOnContext(ignored -> task.run()),
                venue.stages());
        identification = new Identification(
                venue.directory(),
                venue.ids(),
                tokens,
                shared.config().edge().accountKeys());
        barrier = new ReadBarrier(venue.follower(), shared.config().historyTimeoutMs());
        portfolios = new PortfolioReader(vertx, venue);
        reader = new PatientReader(
                shared.analyses(), context, venue.history().maxScannedRows());
        rateGate = rateGateOrNull();
        journeys = new Journeys(shared.meters().registry());
        exchange = new Exchange(
                rateGate == null ? Admission.EVERYBODY : rateGate,
                journeys,
                shared.log(),
                shared.unread());
    }

    void route(Router router, SocketDesk sockets, Guests guests) {
        RouteTable routes = new RouteTable(router, exchange, shared.config().maxBodyBytes());
        guests.constants().forEach((path, answer) -> routes.post(path, ignored -> Future.succeededFuture(answer)));
        routeTrading(routes);
        routeMarket(routes);
        routeAccounts(routes);
        routeAgents(routes);
        routeAnalytics(routes);
        routeOperator(routes);
        routeDocuments(routes);
        HealthRenderer health = new HealthRenderer(venue.market(), venue.name(), version());
        routes.get("/metrics", new MeterEndpoints(vertx, shared.meters())::meters)
                .upgrade(WEB_SOCKET, context -> open(sockets, context))
                .get("/health", request -> Future.succeededFuture(health.of(venue.health(), venue.nowNs())))
                .close();
    }

    /** Answers what has no endpoint. */
    Exchange exchange() {
        return exchange;
    }

    /** Counts what is asked for over WebSockets. */
    RequestGate requestGate() {
        return rateGate == null ? RequestGate.OPEN : rateGate;
    }

    private void open(SocketDesk sockets, RoutingContext context) {
        HttpServerRequest request = context.request();
        sockets.open(request, context.queryParams(), answer -> exchange.write(request, answer));
    }

    private RateGate rateGateOrNull() {
        EdgeConfig edge = shared.config().edge();
        return edge.limits().equals(RateLimits.LOCAL)
                ? null
                : new RateGate(API, edge, shared.rates(), identification);
    }

    private void routeTrading(RouteTable routes) {
        OrderEndpoints orders = new OrderEndpoints(
                vertx, venue, identification, engine, barrier, reader, journeys, shared.config().edge().filters());
        OrderListEndpoints lists = new OrderListEndpoints(vertx, venue, identification, barrier, reader);
        routes.post(API + "/trade/order", orders::place)
                .get(API + "/trade/orders", lists::orders)
                .get(API + "/trade/orders/open", lists::openOrders)
                .delete(API + "/trade/orders/open", orders::cancelAll)
                .get(API + "/trade/order/:order_id", orders::order)
                .patch(API + "/trade/order/:order_id", orders::modify)
                .delete(API + "/trade/order/:order_id", orders::cancel)
                .get(API + "/trade/history", lists::fills);
    }

    private void routeMarket(RouteTable routes) {
        MarketEndpoints market = new MarketEndpoints(vertx, venue.market(), barrier, venue::nowNs);
        CandleEndpoints candles = new CandleEndpoints(vertx, venue, barrier, WallClock::nowNs);
        TickerEndpoints tickers = new TickerEndpoints(vertx, venue, barrier);
        IndicatorEndpoints indicators = new IndicatorEndpoints(vertx, venue, barrier);
        routes.get(API + "/market/price/:symbol", market::price)
                .get(API + "/market/prices", market::prices)
                .get(API + "/market/pairs", market::pairs)
                .get(API + "/market/ticker/:symbol", tickers::ticker)
                .get(API + "/market/tickers", tickers::tickers)
                .get(API + "/market/trades/:symbol", tickers::trades)
                .get(API + "/market/candles/:symbol", candles::candles)
                .get(API + "/market/orderbook/:symbol", market::orderBook)
                .get(API + "/market/indicators/available", indicators::available)
                .get(API + "/market/indicators/:symbol", indicators::indicators)
                .get(API + "/market/data-range", candles::dataRange);
    }

    private void routeAccounts(RouteTable routes) {
        AccountEndpoints accounts = new AccountEndpoints(venue, identification, portfolios);
        SessionEndpoints sessions = new SessionEndpoints(vertx, venue, identification, engine, barrier, reader);
        RiskEndpoints risks = new RiskEndpoints(venue, identification, engine);
        AuthEndpoints auth = new AuthEndpoints(context, venue, identification, engine, shared.secrets(), tokens);
        routes.get(API + "/account/balance", accounts::balance)
                .get(API + "/account/positions", accounts::positions)
                .get(API + "/account/portfolio", accounts::portfolio)
                .get(API + "/account/pnl", sessions::pnl)
                .get(API + "/account/info", sessions::info)
                .post(API + "/account/reset", sessions::reset)
                .put(API + "/account/risk-profile", risks::changeOwn)
                .post(API + "/auth/register", auth::register)
                .post(API + "/auth/login", auth::login);
    }

    private void routeAgents(RouteTable routes) {
        AgentEndpoints agents = new AgentEndpoints(venue, identification, engine, reader);
        AgentLifeEndpoints lives = new AgentLifeEndpoints(venue, identification, engine);
        OverviewEndpoints overviews = new OverviewEndpoints(
                vertx, venue, identification, barrier, portfolios, reader);
        RiskEndpoints risks = new RiskEndpoints(venue, identification, engine);
        SkillEndpoints skills = new SkillEndpoints(
                vertx, venue, identification, barrier, portfolios, shared.config().edge(),
                shared.socketConfig(), API, WEB_SOCKET);
        routes.post(API + "/agents", agents::create)
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
                .post(API + "/agents/:agent_id/regenerate-key", lives::regenerateKey);
    }

    private void routeAnalytics(RouteTable routes) {
        AnalyticsEndpoints analytics = new AnalyticsEndpoints(
                context, venue, identification, barrier, portfolios, reader, shared.leaderboard());
        routes.get(API + "/analytics/performance", analytics::performance)
                .get(API + "/analytics/portfolio/history", analytics::worth)
                .get(API + "/analytics/leaderboard", analytics::leaderboard)
                .post(
                        API + "/metrics/deflated-sharpe",
                        DeflatedSharpeBody.MAX_BYTES,
                        new MetricEndpoints()::deflatedSharpe);
    }

    private void routeOperator(RouteTable routes) {
        OperatorGate gate = new OperatorGate(operator);
        OperatorEndpoints calls = new OperatorEndpoints(venue, gate, engine);
        OperatorMarketEndpoints marketCalls = new OperatorMarketEndpoints(venue, gate, engine);
        routes.put(OPERATOR + "/kill-switch", calls::switchVenue)
                .put(OPERATOR + "/accounts/:account_id/kill-switch", calls::switchAccount)
                .put(OPERATOR + "/accounts/:account_id/status", calls::changeStatus)
                .put(OPERATOR + "/agents/:agent_id/kill-switch", calls::switchAgent)
                .post(OPERATOR + "/agents/:agent_id/grants", calls::grant)
                .get(OPERATOR + "/agents/:agent_id/fees", calls::fees)
                .put(OPERATOR + "/agents/:agent_id/fees", calls::changeFees)
                .get(OPERATOR + "/instruments", marketCalls::instruments)
                .put(OPERATOR + "/instruments/:symbol/status", marketCalls::changeStatus)
                .get(OPERATOR + "/fees", marketCalls::fees)
                .put(OPERATOR + "/fees", marketCalls::changeFees);
    }

    private void routeDocuments(RouteTable routes) {
        DocumentEndpoints documents = new DocumentEndpoints(vertx);
        routes.get("/openapi.json", documents::document)
                .get("/docs", documents::page)
                .get("/docs/:file", documents::part);
    }

    private static String version() {
        String version = ApiRoutes.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
