package io.bullring.gateway.http;

import io.bullring.gateway.http.answer.ErrorCode;
import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.Refusal;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Consumer;

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

    RouteTable get(String path, Endpoint endpoint) {
        return withoutBody(HttpMethod.GET, path, endpoint);
    }

    RouteTable delete(String path, Endpoint endpoint) {
        return withoutBody(HttpMethod.DELETE, path, endpoint);
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
    RouteTable upgrade(String path, Consumer<HttpServerRequest> upgrade) {
        remember(HttpMethod.GET, path);
        router.route(HttpMethod.GET, path).handler(context -> upgrade.accept(context.request()));
        return this;
    }

    /** What is said where there is no endpoint; after this no endpoint is added. */
    void close() {
        methodsByPath.forEach((path, methods) -> router.route(path).handler(context -> {
            context.response().putHeader(ALLOW, methods.toString());
            refuse(context, ErrorCode.METHOD_NOT_ALLOWED, "The path knows " + methods + " only.");
        }));
        router.route().handler(context -> refuse(context, ErrorCode.NOT_FOUND, "There is nothing at this path."));
        router.errorHandler(
                ErrorCode.PERMISSION_DENIED.status(),
                context -> refuse(context, ErrorCode.PERMISSION_DENIED, "Pages of this origin may not call."));
        router.errorHandler(
                ErrorCode.BAD_REQUEST.status(),
                context -> refuse(context, ErrorCode.BAD_REQUEST, "The request cannot be read."));
    }

    private RouteTable withoutBody(HttpMethod method, String path, Endpoint endpoint) {
        remember(method, path);
        router.route(method, path).handler(context -> exchange.serve(context, endpoint, new byte[0]));
        return this;
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

    private static void refuse(RoutingContext context, ErrorCode code, String message) {
        HttpServerRequest request = context.request();
        Exchange.write(request, HttpAnswer.of(Refusal.byHttp(code, message)));
    }
}
