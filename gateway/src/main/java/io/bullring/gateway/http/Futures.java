package io.bullring.gateway.http;

import io.vertx.core.Future;
import java.util.function.Function;

/** What Vert.x's futures lack. Any thread. */
final class Futures {
    private Futures() {}

    /**
     * {@link Future#compose} for a future that most often has its result already: then what follows is done at once, without a listener and a
     * future in between, and what it throws is thrown here.
     */
    static <T, U> Future<U> then(Future<T> first, Function<T, Future<U>> next) {
        return first.succeeded() ? next.apply(first.result()) : first.compose(next);
    }
}
