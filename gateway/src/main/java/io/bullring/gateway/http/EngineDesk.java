package io.bullring.gateway.http;

import io.bullring.core.fault.EngineFault;
import io.bullring.core.port.CommandGate;
import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.Refusal;
import io.bullring.gateway.reply.Answer;
import io.bullring.gateway.reply.Caller;
import io.bullring.gateway.venue.StageTimes;
import io.bullring.gateway.venue.StageTimes.Stage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.agrona.collections.Int2IntCounterMap;

/**
 * Offers commands to the engine and waits for its answers. A command that is not taken is refused, and nothing has
 * happened; one that is taken is never given up: its future is completed when the engine has answered, or when the journal
 * has failed before the engine could see it. What comes in one turn of the loop wakes the engine together. For one event loop.
 */
final class EngineDesk {
    private static final int PRESSURE_RETRY_SECONDS = 1;
    private static final int CLOSED_RETRY_SECONDS = 5;
    private static final int JOURNAL_RETRY_SECONDS = 60;

    private static final int NOBODY = 0;

    /** Commands for which the engine is woken at the latest, so that it does not idle while a long turn goes on. */
    private static final int MOST_LEFT = 16;

    private final Caller caller;
    private final Executor endOfTurn;
    private final int maxPerAgent;
    private final StageTimes stages;
    private final Int2IntCounterMap inFlight = new Int2IntCounterMap(0);
    private final CommandWriter writer = new CommandWriter();
    private int left;
    private boolean isEndAwaited;

    /**
     * @param maxPerAgent commands of one agent in flight, so that no one takes the whole loop
     * @param endOfTurn runs a task once the loop has taken in what its connections have to say at present
     */
    EngineDesk(Caller caller, int maxPerAgent, Executor endOfTurn, StageTimes stages) {
        this.caller = caller;
        this.stages = stages;
        this.endOfTurn = endOfTurn;
        this.maxPerAgent = maxPerAgent;
    }

    /** Where the next command is to be written. */
    CommandWriter writer() {
        return writer;
    }

    /**
     * Offers the command in the writer.
     *
     * @param agentId for whom it acts, 0: none
     * @param length bytes written
     * @param rendering makes an answer of the engine's, which is only valid during the call
     */
    Future<HttpAnswer> offer(int agentId, int length, Function<Answer, HttpAnswer> rendering) {
        if (agentId != NOBODY && inFlight.get(agentId) >= maxPerAgent) {
            return refused(Refusal.unavailable(
                    "agent_pressure",
                    "The agent has " + maxPerAgent + " commands in flight; this one was not taken.",
                    PRESSURE_RETRY_SECONDS));
        }
        Promise<HttpAnswer> promise = Promise.promise();
        long beganNs = System.nanoTime();
        int result = caller.leave(agentId, writer.buffer(), 0, length, answer -> {
            stages.record(Stage.ENGINE, System.nanoTime() - beganNs);
            landed(agentId);
            tell(answer, rendering, promise);
        });
        return switch (result) {
            case CommandGate.TAKEN -> taken(agentId, promise);
            case CommandGate.PRESSURE -> refused(Refusal.unavailable(
                    "pressure", "The venue is busy; nothing was taken.", PRESSURE_RETRY_SECONDS));
            case CommandGate.CLOSED -> refused(Refusal.unavailable(
                    "closed", "The venue takes no commands at present.", CLOSED_RETRY_SECONDS));
            case CommandGate.UNJOURNALLED -> refused(Refusal.journalUnavailable(JOURNAL_RETRY_SECONDS));
            default -> throw new IllegalStateException("the gate answered " + result);
        };
    }

    private Future<HttpAnswer> taken(int agentId, Promise<HttpAnswer> promise) {
        if (agentId != NOBODY) {
            inFlight.incrementAndGet(agentId);
        }
        left++;
        if (left == MOST_LEFT) {
            wake();
        } else if (!isEndAwaited) {
            isEndAwaited = true;
            endOfTurn.execute(this::onEndOfTurn);
        }
        return promise.future();
    }

    private void onEndOfTurn() {
        isEndAwaited = false;
        if (left > 0) {
            wake();
        }
    }

    private void wake() {
        left = 0;
        caller.wake();
    }

    /** An agent with nothing in flight is not remembered. */
    private void landed(int agentId) {
        if (agentId != NOBODY) {
            inFlight.decrementAndGet(agentId);
        }
    }

    private static void tell(Answer answer, Function<Answer, HttpAnswer> rendering, Promise<HttpAnswer> promise) {
        if (!answer.isJournalled()) {
            tellUnjournalled(answer, promise);
            return;
        }
        HttpAnswer told;
        try {
            told = rendering.apply(answer);
        } catch (RuntimeException | EngineFault e) {
            promise.fail(new AnswerLost(e));
            return;
        }
        promise.complete(told);
    }

    /** A refusal says that nothing has happened; when that is not certain, the connection ends without one. */
    private static void tellUnjournalled(Answer answer, Promise<HttpAnswer> promise) {
        if (answer.isCertainlyNotJournalled()) {
            promise.complete(HttpAnswer.of(Refusal.journalUnavailable(JOURNAL_RETRY_SECONDS)));
        } else {
            promise.fail(new AnswerLost("whether the command is in the journal is only known after the next start"));
        }
    }

    private static Future<HttpAnswer> refused(Refusal refusal) {
        return Future.succeededFuture(HttpAnswer.of(refusal));
    }
}
