package io.bullring.gateway.http;

import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.log.LogOutput;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One line for a request, once it is answered or cannot be: those that we failed always, at WARN; the others at INFO, when an operator asks for them. A line has
 * words of ours only (the path with its variables unfilled, the code of a refusal), times, the client's address, and ids that were found
 * plain; neither headers nor query nor body can get into it. Any thread.
 */
final class AccessLog {
    /** In the place of a time: there was nothing to measure. */
    static final long NOT_MEASURED = -1;

    private static final Logger LOG = LoggerFactory.getLogger(LogOutput.ACCESS);
    private static final String NO_WORD_OF_OURS = "-";
    private static final int OUR_FAILURES = 500;

    private final int proxyHops;

    /** @param proxyHops as in {@link EdgeConfig} */
    AccessLog(int proxyHops) {
        this.proxyHops = proxyHops;
    }

    /**
     * @param route path with its variables unfilled; null: of no endpoint
     * @param isTaken whether the client was there for it
     * @param tookNs from the whole request to its answer; or {@link #NOT_MEASURED}
     */
    void answered(HttpServerRequest request, String route, HttpAnswer answer, boolean isTaken, long tookNs) {
        Level level = answer.status() >= OUR_FAILURES ? Level.WARN : Level.INFO;
        if (!LOG.isEnabledForLevel(level)) {
            return;
        }
        LoggingEventBuilder line = line(level, request, route).addKeyValue("status", answer.status());
        if (answer.refusal() != null) {
            line = line.addKeyValue("code", answer.refusal().code()).addKeyValue("reason", answer.refusal().reason());
        }
        timed(line, tookNs).log(isTaken ? "answered" : "answered, but the client had gone");
    }

    /** A request whose connection ends without an answer; it has no status. */
    void unanswered(HttpServerRequest request, String route, long tookNs) {
        timed(line(Level.WARN, request, route), tookNs).log("not answered");
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
