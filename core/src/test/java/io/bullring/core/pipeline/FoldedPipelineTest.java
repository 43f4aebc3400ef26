package io.bullring.core.pipeline;

import static io.bullring.core.port.CommandGate.TAKEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.engine.EngineHost;
import io.bullring.core.pipeline.RecordedReplies.Reply;
import io.bullring.core.pipeline.RecordingLog.Entry;
import io.bullring.core.workload.Workload;
import io.bullring.core.workload.WorkloadGenerator;
import io.bullring.core.workload.WorkloadMix;
import io.bullring.protocol.CommandEnvelopeEncoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Journal, engine, reply, in this order and with the same result as without a pipeline. */
class FoldedPipelineTest {
    private static final int COMMANDS = 20_000;

    @Test
    void shouldJournalBeforeTheEngineActsAndReplyAfterIt() {
        List<String> notes = new ArrayList<>();
        EngineHost[] engine = new EngineHost[1];
        RecordingLog log = new RecordingLog() {
            @Override
            public void commit() {
                super.commit();
                notes.add("journalled " + entries().size() + " with " + portfolios(engine[0]) + " portfolios");
            }
        };
        RecordedReplies replies = new RecordedReplies() {
            @Override
            public void onEvents(
                    long sequence,
                    long timeNs,
                    int source,
                    long correlationId,
                    DirectBuffer events,
                    int offset,
                    int length,
                    int answerOffset) {
                notes.add("replied to " + sequence + " with " + portfolios(engine[0]) + " portfolios");
            }

            @Override
            public void onBatchEnd() {
                notes.add("nothing more");
            }
        };
        try (PipelineBench bench = new PipelineBench(PipelineBench.config(8, 8, 1), log, replies)) {
            engine[0] = bench.host;
            bench.offerRules(1);
            bench.offer(2);
            bench.offer(3);
            bench.pipeline.start();
            bench.awaitAnswered(3);
            bench.offer(4);
            bench.awaitAnswered(4);
        }
        assertEquals(
                List.of(
                        "journalled 3 with 0 portfolios",
                        "replied to 1 with 0 portfolios",
                        "replied to 2 with 1 portfolios",
                        "replied to 3 with 2 portfolios",
                        "nothing more",
                        "journalled 4 with 2 portfolios",
                        "replied to 4 with 3 portfolios",
                        "nothing more"),
                notes);
    }

    private static int portfolios(EngineHost host) {
        return host.engine().portfolios().places();
    }

    @ParameterizedTest(name = "ring of {0}, batches of {1}, documents of {2}")
    @CsvSource({"4, 1, 8", "8, 8, 3", "64, 16, 1000", "1024, 256, 1000", "1024, 1024, 7"})
    void shouldGiveTheEventBytesOfTheDirectHost(int ringSize, int maxBatch, int documentSize) {
        long seed = System.nanoTime();
        System.out.println("FoldedPipelineTest seed " + seed);
        RecordingLog log = new RecordingLog(documentSize);
        RecordedReplies replies = new RecordedReplies();
        Workload workload = WorkloadGenerator.trading(seed, WorkloadMix.trading(20, 4));

        try (PipelineBench bench = new PipelineBench(PipelineBench.config(ringSize, maxBatch, 1), log, replies)) {
            bench.pipeline.start();
            for (int i = 1; i <= COMMANDS; i++) {
                workload.next();
                bench.offer(workload, i % 3, 7L * i);
            }
        }
        int largest = Math.min(maxBatch, documentSize);
        assertTrue(log.documents().stream().allMatch(document -> document.size() <= largest));
        assertSame(directly(log.entries()), replies.all());
        assertSame(directly(asMade(seed, log.entries())), replies.all());
    }

    /** What the direct host says to the commands of a log. */
    private static List<Reply> directly(List<Entry> entries) {
        RecordedReplies replies = new RecordedReplies();
        PipelineBench.replay(entries, new EngineHost(replies));
        return replies.all();
    }

    /** The workload's own commands with the log's times: the log has lost, changed and exchanged nothing. */
    private static List<Entry> asMade(long seed, List<Entry> entries) {
        Workload workload = WorkloadGenerator.trading(seed, WorkloadMix.trading(20, 4));
        List<Entry> made = new ArrayList<>();
        for (int i = 1; i <= COMMANDS; i++) {
            workload.next();
            UnsafeBuffer copy = new UnsafeBuffer(new byte[workload.length()]);
            copy.putBytes(0, workload.buffer(), 0, workload.length());
            new CommandEnvelopeEncoder()
                    .wrap(copy, 0)
                    .source(i % 3)
                    .correlationId(7L * i);
            made.add(new Entry(i, entries.get(i - 1).timeNs(), ByteBuffer.wrap(copy.byteArray())));
        }
        return made;
    }

    private static void assertSame(List<Reply> expected, List<Reply> actual) {
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i), actual.get(i), "reply " + i);
        }
    }

    @Test
    void shouldGiveAllCommandsOfADocumentOneTimeAndNoneAnEarlierOne() {
        RecordingLog log = new RecordingLog(3);
        try (PipelineBench bench = new PipelineBench(PipelineBench.config(64, 64, 1), log, new RecordedReplies())) {
            for (int i = 1; i <= 50; i++) {
                assertEquals(TAKEN, bench.offer(i));
            }
            bench.pipeline.start();
        }
        long before = 0;
        for (List<Entry> document : log.documents()) {
            long timeNs = document.getFirst().timeNs();
            assertTrue(timeNs > before);
            assertTrue(document.stream().allMatch(entry -> entry.timeNs() == timeNs));
            before = timeNs;
        }
        assertEquals(50, log.entries().size());
    }

    @Test
    void shouldGoOnBehindTheLastSequenceOfItsHost() {
        PipelineBench first = PipelineBench.started(8, 8, 1);
        first.offerRules(1);
        first.offer(2);
        first.close();

        PipelineBench second = first.recovered();
        assertEquals(2, second.pipeline.lastSequence());
        second.pipeline.start();
        assertEquals(TAKEN, second.offer(3));
        second.close();

        assertEquals(List.of(1L, 2L, 3L), second.replies.sequences());
        assertEquals(List.of(3L), second.log.entries().stream().map(Entry::sequence).toList());
        assertEquals(3, second.pipeline.lastSequence());
        assertEquals(2, second.host.engine().portfolios().places());
    }

    @Test
    void shouldTellWhenTheEngineIsDueNext() {
        Workload workload = WorkloadGenerator.trading(1, WorkloadMix.trading(20, 4));
        PipelineBench bench = PipelineBench.started(64, 16, 1);
        assertEquals(Long.MAX_VALUE, bench.pipeline.nextDeadlineNs());
        for (int i = 1; i <= 200; i++) {
            workload.next();
            bench.offer(workload, 0, i);
        }
        bench.close();
        assertTrue(bench.pipeline.nextDeadlineNs() > bench.host.lastTimeNs());
        assertEquals(bench.host.engine().nextDeadlineNs(), bench.pipeline.nextDeadlineNs());
        assertNotEquals(Long.MAX_VALUE, bench.pipeline.nextDeadlineNs());
    }

    @Test
    void shouldAnswerEveryCommandOfManyProducersOnceAndInTheirOrder() throws InterruptedException {
        int producers = 4;
        int each = 10_000;
        RecordedReplies replies = new RecordedReplies();
        RecordingLog log = new RecordingLog();
        try (PipelineBench bench = new PipelineBench(PipelineBench.config(64, 16, 2), log, replies)) {
            bench.pipeline.start();
            List<Thread> threads = new ArrayList<>();
            for (int producer = 0; producer < producers; producer++) {
                long first = producer * 1_000_000L;
                threads.add(Thread.ofPlatform().start(() -> produce(bench, first, each)));
            }
            for (Thread thread : threads) {
                thread.join(60_000);
            }
        }
        assertEquals(LongStream.rangeClosed(1, (long) producers * each).boxed().toList(), replies.sequences());
        for (int producer = 0; producer < producers; producer++) {
            long first = producer * 1_000_000L;
            assertEquals(
                    LongStream.rangeClosed(first + 1, first + each).boxed().toList(),
                    replies.correlationIds().stream().filter(id -> id > first && id <= first + each).toList());
        }
    }

    private static void produce(PipelineBench bench, long first, int count) {
        Workload workload = WorkloadGenerator.trading(first, WorkloadMix.trading(4, 2));
        for (int i = 1; i <= count; i++) {
            workload.next();
            bench.offer(workload, 1, first + i);
        }
    }
}
