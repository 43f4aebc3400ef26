package io.bullring.gateway.http;

import io.bullring.gateway.directory.Account;
import io.bullring.gateway.directory.AccountDirectory;
import io.bullring.gateway.directory.Agent;
import io.bullring.gateway.directory.KeyDigest;
import io.bullring.gateway.http.answer.ErrorCode;
import io.bullring.gateway.http.answer.Refusal;
import io.bullring.gateway.http.answer.Refusals;
import io.bullring.gateway.http.answer.Refused;
import io.bullring.gateway.http.credential.Tokens;
import io.bullring.gateway.http.request.IdText;
import io.bullring.gateway.http.request.Violation.Place;
import io.bullring.gateway.http.request.Violations;
import io.bullring.gateway.id.PublicIds;
import io.bullring.gateway.id.PublicIds.Kind;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.util.UUID;

/**
 * Who sends a request, and as which agent.
 *
 * <pre>
 *   X-API-Key of an agent ──────────────────────────────────────────► that agent
 *   X-API-Key of an account ──┐
 *   Authorization: Bearer ────┴─► account ──► X-Agent-Id, if given ─► that agent, when it is the account's, and active
 *                                        └──► otherwise ────────────► the account's default agent
 * </pre>
 *
 * A key wins over a token, except where only a token will do; there, if the operator will have it so, an account's key does where no
 * token was sent, an agent's never. A suspended account is refused whichever way it comes. Keys are compared by
 * their SHA-256. For one event loop.
 */
final class Identification {
    private static final CharSequence API_KEY = HttpHeaders.createOptimized("X-API-Key");
    private static final String AGENT_ID = "X-Agent-Id";
    private static final String AUTHORIZATION = "Authorization";
    private static final String BEARER = "Bearer ";

    private final AccountDirectory directory;
    private final PublicIds ids;
    private final Tokens tokens;
    private final boolean takesAccountKeys;

    /** @param takesAccountKeys whether an account's key will do where otherwise only a token does */
    Identification(AccountDirectory directory, PublicIds ids, Tokens tokens, boolean takesAccountKeys) {
        this.directory = directory;
        this.ids = ids;
        this.tokens = tokens;
        this.takesAccountKeys = takesAccountKeys;
    }

    /** The agent that trades; fails with {@code Refused}. */
    Future<Agent> agent(Request request) {
        Agent agent = agentByKey(request.header(API_KEY));
        return agent != null && !directory.account(agent.accountId()).suspended()
                ? Future.succeededFuture(agent)
                : scope(request).compose(scope -> scope.agent() == null
                        ? defaultAgent(scope.account())
                        : Future.succeededFuture(scope.agent()));
    }

    /** Whom the request is about; fails with {@code Refused}. */
    Future<Scope> scope(Request request) {
        String key = request.header(API_KEY);
        if (key == null) {
            String token = bearerToken(request);
            return token == null
                    ? refused(ErrorCode.INVALID_API_KEY, "An API key or a token is required.")
                    : accountOf(token).compose(account -> scope(account, request));
        }
        Agent agent = agentByKey(key);
        if (agent != null) {
            return unlessSuspended(directory.account(agent.accountId()))
                    .map(account -> new Scope(account, agent, true));
        }
        Account account = directory.accountByKey(KeyDigest.ofKey(key));
        return account == null
                ? refused(ErrorCode.INVALID_API_KEY, "The API key is not valid.")
                : unlessSuspended(account).compose(active -> scope(active, request));
    }

    /** The agent that an account as a whole acts on; fails with {@code Refused}. */
    Future<Agent> defaultAgent(Account account) {
        Agent agent = directory.defaultAgentOf(account);
        return agent == null
                ? refused(Refusal.of(ErrorCode.AGENT_REQUIRED, "The account has no agent.")
                        .with("account_id", ids.account(account.accountId()).toString()))
                : Future.succeededFuture(agent);
    }

    /** The account of the token, where an agent's key is not enough; fails with {@code Refused}. */
    Future<Account> account(Request request) {
        String token = bearerToken(request);
        if (token != null) {
            return accountOf(token);
        }
        Account account = accountInPlaceOfToken(request);
        return account == null
                ? refused(ErrorCode.INVALID_TOKEN, "A token is required: log in and send it as Bearer.")
                : unlessSuspended(account);
    }

    /** Whose key was sent where a token was not, if that will do; null: nobody's. */
    private Account accountInPlaceOfToken(Request request) {
        String key = takesAccountKeys ? request.header(API_KEY) : null;
        return key == null ? null : directory.accountByKey(KeyDigest.ofKey(key));
    }

    /** The account, if it may do anything at all; fails with {@code Refused}. */
    Future<Account> unlessSuspended(Account account) {
        return account.suspended()
                ? refused(Refusals.suspended(ids.account(account.accountId())))
                : Future.succeededFuture(account);
    }

    /** The account to which a key belongs, be it the account's own or one of its agents'; null: none. */
    Account accountOfKey(String key) {
        KeyDigest digest = KeyDigest.ofKey(key);
        Account account = directory.accountByKey(digest);
        if (account != null) {
            return account;
        }
        Agent agent = directory.agentByKey(digest);
        return agent == null ? null : directory.account(agent.accountId());
    }

    /** An agent of an account, named by its public id; fails with {@code Refused}. */
    Future<Agent> agentOf(Account account, Place place, String field, String text) {
        Violations violations = new Violations();
        UUID id = IdText.parse(place, field, text, violations);
        if (id == null) {
            return Future.failedFuture(new Refused(Refusal.invalid(violations)));
        }
        long counter = ids.counter(Kind.AGENT, id);
        Agent agent = counter > 0 && counter <= Integer.MAX_VALUE ? directory.agent((int) counter) : null;
        if (agent == null) {
            return refused(Refusals.unknownAgent(id));
        }
        return agent.accountId() == account.accountId()
                ? Future.succeededFuture(agent)
                : refused(ErrorCode.PERMISSION_DENIED, "The agent belongs to another account.");
    }

    /**
     * As whom a request is served, in one word: an agent, or an account; null when its credentials do not say, or say a suspended account,
     * and whoever needs them will refuse.
     *
     * @param isByToken whether its endpoint looks at the token, or what is taken in its place
     */
    Future<String> senderOrNull(Request request, boolean isByToken) {
        if (isByToken) {
            return ofTokenOrNull(bearerToken(request), accountInPlaceOfToken(request));
        }
        String key = request.header(API_KEY);
        Agent agent = agentByKey(key);
        if (agent != null) {
            boolean acts = !directory.account(agent.accountId()).suspended();
            return Future.succeededFuture(acts ? "agent " + agent.agentId() : null);
        }
        Account account = key == null ? null : directory.accountByKey(KeyDigest.ofKey(key));
        return ofTokenOrNull(key == null ? bearerToken(request) : null, account);
    }

    /** @param otherwise the account where there is no token */
    private Future<String> ofTokenOrNull(String token, Account otherwise) {
        return token == null
                ? Future.succeededFuture(senderOrNull(otherwise))
                : tokens.accountOf(token).map(id -> senderOrNull(id == Tokens.INVALID ? null : directory.account(id)));
    }

    private static String senderOrNull(Account account) {
        return account == null || account.suspended() ? null : "account " + account.accountId();
    }

    private Agent agentByKey(String key) {
        return key == null ? null : directory.agentByKey(KeyDigest.ofKey(key));
    }

    private Future<Scope> scope(Account account, Request request) {
        String named = request.header(AGENT_ID);
        return named == null
                ? Future.succeededFuture(new Scope(account, null, false))
                : agentOf(account, Place.HEADER, AGENT_ID, named)
                        .compose(agent -> agent.archived()
                                ? refused(Refusals.archived())
                                : Future.succeededFuture(new Scope(account, agent, false)));
    }

    private Future<Account> accountOf(String token) {
        return tokens.accountOf(token).compose(accountId -> {
            if (accountId == Tokens.INVALID) {
                return refused(ErrorCode.INVALID_TOKEN, "The token is not valid, or not any more.");
            }
            Account account = directory.account(accountId);
            return account == null
                    ? refused(ErrorCode.INVALID_API_KEY, "The account does not exist.")
                    : unlessSuspended(account);
        });
    }

    private static String bearerToken(Request request) {
        String header = request.header(AUTHORIZATION);
        boolean isBearer = header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return isBearer ? header.substring(BEARER.length()).strip() : null;
    }

    private static <T> Future<T> refused(ErrorCode code, String message) {
        return refused(Refusal.of(code, message));
    }

    private static <T> Future<T> refused(Refusal refusal) {
        return Future.failedFuture(new Refused(refusal));
    }
}
