package io.bullring.gateway.http;

import io.bullring.gateway.http.answer.Refusal;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** Asked before an endpoint is. */
@FunctionalInterface
interface Admission {
    /** Lets everybody in. */
    Admission EVERYBODY = (context, request) -> Future.succeededFuture();

    /** Why the request is not let in; null: it is. */
    Future<Refusal> refusalOrNull(RoutingContext context, Request request);
}
