package io.bullring.gateway.http;

import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.openapi.Documentation;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.BiFunction;

/** What the venue can be asked, for programs and for browsers; for everybody. Read off the event loop. For one event loop. */
final class DocumentEndpoints {
    private static final String KNOWN_TAGS = "If-None-Match";

    private final Vertx vertx;

    DocumentEndpoints(Vertx vertx) {
        this.vertx = vertx;
    }

    Future<HttpAnswer> document(Request request) {
        return told(request, Documentation::document);
    }

    Future<HttpAnswer> page(Request request) {
        return told(request, Documentation::page);
    }

    /** The files that the page asks for. */
    Future<HttpAnswer> part(Request request) {
        String name = request.pathText("file");
        return told(request, (documentation, knownTags) -> documentation.part(name, knownTags));
    }

    private Future<HttpAnswer> told(Request request, BiFunction<Documentation, String, HttpAnswer> telling) {
        String knownTags = request.header(KNOWN_TAGS);
        return vertx.executeBlocking(() -> telling.apply(Documentation.ofThisProgram(), knownTags));
    }
}
