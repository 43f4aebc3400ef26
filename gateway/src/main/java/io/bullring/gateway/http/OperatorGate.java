package io.bullring.gateway.http;

import io.bullring.gateway.http.answer.ErrorCode;
import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.Refusal;
import io.bullring.gateway.http.credential.OperatorToken;
import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * Who may make the operator's calls: whoever is on this machine, not behind a proxy on it, and shows the operator's token. No key or
 * token of an account or agent opens it. Any thread.
 */
final class OperatorGate {
    private static final String AUTHORIZATION = "Authorization";
    private static final String BEARER = "Bearer ";

    private final OperatorToken token;

    OperatorGate(OperatorToken token) {
        this.token = token;
    }

    /** The answer of the call, or a refusal without it. To whoever is elsewhere there is nothing here. */
    Future<HttpAnswer> admitted(Request request, Supplier<Future<HttpAnswer>> call) {
        if (!request.isFromThisMachine()) {
            return refused(Refusal.byHttp(ErrorCode.NOT_FOUND, "There is nothing at this path."));
        }
        String shown = request.header(AUTHORIZATION);
        boolean isOperator = shown != null
                && shown.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && token.matches(shown.substring(BEARER.length()).strip());
        return isOperator
                ? call.get()
                : refused(Refusal.of(ErrorCode.INVALID_TOKEN, "The operator's token is required."));
    }

    private static Future<HttpAnswer> refused(Refusal refusal) {
        return Future.succeededFuture(HttpAnswer.of(refusal));
    }
}
