package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Reply;
import io.bullring.gateway.http.ServedVenue.Trader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

    /** Whatever the order says the second time, and by whichever of its two names; a first answer bears no such header. */
    @Test
    void shouldTellARepeatedAnswerFromAFirstOne() {
        try (ServedVenue venue = ServedVenue.openWithBook(directory)) {
            AcmeMarket acme = new AcmeMarket(venue);
            Trader trader = acme.trader(venue.register("Owner"), "10");
            Reply unpriced = venue.post("/trade/order", named(ETH, "unpriced"), trader.key());
            venue.feed.price("BTCUSDT", "64000");
            Reply first = venue.post("/trade/order", named(BTC, "mine"), trader.key());
            Reply inBook = acme.limit(trader, "sell", "2", "100", ",'client_order_id':'resting'");
            for (Reply reply : List.of(unpriced, first, inBook)) {
                assertThat(reply.response().headers().map()).doesNotContainKey("idempotent-replayed");
            }

            Reply otherBody = venue.post("/trade/order", named(BTC.replace("0.01", "0.02"), "mine"), trader.key());
            Reply byHeader = venue.post(
                    "/trade/order", BTC + "}", "Idempotency-Key", "mine", "X-API-Key", trader.key()[1]);
            Reply bookAgain = acme.limit(trader, "sell", "2", "100", ",'client_order_id':'resting'");
            Reply refusedAgain = venue.post("/trade/order", named(ETH, "unpriced"), trader.key());
            for (Reply reply : List.of(otherBody, byHeader, bookAgain, refusedAgain)) {
                assertThat(reply.header("Idempotent-Replayed")).as(reply.toString()).isEqualTo("true");
            }
            assertThat(otherBody.body()).isEqualTo(first.body());
            assertThat(byHeader.body()).isEqualTo(first.body());
            assertThat(bookAgain.text("order_id")).isEqualTo(inBook.text("order_id"));
            assertThat(refusedAgain.body()).isEqualTo(unpriced.body());
            assertThat(venue.get("/trade/orders/open", trader.key()).body().path("total").asInt()).isEqualTo(2);
        }
    }

    /** Open, filled, in a book; with characters that JSON escapes; a refused one is no order. */
    @Test
    void shouldTellWhatBecameOfAnOrderByItsClientOrderId() {
        String odd = "a\\b/\"~";
        try (ServedVenue venue = ServedVenue.openWithBook(directory)) {
            AcmeMarket acme = new AcmeMarket(venue);
            Owner owner = venue.register("Owner");
            Trader trader = acme.trader(owner, "10");
            venue.feed.price("BTCUSDT", "64000");
            venue.post("/trade/order", named(ETH, "refused"), trader.key());
            Reply open = venue.post("/trade/order", named(BTC, "open"), trader.key());
            Reply filled = venue.post(
                    "/trade/order", "{'symbol':'BTCUSDT','side':'buy','type':'market','quantity':'0.01'}",
                    "Idempotency-Key", odd, "X-API-Key", trader.key()[1]);
            Reply inBook = acme.limit(trader, "sell", "2", "100", ",'client_order_id':'resting'");
            Reply nameless = venue.post("/trade/order", BTC + "}", trader.key());

            assertTold(venue, trader, open, "open", "pending");
            assertTold(venue, trader, filled, odd, "filled");
            assertTold(venue, trader, inBook, "resting", "pending");
            assertThat(nameless.body().path("client_order_id").isNull()).isTrue();
            for (String none : List.of("refused", "ope", "opens", "%22")) {
                assertThat(listed(venue, trader, none).path("total").asInt()).as(none).isZero();
            }
            assertThat(listed(venue, acme.trader(owner, "0"), "open").path("total").asInt()).isZero();
            assertThat(listed(venue, trader, "open&status=filled").path("total").asInt()).isZero();
            for (String none : List.of("a%20b", "%C3%BC", "x".repeat(65))) {
                Reply refused = venue.get("/trade/orders?client_order_id=" + none, trader.key());
                assertThat(refused.status()).as(none).isEqualTo(422);
                assertThat(refused.details().path("field").asText()).isEqualTo("client_order_id");
            }
        }
    }

    private static void assertTold(ServedVenue venue, Trader trader, Reply placed, String name, String status) {
        assertThat(placed.status()).as(placed.toString()).isEqualTo(201);
        assertThat(placed.text("client_order_id")).isEqualTo(name);
        JsonNode orders = listed(venue, trader, URLEncoder.encode(name, StandardCharsets.US_ASCII)).path("orders");
        assertThat(orders.findValuesAsText("order_id")).containsExactly(placed.text("order_id"));
        assertThat(orders.get(0).path("client_order_id").asText()).isEqualTo(name);
        assertThat(orders.get(0).path("status").asText()).isEqualTo(status);
        assertThat(orders.get(0))
                .isEqualTo(venue.get("/trade/order/" + placed.text("order_id"), trader.key()).body());
    }

    private static JsonNode listed(ServedVenue venue, Trader trader, String query) {
        Reply reply = venue.get("/trade/orders?client_order_id=" + query, trader.key());
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        return reply.body();
    }

    /** The follower is kept from going on, until the test has its answer; then the order is told as it is by then. */
    @Test
    void shouldTellAnOrderInABookAsItWasAcceptedWhileTheHistoryIsBehind() {
        try (ServedVenue venue = ServedVenue.openWithBook(directory)) {
            AcmeMarket acme = new AcmeMarket(venue);
            Owner owner = venue.register("Owner");
            Trader maker = acme.trader(owner, "10");
            Trader taker = acme.trader(owner, "0");
            String named = ",'client_order_id':'once'";
            Reply first = acme.limit(maker, "sell", "2", "100", named);
            acme.market(taker, "buy", "0.5", "");
            assertThat(venue.get("/trade/orders/open", maker.key()).status()).isEqualTo(200);
            CountDownLatch isHeld = new CountDownLatch(1);
            CountDownLatch isAnswered = new CountDownLatch(1);
            venue.venue.follower().whenReached(venue.lastSequence() + 1, () -> {
                isHeld.countDown();
                awaitBriefly(isAnswered);
            });
            venue.feed.price("BTCUSDT", "64000");
            awaitBriefly(isHeld);

            Reply again = acme.limit(maker, "sell", "2", "100", named);
            isAnswered.countDown();

            assertThat(again.status()).as(again.toString()).isEqualTo(201);
            assertThat(again.text("order_id")).isEqualTo(first.text("order_id"));
            assertThat(again.text("created_at")).isEqualTo(first.text("created_at"));
            assertThat(again.text("status") + " " + again.text("remaining_quantity")).isEqualTo("pending 2.00000000");
            Reply later = acme.limit(maker, "sell", "2", "100", named);
            assertThat(later.text("status") + " " + later.text("remaining_quantity"))
                    .isEqualTo("partially_filled 1.50000000");
        }
    }

    private static void awaitBriefly(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
