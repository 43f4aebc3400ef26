package io.bullring.gateway.http;

import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.Refusal;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.Side;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.ext.web.Route;
import java.time.Duration;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.Locale;
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

    private static final Duration[] ORDER_BOUNDS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1)
    };
    private static final String NO_ROUTE = "none";

    private final MeterRegistry meters;
    private final Map<Route, Timer> timers = new IdentityHashMap<>();
    private final Map<Side, Map<OrderType, Counter>> orders = new EnumMap<>(Side.class);
    private final Map<OrderType, Timer> orderTimers = new EnumMap<>(OrderType.class);

    /** Why a client did not get its answer. */
    enum Loss {
        /** It had closed its connection before. */
        CLIENT_GONE,
        /** What became of its command cannot be told, so that its connection was closed. */
        UNKNOWN
    }

    Journeys(MeterRegistry meters) {
        this.meters = meters;
    }

    /** A request on this route has its answer. */
    void ended(Route route, String method, HttpAnswer answer, long tookNs) {
        timers.computeIfAbsent(route, unknown -> timer(method, unknown.getPath())).record(tookNs, TimeUnit.NANOSECONDS);
        refused(route.getPath(), answer);
    }

    /** A request has its answer that was on no route, or became something else. */
    void ended(HttpAnswer answer) {
        refused(NO_ROUTE, answer);
    }

    /** A request has no answer, or one that its client was not there to take. */
    void lost(Loss loss) {
        Counter.builder("bullring.http.answers.lost")
                .description("Answers that their clients did not get")
                .tag("reason", loss.name().toLowerCase(Locale.ROOT))
                .register(meters)
                .increment();
    }

    /** An order of this kind has its answer, whatever it says. */
    void placed(Side side, OrderType type, long tookNs) {
        orders.computeIfAbsent(side, unknown -> new EnumMap<>(OrderType.class))
                .computeIfAbsent(type, unknown -> orders(side, type))
                .increment();
        orderTimers.computeIfAbsent(type, this::orderTimer).record(tookNs, TimeUnit.NANOSECONDS);
    }

    private Counter orders(Side side, OrderType type) {
        return Counter.builder("platform.orders")
                .description("Orders that were answered")
                .tag("side", side.name().toLowerCase(Locale.ROOT))
                .tag("order_type", type.name().toLowerCase(Locale.ROOT))
                .register(meters);
    }

    private Timer orderTimer(OrderType type) {
        return Timer.builder("platform.order.latency")
                .description("From an order's being read to its answer")
                .tag("order_type", type.name().toLowerCase(Locale.ROOT))
                .serviceLevelObjectives(ORDER_BOUNDS)
                .register(meters);
    }

    private void refused(String route, HttpAnswer answer) {
        if (answer.refusal() != null) {
            refusals(answer.refusal()).increment();
            Counter.builder("platform.api.errors")
                    .description("Answers that were refusals or failures")
                    .tag("endpoint", route)
                    .tag("status_code", Integer.toString(answer.status()))
                    .register(meters)
                    .increment();
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
