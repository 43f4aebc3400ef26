package io.bullring.gateway.http;

import io.bullring.gateway.http.RateCounts.Caller;
import io.bullring.gateway.http.RateCounts.Count;
import io.bullring.gateway.http.answer.ErrorCode;
import io.bullring.gateway.http.answer.Refusal;
import io.bullring.gateway.ws.RequestGate;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.util.HexFormat;

/**
 * Refuses what comes too often: fixed minutes, exactly as many requests as the limit of the tier, counted over all event loops. Whoever
 * is served is counted, by the credentials that the endpoint looks at; without them, where none are needed, an address counts, IPv6 ones
 * by their first 64 bits. A request that the endpoint will refuse for its credentials is not counted. Its tier is that of its route, however the client writes the path.
 * For one event loop.
 */
final class RateGate implements Admission, RequestGate {
    private static final int WINDOW_SECONDS = 60;
    private static final int IPV6_BYTES = 16;
    private static final int IPV6_NETWORK_BYTES = 8;

    private final String api;
    private final EdgeConfig config;
    private final RateCounts counts;
    private final Identification identification;

    /** @param api what the routes of all calls begin with; others are not limited */
    RateGate(String api, EdgeConfig config, RateCounts counts, Identification identification) {
        this.api = api;
        this.config = config;
        this.counts = counts;
        this.identification = identification;
    }

    @Override
    public Future<Refusal> refusalOrNull(RoutingContext context, Request request) {
        String path = context.currentRoute().getPath();
        if (!path.startsWith(api)) {
            return Future.succeededFuture();
        }
        Tier tier = Tier.of(path.substring(api.length()));
        int limit = tier.limit(config.limits());
        if (limit == 0) {
            return Future.succeededFuture();
        }
        Future<String> sender =
                tier.isByAddress()
                        ? Future.succeededFuture()
                        : identification.senderOrNull(request, tier.isByToken());
        return sender.map(who -> {
            String counted = who == null && tier.isPublic() ? address(context) : who;
            return counted == null
                    ? null
                    : count(new Caller(tier.counted(), counted, who != null), limit, context.response());
        });
    }

    /** What is asked for over a WebSocket counts among all requests for which there is no tier of their own. */
    @Override
    public Refusal refusalOrNull(String sender, HttpServerResponse responseOrNull) {
        int limit = Tier.GENERAL.limit(config.limits());
        return limit == 0 ? null : count(new Caller(Tier.GENERAL, sender, true), limit, responseOrNull);
    }

    private Refusal count(Caller caller, int limit, HttpServerResponse responseOrNull) {
        Count count = counts.count(caller);
        if (responseOrNull != null) {
            responseOrNull.putHeader("X-RateLimit-Limit", Integer.toString(limit))
                    .putHeader("X-RateLimit-Remaining", Integer.toString(Math.max(0, limit - count.requests())))
                    .putHeader("X-RateLimit-Reset", Long.toString(count.endSeconds()));
        }
        if (count.requests() <= limit) {
            return null;
        }
        return Refusal.of(ErrorCode.RATE_LIMIT_EXCEEDED, "Too many requests: at most " + limit + " a minute.")
                .with("limit", limit)
                .with("window_seconds", WINDOW_SECONDS)
                .with("retry_after_seconds", count.secondsLeft())
                .retryAfter(count.secondsLeft());
    }

    private String address(RoutingContext context) {
        return address(Request.client(context.request(), config.proxyHops()));
    }

    /** As what it is counted: whoever has one IPv6 address has the other ones of its network too. */
    static String address(InetAddress client) {
        byte[] bytes = client.getAddress();
        return bytes.length == IPV6_BYTES
                ? "network " + HexFormat.of().formatHex(bytes, 0, IPV6_NETWORK_BYTES)
                : "address " + client.getHostAddress();
    }
}
