package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Reply;
import io.bullring.gateway.http.ServedVenue.Trader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** ACMEUSDT as its traders see it. */
final class AcmeMarket {
    private final ServedVenue venue;

    AcmeMarket(ServedVenue venue) {
        this.venue = venue;
    }

    /** An agent with 100,000 USDT that no limit of risk is in the way of, and with so much to sell. */
    Trader trader(Owner owner, String acme) {
        Trader trader = venue.agent(
                owner,
                ",'starting_balance':'100000','risk_config':{'max_order_size_pct':100,'max_position_size_pct':100}");
        if (!acme.equals("0")) {
            require(venue.grant(trader, "ACMEUSDT", acme), 201);
        }
        return trader;
    }

    /** @param more members of the body, with a comma before them */
    Reply limit(Trader trader, String side, String quantity, String price, String more) {
        return venue.post(
                "/trade/order",
                "{'symbol':'ACMEUSDT','type':'limit','side':'" + side + "','quantity':'" + quantity + "','price':'"
                        + price
                        + "'" + more + "}",
                trader.key());
    }

    /** A limit order that is taken; returns its id. */
    String rest(Trader trader, String side, String quantity, String price) {
        return require(limit(trader, side, quantity, price, ""), 201).text("order_id");
    }

    Reply market(Trader trader, String side, String quantity, String more) {
        return venue.post(
                "/trade/order",
                "{'symbol':'ACMEUSDT','type':'market','side':'" + side + "','quantity':'" + quantity + "'" + more + "}",
                trader.key());
    }

    Reply modify(Trader trader, String order, String json) {
        return venue.patch("/trade/order/" + order, json, trader.key());
    }

    JsonNode order(Trader trader, String order) {
        return require(venue.get("/trade/order/" + order, trader.key()), 200).body();
    }

    /** Best first, as in {@code 99 x 1, 98 x 2 | 101 x 1}. */
    String book() {
        JsonNode book = require(venue.get("/market/orderbook/ACMEUSDT?depth=20"), 200).body();
        return side(book.path("bids")) + " | " + side(book.path("asks"));
    }

    /** The last trades, newest first, as in {@code buy 1 at 100}: who took, how much, at which price. */
    List<String> trades() {
        List<String> trades = new ArrayList<>();
        for (JsonNode trade : market("trades").path("trades")) {
            if (trade.path("side_inferred").asBoolean() || trade.path("trade_count").asInt() != 1) {
                throw new AssertionError(trade.toString());
            }
            trades.add(trade.path("side").asText() + " " + plain(trade.path("quantity").asText()) + " at "
                    + plain(trade.path("price").asText()));
        }
        return trades;
    }

    /** What {@code /market} says of it: trades, ticker, candles. */
    JsonNode market(String what) {
        return require(venue.get("/market/" + what + "/ACMEUSDT"), 200).body();
    }

    /** Available USDT and ACME, as in {@code 100000 USDT, 10 ACME}. */
    String available(Trader trader) {
        JsonNode balances = venue.get("/account/balance", trader.key()).body().path("balances");
        StringJoiner text = new StringJoiner(", ");
        for (String asset : new String[]{"USDT", "ACME"}) {
            for (JsonNode balance : balances) {
                if (balance.path("asset").asText().equals(asset)) {
                    text.add(plain(balance.path("available").asText()) + " " + asset);
                }
            }
        }
        return text.toString();
    }

    static Reply require(Reply reply, int status) {
        if (reply.status() != status) {
            throw new AssertionError(reply.toString());
        }
        return reply;
    }

    static Reply assertRefused(Reply reply, String reason) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(400);
        assertThat(reply.details().path("reason").asText()).isEqualTo(reason);
        return reply;
    }

    static String plain(String decimal) {
        BigDecimal value = new BigDecimal(decimal);
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static String side(JsonNode levels) {
        StringJoiner text = new StringJoiner(", ");
        for (JsonNode level : levels) {
            text.add(plain(level.get(0).asText()) + " x " + plain(level.get(1).asText()));
        }
        return text.toString();
    }
}
