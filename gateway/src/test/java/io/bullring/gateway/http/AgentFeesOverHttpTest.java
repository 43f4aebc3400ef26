package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Reply;
import io.bullring.gateway.http.ServedVenue.Trader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Fees in books that an operator gives one agent: who pays them, when they can be changed, and that a start keeps them. */
@Timeout(60)
final class AgentFeesOverHttpTest {
    private static final String OWN = "{'maker_fee':0,'taker_fee':'0.0001'}";
    private static final String NONE = "{'maker_fee':null,'taker_fee':null}";

    @TempDir
    private Path directory;

    private Owner owner;
    private Trader maker;
    private Trader taker;

    @Test
    void shouldLetAnAgentPayFeesOfItsOwnAlsoAfterAStart() {
        try (ServedVenue venue = ServedVenue.openWithBook(directory)) {
            AcmeMarket acme = open(venue);
            assertThat(get(venue, taker).body().toString()).isEqualTo(told(taker, "null", "null"));
            assertThat(put(venue, taker, OWN).body().toString())
                    .isEqualTo(told(taker, "\"0.00000000\"", "\"0.00010000\""));
            acme.rest(maker, "sell", "10", "100");
            assertThat(acme.market(taker, "buy", "4", "").text("fee")).isEqualTo("0.04000000");
        }
        try (ServedVenue venue = ServedVenue.openWithBook(directory)) {
            AcmeMarket acme = new AcmeMarket(venue);
            assertThat(get(venue, taker).body().toString())
                    .isEqualTo(told(taker, "\"0.00000000\"", "\"0.00010000\""));
            assertThat(acme.market(taker, "buy", "4", "").text("fee")).isEqualTo("0.04000000");
            assertThat(manual(venue, taker)).contains("(yours, in all of them: 0 % and 0.01 %)");
            assertThat(manual(venue, maker)).contains("(`maker_fee`, `taker_fee` of `/market/pairs`)");

            put(venue, taker, NONE);
            assertThat(acme.market(taker, "buy", "2", "").text("fee")).isEqualTo("0.10000000");
        }
    }

    @Test
    void shouldChangeNothingWhileOrdersHoldForTheFees() {
        try (ServedVenue venue = ServedVenue.openWithBook(directory)) {
            AcmeMarket acme = open(venue);
            acme.rest(maker, "sell", "1", "100");
            Reply refused = put(venue, maker, OWN);
            assertThat(refused.status()).as(refused.toString()).isEqualTo(409);
            assertThat(refused.details().path("reason").asText()).isEqualTo("book_orders_open");
            assertThat(get(venue, maker).body().path("taker_fee").isNull()).isTrue();

            venue.delete("/trade/orders/open", maker.key());
            assertThat(put(venue, maker, OWN).status()).isEqualTo(200);
        }
    }

    @Test
    void shouldNameWhatIsWrong() {
        try (ServedVenue venue = ServedVenue.openWithBook(directory)) {
            open(venue);
            assertViolation(put(venue, taker, "{}"), "maker_fee");
            assertViolation(put(venue, taker, "{'maker_fee':'0'}"), "taker_fee");
            assertViolation(put(venue, taker, "{'maker_fee':null,'taker_fee':'0'}"), "maker_fee");
            assertViolation(put(venue, taker, "{'maker_fee':'0','taker_fee':null}"), "taker_fee");
            assertViolation(put(venue, taker, OWN.replace("0.0001", "0.10000001")), "taker_fee");
            assertViolation(put(venue, taker, OWN.replace("0.0001", "-0.0001")), "taker_fee");
            assertViolation(put(venue, taker, OWN.replace("0.0001", "0.000000001")), "taker_fee");
            assertViolation(put(venue, taker, OWN.replace("'0.0001'", "true")), "taker_fee");
            Trader nobody = new Trader("10000000-0000-8002-8000-000000000001", null);
            assertThat(put(venue, nobody, OWN).code()).isEqualTo("AGENT_NOT_FOUND");
            assertThat(get(venue, taker).body().path("taker_fee").isNull()).isTrue();
        }
    }

    @Test
    void shouldBeTheOperatorsAlone() {
        try (ServedVenue venue = ServedVenue.openWithBook(directory)) {
            open(venue);
            assertThat(venue.send("GET", path(taker), null, taker.key()).code()).isEqualTo("INVALID_TOKEN");
            assertThat(venue.send("PUT", path(taker), OWN.replace('\'', '"'), owner.bearer()).code())
                    .isEqualTo("INVALID_TOKEN");
        }
    }

    private AcmeMarket open(ServedVenue venue) {
        AcmeMarket acme = new AcmeMarket(venue);
        owner = venue.register("Owner");
        maker = acme.trader(owner, "1000");
        taker = acme.trader(owner, "0");
        return acme;
    }

    private static String told(Trader agent, String maker, String taker) {
        return "{\"agent_id\":\"" + agent.id() + "\",\"maker_fee\":" + maker + ",\"taker_fee\":" + taker + "}";
    }

    private String manual(ServedVenue venue, Trader agent) {
        return venue.exchange("GET", "/api/v1/agents/" + agent.id() + "/skill.md", null, owner.bearer()).body();
    }

    private static String path(Trader agent) {
        return "/operator/v1/agents/" + agent.id() + "/fees";
    }

    private static Reply put(ServedVenue at, Trader agent, String json) {
        return at.send("PUT", path(agent), json.replace('\'', '"'), at.operator());
    }

    private static Reply get(ServedVenue at, Trader agent) {
        return at.send("GET", path(agent), null, at.operator());
    }

    private static void assertViolation(Reply reply, String field) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(422);
        assertThat(reply.body().toString()).contains(field);
    }
}
