package io.bullring.gateway.http;

import io.bullring.gateway.http.answer.HttpAnswer;
import io.vertx.core.Future;

/** What is done at one path with one method. */
@FunctionalInterface
interface Endpoint {
    /** On the event loop; never blocks. A refusal is an answer, or a failure with {@code Refused}. */
    Future<HttpAnswer> answer(Request request);
}
