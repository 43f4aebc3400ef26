package io.bullring.gateway.http;

import io.bullring.gateway.http.answer.ErrorCode;
import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.Refusal;
import io.bullring.gateway.http.credential.Tokens;
import io.bullring.gateway.http.credential.VenueKeys;
import io.bullring.gateway.reply.Caller;
import io.bullring.gateway.venue.Venue;
import io.bullring.gateway.ws.SocketDesk;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.core.net.impl.VertxConnection;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import io.vertx.ext.web.impl.Origin;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One event loop that serves: its own way to the engine, its own buffers and decoders, the shared port. Everything it
 * makes is used on its loop only.
 */
final class HttpLoop extends VerticleBase {
    /** The address of a connection that has none any more. */
    private static final String GONE = "";

    private static final CharSequence CHAIN = HttpHeaders.createOptimized("x-bullring-chain");
    private static final CharSequence TRANSPORT = HttpHeaders.createOptimized("strict-transport-security");
    private static final CharSequence TLS_FOR_A_YEAR = HttpHeaders.createOptimized("max-age=31536000");
    private static final Set<String> TLS_VERSIONS = Set.of("TLSv1.3", "TLSv1.2");
    private static final int SHUTDOWN_SECONDS = 2;
    private static final int HANDSHAKE_SECONDS = 5;

    private final SharedParts shared;
    private final HttpConfig config;
    private final Venue venue;
    private final int port;
    private final VenueKeys keys;
    private final Guests guests;
    private final RequestIds requestIds = new RequestIds();
    private HttpServer server;
    private Exchange exchange;
    private SocketDesk sockets;

    /**
     * @param port to listen on; loops with the same negative one share a free one
     * @param guests routes that are not the venue's
     */
    HttpLoop(SharedParts shared, int port, VenueKeys keys, Guests guests) {
        this.shared = shared;
        this.config = shared.config();
        this.venue = shared.venue();
        this.port = port;
        this.keys = keys;
        this.guests = guests;
    }

    @Override
    public Future<?> start() {
        Router router = Router.router(vertx);
        if (!config.edge().origins().isEmpty()) {
            router.route().handler(sharing(config.edge().origins()));
        }
        guests.bare().accept(router);
        route(router);
        HttpServerOptions options = serverOptions();
        server = vertx.createHttpServer(options)
                .requestHandler(request -> serve(router, request))
                .invalidRequestHandler(request -> refuseMalformed(witnessed(request)))
                .connectionHandler(connection -> admit(connection, options));
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
        int tokenSeconds = (int) TimeUnit.HOURS.toSeconds(config.edge().tokenHours());
        Tokens tokens = new Tokens(vertx, keys.tokenKey(), venue.ids(), tokenSeconds);
        ApiRoutes routes = new ApiRoutes(shared, caller, tokens, keys.operator(), context);
        exchange = routes.exchange();
        sockets = new SocketDesk(
                context, venue, tokens, shared.socketConfig(), shared.quota(), shared.counts(), routes.requestGate());
        sockets.start();
        routes.route(router, sockets, guests);
    }

    private void serve(Router router, HttpServerRequest request) {
        boolean hasBody = BoundedBody.isAnnounced(request);
        if (hasBody) {
            request.exceptionHandler(failure -> refuseBroken(request, failure));
        }
        router.handle(witnessed(request));
        if (hasBody) {
            context.runOnContext(ignored -> awaitBody(request));
        }
    }

    /** Most bodies have come with their headers; for the others there is a timer. */
    private void awaitBody(HttpServerRequest request) {
        if (!request.isEnded()) {
            long timer = vertx.setTimer(config.bodyTimeoutMs(), ignored -> giveUp(request));
            request.end().onComplete(ignored -> vertx.cancelTimer(timer));
        }
    }

    /**
     * A body that is none, such as a chunk without a length. Vert.x closes the connection as soon as this returns, so the answer has to be
     * on its way by then. When it is the client that has gone there is nobody to tell.
     */
    private void refuseBroken(HttpServerRequest request, Throwable failure) {
        boolean isGone = failure instanceof IOException || failure instanceof VertxException;
        if (!isGone && !request.response().ended()) {
            exchange.write(request, HttpAnswer.of(Refusal.byHttp(ErrorCode.BAD_REQUEST, "The body cannot be read.")));
            ((VertxConnection) request.connection()).flush();
        }
    }

    /** Whoever feeds a body slowly holds a connection that others want. */
    private void giveUp(HttpServerRequest request) {
        if (!request.response().ended()) {
            exchange.write(request, HttpAnswer.of(Refusal.byHttp(
                    ErrorCode.REQUEST_TIMEOUT, "The body took longer than " + config.bodyTimeoutMs() + " ms.")));
        }
        request.connection().close();
    }

    /**
     * What every answer carries: the request's id, and the head of the chain at the time of the request, which makes its client a
     * witness. Over TLS, it keeps the client there.
     */
    private HttpServerRequest witnessed(HttpServerRequest request) {
        request.response()
                .putHeader(RequestIds.HEADER, requestIds.idOf(request))
                .putHeader(CHAIN, venue.chainHead().text());
        if (config.edge().isSecure()) {
            request.response().putHeader(TRANSPORT, TLS_FOR_A_YEAR);
        }
        return request;
    }

    /**
     * Browsers let a page read our answers if they name its origin. Whoever sends another origin is served without: the venue's own pages,
     * programs, and pages of others, which get nowhere, for what they would need is in headers or in the query, never in a cookie.
     */
    private static Handler<RoutingContext> sharing(List<String> origins) {
        CorsHandler cors = cors(origins);
        List<Origin> named = origins.stream().map(Origin::parse).toList();
        return context -> {
            context.response().putHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
            String origin = context.request().getHeader(HttpHeaders.ORIGIN);
            if (origin == null || named.stream().noneMatch(one -> one.sameOrigin(origin))) {
                context.next();
            } else {
                cors.handle(context);
            }
        };
    }

    /** Pages of these origins may send what our clients send, and see what they see. */
    private static CorsHandler cors(List<String> origins) {
        return CorsHandler.create()
                .addOrigins(origins)
                .allowCredentials(true)
                .allowedMethods(
                        Set.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE))
                .allowedHeaders(Set.of(
                        "Authorization", "Content-Type", "Idempotency-Key", "X-API-Key", "X-Agent-Id",
                        RequestIds.HEADER.toString(), RequestIds.TRACE.toString()))
                .exposedHeaders(Set.of(
                        "Retry-After",
                        "X-RateLimit-Limit",
                        "X-RateLimit-Remaining",
                        "X-RateLimit-Reset",
                        HttpAnswer.REPLAYED,
                        RequestIds.HEADER.toString(),
                        CHAIN.toString()));
    }

    private HttpServerOptions serverOptions() {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(config.host())
                .setPort(port)
                .setMaxInitialLineLength(config.maxUriBytes())
                .setMaxHeaderSize(config.maxHeaderBytes())
                .setIdleTimeout(config.idleTimeoutSeconds())
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setHttp2ClearTextEnabled(false)
                .setMaxWebSocketFrameSize(shared.socketConfig().maxFrameBytes())
                .setMaxWebSocketMessageSize(shared.socketConfig().maxFrameBytes())
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false);
        if (config.edge().isSecure()) {
            options.setSsl(true)
                    .setKeyCertOptions(config.edge().identityOrNull().keys())
                    .setSslEngineOptions(new BoundedTlsOptions(shared.handshakes()))
                    .setEnabledSecureTransportProtocols(TLS_VERSIONS)
                    .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
                    .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
                    .setUseAlpn(false);
        }
        return options;
    }

    /**
     * Over TLS a connection is counted here once its handshake is done; until then it is among the {@link ConnectionQuota handshakes}. Its end
     * is asked of Netty, for of one that has become a WebSocket Vert.x tells it no more here.
     */
    private void admit(HttpConnection connection, HttpServerOptions options) {
        RequestDecoder.install(connection, options);
        shared.unread().watch(connection);
        Channel channel = ((ConnectionBase) connection).channel();
        String address = channel.remoteAddress() instanceof InetSocketAddress peer
                ? RateGate.address(peer.getAddress())
                : GONE;
        if (!shared.addresses().enter(address)) {
            shared.connections().turnAway();
            connection.close();
        } else if (shared.connections().enter()) {
            channel.closeFuture().addListener(closed -> {
                shared.connections().leave();
                shared.addresses().leave(address);
            });
        } else {
            shared.addresses().leave(address);
            connection.close();
        }
    }

    /** What cannot be parsed as HTTP, or is beyond the bounds; the connection is of no use afterwards. */
    private void refuseMalformed(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        Refusal refusal = switch (cause) {
            case TooLongHttpLineException line ->
                Refusal.byHttp(ErrorCode.URI_TOO_LONG, "The first line is too long.");
            case TooLongHttpHeaderException header ->
                Refusal.byHttp(ErrorCode.HEADERS_TOO_LARGE, "The headers are too large.");
            case RequestDecoder.SaidTwice said -> Refusal.byHttp(ErrorCode.BAD_REQUEST, said.getMessage());
            case null, default -> Refusal.byHttp(ErrorCode.BAD_REQUEST, "The request cannot be read.");
        };
        exchange.write(request, HttpAnswer.of(refusal));
        request.connection().close();
    }
}
