package io.bullring.gateway.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.account.AgentDetails;
import io.bullring.gateway.event.EventTape;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.Side;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A writer is killed with SIGKILL: what its checkpoint promised is there, and nothing of a batch beyond it. */
@Timeout(60)
final class HistoryCrashTest {
    private static final int AGENTS = 10;
    private static final int PER_BATCH = 50;
    private static final int KILLS = 3;
    private static final int ROWS = 1_000;

    @TempDir
    Path data;

    @Test
    void shouldHaveEveryWholeBatchAndNoPartOfOneWhenItsProcessIsKilled() throws Exception {
        long promised = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            promised = writeUntilKilled(promised + 20_000);

            try (DiskHistoryStore store = DiskHistoryStore.open(data.resolve("history"), HistoryConfig.defaults())) {
                long checkpoint = store.checkpoint();
                assertTrue(checkpoint >= promised, checkpoint + " < " + promised);
                assertEquals(0, checkpoint % PER_BATCH);
                for (long id = 1; id <= checkpoint; id++) {
                    assertEquals(id, store.order(agentOf(id), id).orderId());
                }
                assertNull(store.order(agentOf(checkpoint + 1), checkpoint + 1));
                long counted = 0;
                for (int agentId = 1; agentId <= AGENTS; agentId++) {
                    counted += store.fills(agentId, FillFilter.ALL, 1, 0, ROWS).total();
                }
                assertEquals(checkpoint, counted);
                promised = checkpoint;
            }
        }
    }

    /** The last checkpoint that the writer told of. */
    private long writeUntilKilled(long atLeast) throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(command()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        long told = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.US_ASCII))) {
            while (told < atLeast) {
                told = Long.parseLong(lines.readLine());
            }
            writer.destroyForcibly();
        }
        assertTrue(writer.waitFor(20, TimeUnit.SECONDS));
        return told;
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (flag.startsWith("--")) {
                command.add(flag);
            }
        }
        command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path"), Writer.class.getName()));
        command.add(data.resolve("history").toString());
        return command;
    }

    private static int agentOf(long id) {
        return 1 + (int) (id % AGENTS);
    }

    /** One market order a command, without end; tells each checkpoint after the batch is written. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) {
            UnsafeBuffer noName = new UnsafeBuffer(new byte[0]);
            DiskHistoryStore store = DiskHistoryStore.open(Path.of(arguments[0]), HistoryConfig.defaults());
            EventTape tape = new EventTape(store);
            for (long id = 1;; id++) {
                long next = id;
                tape.command(sink -> {
                    if (next <= AGENTS) {
                        sink.agentCreated(
                                agentOf(next),
                                1,
                                10,
                                1 << 30,
                                new byte[32],
                                new byte[16],
                                AgentDetails.named(new byte[]{'A'}));
                    }
                    sink.orderFilled(
                            next,
                            next,
                            agentOf(next),
                            10,
                            1,
                            Side.BUY,
                            OrderType.MARKET,
                            300,
                            20,
                            19,
                            5,
                            6_000,
                            6,
                            0,
                            OrderRecord.NONE,
                            noName);
                });
                if (id % PER_BATCH == 0) {
                    store.onBatchEnd();
                    System.out.println(store.checkpoint());
                }
            }
        }
    }
}
