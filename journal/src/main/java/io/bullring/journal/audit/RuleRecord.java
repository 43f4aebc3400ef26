package io.bullring.journal.audit;

import io.bullring.core.risk.Rejection;
import io.bullring.protocol.RejectReason;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes down what an engine asks of an order, in its order and with its numbers, until the first rule that is not kept. The
 * engine decides as ever: nothing is worked out here.
 */
public final class RuleRecord extends Rejection {
    /**
     * One rule that was asked. {@link Rejection#UNSET} where it has no such number; units are those of the reason.
     *
     * @param reason with which the order is refused unless the rule is kept
     */
    public record Check(RejectReason reason, long actual, long allowed, long limitPctE8, boolean isKept) {}

    private final List<Check> checks = new ArrayList<>();
    private boolean isRecording;

    /** Records what is asked by the next command, or does not. */
    public void recording(boolean wanted) {
        isRecording = wanted;
        checks.clear();
    }

    /** What the last command's own rules were. */
    public List<Check> checks() {
        return List.copyOf(checks);
    }

    @Override
    public void answerStarts() {
        checks.clear();
    }

    @Override
    public boolean isExplained() {
        return isRecording;
    }

    @Override
    public boolean unless(boolean isKept, RejectReason why, long measured, long permitted, long percentE8) {
        if (isKept) {
            record(why, measured, permitted, percentE8, true);
        }
        return super.unless(isKept, why, measured, permitted, percentE8);
    }

    @Override
    public boolean because(RejectReason why, long measured, long permitted, long percentE8) {
        record(why, measured, permitted, percentE8, false);
        return super.because(why, measured, permitted, percentE8);
    }

    private void record(RejectReason why, long measured, long permitted, long percentE8, boolean isKept) {
        if (isRecording) {
            checks.add(new Check(why, measured, permitted, percentE8, isKept));
        }
    }
}
