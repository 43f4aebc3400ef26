package io.bullring.gateway.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Reply;
import io.bullring.gateway.http.TestSocket.Library;
import io.bullring.protocol.AccountStatus;
import io.bullring.protocol.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol of {@code /ws/v1}: who gets in, what can be said, what is answered, and what ends a connection. */
final class SocketsOverHttpTest extends OneBotOverHttp {
    private static final int LONGEST = 64 << 10;

    @Test
    void shouldLetInKeysAndTokensOfAgentsAndAccounts() {
        bot = venue.agent(owner, "");
        for (String query : List.of(
                "?api_key=" + bot.key()[1],
                "?api_key=" + owner.apiKey(),
                "?token=" + owner.token(),
                "?token=" + owner.token() + "&agent_id=" + bot.id(),
                "?api_key=" + owner.apiKey() + "&agent_id=" + bot.id(),
                "?api_key=" + bot.key()[1] + "&agent_id=" + bot.id())) {
            try (TestSocket socket = TestSocket.open(venue, query)) {
                assertEquals(List.of(), socket.untilPong(), "nothing is said before it is asked for: " + query);
            }
        }
    }

    @Test
    void shouldLetInTheKeyInTheHeader() {
        assertEquals(101, raw("", "X-API-Key: " + owner.agentKey()).status());
        assertEquals(403, raw("", "X-API-Key: ak_live_nobody").status());
    }

    @Test
    void shouldRefuseTheUpgradeToWhoeverHasNoRight() {
        bot = venue.agent(owner, "");
        Owner stranger = venue.register("Stranger");
        String old = venue.token(owner.accountId(), Instant.now().minusSeconds(7_200), venue.tokenKey());
        for (String query : List.of(
                "",
                "?api_key=",
                "?api_key=ak_live_nobody",
                "?api_key=" + owner.apiKey() + "&api_key=ak_live_nobody",
                "?API_KEY=" + owner.apiKey(),
                "?token=nonsense",
                "?token=" + old,
                "?api_key=" + owner.apiKey() + "&agent_id=" + stranger.agentId(),
                "?api_key=" + owner.apiKey() + "&agent_id=nonsense",
                "?api_key=" + owner.apiKey() + "&agent_id=" + UNKNOWN_ID,
                "?api_key=" + bot.key()[1] + "&agent_id=" + owner.agentId())) {
            RawSocket.Answer answer = raw(query);
            assertEquals(403, answer.status(), query);
            assertTrue(answer.body().contains("\"code\":\"INVALID_API_KEY\""), answer.body());
        }
    }

    @Test
    void shouldRefuseAnArchivedAgentAndASuspendedAccount() {
        bot = venue.agent(owner, "");
        assertEquals(101, raw("?api_key=" + bot.key()[1]).status());
        venue.post("/agents/" + bot.id() + "/archive", "", owner.bearer());
        assertEquals(403, raw("?api_key=" + bot.key()[1]).status());
        assertEquals(403, raw("?api_key=" + owner.apiKey() + "&agent_id=" + bot.id()).status());

        assertEquals(101, raw("?api_key=" + owner.apiKey()).status());
        venue.status(owner, AccountStatus.SUSPENDED);
        assertEquals(403, raw("?api_key=" + owner.apiKey()).status());
        assertEquals(403, raw("?token=" + owner.token()).status());
    }

    @Test
    void shouldAnswerAPlainRequestAsOne() {
        Reply reply = venue.send("GET", "/ws/v1?api_key=" + owner.apiKey(), null);
        assertEquals(400, reply.status());
        assertEquals("BAD_REQUEST", reply.code());
        assertEquals(405, venue.send("POST", "/ws/v1", "{}").status());
    }

    @ParameterizedTest
    @EnumSource(Library.class)
    void shouldAcknowledgeByTheKeyOfTheChannel(Library library) {
        try (TestSocket socket = TestSocket.open(library, venue, "?api_key=" + owner.agentKey())) {
            assertEquals(
                    "{\"type\":\"subscribed\",\"channel\":\"ticker:ETHUSDT\"}",
                    answer(socket, "{'action':'subscribe','channel':'ticker','symbol':' ethusdt ','more':[1,{}]}"));
            assertEquals(
                    "{\"type\":\"subscribed\",\"channel\":\"ticker:ETHUSDT\"}",
                    answer(socket, "{'action':'subscribe','channel':'ticker:ETHUSDT'}"));
            assertEquals(
                    "{\"type\":\"unsubscribed\",\"channel\":\"ticker:ETHUSDT\"}",
                    answer(socket, "{'action':'unsubscribe','channel':'ticker','symbol':'ETHUSDT'}"));
            assertEquals(
                    "{\"type\":\"unsubscribed\",\"channel\":\"ticker:ETHUSDT\"}",
                    answer(socket, "{'action':'unsubscribe','channel':'ticker:ETHUSDT'}"));
            assertEquals("{\"type\":\"pong\"}", answer(socket, "{'action':'ping'}"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'action':'subscribe'}                                   | INVALID_CHANNEL
            {'action':'subscribe','channel':'trades'}                | INVALID_CHANNEL
            {'action':'subscribe','channel':'ticker'}                | INVALID_CHANNEL
            {'action':'subscribe','channel':'candles','symbol':'A','interval':'2m'} | INVALID_CHANNEL
            {'action':'subscribe','channel':'battle'}                | INVALID_CHANNEL
            {'action':'subscribe','channel':'battle:10000000-0000-8002-8000-000000000001'} | INVALID_CHANNEL
            {'action':'unsubscribe','channel':'nothing'}             | INVALID_CHANNEL
            {'action':'dance'}                                       | UNKNOWN_ACTION
            {'action':7}                                             | UNKNOWN_ACTION
            {'channel':'ticker:BTCUSDT'}                             | UNKNOWN_ACTION
            {'type':'ping'}                                          | UNKNOWN_ACTION
            {}                                                       | UNKNOWN_ACTION
            []                                                       | INVALID_MESSAGE
            hello                                                    | INVALID_MESSAGE
            {'action':'ping'                                         | INVALID_MESSAGE
            """)
    void shouldNameWhatIsWrongAndGoOn(String message, String code) {
        try (TestSocket socket = TestSocket.open(venue, "?api_key=" + owner.agentKey())) {
            socket.send(message);
            JsonNode error = socket.next();
            assertEquals("error", error.path("type").asText());
            assertEquals(code, error.path("code").asText());
            assertFalse(error.path("message").asText().isEmpty());
            assertEquals(List.of(), socket.untilPong());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'channel':'nothing'                                    | channel of this name
            'channel':'nothing:BTCUSDT'                            | channel of this name
            'channel':'candles','symbol':'A','interval':'2m'       | no such interval
            'channel':'candles:A:2m'                               | no such interval
            'channel':'candles','symbol':'A'                       | interval is missing
            'channel':'candles:A'                                  | interval is missing
            'channel':'ticker','symbol':''                         | symbol is missing
            'channel':'ticker:'                                    | symbol is missing
            'channel':'orders:A'                                   | a part too many
            """)
    void shouldSayWhatIsWrongWithAChannelInBothDialects(String members, String words) {
        try (TestSocket socket = TestSocket.open(venue, "?api_key=" + owner.agentKey())) {
            for (String action : List.of("subscribe", "unsubscribe")) {
                socket.send("{'action':'" + action + "'," + members + "}");
                JsonNode error = socket.next();
                assertEquals("INVALID_CHANNEL", error.path("code").asText());
                assertTrue(error.path("message").asText().contains(words), error.toString());
            }
            socket.subscribe("'channel':'orders'");
        }
    }

    @Test
    void shouldRepeatNothingOfAChannelThatThereIsNot() {
        try (TestSocket socket = TestSocket.open(venue, "?api_key=" + owner.agentKey())) {
            for (String members : List.of(
                    "'channel':'" + "Q".repeat(30_000) + "'",
                    "'channel':'ticker:" + "Q:".repeat(15_000) + "'",
                    "'channel':'ticker','symbol':'" + "Q".repeat(33) + "'",
                    "'channel':'candles','symbol':'A','interval':'\\u0000\\nQQQ'")) {
                socket.send("{'action':'subscribe'," + members + "}");
                JsonNode error = socket.next();
                assertEquals("INVALID_CHANNEL", error.path("code").asText());
                assertFalse(error.toString().contains("QQ"), error.toString());
                assertFalse(error.toString().contains("Q:Q"), error.toString());
            }
            socket.subscribe("'channel':'ticker:" + "Q".repeat(32) + "'");
        }
    }

    @Test
    void shouldAnswerNothingToAPong() {
        try (TestSocket socket = TestSocket.open(venue, "?api_key=" + owner.agentKey())) {
            socket.send("{'type':'pong'}");
            socket.send("{'action':'pong'}");
            assertEquals(List.of(), socket.untilPong());
        }
    }

    @Test
    void shouldAllowTenSubscriptionsAndAnEleventhOnceOneIsGone() {
        try (TestSocket socket = TestSocket.open(venue, "?api_key=" + owner.agentKey())) {
            for (int i = 1; i <= 10; i++) {
                socket.subscribe("'channel':'ticker:PAIR" + i + "'");
            }
            socket.subscribe("'channel':'ticker','symbol':'PAIR1'");
            socket.send("{'action':'subscribe','channel':'ticker:PAIR11'}");
            assertEquals("SUBSCRIPTION_LIMIT", socket.next().path("code").asText());
            socket.send("{'action':'unsubscribe','channel':'ticker:PAIR1'}");
            assertEquals("unsubscribed", socket.next().path("type").asText());
            socket.subscribe("'channel':'ticker:PAIR11'");
        }
    }

    @ParameterizedTest
    @EnumSource(Library.class)
    void shouldRefuseBytesAndGoOn(Library library) {
        try (TestSocket socket = TestSocket.open(library, venue, "?api_key=" + owner.agentKey())) {
            socket.sendBytes(new byte[]{1, 2, 3});
            assertEquals("INVALID_MESSAGE", socket.next().path("code").asText());
            assertEquals(List.of(), socket.untilPong());
        }
    }

    @ParameterizedTest
    @EnumSource(Library.class)
    void shouldEndAConnectionThatTalksGarbage(Library library) {
        try (TestSocket socket = TestSocket.open(library, venue, "?api_key=" + owner.agentKey())) {
            for (int i = 0; i < 9; i++) {
                socket.send("garbage " + i);
            }
            socket.send("{}");
            for (int i = 0; i < 10; i++) {
                socket.send("garbage again " + i);
            }
            assertEquals(1008, socket.closeCode());
            for (int i = 0; i < 20; i++) {
                assertEquals(i == 9 ? "UNKNOWN_ACTION" : "INVALID_MESSAGE", socket.next().path("code").asText());
            }
        }
    }

    @Test
    void shouldEndAConnectionThatTalksTooMuch() {
        try (RawSocket socket = RawSocket.open(venue.port(), "?api_key=" + owner.agentKey())) {
            for (int i = 0; i < 101; i++) {
                socket.text("{'type':'pong'}");
            }
            assertTrue(socket.text().contains("\"code\":\"RATE_LIMIT_EXCEEDED\""));
            assertEquals(1008, socket.closeCode());
        }
    }

    @Test
    void shouldEndAConnectionThatSendsTooManyPings() {
        try (RawSocket socket = RawSocket.open(venue.port(), "?api_key=" + owner.agentKey())) {
            for (int i = 0; i < 101; i++) {
                socket.frame(0x89, new byte[0]);
            }
            assertEquals(1008, socket.closeCode());
        }
    }

    @Test
    void shouldTakeTheLongestMessageAndNoLongerOne() {
        try (RawSocket socket = RawSocket.open(venue.port(), "?api_key=" + owner.agentKey())) {
            socket.frame(0x81, message(LONGEST));
            assertEquals("{\"type\":\"pong\"}", socket.text());
            socket.frame(0x81, message(LONGEST + 1));
            assertEquals(1009, socket.closeCode());
        }
    }

    @Test
    void shouldTakeNoLongerMessageInPiecesEither() {
        try (RawSocket socket = RawSocket.open(venue.port(), "?api_key=" + owner.agentKey())) {
            socket.frame(0x01, message(LONGEST));
            socket.frame(0x80, message(LONGEST));
            assertEquals(1009, socket.closeCode());
        }
    }

    @ParameterizedTest
    @EnumSource(Library.class)
    void shouldTakeAMessageInTwoFrames(Library library) {
        try (TestSocket socket = TestSocket.open(library, venue, "?api_key=" + owner.agentKey())) {
            socket.sendInTwo("{\"action\":", "\"ping\"}");
            assertEquals("pong", socket.next().path("type").asText());
        }
    }

    @Test
    void shouldTakeAMessageWhoseFragmentsAreEmpty() {
        try (RawSocket socket = RawSocket.open(venue.port(), "?api_key=" + owner.agentKey())) {
            byte[] ping = "{\"action\":\"ping\"}".getBytes(US_ASCII);
            for (int message = 0; message < 2; message++) {
                socket.frame(0x01, new byte[0]);
                socket.frame(0x00, new byte[0]);
                socket.frame(0x89, new byte[0]); // a protocol ping may come between
                socket.frame(0x00, ping);
                socket.frame(0x80, new byte[0]);
                assertTrue(socket.text().contains("pong"));
            }
            socket.frame(0x81, ping);
            assertTrue(socket.text().contains("pong"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0xC1, 0x83, 0x09, 0x80})
    void shouldCloseWithAProtocolErrorWhoseFramesAreAgainstTheRfc(int firstByte) {
        try (RawSocket socket = RawSocket.open(venue.port(), "?api_key=" + owner.agentKey())) {
            socket.frame(firstByte, new byte[]{'{', '}'});
            assertEquals(1002, socket.closeCode());
        }
    }

    @Test
    void shouldNotReadATextThatIsNotUtf8() {
        try (RawSocket socket = RawSocket.open(venue.port(), "?api_key=" + owner.agentKey())) {
            socket.frame(0x81, new byte[]{'{', '"', 'a', '"', ':', '"', (byte) 0xFF, '"', '}'});
            assertTrue(socket.text().contains("INVALID_MESSAGE"));
        }
        try (RawSocket socket = RawSocket.open(venue.port(), "?api_key=" + owner.agentKey())) {
            socket.frame(0x81, new byte[]{(byte) 0xFF, (byte) 0xFE});
            assertTrue(socket.text().contains("INVALID_MESSAGE"));
        }
    }

    @Test
    void shouldEndAConnectionWhoseFramesAreNone() {
        try (RawSocket socket = RawSocket.open(venue.port(), "?api_key=" + owner.agentKey())) {
            socket.bytes("GET / HTTP/1.1\r\n\r\n and other things that are no frames at all".getBytes(US_ASCII));
            assertEquals(1002, socket.closeCode());
            assertTrue(socket.isEnded());
        }
        try (TestSocket other = TestSocket.open(venue, "?api_key=" + owner.agentKey())) {
            assertEquals(List.of(), other.untilPong());
        }
    }

    @Test
    void shouldSendTheLastTickToANewSubscriberAndEachTickOnce() {
        venue.feed.price("BTCUSDT", "64010");
        try (TestSocket socket = TestSocket.open(venue, "?api_key=" + owner.agentKey())) {
            socket.subscribe("'channel':'ticker','symbol':'BTCUSDT'");
            assertEquals("64010.00000000", socket.next().path("data").path("price").asText());
            socket.subscribe("'channel':'ticker_all'");
            venue.feed.price("BTCUSDT", "64011");
            JsonNode tick = socket.next(message -> message.path("symbol").asText().equals("BTCUSDT"));
            assertEquals(
                    """
                            {"channel":"ticker","symbol":"BTCUSDT","data":{"symbol":"BTCUSDT","price":"64011.00000000",\
                            "quantity":"0.00000000","timestamp":"2023-11-14T22:13:20.123Z","is_buyer_maker":false,"side_inferred":true,\
                            "trade_id":7}}\
                            """,
                    tick.toString());
            assertEquals(List.of(), socket.untilPong());
        }
    }

    @Test
    void shouldTellWhoTookWhereTheFeedSaysIt() {
        venue.feed.price("BTCUSDT", "64010");
        try (TestSocket socket = TestSocket.open(venue, "?api_key=" + owner.agentKey())) {
            socket.subscribe("'channel':'ticker','symbol':'BTCUSDT'");
            venue.feed.taken("BTCUSDT", Side.SELL, "64011", "1", 1, 8);
            venue.feed.price("BTCUSDT", "64012");
            List<String> told = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                JsonNode tick = socket.next().path("data");
                told.add(tick.path("price").asText() + " " + tick.path("is_buyer_maker") + " "
                        + tick.path("side_inferred"));
            }
            assertEquals(
                    List.of("64010.00000000 false true", "64011.00000000 true false", "64012.00000000 false true"),
                    told);
        }
    }

    @Test
    void shouldUseTheStringFormWhenOneOfTwoSubscriptionsHasIt() {
        try (TestSocket socket = TestSocket.open(venue, "?api_key=" + owner.agentKey())) {
            socket.subscribe("'channel':'ticker','symbol':'ETHUSDT'");
            socket.subscribe("'channel':'ticker:all'");
            venue.feed.price("ETHUSDT", "3001");
            JsonNode tick = socket.next(message -> message.path("price").asText().equals("3001.00000000"));
            assertEquals("ticker:ETHUSDT", tick.path("channel").asText());
            assertEquals("ticker", tick.path("type").asText());
            assertEquals("3001.00000000", tick.path("data").path("price").asText());
            socket.subscribe("'channel':'ticker_all'");
            venue.feed.price("ETHUSDT", "3002");
            tick = socket.next(message -> message.path("channel").asText().equals("ticker"));
            assertTrue(tick.path("price").isMissingNode(), "the latest subscribe decides the form");
        }
    }

    @Test
    void shouldSayNothingOfWhatIsNotSubscribedToAnyMore() {
        try (TestSocket socket = TestSocket.open(venue, "?api_key=" + owner.agentKey())) {
            socket.subscribe("'channel':'ticker:ETHUSDT'");
            venue.feed.price("ETHUSDT", "3003");
            socket.next(message -> message.path("price").asText().equals("3003.00000000"));
            socket.send("{'action':'unsubscribe','channel':'ticker:ETHUSDT'}");
            assertEquals("unsubscribed", socket.next().path("type").asText());
            venue.feed.price("ETHUSDT", "3004");
            venue.get("/trade/orders", owner.agent()); // waits for the history, hence for the push
            assertEquals(List.of(), socket.untilPong());
        }
    }

    @Test
    void shouldTellTheLastTickAgainToWhoeverSubscribesAgain() {
        try (TestSocket socket = TestSocket.open(venue, "?api_key=" + owner.agentKey())) {
            socket.subscribe("'channel':'ticker:ETHUSDT'");
            venue.feed.price("ETHUSDT", "3017");
            socket.next(message -> message.path("price").asText().equals("3017.00000000"));
            socket.subscribe("'channel':'ticker:ETHUSDT'");
            socket.subscribe("'channel':'ticker_all'");
            assertEquals(
                    List.of(),
                    socket.untilPong().stream().filter(it -> it.toString().contains("ETHUSDT")).toList(),
                    "it hears of the pair, and has heard");
            socket.send("{'action':'unsubscribe','channel':'ticker_all'}");
            assertEquals("unsubscribed", socket.next().path("type").asText());
            socket.send("{'action':'unsubscribe','channel':'ticker:ETHUSDT'}");
            assertEquals("unsubscribed", socket.next().path("type").asText());
            socket.subscribe("'channel':'ticker:ETHUSDT'");

            assertEquals("3017.00000000", socket.next().path("price").asText());
        }
    }

    @Test
    void shouldTellRunningCandlesAndTheEndOfEach() {
        long minuteNs = 60_000_000_000L;
        long openNs = 29_000_000 * minuteNs;
        venue.feed.trade("ETHUSDT", "3000", "1", openNs, 1);
        try (TestSocket socket = TestSocket.open(venue, "?api_key=" + owner.agentKey())) {
            socket.subscribe("'channel':'candles:ETHUSDT:1m'");
            venue.feed.trade("ETHUSDT", "3010", "0.5", openNs + 1, 2);
            assertEquals("3000 3010 3000 3010 1.5 false", candle(socket.next()));
            venue.feed.trade("ETHUSDT", "2990", "0.5", openNs + 2, 3);
            venue.feed.trade("ETHUSDT", "3005", "2", openNs + minuteNs, 4);
            JsonNode closed = socket.next(message -> message.path("is_closed").asBoolean());
            assertEquals("3000 3010 2990 2990 2 true", candle(closed));
            assertEquals("candle", closed.path("type").asText());
            assertEquals("1m", closed.path("interval").asText());
            JsonNode running = socket.next();
            assertEquals("3005 3005 3005 3005 2 false", candle(running));
            assertEquals("2025-02-19T21:21:00.000Z", running.path("data").path("time").asText());
        }
    }

    private static String candle(JsonNode message) {
        JsonNode data = message.path("data");
        return String.join(
                " ",
                plain(data, "open"),
                plain(data, "high"),
                plain(data, "low"),
                plain(data, "close"),
                plain(data, "volume"),
                data.path("is_closed").asText());
    }

    private static String plain(JsonNode data, String field) {
        return new BigDecimal(data.path(field).asText()).stripTrailingZeros().toPlainString();
    }

    private static String answer(TestSocket socket, String message) {
        socket.send(message);
        return socket.next(reply -> reply.has("type") && !reply.path("type").asText().equals("ticker")).toString();
    }

    /** {@code {"action":"ping"}} at this length. */
    private static byte[] message(int length) {
        String text = "{\"action\":\"ping\"}";
        return (text + " ".repeat(length - text.length())).getBytes(US_ASCII);
    }

    private static RawSocket.Answer raw(String query, String... headers) {
        return RawSocket.handshake(venue.port(), query, headers);
    }
}
