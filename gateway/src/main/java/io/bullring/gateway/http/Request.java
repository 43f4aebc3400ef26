package io.bullring.gateway.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;

/** What an endpoint sees of a request, the body included. */
final class Request {
    private final RoutingContext context;
    private final byte[] body;

    Request(RoutingContext context, byte[] body) {
        this.context = context;
        this.body = body;
    }

    /** Without the white space around it; null when it is absent or empty. */
    String header(String name) {
        String text = context.request().getHeader(name);
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** A part of the path, decoded. */
    String pathText(String name) {
        return context.pathParam(name);
    }

    MultiMap query() {
        return context.queryParams();
    }

    /** Scheme and address at which the client found us. */
    String origin() {
        HttpServerRequest request = context.request();
        HostAndPort named = request.authority();
        return request.scheme() + "://" + (named == null ? request.localAddress().toString() : named.toString());
    }

    byte[] body() {
        return body;
    }
}
