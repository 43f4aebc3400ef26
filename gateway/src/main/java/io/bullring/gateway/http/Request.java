package io.bullring.gateway.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.util.List;

/** What an endpoint sees of a request, the body included. */
final class Request {
    private static final String FORWARDED_FOR = "X-Forwarded-For";

    /** Any of them says that somebody passed the request on. */
    private static final List<String> PASSED_ON =
            List.of(FORWARDED_FOR, "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via");

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
                && PASSED_ON.stream().noneMatch(context.request().headers()::contains);
    }

    /**
     * The address of the client. Each proxy appends to X-Forwarded-For who spoke to it, so that of as many entries as there are proxies of
     * ours the first one counts; what stands before it is the client's own word. Without proxies, or where that is no address: who spoke
     * to us.
     *
     * @param proxyHops as in {@link EdgeConfig}
     */
    static InetAddress client(HttpServerRequest request, int proxyHops) {
        return client(request.remoteAddress().hostAddress(), request.headers().getAll(FORWARDED_FOR), proxyHops);
    }

    /**
     * The same.
     *
     * @param peer address of who spoke to us
     * @param forwarded each X-Forwarded-For
     */
    static InetAddress client(String peer, List<String> forwarded, int proxyHops) {
        if (proxyHops == 0) {
            return InetAddress.ofLiteral(peer);
        }
        String[] entries = String.join(",", forwarded).split(",", -1);
        try {
            return InetAddress.ofLiteral(entries[Math.max(0, entries.length - proxyHops)].strip());
        } catch (IllegalArgumentException e) {
            return InetAddress.ofLiteral(peer);
        }
    }

    byte[] body() {
        return body;
    }
}
