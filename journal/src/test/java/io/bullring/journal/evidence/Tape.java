package io.bullring.journal.evidence;

import io.bullring.core.engine.EngineHost;
import io.bullring.core.port.EventListener;
import io.bullring.core.workload.Workload;
import io.bullring.core.workload.WorkloadGenerator;
import io.bullring.core.workload.WorkloadMix;
import io.bullring.journal.ChronicleCommandLog;
import io.bullring.journal.Durability;
import io.bullring.journal.JournalConfig;
import io.bullring.journal.JournalReader;
import io.bullring.journal.Recovery;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Commands that can be changed, and written as a journal whose checksums are right. Runs of 50 have one time. */
record Tape(List<Command> commands) {
    private static final int COMMANDS_OF_ONE_TIME = 50;
    private static final JournalConfig JOURNAL = new JournalConfig(1 << 20, 1024, 0, Durability.PROCESS_CRASH);

    record Command(long timeNs, byte[] bytes) {}

    static Tape of(long seed, int count) {
        Workload workload = WorkloadGenerator.trading(seed, WorkloadMix.trading(50, 5));
        List<Command> commands = new ArrayList<>();
        long timeNs = 0;
        for (int i = 0; i < count; i++) {
            workload.next();
            byte[] bytes = new byte[workload.length()];
            workload.buffer().getBytes(0, bytes);
            timeNs = i % COMMANDS_OF_ONE_TIME == 0 ? workload.timeNs() : timeNs;
            commands.add(new Command(timeNs, bytes));
        }
        return new Tape(commands);
    }

    /** The same, to be changed. */
    Tape copy() {
        return new Tape(new ArrayList<>(commands));
    }

    Tape first(int count) {
        return new Tape(commands.subList(0, count));
    }

    /** Appends what the journal does not have, in batches of at most so many commands. */
    void writeTo(Path journal, int lastSequence, int maxBatch) {
        try (ChronicleCommandLog log = ChronicleCommandLog.open(journal, JOURNAL, lastSequence)) {
            int next = lastSequence;
            while (next < commands.size()) {
                next = batch(log, next, maxBatch);
            }
        }
    }

    private int batch(ChronicleCommandLog log, int from, int maxBatch) {
        long timeNs = commands.get(from).timeNs;
        log.begin(from + 1, timeNs);
        int to = from;
        while (to < commands.size() && to < from + maxBatch && commands.get(to).timeNs == timeNs) {
            log.add(new UnsafeBuffer(commands.get(to).bytes), 0, commands.get(to).bytes.length);
            to++;
        }
        log.commit();
        return to;
    }

    /** Replays a journal into a fresh engine with this listener. Returns the last sequence. */
    static long replay(Path journal, EventListener listener) {
        EngineHost host = new EngineHost(listener);
        Recovery.replay(journal, host);
        host.onBatchEnd();
        return host.lastSequence();
    }

    /** Writes, or goes on with, the chain of a journal; returns its head. */
    static ChainHead chain(Path journal) {
        try (HashChain chain = HashChain.open(journal)) {
            chain.checkEnd(replay(journal, chain));
            return chain.head();
        }
    }

    /** Compares a journal with its chain, with the event log beside it, and with heads kept elsewhere. */
    static VerificationReport verify(Path journal, List<ChainHead> witnesses) {
        try (Verification verification = Verification.open(journal, witnesses);
                JournalReader reader = JournalReader.open(journal)) {
            EngineHost host = new EngineHost(verification);
            host.passOver(Recovery.skips(journal));
            Recovery.readAll(reader, verification.into(host, reader));
            return verification.complete(host.lastSequence());
        }
    }

    /** What a listener hears, as text. */
    static List<String> heard(Path journal) {
        List<String> heard = new ArrayList<>();
        Recovery.replay(journal, (sequence, timeNs, bytes, offset, length) -> heard.add(
                sequence + " " + timeNs + " " + hex(bytes, offset, length)));
        return heard;
    }

    private static String hex(DirectBuffer buffer, int offset, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
