package io.bullring.gateway.http;

import java.util.List;

/**
 * What the venue asks of whoever comes from outside.
 *
 * @param limits requests a minute
 * @param origins pages of these origins may call from a browser, such as {@code https://example.org}; empty: none
 * @param behindProxy whether {@code X-Forwarded-For} is a proxy's word for who the client is, its first entry; the proxy must put it in the place of
 *     what the client sent. Otherwise it is the client's own
 * @param maxCommandsPerAgent commands of one agent that one event loop has in flight; more are refused
 */
public record EdgeConfig(RateLimits limits, List<String> origins, boolean behindProxy, int maxCommandsPerAgent) {
    private static final int USUAL_COMMANDS = 1_024;

    public EdgeConfig {
        origins = List.copyOf(origins);
        if (maxCommandsPerAgent < 1 || origins.contains("*")) {
            throw new IllegalArgumentException(
                    "maxCommandsPerAgent " + maxCommandsPerAgent + ", origins " + origins + " (never *)");
        }
    }

    /** No limits, no origins, no proxy; 1,024 commands in flight, a quarter of an event loop's. */
    public static EdgeConfig local() {
        return new EdgeConfig(RateLimits.LOCAL, List.of(), false, USUAL_COMMANDS);
    }

    /** The same with other limits. */
    public EdgeConfig with(RateLimits otherLimits) {
        return new EdgeConfig(otherLimits, origins, behindProxy, maxCommandsPerAgent);
    }

    /** The same for pages of these origins. */
    public EdgeConfig withOrigins(List<String> otherOrigins) {
        return new EdgeConfig(limits, otherOrigins, behindProxy, maxCommandsPerAgent);
    }

    /** The same behind a proxy, or not. */
    public EdgeConfig withProxy(boolean isThere) {
        return new EdgeConfig(limits, origins, isThere, maxCommandsPerAgent);
    }
}
