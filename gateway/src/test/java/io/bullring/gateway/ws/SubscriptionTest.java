package io.bullring.gateway.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
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
        Subscription subscription = subscription(members);
        assertEquals(key, subscription.channel().key());
        assertEquals(dialect, subscription.dialect());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'symbol':'BTCUSDT'                                      | NO_NAME
            'channel':7                                             | NO_NAME
            'channel':''                                            | UNKNOWN_NAME
            'channel':'trades'                                      | UNKNOWN_NAME
            'channel':'Ticker','symbol':'BTCUSDT'                   | UNKNOWN_NAME
            'channel':'trades:BTCUSDT'                              | UNKNOWN_NAME
            'channel':':BTCUSDT'                                    | UNKNOWN_NAME
            'channel':'battle'                                      | UNKNOWN_NAME
            'channel':'battle:10000000-0000-8002-8000-000000000001' | UNKNOWN_NAME
            'channel':'ticker'                                      | NO_SYMBOL
            'channel':'ticker','symbol':7                           | NO_SYMBOL
            'channel':'ticker','symbol':' '                         | NO_SYMBOL
            'channel':'ticker:'                                     | NO_SYMBOL
            'channel':'candles','interval':'1m'                     | NO_SYMBOL
            'channel':'candles::1m'                                 | NO_SYMBOL
            'channel':'ticker','symbol':'A:B'                       | NO_SUCH_SYMBOL
            'channel':'ticker:ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFG'    | NO_SUCH_SYMBOL
            'channel':'candles:ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFG:1m' | NO_SUCH_SYMBOL
            'channel':'candles','symbol':'BTCUSDT'                  | NO_INTERVAL
            'channel':'candles:BTCUSDT'                             | NO_INTERVAL
            'channel':'candles:BTCUSDT:'                            | NO_INTERVAL
            'channel':'candles','symbol':'BTCUSDT','interval':'2m'  | UNKNOWN_INTERVAL
            'channel':'candles:BTCUSDT:7w'                          | UNKNOWN_INTERVAL
            'channel':'candles:BTCUSDT:1m:1m'                       | TOO_MANY_PARTS
            'channel':'ticker:BTCUSDT:1m'                           | TOO_MANY_PARTS
            'channel':'ticker_all:BTCUSDT'                          | TOO_MANY_PARTS
            'channel':'orders:1'                                    | TOO_MANY_PARTS
            'channel':'portfolio:'                                  | TOO_MANY_PARTS
            """)
    void shouldSayWhatIsWrongWithAChannel(String members, WrongChannel wrong) {
        assertEquals(wrong, Subscription.of(message(members)));
    }

    @Test
    void shouldNameTheIntervalsThatThereAre() {
        for (String interval : List.of("1m", "5m", "15m", "1h", "4h", "1d")) {
            assertTrue(WrongChannel.UNKNOWN_INTERVAL.words().contains(" " + interval));
            assertInstanceOf(Subscription.class, Subscription.of(message("'channel':'candles:A:" + interval + "'")));
        }
    }

    @Test
    void shouldBeOneSubscriptionWhateverTheDialect() {
        assertEquals(
                subscription("'channel':'ticker_all'").channel(),
                subscription("'channel':'ticker:all'").channel());
    }

    @Test
    void shouldTakeNoHalfOfACharacterForAName() {
        assertEquals("ticker:\ud83d\ude00", subscription("'channel':'ticker:\\ud83d\\ude00'").channel().key());
        assertNull(ClientMessage.parseOrNull("{\"channel\":\"ticker:\\ud83d\"}"));
        assertNull(ClientMessage.parseOrNull("{\"channel\":\"ticker\",\"symbol\":\"\\ude00\"}"));
        assertNotNull(ClientMessage.parseOrNull("{\"channel\":\"orders\",\"whatever\":[\"\\ude00\"]}"));
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

    private static Subscription subscription(String members) {
        return assertInstanceOf(Subscription.class, Subscription.of(message(members)));
    }

    private static ClientMessage message(String members) {
        return ClientMessage.parseOrNull("{" + members.replace('\'', '"') + "}");
    }
}
