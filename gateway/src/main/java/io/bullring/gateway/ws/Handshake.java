package io.bullring.gateway.ws;

import io.bullring.gateway.directory.Account;
import io.bullring.gateway.directory.AccountDirectory;
import io.bullring.gateway.directory.Agent;
import io.bullring.gateway.directory.KeyDigest;
import io.bullring.gateway.http.answer.ErrorCode;
import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.Refusal;
import io.bullring.gateway.http.credential.Tokens;
import io.bullring.gateway.http.request.IdText;
import io.bullring.gateway.http.request.QueryText;
import io.bullring.gateway.http.request.Violation.Place;
import io.bullring.gateway.http.request.Violations;
import io.bullring.gateway.id.PublicIds;
import io.bullring.gateway.id.PublicIds.Kind;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Who asks for a connection.
 *
 * <pre>
 *   api_key or X-API-Key of an agent ────────────────────────────► that agent
 *   api_key or X-API-Key of an account ──┐
 *   token ───────────────────────────────┴─► agent_id, if given ─► that agent, when it is the account's, and active
 *                                                └──► otherwise ─► every agent of the account
 * </pre>
 *
 * Whoever is refused is refused before the upgrade, by 403: clients take that for final and do not come back. For one
 * event loop.
 */
final class Handshake {
    private static final String KEY_HEADER = "X-API-Key";
    private static final String KEY = "api_key";
    private static final String TOKEN = "token";
    private static final String AGENT_ID = "agent_id";
    private static final int FORBIDDEN = 403;
    private static final int UPGRADE_REQUIRED = 426;
    private static final CharSequence WEB_SOCKET = "websocket";
    private static final CharSequence VERSION_HEADER = HttpHeaders.createOptimized("sec-websocket-version");
    private static final CharSequence NONCE_HEADER = HttpHeaders.createOptimized("sec-websocket-key");
    private static final String VERSION = "13";
    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9+/]{22}==");
    private static final String NO_BODY = "0";

    private final AccountDirectory directory;
    private final PublicIds ids;
    private final Tokens tokens;

    Handshake(AccountDirectory directory, PublicIds ids, Tokens tokens) {
        this.directory = directory;
        this.ids = ids;
        this.tokens = tokens;
    }

    /** What the request may hear, null: nothing, as where it says two things of who asks. */
    Future<Entitlement> entitlementOrNull(MultiMap query, MultiMap headers) {
        Violations violations = new Violations();
        QueryText parameters = new QueryText(query, violations);
        String agentId = parameters.text(AGENT_ID);
        String inQuery = parameters.text(KEY);
        String token = parameters.text(TOKEN);
        if (!violations.isEmpty()) {
            return Future.succeededFuture();
        }
        String key = inQuery == null ? text(headers.get(KEY_HEADER)) : inQuery;
        if (key != null) {
            return Future.succeededFuture(holding(ofKey(KeyDigest.ofKey(key), agentId)));
        }
        return token == null
                ? Future.succeededFuture()
                : tokens.accountOf(token)
                        .map(accountId -> holding(ofAccount(directory.account(accountId), null, agentId)));
    }

    /**
     * What HTTP asks of a request that is to become a WebSocket (RFC 6455, section 4.2.1), and Vert.x would refuse in words of its own; null:
     * it is all there.
     */
    static HttpAnswer malformedOrNull(String target, MultiMap headers) {
        if (!headers.contains(HttpHeaders.UPGRADE, WEB_SOCKET, true)) {
            return malformed("This path speaks WebSocket only.");
        }
        if (!namesUpgrade(headers.get(HttpHeaders.CONNECTION))) {
            return malformed("The header Connection does not say Upgrade.");
        }
        if (!headers.getAll(VERSION_HEADER).equals(List.of(VERSION))) {
            return HttpAnswer.of(UPGRADE_REQUIRED, Refusal.byHttp(
                    ErrorCode.BAD_REQUEST, "The header Sec-WebSocket-Version does not say 13."))
                    .with(Map.of(VERSION_HEADER, VERSION));
        }
        List<String> nonces = headers.getAll(NONCE_HEADER);
        if (nonces.size() != 1 || !NONCE.matcher(nonces.getFirst()).matches()) {
            return malformed("The header Sec-WebSocket-Key is not 16 bytes in base64.");
        }
        String length = headers.get(HttpHeaders.CONTENT_LENGTH);
        if (headers.contains(HttpHeaders.TRANSFER_ENCODING) || length != null && !length.equals(NO_BODY)) {
            return malformed("A request that becomes a WebSocket has no body.");
        }
        return isUri(target) ? null : malformed("The request's target is no URI.");
    }

    /** The answer in the place of an upgrade. */
    static HttpAnswer refusal() {
        return HttpAnswer.of(FORBIDDEN, Refusal.of(
                ErrorCode.INVALID_API_KEY, "A valid API key or token of an active account is required."));
    }

    private static HttpAnswer malformed(String why) {
        return HttpAnswer.of(Refusal.byHttp(ErrorCode.BAD_REQUEST, why));
    }

    /** Among others, as browsers send it. */
    private static boolean namesUpgrade(String connection) {
        return connection != null
                && Arrays.stream(connection.split(",")).anyMatch(option -> option.strip().equalsIgnoreCase("upgrade"));
    }

    private static boolean isUri(String target) {
        try {
            return new URI(target).getRawPath() != null;
        } catch (URISyntaxException e) {
            return false; // which is what the client is told
        }
    }

    private Entitlement ofKey(KeyDigest key, String agentId) {
        Agent agent = directory.agentByKey(key);
        if (agent == null) {
            return ofAccount(directory.accountByKey(key), key, agentId);
        }
        boolean isItself = agentId == null || agent.equals(agentOrNull(agentId));
        return isItself ? Entitlement.ofAgent(agent) : null;
    }

    private Entitlement ofAccount(Account account, KeyDigest key, String agentId) {
        if (account == null || agentId == null) {
            return account == null ? null : Entitlement.ofAccount(account, key, null);
        }
        Agent agent = agentOrNull(agentId);
        boolean isItsOwn = agent != null && agent.accountId() == account.accountId();
        return isItsOwn ? Entitlement.ofAccount(account, key, agent) : null;
    }

    private Entitlement holding(Entitlement entitlement) {
        return entitlement != null && entitlement.holds(directory) ? entitlement : null;
    }

    private Agent agentOrNull(String text) {
        UUID id = IdText.parse(Place.QUERY, AGENT_ID, text, new Violations());
        long counter = id == null ? PublicIds.FOREIGN : ids.counter(Kind.AGENT, id);
        return counter > 0 && counter <= Integer.MAX_VALUE ? directory.agent((int) counter) : null;
    }

    private static String text(String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}
