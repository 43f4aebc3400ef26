package io.bullring.benchmarks.latency;

import io.bullring.core.port.CommandLog;
import io.bullring.journal.Durability;
import io.bullring.journal.JournalConfig;
import io.bullring.journal.JournalWriter;
import java.nio.file.Path;

/** What stands between the ring and the engine. */
public enum LogKind {
    /** The venue's own log, as the venue opens it. */
    JOURNAL("journal: process-crash") {
        @Override
        public CommandLog open(Path directory) {
            return JournalWriter.open(directory, JournalConfig.defaults(), 0);
        }
    },
    /** The same with the stronger promise: zero-filled segments, one sync a batch. */
    SYNCED("journal: power-loss") {
        @Override
        public CommandLog open(Path directory) {
            return JournalWriter.open(directory, JournalConfig.defaults().with(Durability.POWER_LOSS), 0);
        }
    },
    /** {@link #JOURNAL} without the thread that gives the log its space ahead: the first touch of each page is the engine's. */
    UNPREPARED("journal: nothing prepared") {
        @Override
        public CommandLog open(Path directory) {
            JournalConfig usual = JournalConfig.defaults();
            return JournalWriter.open(
                    directory,
                    new JournalConfig(usual.maxBatchBytes(), usual.maxBatchCommands(), 0, usual.durability()),
                    0);
        }
    },
    /** The venue's own log, with one snapshot process after the other beside it. */
    SNAPSHOTTED("journal: process-crash, snapshots beside") {
        @Override
        public CommandLog open(Path directory) {
            return JOURNAL.open(directory);
        }
    },
    /** A peer of {@link #SYNCED}: Chronicle's queue with its own sync, once a batch. */
    SYNCED_QUEUE("peer: queue, sync() a batch") {
        @Override
        public CommandLog open(Path directory) {
            return SyncedQueueLog.open(directory);
        }
    },
    DISCARDING("none: log discards") {
        @Override
        public CommandLog open(Path directory) {
            return new DiscardingLog();
        }
    };

    private final String label;

    LogKind(String label) {
        this.label = label;
    }

    /** Opens a new log in an empty directory. */
    public abstract CommandLog open(Path directory);

    public String label() {
        return label;
    }
}
