package io.bullring.gateway.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SubscriptionTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'channel':'ticker','symbol':'BTCUSDT'                   | ticker:BTCUSDT     | OBJECT
            'channel':'ticker','symbol':' btcusdt '                 | ticker:BTCUSDT     | OBJECT
            'channel':'ticker','symbol':'NOSUCHPAIR'                | ticker:NOSUCHPAIR  | OBJECT
            'channel':'ticker_all'                                  | ticker:all         | OBJECT
            'channel':'candles','symbol':'BTCUSDT','interval':'15m' | candles:BTCUSDT:15m | OBJECT
            'channel':'orders'                                      | orders             | OBJECT
            'channel':'portfolio','symbol':7                        | portfolio          | OBJECT
            'channel':'ticker:btcusdt'                              | ticker:BTCUSDT     | STRING
            'channel':'ticker:ALL'                                  | ticker:all         | STRING
            'channel':'ticker:all'                                  | ticker:all         | STRING
            'channel':'candles:ETHUSDT:1d','interval':'1m'          | candles:ETHUSDT:1d | STRING
            """)
    void shouldKnowAChannelInBothDialects(String members, String key, Subscription.Dialect dialect) {
        Subscription subscription = Subscription.ofOrNull(message(members));
        assertNotNull(subscription);
        assertEquals(key, subscription.channel().key());
        assertEquals(dialect, subscription.dialect());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "'symbol':'BTCUSDT'",
        "'channel':7",
        "'channel':''",
        "'channel':'trades'",
        "'channel':'ticker'",
        "'channel':'ticker','symbol':' '",
        "'channel':'ticker','symbol':'A:B'",
        "'channel':'ticker:'",
        "'channel':'ticker:ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFG'",
        "'channel':'candles','symbol':'BTCUSDT'",
        "'channel':'candles','interval':'1m'",
        "'channel':'candles','symbol':'BTCUSDT','interval':'2m'",
        "'channel':'candles:BTCUSDT'",
        "'channel':'candles:BTCUSDT:7w'",
        "'channel':'candles:BTCUSDT:1m:1m'",
        "'channel':'orders:1'",
        "'channel':'battle'",
        "'channel':'battle','battle_id':'10000000-0000-8002-8000-000000000001'",
        "'channel':'battle:10000000-0000-8002-8000-000000000001'"})
    void shouldKnowNoOtherChannel(String members) {
        assertNull(Subscription.ofOrNull(message(members)));
    }

    @Test
    void shouldBeOneSubscriptionWhateverTheDialect() {
        assertEquals(
                Subscription.ofOrNull(message("'channel':'ticker_all'")).channel(),
                Subscription.ofOrNull(message("'channel':'ticker:all'")).channel());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "7", "'text'", "[]", "{", "{}}", "{} {}", "{'a':}", "{'a':'\\ud800",
        "nonsense"})
    void shouldTakeNothingForAMessageThatIsNoObject(String text) {
        assertNull(ClientMessage.parseOrNull(text.replace('\'', '"')));
    }

    @Test
    void shouldTakeNoMessageThatIsNestedTooDeeply() {
        String shallow = "{\"a\":" + "[".repeat(20) + "]".repeat(20) + "}";
        String deep = "{\"a\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}";
        assertNotNull(ClientMessage.parseOrNull(shallow));
        assertNull(ClientMessage.parseOrNull(deep));
    }

    @Test
    void shouldTakeBothWaysToAnswerAPing() {
        assertTrue(ClientMessage.parseOrNull("{\"action\":\"pong\"}").isPong());
        assertTrue(ClientMessage.parseOrNull("{\"type\":\"pong\",\"more\":{\"action\":\"subscribe\"}}").isPong());
    }

    private static ClientMessage message(String members) {
        return ClientMessage.parseOrNull("{" + members.replace('\'', '"') + "}");
    }
}
