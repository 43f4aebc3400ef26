package io.bullring.gateway.http;

import io.bullring.gateway.http.answer.ErrorCode;
import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * The venue's meters, for its operator: only to this machine, and not through a proxy on it. The text is made off the event loop. For
 * one event loop.
 */
final class MeterEndpoints {
    private final Vertx vertx;
    private final VenueMeters meters;

    MeterEndpoints(Vertx vertx, VenueMeters meters) {
        this.vertx = vertx;
        this.meters = meters;
    }

    Future<HttpAnswer> meters(Request request) {
        return request.isFromThisMachine()
                ? vertx.executeBlocking(() -> HttpAnswer.prometheus(meters.text()))
                : Future.succeededFuture(
                        HttpAnswer.of(Refusal.byHttp(ErrorCode.NOT_FOUND, "There is nothing at this path.")));
    }
}
