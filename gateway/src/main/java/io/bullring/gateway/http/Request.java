package io.bullring.gateway.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;

/** What an endpoint sees of a request, the body included. */
final class Request {
    static final String FORWARDED_FOR = "X-Forwarded-For";

    private final RoutingContext context;
    private final byte[] body;

    Request(RoutingContext context, byte[] body) {
        this.context = context;
        this.body = body;
    }

    /** Without the white space around it; null when it is absent or empty. */
    String header(CharSequence name) {
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

    /** Whether it was sent from here, and nobody says that it was passed on. */
    boolean isFromThisMachine() {
        String address = context.request().remoteAddress().hostAddress();
        return InetAddress.ofLiteral(address).isLoopbackAddress()
                && header(FORWARDED_FOR) == null
                && header("Forwarded") == null;
    }

    byte[] body() {
        return body;
    }
}
