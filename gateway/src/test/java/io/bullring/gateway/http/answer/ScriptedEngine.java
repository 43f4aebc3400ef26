package io.bullring.gateway.http.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bullring.core.account.VenueRules;
import io.bullring.core.engine.EventEncoder;
import io.bullring.core.event.EventSink;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.core.port.CommandGate;
import io.bullring.gateway.command.OperatorCommands;
import io.bullring.gateway.id.PublicIds;
import io.bullring.gateway.market.MarketBoard;
import io.bullring.gateway.reply.Answer;
import io.bullring.gateway.reply.Caller;
import io.bullring.gateway.reply.ReplyConfig;
import io.bullring.gateway.reply.ReplyDesk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.agrona.DirectBuffer;

/** An engine that says what a test wants it to say, through the real encoder and the real way of an answer. */
final class ScriptedEngine {
    static final long VENUE_ID = 0xABCDEF012345L;
    static final PublicIds IDS = new PublicIds(VENUE_ID);
    static final int BTC = 1;
    static final int ETH = 2;
    static final long TIME_NS = 1_772_100_000_123_456_789L;
    static final String TIME = "2026-02-26T10:00:00.123456Z";

    private static final ObjectMapper JSON = new ObjectMapper();

    final MarketBoard market = new MarketBoard();
    private final EventEncoder events = new EventEncoder();
    private final ReplyDesk replies = new ReplyDesk(ReplyConfig.defaults());
    private final Caller caller = replies.register(new OpenGate(), Runnable::run);
    private final OperatorCommands commands = new OperatorCommands();
    private long sequence;
    private long answered;

    ScriptedEngine() {
        toBoard(sink -> sink.venueConfigured(VenueRules.defaults(VENUE_ID)));
        toBoard(sink -> sink.instrumentDefined(BTC, new InstrumentTerms("BTCUSDT", 1, true, 0, 0, 0, 0)));
        toBoard(sink -> sink.instrumentDefined(
                ETH, new InstrumentTerms("ETHUSDT", 1, true, 1_000_000, 10_000_000_000L, 10_000, 500_000_000)));
    }

    /** Has the market board hear of something, at {@link #TIME_NS}. */
    void toBoard(Consumer<EventSink> says) {
        toBoard(TIME_NS, says);
    }

    void toBoard(long timeNs, Consumer<EventSink> says) {
        encode(says);
        market.onEvents(++sequence, timeNs, 0, 0, events.buffer(), 0, events.length(), events.answerOffset());
    }

    /** Answers a command at {@link #TIME_NS}, and returns what the rendering made of the answer. */
    <T> T answer(Consumer<EventSink> says, Function<Answer, T> rendering) {
        List<T> rendered = new ArrayList<>();
        int length = commands.advanceTime();
        caller.offer(0, commands.buffer(), 0, length, answer -> rendered.add(rendering.apply(answer)));
        encode(says);
        replies.onEvents(
                ++sequence,
                TIME_NS,
                caller.source(),
                answered++,
                events.buffer(),
                0,
                events.length(),
                events.answerOffset());
        replies.onBatchEnd();
        return rendered.getFirst();
    }

    static JsonNode json(HttpAnswer answer) {
        try {
            return JSON.readTree(answer.body().getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(String json) {
        try {
            return JSON.readTree(json.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void encode(Consumer<EventSink> says) {
        events.reset();
        events.answerStarts();
        says.accept(events);
    }

    private static final class OpenGate implements CommandGate {
        @Override
        public int offer(int source, long correlationId, int agentId, DirectBuffer message, int offset, int length) {
            return TAKEN;
        }

        @Override
        public int maxMessageBytes() {
            return 1_024;
        }
    }
}
