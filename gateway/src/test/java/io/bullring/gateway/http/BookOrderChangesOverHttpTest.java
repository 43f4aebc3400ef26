package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Reply;
import io.bullring.gateway.http.ServedVenue.Trader;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Orders that rest in a book are changed: what keeps its place, what trades, what is refused. */
@Timeout(60)
final class BookOrderChangesOverHttpTest {
    @TempDir
    static Path directory;

    private static ServedVenue venue;
    private static AcmeMarket acme;
    private Trader maker;
    private Trader taker;

    @BeforeAll
    static void open() {
        venue = ServedVenue.openWithBook(directory);
        acme = new AcmeMarket(venue);
    }

    @AfterAll
    static void close() {
        venue.close();
    }

    @BeforeEach
    void createTraders() {
        Owner owner = venue.register("Owner");
        maker = acme.trader(owner, "1000");
        taker = acme.trader(owner, "0");
    }

    @AfterEach
    void emptyTheBook() {
        venue.delete("/trade/orders/open", maker.key());
        venue.delete("/trade/orders/open", taker.key());
        assertThat(acme.book()).isEqualTo(" | ");
    }

    @Test
    void shouldKeepThePlaceOfAnOrderThatShrinksAndOfNoOther() {
        Trader third = acme.trader(venue.register("Third"), "10");
        String first = acme.rest(maker, "sell", "4", "100");
        String second = acme.rest(third, "sell", "1", "100");
        Reply shrunk = acme.modify(maker, first, "{'remaining_quantity':'2'}");
        assertThat(shrunk.status()).as(shrunk.toString()).isEqualTo(200);
        assertThat(shrunk.body().path("kept_place").asBoolean()).isTrue();
        assertThat(shrunk.body().path("price").isNull()).isTrue();
        assertThat(shrunk.text("remaining_quantity")).isEqualTo("2.00000000");
        assertThat(acme.book()).isEqualTo(" | 100 x 3");
        acme.market(taker, "buy", "1", "");
        assertThat(acme.order(maker, first).path("remaining_quantity").asText()).isEqualTo("1.00000000");

        Reply grown = acme.modify(maker, first, "{'remaining_quantity':'1.5'}");
        assertThat(grown.body().path("kept_place").asBoolean()).isFalse();
        assertThat(grown.text("price")).isEqualTo("100.00000000");
        acme.market(taker, "buy", "1", "");
        assertThat(acme.order(third, second).path("status").asText()).isEqualTo("filled");
        assertThat(acme.order(maker, first).path("remaining_quantity").asText()).isEqualTo("1.50000000");
        assertThat(acme.book()).isEqualTo(" | 100 x 1.5");

        acme.modify(maker, first, "{'price':'100.5','remaining_quantity':'1'}");
        assertThat(acme.book()).isEqualTo(" | 100.5 x 1");
        assertThat(acme.order(maker, first).path("price").asText()).isEqualTo("100.50000000");
    }

    @Test
    void shouldLetAnOrderShrinkThatIsBeyondALimitAndNotGrow() {
        Trader careful = venue.agent(
                venue.register("Careful"),
                ",'starting_balance':'10000','risk_config':{'max_order_size_pct':25,'max_position_size_pct':25}");
        String resting = acme.rest(careful, "buy", "20", "60");
        acme.rest(maker, "sell", "20", "103");
        acme.market(careful, "buy", "20", "");
        AcmeMarket.assertRefused(acme.modify(careful, resting, "{'remaining_quantity':'21'}"),
                "position_limit_exceeded");
        AcmeMarket.assertRefused(
                acme.modify(careful, resting, "{'remaining_quantity':'10','price':'59.9'}"),
                "position_limit_exceeded");
        AcmeMarket.assertRefused(acme.modify(careful, resting, "{'remaining_quantity':'0.01'}"), "order_too_small");
        Reply shrunk = acme.modify(careful, resting, "{'remaining_quantity':'10'}");
        assertThat(shrunk.status()).as(shrunk.toString()).isEqualTo(200);
        assertThat(acme.book()).isEqualTo("60 x 10 | ");
        venue.delete("/trade/orders/open", careful.key());
    }

    @Test
    void shouldTradeAtOnceWhenAChangeOfThePriceMeetsSomebody() {
        acme.rest(taker, "buy", "3", "99");
        String resting = acme.rest(maker, "sell", "5", "100");
        Reply changed = acme.modify(maker, resting, "{'price':'99'}");
        assertThat(changed.text("executed_quantity")).isEqualTo("3.00000000");
        assertThat(changed.text("executed_price")).isEqualTo("99.00000000");
        assertThat(changed.text("fee")).isEqualTo("0.14850000");
        assertThat(changed.text("remaining_quantity")).isEqualTo("2.00000000");
        assertThat(changed.body().path("trade_count").asInt()).isEqualTo(1);
        assertThat(acme.book()).isEqualTo(" | 99 x 2");
        acme.rest(taker, "buy", "3", "98");
        Reply filled = acme.modify(maker, resting, "{'price':'98'}");
        assertThat(filled.text("remaining_quantity")).isEqualTo("0.00000000");
        assertThat(acme.order(maker, resting).path("status").asText()).isEqualTo("filled");
        assertThat(acme.book()).isEqualTo("98 x 1 | ");
    }

    @Test
    void shouldRefuseAChangeThatCannotBeAndLeaveTheOrderAsItIs() {
        venue.feed.price("BTCUSDT", "64000");
        String resting = acme.rest(taker, "buy", "100", "99");
        String guarded =
                acme.limit(maker, "sell", "1", "101", ",'post_only':true").text("order_id");
        AcmeMarket.assertRefused(acme.modify(maker, guarded, "{'price':'99'}"), "would_trade");
        AcmeMarket.assertRefused(acme.modify(taker, resting, "{'price':'1000'}"), "insufficient_balance");
        Reply tiny = acme.modify(taker, resting, "{'remaining_quantity':'0.0001'}");
        assertThat(tiny.status() + tiny.code()).isEqualTo("400INVALID_QUANTITY");
        assertThat(acme.modify(maker, resting, "{'price':'98'}").code()).isEqualTo("ORDER_NOT_FOUND");
        assertThat(acme.modify(taker, resting, "{}").code()).isEqualTo("VALIDATION_ERROR");
        assertThat(acme.modify(taker, "17", "{'price':'98'}").code()).isEqualTo("VALIDATION_ERROR");
        assertThat(acme.book()).isEqualTo("99 x 100 | 101 x 1");

        venue.delete("/trade/order/" + guarded, maker.key());
        Reply late = AcmeMarket.assertRefused(acme.modify(maker, guarded, "{'price':'102'}"), "order_not_open");
        assertThat(late.details().path("current_status").asText()).isEqualTo("cancelled");
        Reply stop = venue.post(
                "/trade/order",
                "{'symbol':'ACMEUSDT','side':'sell','type':'stop_loss','quantity':'1','price':'90'}",
                maker.key());
        AcmeMarket.assertRefused(acme.modify(maker, stop.text("order_id"), "{'price':'91'}"), "no_book");
        Reply quoted = venue.post(
                "/trade/order",
                "{'symbol':'BTCUSDT','side':'buy','type':'limit','quantity':'0.01','price':'60000'}",
                maker.key());
        AcmeMarket.assertRefused(acme.modify(maker, quoted.text("order_id"), "{'price':'61000'}"), "no_book");
    }
}
