package io.bullring.gateway.http;

import io.bullring.gateway.history.HistoryBehind;
import io.bullring.gateway.history.HistoryFailure;
import io.bullring.gateway.http.Journeys.Loss;
import io.bullring.gateway.http.answer.ErrorCode;
import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.Refusal;
import io.bullring.gateway.http.answer.Refused;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Hands a request to its endpoint and the endpoint's answer, or its failure in the one shape of all refusals, to the
 * client. Any event loop.
 */
final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final int HISTORY_RETRY_SECONDS = 1;
    private static final int UNREAD_RETRY_SECONDS = 5;

    private static final CharSequence NO_SNIFF_NAME = HttpHeaders.createOptimized("x-content-type-options");
    private static final CharSequence NO_SNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    private static final CharSequence AUTHENTICATE = HttpHeaders.createOptimized("www-authenticate");
    private static final CharSequence BEARER = HttpHeaders.createOptimized("Bearer");
    private static final int UNAUTHORIZED = 401;

    /** What a browser must not make of an answer. */
    private static final Map<CharSequence, CharSequence> GUARDS = Map.of(
            HttpHeaders.CACHE_CONTROL, NO_STORE,
            NO_SNIFF_NAME, NO_SNIFF,
            HttpHeaders.createOptimized("x-frame-options"), HttpHeaders.createOptimized("DENY"),
            HttpHeaders.createOptimized("referrer-policy"), HttpHeaders.createOptimized("no-referrer"),
            HttpHeaders.createOptimized("cross-origin-resource-policy"), HttpHeaders.createOptimized("same-origin"),
            HttpHeaders.createOptimized("content-security-policy"),
            HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'"));

    private final Admission admission;
    private final Journeys journeys;
    private final AccessLog log;
    private final UnreadAnswers unread;

    Exchange(Admission admission, Journeys journeys, AccessLog log, UnreadAnswers unread) {
        this.admission = admission;
        this.journeys = journeys;
        this.log = log;
        this.unread = unread;
    }

    /** Serves one request, whose body has been taken in. */
    void serve(RoutingContext context, Endpoint endpoint, byte[] body) {
        HttpServerRequest request = context.request();
        Route route = context.currentRoute();
        long startNs = System.nanoTime();
        Future<HttpAnswer> answer;
        try {
            Request told = new Request(context, body);
            answer = Futures.then(
                    admission.refusalOrNull(context, told),
                    refusal -> refusal == null
                            ? endpoint.answer(told)
                            : Future.succeededFuture(HttpAnswer.of(refusal)));
        } catch (RuntimeException e) {
            answer = Future.failedFuture(e);
        }
        answer.onComplete((given, failure) -> {
            HttpAnswer told = withinRoom(request, failure == null ? given : answerOrNull(request, route, failure));
            long tookNs = System.nanoTime() - startNs;
            if (told == null) {
                journeys.lost(Loss.UNKNOWN);
                log.unanswered(request, route.getPath(), tookNs);
                request.connection().close();
            } else {
                HttpMethod method = request.method();
                boolean isHead = method.equals(HttpMethod.HEAD);
                journeys.ended(route, isHead ? HttpMethod.GET.name() : method.name(), told, tookNs);
                send(request, isHead, route.getPath(), told, tookNs);
            }
        });
    }

    /** Sends an answer that is of no endpoint. */
    void write(HttpServerRequest request, HttpAnswer answer) {
        HttpAnswer told = withinRoom(request, answer);
        journeys.ended(told);
        send(request, request.method().equals(HttpMethod.HEAD), null, told, AccessLog.NOT_MEASURED);
    }

    /** Answers a request that failed where there is no endpoint. */
    void failed(RoutingContext context) {
        logged(context.request(), context.failure()).log("outside of any endpoint: refusing");
        write(context.request(), HttpAnswer.of(internal()));
    }

    /**
     * When the client has gone, this is said and nothing is sent.
     *
     * @param isHead answered as GET is, but for the body, which Vert.x leaves out
     */
    private void send(HttpServerRequest request, boolean isHead, String route, HttpAnswer answer, long tookNs) {
        HttpServerResponse response = request.response();
        boolean isGone = response.closed();
        log.answered(request, route, answer, !isGone, tookNs);
        if (isGone) {
            journeys.lost(Loss.CLIENT_GONE);
        }
        if (isGone || response.ended()) {
            unread.forget(answer);
            return;
        }
        response.setStatusCode(answer.status());
        GUARDS.forEach(response.headers()::add);
        if (answer.contentType() != null) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType());
        }
        if (answer.retryAfterSeconds() > 0) {
            response.putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(answer.retryAfterSeconds()));
        }
        if (answer.status() == UNAUTHORIZED) {
            response.putHeader(AUTHENTICATE, BEARER);
        }
        answer.headers().forEach(response::putHeader);
        if (isHead && answer.body().length() > 0) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(answer.body().length()));
        }
        unread.send(request, answer);
    }

    /** The answer, which is counted among those that wait to be read, or that there are too many of them. */
    private HttpAnswer withinRoom(HttpServerRequest request, HttpAnswer answerOrNull) {
        boolean isRead = request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        return answerOrNull == null || unread.enter(answerOrNull, isRead)
                ? answerOrNull
                : HttpAnswer.of(Refusal.unavailable(
                        "unread_answers",
                        "Too many long answers wait for their clients to read them.",
                        UNREAD_RETRY_SECONDS));
    }

    /** What a failure says to the client; null when the connection ends without an answer. */
    private static HttpAnswer answerOrNull(HttpServerRequest request, Route route, Throwable failure) {
        return switch (failure) {
            case Refused refused -> HttpAnswer.of(refused.refusal());
            case HistoryBehind behind -> HttpAnswer.of(Refusal.unavailable(
                    "history_behind", "The history has not caught up: try again.", HISTORY_RETRY_SECONDS));
            case HistoryFailure failed -> HttpAnswer.of(Refusal.unavailable(
                    "history_unavailable",
                    "The history cannot be read, or lacks what was done last. The venue's operator has to see to the disk and"
                            + " start it again.",
                    HISTORY_RETRY_SECONDS));
            case HttpException malformed ->
                HttpAnswer.of(Refusal.byHttp(ErrorCode.BAD_REQUEST, "The request cannot be read."));
            case AnswerLost lost -> {
                logged(request, lost).log("{} {}: closing the connection", request.method(), route.getPath());
                yield null;
            }
            default -> {
                logged(request, failure).log("{} {}: refusing", request.method(), route.getPath());
                yield HttpAnswer.of(internal());
            }
        };
    }

    private static Refusal internal() {
        return Refusal.of(ErrorCode.INTERNAL_ERROR, "Something went wrong on our side.");
    }

    /** Says which request, never with what: a path that a client made up may hold anything. */
    private static LoggingEventBuilder logged(HttpServerRequest request, Throwable failureOrNull) {
        return LOG.atError()
                .setCause(wordless(failureOrNull))
                .addKeyValue("request", RequestIds.idOfAnswer(request));
    }

    /** What failed and where, without its message, which may quote what the client sent. */
    private static Throwable wordless(Throwable failureOrNull) {
        if (failureOrNull == null) {
            return null;
        }
        Throwable told =
                new IllegalStateException(failureOrNull.getClass().getName(), wordless(failureOrNull.getCause()));
        told.setStackTrace(failureOrNull.getStackTrace());
        return told;
    }
}
