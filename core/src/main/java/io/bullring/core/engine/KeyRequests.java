package io.bullring.core.engine;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.bullring.core.event.EventSink;
import io.bullring.core.order.PlacementMemory;
import io.bullring.core.order.Placements;
import io.bullring.core.risk.Rejection;
import io.bullring.protocol.DoOnceDecoder;
import io.bullring.protocol.RejectReason;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Keeps a command that issues keys from being carried out twice: RULES.md section 2. A key is told once and kept nowhere, so
 * the answer cannot be given again; whom it concerned can. What is remembered belongs to the venue's state, by account, in
 * the memories that placements have too. One command at a time. Engine thread only.
 */
final class KeyRequests {
    /** The memory of newcomers, who have no account yet; those of the accounts follow. */
    static final int REGISTRATIONS = 1;
    private static final int AGENT_AT = 0;
    private static final int ACCOUNT_AT = 4;
    private static final int DONE_BYTES = 8;

    private final Placements memories;
    private final Rejection rejection;
    private final EventSink events;
    private final UnsafeBuffer idempotencyKey = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer first = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer done = new UnsafeBuffer(new byte[DONE_BYTES]);
    private boolean isNamed;
    private int owner;

    KeyRequests(Placements memories, Rejection rejection, EventSink events) {
        this.memories = memories;
        this.rejection = rejection;
        this.events = events;
    }

    /** The command at hand has a name, until {@link #end}. */
    void begin(DoOnceDecoder command) {
        command.wrapIdempotencyKey(idempotencyKey);
        isNamed = true;
    }

    /** The command with a name has been answered. */
    void end() {
        idempotencyKey.wrap(0, 0);
        isNamed = false;
    }

    /** Whether the name of the command at hand, if it has one, can be one. If not, the rejection says why. */
    boolean isWellFormed() {
        boolean canBe = !isNamed || (idempotencyKey.capacity() > 0 && PlacementMemory.isId(idempotencyKey));
        return rejection.unless(canBe, RejectReason.VALUE_OUT_OF_RANGE);
    }

    /** Whether a registration has been carried out before. If so, the answer has been given. */
    boolean isRepeatedRegistration(long nowNs) {
        return isRepeatedBy(REGISTRATIONS, nowNs);
    }

    /** Whether what an account asks for has been carried out before. If so, the answer has been given. */
    boolean isRepeated(int accountId, long nowNs) {
        return isRepeatedBy(REGISTRATIONS + accountId, nowNs);
    }

    private boolean isRepeatedBy(int anOwner, long nowNs) {
        owner = anOwner;
        PlacementMemory memory = isNamed ? memories.of(owner) : null;
        int remembered = memory == null ? -1 : memory.find(idempotencyKey, nowNs);
        if (remembered < 0) {
            return false;
        }
        memory.wrapAnswer(remembered, first);
        events.alreadyDone(
                first.getInt(AGENT_AT, LITTLE_ENDIAN), first.getInt(ACCOUNT_AT, LITTLE_ENDIAN),
                memory.answeredNs(remembered));
        return true;
    }

    /** Remembers that what was asked for last has been carried out. */
    void done(int agentId, int accountId, long nowNs) {
        if (isNamed) {
            done.putInt(AGENT_AT, agentId, LITTLE_ENDIAN);
            done.putInt(ACCOUNT_AT, accountId, LITTLE_ENDIAN);
            memories.ofOrNew(owner, owner).remember(idempotencyKey, nowNs, done, 0, DONE_BYTES);
        }
    }
}
