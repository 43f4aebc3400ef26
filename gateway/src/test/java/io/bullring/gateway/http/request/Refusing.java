package io.bullring.gateway.http.request;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** How the tests of this folder see violations. */
final class Refusing {
    private Refusing() {}

    static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /** Place, field and rule of each, such as {@code body quantity missing}. */
    static List<String> found(Violations violations) {
        return violations.found()
                .stream()
                .map(found -> found.place().text() + ' ' + found.field() + ' ' + found.type())
                .toList();
    }
}
