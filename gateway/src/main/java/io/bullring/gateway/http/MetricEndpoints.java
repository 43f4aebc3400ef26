package io.bullring.gateway.http;

import io.bullring.arena.metric.DeflatedSharpe;
import io.bullring.gateway.http.answer.AnalyticsRenderer;
import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.Refusal;
import io.bullring.gateway.http.request.DeflatedSharpeBody;
import io.bullring.gateway.http.request.Violations;
import io.vertx.core.Future;

/**
 * Metrics of numbers that the client brings itself, for everybody. At 10,000 returns an answer takes well under a millisecond, so it
 * is worked out where it is asked for. For one event loop.
 */
final class MetricEndpoints {
    private final DeflatedSharpeBody body = new DeflatedSharpeBody();

    Future<HttpAnswer> deflatedSharpe(Request request) {
        Violations violations = new Violations();
        if (!body.read(request.body(), violations)) {
            return Future.succeededFuture(HttpAnswer.of(Refusal.invalid(violations)));
        }
        DeflatedSharpe sharpe =
                DeflatedSharpe.of(body.returns(), body.trials(), body.periodsPerYear(), body.method());
        return Future.succeededFuture(AnalyticsRenderer.deflatedSharpe(sharpe));
    }
}
