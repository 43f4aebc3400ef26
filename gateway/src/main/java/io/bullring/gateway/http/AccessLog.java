package io.bullring.gateway.http;

import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.Refusal;
import io.bullring.gateway.log.LogOutput;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One line for a request, once it is answered or cannot be: those that we failed at WARN; the others at INFO, when an operator asks for them.
 * What is refused for the time being is a failure once a minute, of each reason by itself, and says how often it was since. A line has
 * words of ours only (the path with its variables unfilled, the code of a refusal), times, the client's address, and ids that were found
 * plain; neither headers nor query nor body can get into it. Any thread.
 */
final class AccessLog {
    /** In the place of a time: there was nothing to measure. */
    static final long NOT_MEASURED = -1;

    private static final Logger LOG = LoggerFactory.getLogger(LogOutput.ACCESS);
    private static final String NO_WORD_OF_OURS = "-";
    private static final int OUR_FAILURES = 500;
    private static final int UNAVAILABLE = 503;
    private static final long ALWAYS = 1;

    private final int proxyHops;
    private final LongSupplier monotonicNs;

    /** Of each reason to refuse for the time being; those are words of ours, and few. */
    private final ConcurrentMap<String, OnceAMinute> refusals = new ConcurrentHashMap<>();

    /** @param proxyHops as in {@link EdgeConfig} */
    AccessLog(int proxyHops, LongSupplier monotonicNs) {
        this.proxyHops = proxyHops;
        this.monotonicNs = monotonicNs;
    }

    /**
     * @param route path with its variables unfilled; null: of no endpoint
     * @param isTaken whether the client was there for it
     * @param tookNs from the whole request to its answer; or {@link #NOT_MEASURED}
     */
    void answered(HttpServerRequest request, String route, HttpAnswer answer, boolean isTaken, long tookNs) {
        long times = answer.status() >= OUR_FAILURES ? times(answer) : 0;
        Level level = times > 0 ? Level.WARN : Level.INFO;
        if (!LOG.isEnabledForLevel(level)) {
            return;
        }
        LoggingEventBuilder line = line(level, request, route).addKeyValue("status", answer.status());
        if (answer.refusal() != null) {
            line = line.addKeyValue("code", answer.refusal().code()).addKeyValue("reason", answer.refusal().reason());
        }
        if (times > 1) {
            line = line.addKeyValue("times", times);
        }
        timed(line, tookNs).log(isTaken ? "answered" : "answered, but the client had gone");
    }

    /** A request whose connection ends without an answer; it has no status. */
    void unanswered(HttpServerRequest request, String route, long tookNs) {
        timed(line(Level.WARN, request, route), tookNs).log("not answered");
    }

    /** How often a failure like this one was, when it is to be told of now; otherwise 0. */
    private long times(HttpAnswer answer) {
        Refusal refusal = answer.refusal();
        return answer.status() != UNAVAILABLE || refusal == null
                ? ALWAYS
                : refusals.computeIfAbsent(
                        refusal.code() + " " + refusal.reason(), first -> new OnceAMinute(monotonicNs)).happens();
    }

    private LoggingEventBuilder line(Level level, HttpServerRequest request, String route) {
        boolean isKnown = HttpMethod.values().contains(request.method());
        LoggingEventBuilder line = LOG.atLevel(level)
                .addKeyValue("request", RequestIds.idOfAnswer(request))
                .addKeyValue("from", Request.client(request, proxyHops).getHostAddress())
                .addKeyValue("method", isKnown ? request.method().name() : NO_WORD_OF_OURS)
                .addKeyValue("path", route == null ? NO_WORD_OF_OURS : route);
        String trace = request.getHeader(RequestIds.TRACE);
        return RequestIds.isPlain(trace) ? line.addKeyValue("trace", trace) : line;
    }

    private static LoggingEventBuilder timed(LoggingEventBuilder line, long tookNs) {
        return tookNs == NOT_MEASURED ? line : line.addKeyValue("micros", TimeUnit.NANOSECONDS.toMicros(tookNs));
    }
}
