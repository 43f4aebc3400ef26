package io.bullring.gateway.http;

import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.openapi.Documentation;
import io.vertx.core.Future;

/** What the venue can be asked, for programs and for browsers; for everybody. Any event loop. */
final class DocumentEndpoints {
    private static final String KNOWN_TAGS = "If-None-Match";

    private final Documentation documentation;

    DocumentEndpoints(Documentation documentation) {
        this.documentation = documentation;
    }

    Future<HttpAnswer> document(Request request) {
        return Future.succeededFuture(documentation.document(request.header(KNOWN_TAGS)));
    }

    Future<HttpAnswer> page(Request request) {
        return Future.succeededFuture(documentation.page(request.header(KNOWN_TAGS)));
    }

    /** The files that the page asks for. */
    Future<HttpAnswer> part(Request request) {
        return Future.succeededFuture(documentation.part(request.pathText("file"), request.header(KNOWN_TAGS)));
    }
}
