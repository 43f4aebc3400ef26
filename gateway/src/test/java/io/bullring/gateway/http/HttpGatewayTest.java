package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.gateway.http.ServedVenue.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class HttpGatewayTest {
    @TempDir
    static Path directory;

    private static ServedVenue venue;

    @BeforeAll
    static void open() {
        venue = ServedVenue.open(directory);
    }

    @AfterAll
    static void close() {
        venue.close();
    }

    @Test
    void shouldRegister() {
        Reply reply = venue.post("/auth/register", "{'display_name':'Alpha'}");
        assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
        System.out.println(reply.body().toPrettyString());
        Reply health = venue.send("GET", "/health", null);
        System.out.println(health.body().toPrettyString());
        venue.feed.price("BTCUSDT", "64000");
        String key = reply.text("agent_api_key");
        System.out.println(
                venue.post("/trade/order", "{'symbol':'BTCUSDT','side':'buy','type':'market','quantity':'0.03'}",
                        "X-API-Key", key).body().toPrettyString());
        System.out.println(venue.get("/account/balance", "X-API-Key", key).body().toPrettyString());
        System.out.println(venue.get("/account/positions", "X-API-Key", key).body().toPrettyString());
        System.out.println(venue.get("/trade/history", "X-API-Key", key).body().toPrettyString());
    }
}
