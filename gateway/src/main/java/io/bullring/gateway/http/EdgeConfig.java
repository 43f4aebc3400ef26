package io.bullring.gateway.http;

import io.bullring.gateway.http.answer.PairFilters;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/**
 * What the venue asks of whoever comes from outside.
 *
 * @param limits requests a minute
 * @param origins pages of these origins may call from a browser, such as {@code https://example.org}; empty: none
 * @param proxyHops proxies of ours that a request passes, each of which appends to {@code X-Forwarded-For}; 0: that header is the client's own word
 * @param maxCommandsPerAgent commands of one agent that one event loop has in flight; more are refused
 * @param tokenHours how long a token of an account holds, 1 to 168
 * @param accountKeys whether an account's key will do where otherwise only a token does; an agent's never
 * @param filters what a pair states and the engine does not ask
 * @param identityOrNull certificates and private key of the venue: everything is said over TLS; null: in clear
 */
public record EdgeConfig(
        RateLimits limits,
        List<String> origins,
        int proxyHops,
        int maxCommandsPerAgent,
        int tokenHours,
        boolean accountKeys,
        PairFilters filters,
        TlsIdentity identityOrNull) {

    /** The longest that a token may hold: a week. */
    public static final int MAX_TOKEN_HOURS = 168;

    private static final int LAST_PORT = 0xFFFF;
    private static final int USUAL_COMMANDS = 1_024;

    public EdgeConfig {
        origins = List.copyOf(origins);
        if (maxCommandsPerAgent < 1 || proxyHops < 0 || !origins.stream().allMatch(EdgeConfig::isOrigin)) {
            throw new IllegalArgumentException("maxCommandsPerAgent " + maxCommandsPerAgent + ", proxyHops " + proxyHops
                    + ", origins " + origins);
        }
        if (tokenHours < 1 || tokenHours > MAX_TOKEN_HOURS) {
            throw new IllegalArgumentException("tokenHours " + tokenHours);
        }
    }

    /** Whether a browser could name it as the origin of a page: scheme, host in small letters and, unless it is the usual one, port. */
    public static boolean isOrigin(String text) {
        try {
            URI uri = new URI(text);
            boolean isWeb = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            boolean isWhole = isWeb && uri.getHost() != null && uri.getPort() <= LAST_PORT;
            return isWhole
                    && text.equals(uri.getScheme() + "://" + uri.getHost().toLowerCase(Locale.ROOT) + portText(uri));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String portText(URI uri) {
        int usual = "https".equals(uri.getScheme()) ? 443 : 80;
        return uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort();
    }

    /** No limits, no origins, no proxy, no TLS; 1,024 commands in flight, a quarter of an event loop's; tokens of an hour, and no key in their place; no filters. */
    public static EdgeConfig local() {
        return new EdgeConfig(RateLimits.LOCAL, List.of(), 0, USUAL_COMMANDS, 1, false, PairFilters.NONE, null);
    }

    /** The same with other limits. */
    public EdgeConfig with(RateLimits otherLimits) {
        return new EdgeConfig(otherLimits, origins, proxyHops, maxCommandsPerAgent, tokenHours, accountKeys, filters,
                identityOrNull);
    }

    /** The same for pages of these origins. */
    public EdgeConfig withOrigins(List<String> otherOrigins) {
        return new EdgeConfig(limits, otherOrigins, proxyHops, maxCommandsPerAgent, tokenHours, accountKeys, filters,
                identityOrNull);
    }

    /** The same behind so many proxies. */
    public EdgeConfig withProxyHops(int hops) {
        return new EdgeConfig(limits, origins, hops, maxCommandsPerAgent, tokenHours, accountKeys, filters,
                identityOrNull);
    }

    /** The same with tokens that hold for so many hours. */
    public EdgeConfig withTokenHours(int hours) {
        return new EdgeConfig(limits, origins, proxyHops, maxCommandsPerAgent, hours, accountKeys, filters,
                identityOrNull);
    }

    /** The same with or without keys of accounts in the place of their tokens. */
    public EdgeConfig withAccountKeys(boolean areTaken) {
        return new EdgeConfig(
                limits, origins, proxyHops, maxCommandsPerAgent, tokenHours, areTaken, filters, identityOrNull);
    }

    /** The same with other filters. */
    public EdgeConfig with(PairFilters otherFilters) {
        return new EdgeConfig(
                limits, origins, proxyHops, maxCommandsPerAgent, tokenHours, accountKeys, otherFilters, identityOrNull);
    }

    /** The same over TLS. */
    public EdgeConfig withIdentity(TlsIdentity identity) {
        return new EdgeConfig(limits, origins, proxyHops, maxCommandsPerAgent, tokenHours, accountKeys, filters,
                identity);
    }

    boolean isSecure() {
        return identityOrNull != null;
    }

    /** {@code http}, or {@code https}. */
    public String scheme() {
        return isSecure() ? "https" : "http";
    }
}
