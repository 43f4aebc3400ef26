package io.bullring.gateway.http;

import io.bullring.gateway.http.answer.HttpAnswer;
import io.vertx.ext.web.Router;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Routes that are not the venue's, such as those that a measurement compares with. They are looked at before the venue's own.
 *
 * @param bare adds what only the server is between it and the client; called once for each event loop
 * @param constants paths to which a POST is answered with this, behind all that is around every endpoint: bounds, admission, headers, timer
 */
public record Guests(Consumer<Router> bare, Map<String, HttpAnswer> constants) {
    /** None. */
    public static final Guests NONE = new Guests(ignored -> {}, Map.of());

    public Guests {
        constants = Map.copyOf(constants);
    }
}
