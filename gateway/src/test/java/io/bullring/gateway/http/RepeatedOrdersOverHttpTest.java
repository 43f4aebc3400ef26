package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An order that is sent again, by a client that goes by the manual. */
@Timeout(120)
final class RepeatedOrdersOverHttpTest {
    private static final String BTC =
            "{'symbol':'BTCUSDT','side':'buy','type':'limit','quantity':'0.01','price':'60000'";
    private static final String ETH = "{'symbol':'ETHUSDT','side':'buy','type':'limit','quantity':'0.1','price':'2000'";

    @TempDir
    Path directory;

    /** Another sender of the same agent's, which has requests left, stands for the next minute. */
    @Test
    void shouldPlaceOneOrderWhenTheAnswerIsLostAndTheRequestsAreSpentBeforeItIsSentAgain() {
        try (ServedVenue venue =
                ServedVenue.open(directory, EdgeConfig.local().with(new RateLimits(2, 0, 0, 0, 0, 0, 0)))) {
            venue.feed.price("BTCUSDT", "64000");
            Owner owner = venue.register("Owner");
            String id = "mine";
            String placed = venue.post("/trade/order", named(BTC, id), owner.agent()).text("order_id");
            venue.get("/trade/orders/open", owner.agent());

            Reply refused = venue.post("/trade/order", named(BTC, id), owner.agent());
            assertThat(refused.status()).isEqualTo(429);
            Reply again = venue.post("/trade/order", named(BTC, idAfter(refused, id)), "X-API-Key", owner.apiKey());

            assertThat(again.status()).isEqualTo(201);
            assertThat(again.text("order_id")).isEqualTo(placed);
            assertThat(venue.get("/trade/orders/open", "X-API-Key", owner.apiKey()).body().path("total").asInt())
                    .isEqualTo(1);
        }
    }

    @Test
    void shouldSayOfARefusalThatIsRememberedThatItNeedsAnotherId() {
        try (ServedVenue venue = ServedVenue.open(directory)) {
            Owner owner = venue.register("Owner");
            String id = "mine";
            Reply refused = venue.post("/trade/order", named(ETH, id), owner.agent());
            assertThat(refused.code()).isEqualTo("PRICE_NOT_AVAILABLE");
            assertThat(venue.post("/trade/order", ETH + "}", owner.agent()).details().has("remembered")).isFalse();
            venue.feed.price("ETHUSDT", "3000");

            Reply repeated = venue.post("/trade/order", named(ETH, id), owner.agent());
            assertThat(repeated.body()).isEqualTo(refused.body());
            Reply again = venue.post("/trade/order", named(ETH, idAfter(repeated, id)), owner.agent());

            assertThat(again.status()).isEqualTo(201);
        }
    }

    /** What the manual says of the id of an order that was refused. */
    private static String idAfter(Reply refused, String id) {
        JsonNode remembered = refused.details().path("remembered");
        return remembered.asBoolean() ? id + "-again" : id;
    }

    private static String named(String order, String id) {
        return order + ",'client_order_id':'" + id + "'}";
    }
}
