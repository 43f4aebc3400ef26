package io.bullring.gateway.http;

import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.ext.web.Route;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Records how requests fared: the time from the whole request to its answer, by endpoint, and refusals by code and reason. For one
 * event loop; the meters are those of all.
 */
final class Journeys {
    private static final Duration[] LATENCY_BOUNDS = {
        Duration.ofNanos(250_000),
        Duration.ofMillis(1),
        Duration.ofNanos(2_500_000),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1)
    };

    private final MeterRegistry meters;
    private final Map<Route, Timer> timers = new IdentityHashMap<>();

    Journeys(MeterRegistry meters) {
        this.meters = meters;
    }

    /** A request on this route has its answer. */
    void ended(Route route, String method, HttpAnswer answer, long tookNs) {
        timers.computeIfAbsent(route, unknown -> timer(method, unknown.getPath())).record(tookNs, TimeUnit.NANOSECONDS);
        if (answer.refusal() != null) {
            refusals(answer.refusal()).increment();
        }
    }

    private Timer timer(String method, String path) {
        return Timer.builder("bullring.http.requests")
                .description("From the whole request to its answer")
                .tag("method", method)
                .tag("path", path)
                .serviceLevelObjectives(LATENCY_BOUNDS)
                .register(meters);
    }

    private Counter refusals(Refusal refusal) {
        return Counter.builder("bullring.http.refusals")
                .description("Requests that were refused")
                .tag("code", refusal.code().name())
                .tag("reason", refusal.reason())
                .register(meters);
    }
}
