package io.bullring.core.pipeline;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import com.lmax.disruptor.Sequence;
import java.util.concurrent.atomic.AtomicBoolean;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** {@link BellIsHeard}, but without its fences: both threads look before the other can see what they wrote. */
@JCStressTest
@Description("Without fences a wake-up is lost.")
@Outcome(id = "true, false", expect = ACCEPTABLE_INTERESTING, desc = "The engine sleeps beside a command, and nobody wakes it.")
@Outcome(expect = ACCEPTABLE, desc = "By luck one of the two saw the other.")
@State
public class UnfencedBellIsNotHeard {
    private final AtomicBoolean asleep = new AtomicBoolean();
    private final Sequence cursor = new Sequence(-1);

    @Actor
    public void engine(ZZ_Result r) {
        asleep.setRelease(true);
        r.r1 = cursor.get() < 0;
    }

    @Actor
    public void producer(ZZ_Result r) {
        cursor.set(0);
        r.r2 = asleep.getAcquire();
    }
}
