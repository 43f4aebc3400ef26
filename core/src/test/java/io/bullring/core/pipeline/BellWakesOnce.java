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

/** The engine thread sleeps, and two producers ring at the same time: exactly one of them wakes it. */
@JCStressTest
@Description("Of two that ring, one wakes.")
@Outcome(id = "true, false", expect = ACCEPTABLE, desc = "The first one wakes it.")
@Outcome(id = "false, true", expect = ACCEPTABLE, desc = "The second one wakes it.")
@Outcome(id = "", expect = FORBIDDEN, desc = "Nobody wakes it, or both pay for it.")
@State
public class BellWakesOnce {
    private final Doorbell doorbell = new Doorbell();

    public BellWakesOnce() {
        doorbell.fallsAsleep(0, new Sequence(-1));
    }

    @Actor
    public void producer(ZZ_Result r) {
        r.r1 = doorbell.ring();
    }

    @Actor
    public void otherProducer(ZZ_Result r) {
        r.r2 = doorbell.ring();
    }
}
