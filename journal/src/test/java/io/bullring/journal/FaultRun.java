package io.bullring.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.engine.EngineHost;
import io.bullring.core.engine.StateHash;
import io.bullring.core.pipeline.FoldedPipeline;
import io.bullring.core.pipeline.PipelineConfig;
import io.bullring.core.pipeline.VenueClock;
import io.bullring.core.port.CommandLog;
import io.bullring.core.workload.Workload;
import io.bullring.core.workload.WorkloadGenerator;
import io.bullring.core.workload.WorkloadMix;
import io.bullring.core.workload.WorkloadTape;
import io.bullring.journal.disk.FaultyDisk;
import io.bullring.journal.disk.FaultyDisk.Fault;
import io.bullring.protocol.CommandEnvelopeDecoder;
import io.bullring.protocol.CommandEnvelopeEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One venue and what befalls it, all from one seed: lives of a real pipeline on a disk that fails, each followed by a
 * recovery, and at the end perhaps a flipped bit. Beside it a direct engine is given what was acknowledged, and nothing
 * else.
 *
 * <pre>
 *   tape ──► FoldedPipeline ──► log on FaultyDisk ──► end ──► Recovery ──► next life
 *                  │ acknowledged                                 │
 *                  └──► direct engine ◄──── same events? same state? ───┘
 * </pre>
 */
final class FaultRun {
    /** Of a queue's disk only the zeros ahead can fail; a power cut it does not promise to survive. */
    private static final List<Fault> OF_QUEUES =
            List.of(Fault.NONE, Fault.KILL, Fault.READ_ONLY, Fault.FAILED_WRITE);

    private static final int SOURCE = 1;
    private static final int MAX_BATCH_BYTES = 24 << 10;
    private static final int SEGMENT_BYTES = 48 << 10;
    private static final int FIRST_OPERATIONS = 200;
    private static final int FIRST_PREPARATIONS = 30;
    private static final int WALLETS_ONE_IN = 4;
    private static final long MAX_STEP_NS = 50_000_000L;
    private static final long MAX_JUMP_NS = 86_400_000_000_000L;

    private final Path directory;
    private final Random random;
    private final Durability durability;
    private final WorkloadTape tape;
    private final JournalConfig config;
    private final EventTrail acknowledged = new EventTrail();
    private final EngineHost direct = new EngineHost(acknowledged);
    private final Set<Long> handedBack = new HashSet<>();
    private long wallNs = WorkloadGenerator.START_NS;
    private long monotonicNs;
    private Outcome outcome = new Outcome(0, 0, 0, 0);

    /** What happened in a run, or in several. */
    record Outcome(long acknowledged, long faults, long tornTails, long damages) {
        Outcome plus(Outcome other) {
            return new Outcome(
                    acknowledged + other.acknowledged,
                    faults + other.faults,
                    tornTails + other.tornTails,
                    damages + other.damages);
        }
    }

    FaultRun(long seed, Path directory, Durability durability) {
        this.directory = directory;
        this.durability = durability;
        random = new Random(seed);
        int commands = 30 + random.nextInt(300);
        tape = WorkloadTape.of(workload(random.nextLong()), commands);
        config = new JournalConfig(MAX_BATCH_BYTES, 1 + random.nextInt(64), 1 << 20, durability, SEGMENT_BYTES);
    }

    private Workload workload(long seed) {
        return random.nextInt(4) == 0
                ? WorkloadGenerator.adversarial(seed)
                : WorkloadGenerator.trading(seed, WorkloadMix.trading(8, 2));
    }

    Outcome play() throws IOException {
        int lives = 1 + random.nextInt(3);
        for (int life = 0; life < lives; life++) {
            live();
            recover();
        }
        if (random.nextBoolean()) {
            flipBit();
        }
        return outcome.plus(new Outcome(direct.lastSequence(), 0, 0, 0));
    }

    /** From opening to whatever ends it. */
    private void live() throws IOException {
        FaultyDisk disk = disk();
        Replies replies = new Replies();
        EngineHost host = new EngineHost(replies);
        long lastSequence = Recovery.replay(directory, host).lastSequence();
        replies.live = true;
        try (CommandLog log = open(disk, lastSequence)) {
            PipelineConfig shape = new PipelineConfig(64, 1 + random.nextInt(64), 4, PipelineConfig.Wait.YIELDING);
            TapeOfferer offerer = new TapeOfferer(tape, SOURCE, (int) lastSequence, new Random(random.nextLong()));
            FoldedPipeline pipeline = new FoldedPipeline(shape, host, log, clock(host.lastTimeNs(), offerer));
            pipeline.start();
            offerer.offerAllTo(pipeline);
            pipeline.close();
            assertNull(pipeline.fault(), "nothing is wrong with the engine");
        } catch (UncheckedIOException e) {
            assertTrue(disk.isHit(), "it could not be opened because of the fault: " + e);
        }
        disk.settle();
        outcome = outcome.plus(new Outcome(0, disk.isHit() ? 1 : 0, 0, 0));
        replies.hits.forEach(this::acknowledge);
        handedBack.addAll(replies.handedBack);
    }

    /** One of the two who use it meets the fault; of a queue's disk only the zeros ahead, of a full one whoever grows a file. */
    private FaultyDisk disk() {
        Fault fault = fault();
        boolean ofPreparer = random.nextInt(3) == 0 || durability == Durability.PROCESS_CRASH;
        long atWrite = 1L + random.nextInt(FIRST_OPERATIONS);
        long atPreparation = 1L + random.nextInt(FIRST_PREPARATIONS);
        boolean ofBoth = fault == Fault.FULL;
        return new FaultyDisk(
                random,
                fault,
                ofPreparer && !ofBoth ? Long.MAX_VALUE : atWrite,
                ofPreparer || ofBoth ? atPreparation : Long.MAX_VALUE);
    }

    private Fault fault() {
        List<Fault> faults = durability == Durability.POWER_LOSS ? List.of(Fault.values()) : OF_QUEUES;
        return faults.get(random.nextInt(faults.size()));
    }

    private CommandLog open(FaultyDisk disk, long lastSequence) {
        JournalLock lock = JournalLock.acquire(directory);
        return durability == Durability.POWER_LOSS
                ? SyncedFileLog.open(lock, config, lastSequence, disk)
                : ChronicleCommandLog.open(lock, config, lastSequence, disk);
    }

    /** A wall clock that jumps by up to a day, and a machine that sometimes sleeps. */
    private VenueClock clock(long notBeforeNs, TapeOfferer offerer) {
        Random ticks = new Random(random.nextLong());
        return new VenueClock(
                notBeforeNs,
                () -> wallNs +=
                        ticks.nextInt(8) == 0 ? ticks.nextLong(-MAX_JUMP_NS, MAX_JUMP_NS) : ticks.nextInt(1_000),
                () -> {
                    offerer.onClock();
                    monotonicNs += ticks.nextInt(50) == 0 ? 2_000_000_000L : ticks.nextLong(MAX_STEP_NS);
                    return monotonicNs;
                });
    }

    /** What somebody was told must be what a direct engine says to the same command at the same time. */
    private void acknowledge(Replies.Hit hit) {
        assertEquals(direct.lastSequence() + 1, hit.sequence(), "answers come in sequence");
        assertEquals(hit.sequence() - 1, hit.correlationId(), "the command is the one that was offered");
        give(hit.sequence(), hit.timeNs());
        assertEquals(hit.eventsHash(), acknowledged.lastHash(), "events of command " + hit.sequence());
    }

    private void give(long sequence, long timeNs) {
        int i = (int) sequence - 1;
        UnsafeBuffer command =
                new UnsafeBuffer(new byte[tape.length(i)]);
        command.putBytes(0, tape.buffer(), tape.offset(i), tape.length(i));
        new CommandEnvelopeEncoder().wrap(command, 0).correlationId(i).source(SOURCE);
        direct.onCommand(sequence, timeNs, command, 0, tape.length(i));
    }

    /** Everything acknowledged is there, with the same state; what is there beyond was offered, and not refused. */
    private void recover() {
        long lastAcknowledged = direct.lastSequence();
        String stateThen = StateHash.of(direct.engine());
        EngineHost host = new EngineHost(new EventTrail());
        RecoveryReport report = Recovery.replay(directory, (sequence, timeNs, command, offset, length) -> {
            host.onCommand(sequence, timeNs, command, offset, length);
            if (sequence == lastAcknowledged) {
                assertEquals(stateThen, StateHash.of(host.engine()), "state after command " + sequence);
            }
            if (sequence > lastAcknowledged) {
                assertIsOffered(sequence, timeNs, command, offset, length);
            }
        });
        assertTrue(
                report.lastSequence() >= lastAcknowledged,
                "acknowledged up to " + lastAcknowledged + ", recovered up to " + report.lastSequence());
        assertEquals(StateHash.of(direct.engine()), StateHash.of(host.engine()), "state at the end");
        assertTrue(host.engine().audit().isBalanced());
        if (random.nextInt(WALLETS_ONE_IN) == 0) {
            assertEquals(WalletList.of(direct.engine()), WalletList.of(host.engine()), "every wallet");
        }
        outcome = outcome.plus(new Outcome(0, 0, report.tornTail().isPresent() ? 1 : 0, 0));
        handedBack.clear();
    }

    private void assertIsOffered(long sequence, long timeNs, DirectBuffer command, int offset, int length) {
        int i = (int) sequence - 1;
        assertFalse(handedBack.contains((long) i), "command " + sequence + " was refused, and is there");
        int from = CommandEnvelopeDecoder.ENCODED_LENGTH;
        assertEquals(tape.length(i), length);
        for (int at = from; at < length; at++) {
            assertEquals(tape.buffer().getByte(tape.offset(i) + at), command.getByte(offset + at));
        }
        give(sequence, timeNs);
    }

    /** One bit of one record: named with file, byte and command. */
    private void flipBit() throws IOException {
        List<RecordSpan> spans = RecordSpan.of(directory);
        if (spans.isEmpty()) {
            return;
        }
        RecordSpan span = spans.get(random.nextInt(spans.size()));
        long at = random.nextLong(span.from(), span.to());
        int bit = random.nextInt(8);
        try (DiskBytes disk = new DiskBytes(span.file())) {
            disk.flip(at, bit);
        }
        BitFlips.assertNamed(directory, span, at, bit);
        outcome = outcome.plus(new Outcome(0, 0, 0, 1));
    }
}
