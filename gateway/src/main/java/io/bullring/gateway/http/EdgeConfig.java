package io.bullring.gateway.http;

import io.vertx.core.net.KeyCertOptions;
import java.util.List;

/**
 * What the venue asks of whoever comes from outside.
 *
 * @param limits requests a minute
 * @param origins pages of these origins may call from a browser, such as {@code https://example.org}; empty: none
 * @param behindProxy whether {@code X-Forwarded-For} is a proxy's word for who the client is, its first entry; the proxy must put it in the place of
 *     what the client sent. Otherwise it is the client's own
 * @param maxCommandsPerAgent commands of one agent that one event loop has in flight; more are refused
 * @param identityOrNull certificates and private key of the venue: everything is said over TLS; null: in clear
 */
public record EdgeConfig(
        RateLimits limits,
        List<String> origins,
        boolean behindProxy,
        int maxCommandsPerAgent,
        KeyCertOptions identityOrNull) {

    private static final int USUAL_COMMANDS = 1_024;

    public EdgeConfig {
        origins = List.copyOf(origins);
        if (maxCommandsPerAgent < 1 || origins.contains("*")) {
            throw new IllegalArgumentException(
                    "maxCommandsPerAgent " + maxCommandsPerAgent + ", origins " + origins + " (never *)");
        }
    }

    /** No limits, no origins, no proxy, no TLS; 1,024 commands in flight, a quarter of an event loop's. */
    public static EdgeConfig local() {
        return new EdgeConfig(RateLimits.LOCAL, List.of(), false, USUAL_COMMANDS, null);
    }

    /** The same with other limits. */
    public EdgeConfig with(RateLimits otherLimits) {
        return new EdgeConfig(otherLimits, origins, behindProxy, maxCommandsPerAgent, identityOrNull);
    }

    /** The same for pages of these origins. */
    public EdgeConfig withOrigins(List<String> otherOrigins) {
        return new EdgeConfig(limits, otherOrigins, behindProxy, maxCommandsPerAgent, identityOrNull);
    }

    /** The same behind a proxy, or not. */
    public EdgeConfig withProxy(boolean isThere) {
        return new EdgeConfig(limits, origins, isThere, maxCommandsPerAgent, identityOrNull);
    }

    /** The same over TLS. */
    public EdgeConfig withIdentity(KeyCertOptions identity) {
        return new EdgeConfig(limits, origins, behindProxy, maxCommandsPerAgent, identity);
    }

    boolean isSecure() {
        return identityOrNull != null;
    }

    /** {@code http}, or {@code https}. */
    public String scheme() {
        return isSecure() ? "https" : "http";
    }
}
