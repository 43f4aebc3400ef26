package io.bullring.gateway.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.account.VenueRules;
import io.bullring.core.engine.EventEncoder;
import io.bullring.core.event.ReleasedHolds;
import io.bullring.core.fault.EngineFault;
import io.bullring.core.port.CommandGate;
import io.bullring.gateway.command.OperatorCommands;
import io.bullring.protocol.CancelAllOrdersDecoder;
import io.bullring.protocol.EventHeaderEncoder;
import io.bullring.protocol.MessageHeaderEncoder;
import io.bullring.protocol.PriceUpdatedDecoder;
import io.bullring.protocol.UpdateAgentDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.stream.LongStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.RecordDescriptor;
import org.junit.jupiter.api.Test;

final class CallerTest {
    private static final int WINDOW = 8;
    private static final int EVENT = PriceUpdatedDecoder.TEMPLATE_ID;

    private final TestGate gate = new TestGate(new ReplyConfig(WINDOW, 1 << 16, 4));
    private final Queue<Runnable> eventLoop = new ArrayDeque<>();
    private final Caller caller = gate.caller(eventLoop::add);
    private final OperatorCommands commands = new OperatorCommands();
    private final int length = commands.advanceTime();
    private final List<Long> answered = new ArrayList<>();

    @Test
    void shouldHandTheAnswerToTheHandlerOfItsCommand() {
        List<String> seen = new ArrayList<>();
        offer(answer -> seen.add("first " + answer.sequence() + " at " + answer.timeNs()));
        offer(answer -> seen.add("second " + answer.sequence() + " at " + answer.timeNs()));
        gate.answerNext(EVENT, 16);
        gate.answerNext(EVENT, 16);
        gate.endBatch();
        runEventLoop();

        assertEquals(List.of("first 1 at 10", "second 2 at 20"), seen);
    }

    @Test
    void shouldShowTheFirstEventOfTheAnswerWithoutTheDueWorkBefore() {
        List<Integer> seen = new ArrayList<>();
        offer(answer -> {
            seen.add(answer.templateId());
            seen.add(answer.event().capacity());
            seen.add(answer.header().blockLength());
        });
        gate.answerNext(EVENT, 40);
        gate.endBatch();
        runEventLoop();

        assertEquals(List.of(EVENT, MessageHeaderEncoder.ENCODED_LENGTH + 40, 40), seen);
    }

    @Test
    void shouldShowNoOutcomeWhereNobodyMadeRoomForOne() {
        List<Outcome> seen = new ArrayList<>();
        offer(answer -> seen.add(answer.outcome()));
        gate.answerNext(EVENT, 41);
        gate.endBatch();
        runEventLoop();

        assertEquals(Arrays.asList((Outcome) null), seen);
    }

    @Test
    void shouldShowAnAnswerWithoutAnEvent() {
        List<Integer> seen = new ArrayList<>();
        offer(answer -> seen.add(answer.templateId()));
        gate.answerNext();
        gate.endBatch();
        runEventLoop();

        assertEquals(List.of(Answer.NO_EVENT), seen);
    }

    @Test
    void shouldScheduleOneTaskForABatch() {
        offerMany(5);
        for (int i = 0; i < 5; i++) {
            gate.answerNext(EVENT, 16);
        }
        assertEquals(0, eventLoop.size());

        gate.endBatch();

        assertEquals(1, eventLoop.size());
    }

    @Test
    void shouldNotScheduleAgainWhatIsScheduled() {
        offerMany(2);
        gate.answerNext(EVENT, 16);
        gate.endBatch();
        gate.answerNext(EVENT, 16);
        gate.endBatch();

        assertEquals(1, eventLoop.size());
        runEventLoop();
        assertEquals(List.of(1L, 2L), answered);
    }

    @Test
    void shouldRefuseAsPressureBeyondItsWindow() {
        offerMany(WINDOW);
        assertEquals(CommandGate.PRESSURE, offer(answer -> {}));

        gate.answerNext(EVENT, 16);
        gate.endBatch();
        runEventLoop();

        assertEquals(CommandGate.TAKEN, offer(answer -> {}));
    }

    @Test
    void shouldPassOnThatTheGateHasNoRoomAndForgetTheCommand() {
        gate.say(CommandGate.PRESSURE);
        assertEquals(CommandGate.PRESSURE, offer(answer -> answered.add(-1L)));
        gate.say(CommandGate.CLOSED);
        assertEquals(CommandGate.CLOSED, offer(answer -> answered.add(-2L)));
        gate.say(CommandGate.TAKEN);
        offerMany(1);
        gate.answerNext(EVENT, 16);
        gate.endBatch();
        runEventLoop();

        assertEquals(List.of(1L), answered);
        assertEquals(0, caller.inFlight());
    }

    @Test
    void shouldHaveRoomForTheLargestAnswersOfAllThatItLetsIn() {
        UnsafeBuffer update = new UnsafeBuffer(new byte[64]);
        new MessageHeaderEncoder().wrap(update, 0).templateId(UpdateAgentDecoder.TEMPLATE_ID);
        int largestBody = 8 * TestGate.MAX_MESSAGE_BYTES;
        long total = 0;
        for (int round = 0; round < 100; round++) {
            while (caller.offer(1, update, 0, 64, answer -> answered.add(answer.sequence())) == CommandGate.TAKEN) {
                total++;
            }
            while (gate.unanswered() > 0) {
                gate.answerNext(EVENT, largestBody);
            }
            gate.endBatch();
            runEventLoop();
        }

        assertEquals(LongStream.rangeClosed(1, total).boxed().toList(), answered);
        assertTrue(total > 100, "more than one large answer fits at a time");
    }

    @Test
    void shouldHaveRoomForEveryInstrumentInTheAnswerToACancellationOfAll() {
        UnsafeBuffer cancelAll = new UnsafeBuffer(new byte[64]);
        new MessageHeaderEncoder().wrap(cancelAll, 0).templateId(CancelAllOrdersDecoder.TEMPLATE_ID);
        ReleasedHolds released = new ReleasedHolds();
        for (int id = 1; id <= VenueRules.MOST_INSTRUMENTS; id++) {
            released.addAsset(id, id);
        }
        EventEncoder events = new EventEncoder();
        events.ordersCancelled(1, 1, 0, released);
        int eventBytes = events.length() - EventHeaderEncoder.ENCODED_LENGTH - MessageHeaderEncoder.ENCODED_LENGTH;

        assertEquals(
                CommandGate.TAKEN,
                caller.offer(1, cancelAll, 0, 64, answer -> answered.add((long) answer.event().capacity())));
        gate.answerNext(EVENT, eventBytes);
        gate.endBatch();
        runEventLoop();

        assertEquals(List.of((long) MessageHeaderEncoder.ENCODED_LENGTH + eventBytes), answered);
    }

    @Test
    void shouldCallItAFaultWhenAnAnswerIsLongerThanItsReservation() {
        offerMany(2);
        int headers = RecordDescriptor.HEADER_LENGTH + AnswerRing.EVENT_OFFSET + MessageHeaderEncoder.ENCODED_LENGTH;
        gate.answerNext(EVENT, AnswerRoom.PLAIN - headers);

        assertThrows(EngineFault.class, () -> gate.answerNext(EVENT, AnswerRoom.PLAIN - headers + 1));
    }

    @Test
    void shouldDeliverTheOthersWhenAHandlerFails() {
        offer(answer -> {
            throw new IllegalStateException("broken handler");
        });
        offerMany(2);
        for (int i = 0; i < 3; i++) {
            gate.answerNext(EVENT, 16);
        }
        gate.endBatch();

        assertThrows(IllegalStateException.class, this::runEventLoop);
        runEventLoop();

        assertEquals(List.of(2L, 3L), answered);
        assertEquals(0, caller.inFlight());
    }

    @Test
    void shouldIgnoreAnswersToSourcesOfAFormerLife() {
        ReplyDesk desk = new ReplyDesk(ReplyConfig.defaults());
        UnsafeBuffer nothing = new UnsafeBuffer(new byte[0]);

        desk.onEvents(1, 1, 0, 17, nothing, 0, 0, 0);
        desk.onEvents(2, 1, 3, 17, nothing, 0, 0, 0);
        desk.onBatchEnd();

        assertEquals(1, desk.register(gate, eventLoop::add).source());
        assertEquals(0, eventLoop.size());
    }

    @Test
    void shouldRefuseMoreCallersThanConfigured() {
        for (int i = 2; i <= 4; i++) {
            assertEquals(i, gate.caller(eventLoop::add).source());
        }

        assertThrows(IllegalStateException.class, () -> gate.caller(eventLoop::add));
    }

    private int offer(ReplyHandler handler) {
        return caller.offer(0, commands.buffer(), 0, length, handler);
    }

    private void offerMany(int count) {
        for (int i = 0; i < count; i++) {
            assertEquals(CommandGate.TAKEN, offer(answer -> answered.add(answer.sequence())));
        }
    }

    private void runEventLoop() {
        while (!eventLoop.isEmpty()) {
            eventLoop.remove().run();
        }
    }
}
