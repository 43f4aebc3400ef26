package io.bullring.journal.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.engine.EngineHost;
import io.bullring.core.engine.StateHash;
import io.bullring.core.port.EventListener;
import io.bullring.core.workload.Workload;
import io.bullring.core.workload.WorkloadGenerator;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleRecordTest {
    private static final int COMMANDS = 1_500;

    @Test
    void shouldNotChangeWhatEngineDecidesByListening() {
        for (long seed = 1; seed <= 8; seed++) {
            RuleRecord rules = new RuleRecord();
            rules.recording(true);
            List<String> heard = new ArrayList<>();
            List<String> alone = new ArrayList<>();
            EngineHost listenedTo = new EngineHost(keeping(heard), rules);
            EngineHost left = new EngineHost(keeping(alone));

            replay(seed, listenedTo);
            replay(seed, left);

            assertEquals(alone, heard, "seed " + seed);
            assertEquals(StateHash.of(left.engine()), StateHash.of(listenedTo.engine()), "seed " + seed);
        }
    }

    @Test
    void shouldKeepNothingUnlessToldTo() {
        RuleRecord rules = new RuleRecord();
        EngineHost host = new EngineHost(keeping(new ArrayList<>()), rules);

        replay(1, host);

        assertTrue(rules.checks().isEmpty());
    }

    private static void replay(long seed, EngineHost host) {
        Workload workload = WorkloadGenerator.adversarial(seed);
        for (int i = 1; i <= COMMANDS; i++) {
            workload.next();
            host.onCommand(i, workload.timeNs(), workload.buffer(), 0, workload.length());
        }
    }

    private static EventListener keeping(List<String> said) {
        return (sequence, timeNs, source, correlationId, events, offset, length, answerOffset) -> {
            byte[] bytes = new byte[length];
            events.getBytes(offset, bytes);
            said.add(sequence + " " + HexFormat.of().formatHex(bytes));
        };
    }
}
