package io.bullring.gateway.reply;

import io.bullring.core.port.CommandGate;
import io.bullring.protocol.CommandRejectedDecoder;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.DirectBuffer;

/**
 * A caller that waits: for room, then for the answer. For the venue's own threads, of which each needs its own; never
 * for an event loop.
 */
public final class PatientCaller {
    private static final long PRESSURE_PAUSE_NS = 1_000_000;
    private static final String NO_JOURNAL = "the venue cannot write its journal";

    private final Mailbox mailbox = new Mailbox();
    private final AtomicBoolean waking = new AtomicBoolean();
    private final CommandRejectedDecoder rejected = new CommandRejectedDecoder();
    private final Caller caller;
    private final long patienceNs;

    /** @param patienceNs how long to wait for room, and then for an answer */
    public PatientCaller(CallerSource source, long patienceNs) {
        this.caller = source.caller(mailbox);
        this.patienceNs = patienceNs;
    }

    /** Commands whose answer has not come yet. */
    public int inFlight() {
        return caller.inFlight();
    }

    /** Offers a command once, without waiting. Its answer comes in a later {@link #listen}. */
    public int offer(int agentId, DirectBuffer message, int length, ReplyHandler handler) {
        return caller.offer(agentId, message, 0, length, handler);
    }

    /** Takes answers that come within this time; returns whether any came. */
    public boolean listen(long timeoutNs) throws InterruptedException {
        return mailbox.runNext(timeoutNs);
    }

    /** Ends a {@link #listen} that is going on, or the next one. For any thread, and as often as it likes. */
    public void wake() {
        if (waking.compareAndSet(false, true)) {
            mailbox.execute(() -> waking.set(false));
        }
    }

    /**
     * Offers a command until there is room for it, and waits until it has been answered.
     *
     * @throws VenueSilent when the gate is closed, the journal cannot be written, or patience ends
     */
    public void call(int agentId, DirectBuffer message, int length, ReplyHandler handler) throws InterruptedException {
        long deadline = System.nanoTime() + patienceNs;
        ReplyHandler heard = answer -> {
            if (!answer.isJournalled()) {
                throw new VenueSilent(NO_JOURNAL);
            }
            handler.onAnswer(answer);
        };
        int result = caller.offer(agentId, message, 0, length, heard);
        while (result == CommandGate.PRESSURE && System.nanoTime() < deadline) {
            mailbox.runNext(PRESSURE_PAUSE_NS);
            result = caller.offer(agentId, message, 0, length, heard);
        }
        switch (result) {
            case CommandGate.TAKEN -> awaitAnswers(deadline);
            case CommandGate.PRESSURE -> throw new VenueLate("no room in time");
            case CommandGate.UNJOURNALLED -> throw new VenueSilent(NO_JOURNAL);
            default -> throw new VenueSilent("the venue takes no commands");
        }
    }

    /**
     * Offers a command and waits until it has been answered with anything but a refusal.
     *
     * @throws IllegalStateException when it was refused, naming the reason
     */
    public void require(String what, DirectBuffer message, int length) throws InterruptedException {
        call(0, message, length, answer -> {
            if (answer.templateId() == CommandRejectedDecoder.TEMPLATE_ID) {
                rejected.wrapAndApplyHeader(answer.event(), 0, answer.header());
                throw new IllegalStateException(what + " was refused: " + rejected.reason());
            }
        });
    }

    private void awaitAnswers(long deadline) throws InterruptedException {
        while (caller.inFlight() > 0) {
            long left = deadline - System.nanoTime();
            if (left <= 0 || (!mailbox.runNext(left) && caller.inFlight() > 0)) {
                throw new VenueLate("no answer in time");
            }
        }
    }
}
