package io.bullring.benchmarks.latency;

import io.bullring.core.port.CommandLog;
import io.bullring.journal.ChronicleCommandLog;
import io.bullring.journal.JournalConfig;
import java.nio.file.Path;

/** What stands between the ring and the engine. */
enum LogKind {
    /** The venue's own log, as the venue opens it. */
    JOURNAL("journal") {
        @Override
        CommandLog open(Path directory) {
            return ChronicleCommandLog.open(directory, JournalConfig.defaults(), 0);
        }
    },
    DISCARDING("none: log discards") {
        @Override
        CommandLog open(Path directory) {
            return new DiscardingLog();
        }
    };

    private final String label;

    LogKind(String label) {
        this.label = label;
    }

    /** Opens a new log in an empty directory. */
    abstract CommandLog open(Path directory);

    String label() {
        return label;
    }
}
