package io.bullring.journal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The two ways in which a journal lies on disk. A venue has one of them from its first command on. */
enum LogKind {
    /** Chronicle's files, one for each UTC day. */
    QUEUE(Durability.PROCESS_CRASH, "\\d{8}L\\.cq4", ".cq4", "yyyyMMddL.cq4"),

    /** Segments of a synced log, counted from 1. */
    SEGMENTS(Durability.POWER_LOSS, "\\d{10}\\.seg", ".seg", "ten digits and .seg");

    private final Durability durability;
    private final Pattern name;
    private final String suffix;
    private final String namedLike;

    LogKind(Durability durability, String name, String suffix, String namedLike) {
        this.durability = durability;
        this.name = Pattern.compile(name);
        this.suffix = suffix;
        this.namedLike = namedLike;
    }

    /** Of a file, by its name's ending. */
    static LogKind of(Path file) {
        return file.getFileName().toString().endsWith(SEGMENTS.suffix) ? SEGMENTS : QUEUE;
    }

    /** Of a journal; empty when it has no files yet. */
    static Optional<LogKind> ofJournal(Path directory) {
        List<Path> files = JournalFiles.list(directory);
        return files.isEmpty() ? Optional.empty() : Optional.of(of(files.getFirst()));
    }

    /** Whether a file belongs to a journal, as far as its name's ending tells. */
    static boolean isAny(Path file) {
        String text = file.getFileName().toString();
        return text.endsWith(QUEUE.suffix) || text.endsWith(SEGMENTS.suffix);
    }

    /** Whether a file of this kind has a name like one of a journal. */
    boolean names(Path file) {
        return name.matcher(file.getFileName().toString()).matches();
    }

    /** What a commit to it survives. */
    Durability durability() {
        return durability;
    }

    /** How its files are called. */
    String namedLike() {
        return namedLike;
    }
}
