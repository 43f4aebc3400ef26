package io.bullring.core.pipeline;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import com.lmax.disruptor.Sequence;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** A producer publishes and rings while the engine thread is about to sleep: it does not, or it is woken. */
@JCStressTest
@Description("No wake-up is lost.")
@Outcome(id = "false, .*", expect = ACCEPTABLE, desc = "The engine saw the command and stays awake, rung for or not.")
@Outcome(id = "true, true", expect = ACCEPTABLE, desc = "The engine sleeps, and the bell wakes it.")
@Outcome(id = "", expect = FORBIDDEN, desc = "The engine sleeps beside a command, and nobody wakes it.")
@State
public class BellIsHeard {
    private final Doorbell doorbell = new Doorbell();
    private final Sequence cursor = new Sequence(-1);

    @Actor
    public void engine(ZZ_Result r) {
        r.r1 = doorbell.fallsAsleep(0, cursor);
    }

    @Actor
    public void producer(ZZ_Result r) {
        cursor.set(0);
        r.r2 = doorbell.ring();
    }
}
