package io.bullring.gateway.http;

import io.bullring.gateway.directory.Account;
import io.bullring.gateway.http.answer.AccountRenderer;
import io.bullring.gateway.http.answer.AccountRenderer.Registration;
import io.bullring.gateway.http.answer.ErrorCode;
import io.bullring.gateway.http.answer.EventRenderer;
import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.Refusal;
import io.bullring.gateway.http.credential.KeyMint;
import io.bullring.gateway.http.credential.SecretDesk;
import io.bullring.gateway.http.credential.Tokens;
import io.bullring.gateway.http.request.IdempotencyKey;
import io.bullring.gateway.http.request.LoginBody;
import io.bullring.gateway.http.request.RegistrationBody;
import io.bullring.gateway.http.request.Violations;
import io.bullring.gateway.reply.Answer;
import io.bullring.gateway.venue.Venue;
import io.bullring.protocol.AccountOpenedDecoder;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;

/**
 * Registration and log-in. Keys and secret are made here, told once, and go on as digests and a slow hash, which is made
 * off the event loop. For one event loop.
 */
final class AuthEndpoints {
    private static final String AGENT_NAME_END = "'s Agent";
    private static final int BUSY_RETRY_SECONDS = 5;

    private final Context context;
    private final Venue venue;
    private final Identification identification;
    private final EngineDesk engine;
    private final SecretDesk secrets;
    private final Tokens tokens;
    private final AccountRenderer accounts;
    private final EventRenderer events;
    private final KeyMint mint = new KeyMint();
    private final RegistrationBody registration = new RegistrationBody();
    private final LoginBody login = new LoginBody();
    private final AccountOpenedDecoder accountOpened = new AccountOpenedDecoder();

    AuthEndpoints(
            Context context,
            Venue venue,
            Identification identification,
            EngineDesk engine,
            SecretDesk secrets,
            Tokens tokens) {
        this.context = context;
        this.venue = venue;
        this.identification = identification;
        this.engine = engine;
        this.secrets = secrets;
        this.tokens = tokens;
        this.accounts = new AccountRenderer(venue.ids());
        this.events = new EventRenderer(venue.ids(), venue.market());
    }

    /** What a registration asks for, with the keys that it will be given; kept while its secret is hashed. */
    private record Applicant(
            String idempotencyKey,
            String displayName,
            long startingBalanceE8,
            String startingBalance,
            String apiKey,
            String apiSecret,
            String agentApiKey) {

        /** Without keys and secret. */
        @Override
        public String toString() {
            return "Applicant[" + displayName + "]";
        }
    }

    Future<HttpAnswer> register(Request request) {
        Violations violations = new Violations();
        String idempotencyKey = IdempotencyKey.of(request.header(IdempotencyKey.HEADER), violations);
        if (!registration.read(request.body(), violations)) {
            return refused(Refusal.invalid(violations));
        }
        Applicant applicant = new Applicant(
                idempotencyKey,
                registration.displayName(),
                registration.startingBalance().e8(),
                registration.startingBalance().text(),
                mint.accountKey(),
                mint.accountSecret(),
                mint.agentKey());
        return secrets.hash(applicant.apiSecret(), context)
                .compose(hash -> open(applicant, hash))
                .recover(AuthEndpoints::busy);
    }

    Future<HttpAnswer> login(Request request) {
        Violations violations = new Violations();
        if (!login.read(request.body(), violations)) {
            return refused(Refusal.invalid(violations));
        }
        Account account = identification.accountOfKey(login.apiKey());
        if (account == null) {
            return refused(Refusal.of(ErrorCode.ACCOUNT_NOT_FOUND, "No account has this key."));
        }
        return secrets.matches(login.apiSecret(), account.secretHash(), context)
                .compose(matches -> matches
                        ? identification.unlessSuspended(account).map(this::welcome)
                        : Future.succeededFuture(stranger()))
                .recover(AuthEndpoints::busy);
    }

    private Future<HttpAnswer> open(Applicant applicant, String secretHash) {
        CommandWriter writer = engine.writer();
        int length = writer.openAccount(
                applicant.displayName(),
                agentName(applicant.displayName()),
                applicant.startingBalanceE8(),
                applicant.apiKey(),
                applicant.agentApiKey(),
                secretHash);
        return engine.offer(0, writer.once(applicant.idempotencyKey(), length), answer -> opened(applicant, answer));
    }

    private HttpAnswer opened(Applicant applicant, Answer answer) {
        if (answer.templateId() != AccountOpenedDecoder.TEMPLATE_ID) {
            return events.refused(answer, venue.directory());
        }
        accountOpened.wrapAndApplyHeader(answer.event(), 0, answer.header());
        return accounts.registered(new Registration(
                accountOpened.accountId(),
                accountOpened.defaultAgentId(),
                applicant.apiKey(),
                applicant.apiSecret(),
                applicant.agentApiKey(),
                applicant.displayName(),
                applicant.startingBalance(),
                answer.timeNs()));
    }

    private HttpAnswer welcome(Account account) {
        Instant now = Instant.now();
        String token = tokens.issue(account.accountId(), now);
        return accounts.loggedIn(token, now.getEpochSecond() + tokens.lifetimeSeconds(), tokens.lifetimeSeconds());
    }

    private static HttpAnswer stranger() {
        return HttpAnswer.of(Refusal.of(ErrorCode.INVALID_API_KEY, "Key and secret do not belong together."));
    }

    /** The name of the account followed by its end, together no longer than a name may be. */
    private static String agentName(String displayName) {
        String name = displayName + AGENT_NAME_END;
        return name.codePointCount(0, name.length()) <= RegistrationBody.MAX_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, RegistrationBody.MAX_NAME));
    }

    private static Future<HttpAnswer> busy(Throwable failure) {
        return failure instanceof RejectedExecutionException
                ? refused(Refusal.unavailable(
                        "secrets", "Too many registrations and log-ins at the same time.", BUSY_RETRY_SECONDS))
                : Future.failedFuture(failure);
    }

    private static Future<HttpAnswer> refused(Refusal refusal) {
        return Future.succeededFuture(HttpAnswer.of(refusal));
    }
}
