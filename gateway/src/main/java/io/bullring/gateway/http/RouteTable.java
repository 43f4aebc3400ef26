package io.bullring.gateway.http;

import io.bullring.gateway.http.answer.ErrorCode;
import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.Refusal;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Which endpoint is at which path, and what is said where there is none: 404 for a path that nobody knows, 405 with the
 * methods that a path does know. A slash at the end makes no difference. Built once; for one event loop.
 */
final class RouteTable {
    private static final String ALLOW = "Allow";

    private final Router router;
    private final Exchange exchange;
    private final int maxBodyBytes;
    private final Map<String, StringJoiner> methodsByPath = new LinkedHashMap<>();

    RouteTable(Router router, Exchange exchange, int maxBodyBytes) {
        this.router = router;
        this.exchange = exchange;
        this.maxBodyBytes = maxBodyBytes;
    }

    /** HEAD is answered as well: as GET, without the body. */
    RouteTable get(String path, Endpoint endpoint) {
        remember(HttpMethod.GET, path);
        remember(HttpMethod.HEAD, path);
        router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(withoutBody(endpoint));
        return this;
    }

    RouteTable delete(String path, Endpoint endpoint) {
        remember(HttpMethod.DELETE, path);
        router.route(HttpMethod.DELETE, path).handler(withoutBody(endpoint));
        return this;
    }

    RouteTable post(String path, Endpoint endpoint) {
        return withBody(HttpMethod.POST, path, maxBodyBytes, endpoint);
    }

    /** With another bound on the body than everywhere else. */
    RouteTable post(String path, int mostBytes, Endpoint endpoint) {
        return withBody(HttpMethod.POST, path, mostBytes, endpoint);
    }

    RouteTable put(String path, Endpoint endpoint) {
        return withBody(HttpMethod.PUT, path, maxBodyBytes, endpoint);
    }

    RouteTable patch(String path, Endpoint endpoint) {
        return withBody(HttpMethod.PATCH, path, maxBodyBytes, endpoint);
    }

    /** A path on which a request becomes something else than a request. */
    RouteTable upgrade(String path, Handler<RoutingContext> upgrade) {
        remember(HttpMethod.GET, path);
        router.route(HttpMethod.GET, path).handler(upgrade);
        return this;
    }

    /** What is said where there is no endpoint, and where the router fails; after this no endpoint is added. */
    void close() {
        methodsByPath.forEach((path, methods) -> router.route(path).handler(context -> {
            context.response().putHeader(ALLOW, methods.toString());
            refuse(context, ErrorCode.METHOD_NOT_ALLOWED, "The path knows " + methods + " only.");
        }));
        Handler<RoutingContext> nothing =
                context -> refuse(context, ErrorCode.NOT_FOUND, "There is nothing at this path.");
        router.route().handler(nothing);
        router.errorHandler(ErrorCode.NOT_FOUND.status(), nothing); // of a path that does not begin with a slash
        router.errorHandler(ErrorCode.INTERNAL_ERROR.status(), exchange::failed);
        router.errorHandler(
                ErrorCode.BAD_REQUEST.status(),
                context -> refuse(context, ErrorCode.BAD_REQUEST, "The request cannot be read."));
    }

    private Handler<RoutingContext> withoutBody(Endpoint endpoint) {
        return context -> exchange.serve(context, endpoint, new byte[0]);
    }

    private RouteTable withBody(HttpMethod method, String path, int mostBytes, Endpoint endpoint) {
        remember(method, path);
        router.route(method, path)
                .handler(context -> BoundedBody.take(
                        context.request(),
                        mostBytes,
                        body -> exchange.serve(context, endpoint, body),
                        () -> refuse(context, ErrorCode.PAYLOAD_TOO_LARGE,
                                "The body has more than " + mostBytes + " bytes.")));
        return this;
    }

    private void remember(HttpMethod method, String path) {
        methodsByPath.computeIfAbsent(path, ignored -> new StringJoiner(", ")).add(method.name());
    }

    private void refuse(RoutingContext context, ErrorCode code, String message) {
        exchange.write(context.request(), HttpAnswer.of(Refusal.byHttp(code, message)));
    }
}
