package io.bullring.gateway.http.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlainJsonTest {
    private final PlainJson json = new PlainJson();

    @Test
    void shouldWriteWhatTheGeneratorWrites() {
        HttpAnswer generated = HttpAnswer.ok(out -> {
            out.writeStartObject();
            out.writeStringField("order_id", "0190a1b2-0000-8003-8000-000000000001");
            out.writeNullField("price");
            out.writeStringField("fee", "0.05000000");
            out.writeEndObject();
        });
        assertEquals(
                generated.body(),
                json.begin()
                        .text("order_id", "0190a1b2-0000-8003-8000-000000000001")
                        .none("price")
                        .text("fee", "0.05000000")
                        .end());
    }

    @Test
    void shouldEscapeWhatAClientSaid() {
        String said = "a\"b\\c/~";
        HttpAnswer generated = HttpAnswer.ok(out -> {
            out.writeStartObject();
            out.writeStringField("a", said);
            out.writeStringField("b", "plain");
            out.writeNullField("c");
            out.writeEndObject();
        });
        assertEquals(generated.body(), json.begin().said("a", said).said("b", "plain").said("c", "").end());
    }

    @Test
    void shouldForgetTheObjectBefore() {
        json.begin().text("first", "and longer than the second").end();
        assertEquals("{\"a\":null}", json.begin().none("a").end().toString());
    }

    @Test
    void shouldGrowWithWhatItHasToSay() {
        String long1 = "x".repeat(1_500);
        String long2 = "y".repeat(9_000);
        assertEquals(
                "{\"a\":\"" + long1 + "\",\"b\":null,\"c\":\"" + long2 + "\"}",
                json.begin().text("a", long1).none("b").text("c", long2).end().toString());
    }

    /** The door takes printable ASCII only; a journal that is older than the door may hold anything. */
    @Test
    void shouldEscapeWhateverAClientHasSaid() throws IOException {
        for (String said : List.of("mine-1", "a\"b\\c", "a\nb\u0000", "\u00fc\u0122\u2028", "\ud83d\ude00", "~ ")) {
            String text = json.begin().said("client_order_id", said).end().toString();
            assertEquals(said, new ObjectMapper().readTree(text).path("client_order_id").asText(), text);
        }
        assertEquals("{\"client_order_id\":null}", json.begin().said("client_order_id", "").end().toString());
    }
}
