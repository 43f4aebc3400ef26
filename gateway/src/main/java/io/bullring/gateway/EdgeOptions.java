package io.bullring.gateway;

import io.bullring.gateway.http.EdgeConfig;
import io.bullring.gateway.http.HttpConfig;
import io.bullring.gateway.http.RateLimits;
import io.bullring.gateway.http.answer.PairFilters;
import io.bullring.gateway.ws.SocketConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where the venue serves, whom, and how often one may come. */
final class EdgeOptions extends OptionGroup {
    static final String TOKEN_HOURS_VARIABLE = "JWT_EXPIRY_HOURS";
    static final String ACCOUNT_KEYS_VARIABLE = "AGENT_MGMT_ALLOW_ACCOUNT_KEY";
    private static final int LAST_PORT = 0xFFFF;
    private static final SocketConfig SOCKETS = SocketConfig.defaults();

    /** How often one may come. */
    enum LimitsPreset {
        LOCAL,
        PUBLIC;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(names = "--port", paramLabel = "PORT", description = "Port to serve on, 0: any.")
    private int port = 8_000;

    @Option(names = "--bind", paramLabel = "ADDRESS", description = "Address to serve on.")
    private String bind = "127.0.0.1";

    @Option(names = "--insecure-bind", description = {
        "Serve beyond this machine although there is no TLS: keys and secrets can be read on the way."
    })
    private boolean insecureBind;

    @Option(names = "--tls-cert", paramLabel = "FILE", description = {
        "Serve https and wss with this certificate and those behind it, in PEM. Needs --tls-key."
    })
    private Path tlsCertificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = {
        "The certificate's private key: PKCS#8 in PEM, without a password, and not readable for everybody."
    })
    private Path tlsKey;

    @Option(names = "--limits", paramLabel = "PRESET", description = {
        "How often one may come: local (no limits on requests; 600,000 orders a minute of an agent) or public (the documented"
                + " ones). The orders a minute count when the venue is new."
    })
    private LimitsPreset limits = LimitsPreset.LOCAL;

    @Option(names = "--limit", paramLabel = "NAME=N", description = {
        "Another number of requests a minute than the preset's, 0: no limit; may be given again. NAME is orders, backtest, market_data,"
                + " training, general, login or registration."
    })
    private Map<String, Integer> ownLimits = new LinkedHashMap<>();

    @Option(names = "--cors", paramLabel = "ORIGIN", description = {
        "An origin whose pages may call from a browser, such as https://example.org; may be given again. None unless given."
    })
    private List<String> origins = List.of();

    @Option(names = "--behind-proxy", description = {
        "Take the last entry of X-Forwarded-For for the client, for limits and log: only behind a proxy of yours, which sets the header or"
                + " appends to it."
    })
    private boolean behindProxy;

    @Option(names = "--proxy-hops", paramLabel = "N", description = {
        "The same behind N proxies of yours, each of which appends an entry: the first of the last N entries is the client. --behind-proxy is"
                + " --proxy-hops 1; 0: none."
    })
    private int proxyHops;

    @Option(names = "--token-hours", paramLabel = "N", converter = Hours.class, defaultValue = "1", description = {
        "How long a token of an account holds, 1 to 168. Without the option, what the environment has as JWT_EXPIRY_HOURS, or 1."
    })
    private int tokenHours;

    @Option(names = "--account-keys", converter = YesOrNo.class, defaultValue = "false", fallbackValue = "true", description = {
        "Take an account's key where otherwise only a token does, to manage its agents; an agent's key never. Without the option, what the"
                + " environment has as AGENT_MGMT_ALLOW_ACCOUNT_KEY, true or false."
    })
    private boolean accountKeys;

    @Option(names = "--ws-connections", paramLabel = "N", description = {
        "WebSockets of one account at the same time, 1 to 10,000; one more is refused with 429."
    })
    private int socketConnections = SOCKETS.maxConnectionsPerAccount();

    @Option(names = "--ws-subscriptions", paramLabel = "N", description = {
        "Channels that one WebSocket may subscribe to, 1 to 1,000."
    })
    private int socketSubscriptions = SOCKETS.maxSubscriptions();

    @Option(names = "--ws-queue", paramLabel = "N", description = {
        "Messages that may wait for the reader of one WebSocket, 100 to 1,000,000, prices and portfolios apart, of which only the latest"
                + " wait; more end it with 1013."
    })
    private int socketQueue = SOCKETS.outboxMessages();

    /** Of {@code --token-hours}. */
    static final class Hours extends FromEnvironment {
        Hours() {
            super(TOKEN_HOURS_VARIABLE);
        }
    }

    /** Of {@code --account-keys}. */
    static final class YesOrNo implements ITypeConverter<Boolean> {
        @Override
        public Boolean convert(String text) {
            boolean isYes = "true".equalsIgnoreCase(text);
            if (!isYes && !"false".equalsIgnoreCase(text)) {
                throw new TypeConversionException(
                        "'" + text + "' is not a boolean; without the option it comes from " + ACCOUNT_KEYS_VARIABLE);
            }
            return isYes;
        }
    }

    @Override
    void check() {
        for (String origin : origins) {
            if (!EdgeConfig.isOrigin(origin)) {
                throw refusal(
                        "--cors " + origin + " is not an origin, such as https://example.org, and never all of them");
            }
        }
        rateLimits();
        requireIn("--port", port, 0, LAST_PORT);
        requireIn("--proxy-hops", proxyHops, 0, Integer.MAX_VALUE);
        requireIn("--token-hours, or JWT_EXPIRY_HOURS,", tokenHours, 1, EdgeConfig.MAX_TOKEN_HOURS);
        requireIn("--ws-connections", socketConnections, 1, SocketConfig.MOST_CONNECTIONS);
        requireIn("--ws-subscriptions", socketSubscriptions, 1, SocketConfig.MOST_SUBSCRIPTIONS);
        requireIn("--ws-queue", socketQueue, SocketConfig.FEWEST_MESSAGES, SocketConfig.MOST_MESSAGES);
        if ((tlsCertificate == null) != (tlsKey == null)) {
            throw refusal("--tls-cert and --tls-key come together or not at all");
        }
        if (!isLoopback() && tlsCertificate == null && !insecureBind) {
            throw refusal("--bind " + bind + " would send keys and secrets over the network in clear, there being no"
                    + " TLS. Name a certificate with --tls-cert and --tls-key, put a proxy with TLS before 127.0.0.1, or"
                    + " insist with --insecure-bind.");
        }
    }

    private boolean isLoopback() {
        if (bind.isBlank()) {
            throw refusal("--bind names no address");
        }
        try {
            return InetAddress.getByName(bind).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw refusal("--bind " + bind + " is not an address", e);
        }
    }

    /** Whether strangers may come. */
    boolean isPublic() {
        return limits == LimitsPreset.PUBLIC;
    }

    private RateLimits rateLimits() {
        RateLimits chosen = isPublic() ? RateLimits.PUBLIC : RateLimits.LOCAL;
        for (Map.Entry<String, Integer> limit : ownLimits.entrySet()) {
            try {
                chosen = chosen.with(limit.getKey(), limit.getValue());
            } catch (IllegalArgumentException e) {
                throw refusal("--limit " + limit.getKey() + "=" + limit.getValue() + ": " + e.getMessage(), e);
            }
        }
        return chosen;
    }

    /** Reads the certificates. */
    HttpConfig http(PairFilters filters) {
        EdgeConfig clear = EdgeConfig.local()
                .with(rateLimits())
                .with(filters)
                .withAccountKeys(accountKeys)
                .withOrigins(origins)
                .withProxyHops(Math.max(proxyHops, behindProxy ? 1 : 0))
                .withTokenHours(tokenHours);
        HttpConfig http = HttpConfig.defaults(bind, port);
        if (tlsCertificate == null) {
            return http.with(clear);
        }
        try {
            return http.with(clear.withIdentity(TlsFiles.read(tlsCertificate, tlsKey)));
        } catch (TlsFiles.Unfit e) {
            throw refusal(e.getMessage(), e);
        }
    }

    SocketConfig sockets() {
        return SOCKETS.withConnectionsPerAccount(socketConnections)
                .withSubscriptions(socketSubscriptions)
                .withRoom(socketQueue, SOCKETS.handoverPushes());
    }
}
