package io.bullring.journal;

import io.bullring.core.port.CommandListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a journal in order and verifies all of it on the way: framing, checksums, that sequences neither jump nor
 * repeat, that time never runs backwards. What is wrong is a {@link JournalDamage}. Takes no lock and writes nothing,
 * so that it may run beside a venue. Not thread-safe.
 *
 * <pre>
 *   do {
 *       while (reader.poll(listener)) {}
 *   } while (!reader.isAtEnd());
 * </pre>
 */
public final class JournalReader implements AutoCloseable {
    /** The layout that is read, see {@code docs/JOURNAL.md}. */
    public static final int FORMAT_VERSION = BatchLayout.FORMAT_VERSION;

    static final long ANY_SEQUENCE = 0;

    private static final Logger LOGGER = LoggerFactory.getLogger(JournalReader.class);
    private static final BatchListener NOBODY = (buffer, offset, length) -> {};

    private final Path directory;
    private final long fromSequence;
    private BatchFile file;
    private Path lastOpened;
    private Path lastInspected;
    private Path placeFile;
    private long placePositionBytes;
    private TornTail tornTail;
    private long sequenceDue;
    private long lastTimeNs;
    private long commands;
    private long documents;

    private JournalReader(Path directory, long fromSequence, long sequenceDue, Path lastSkipped) {
        this.directory = directory;
        this.fromSequence = fromSequence;
        this.sequenceDue = sequenceDue;
        lastOpened = lastSkipped;
    }

    /** Reads all of it. A missing directory is an empty journal. */
    public static JournalReader open(Path directory) {
        return new JournalReader(directory, 1, 1, null);
    }

    /**
     * Hands on only what begins with this command. Older files are not read; older commands in the same file are
     * verified and passed over.
     */
    public static JournalReader open(Path directory, long fromSequence) {
        List<Path> files = JournalFiles.list(directory);
        int oldest = fromSequence == 1 ? 1 : 0; // whoever begins with the first command has all files read
        for (int i = files.size() - 1; i >= oldest; i--) {
            if (beginsAtOrBefore(files.get(i), fromSequence)) {
                Path lastSkipped = i == 0 ? null : files.get(i - 1);
                return new JournalReader(directory, fromSequence, ANY_SEQUENCE, lastSkipped);
            }
        }
        return new JournalReader(directory, fromSequence, 1, null);
    }

    /**
     * Hands on only what begins with this command, and begins at the batch that holds the command before it, if it is
     * where the hint says; otherwise as {@link #open(Path, long)}. That batch is verified and passed over, so a wrong
     * hint can cost time, never a command.
     */
    public static JournalReader open(Path directory, long fromSequence, JournalPlace hint) {
        for (Path path : JournalFiles.listWarm(directory)) {
            if (path.getFileName().toString().equals(hint.fileName())
                    && holds(path, hint.positionBytes(), fromSequence - 1)) {
                JournalReader reader = new JournalReader(directory, fromSequence, ANY_SEQUENCE, path);
                reader.file = BatchFile.open(path);
                reader.file.seek(hint.positionBytes());
                return reader;
            }
        }
        return open(directory, fromSequence);
    }

    private static boolean holds(Path path, long positionBytes, long sequence) {
        try (BatchFile file = BatchFile.open(path)) {
            boolean holds =
                    file.isBatchAt(positionBytes) && file.firstSequence() <= sequence
                            && sequence <= file.lastSequence();
            if (!holds) {
                LOGGER.warn("No batch with command {} at byte {} of {}; reading the file instead", sequence,
                        positionBytes, path);
            }
            return holds;
        }
    }

    private static boolean beginsAtOrBefore(Path path, long sequence) {
        try (BatchFile file = BatchFile.open(path)) {
            return file.next(ANY_SEQUENCE) && file.firstSequence() <= sequence;
        }
    }

    /** The last command in a directory, found without reading all of it; 0 where there is none, or where the end is damaged. */
    public static long lastSequenceIn(Path directory) {
        try {
            return soundEndOf(directory);
        } catch (JournalDamage damage) { // whoever reads up to there meets it again
            return 0;
        }
    }

    /**
     * The same for who goes on from there.
     *
     * @throws JournalDamage when the end is damaged
     */
    public static long soundEndOf(Path directory) {
        return JournalEnd.find(directory).lastSequence();
    }

    /** Hands on the commands of the next batch. Returns false when there is none yet. */
    public boolean poll(CommandListener listener) {
        return poll(listener, NOBODY);
    }

    /** The same, and then the batch as it lies in its file. */
    public boolean poll(CommandListener listener, BatchListener batches) {
        while (file != null || openNext()) {
            if (file.next(sequenceDue)) {
                takeOver(listener);
                file.handOn(batches);
                return true;
            }
            if (JournalFiles.after(directory, lastOpened).isEmpty() || !isFileAtEnd()) {
                return false;
            }
            file.close();
            file = null;
        }
        return false;
    }

    /**
     * True when nothing follows what was polled, and nothing that was committed is missing at the end. Looks closer
     * than {@link #poll}, so ask only when that had nothing more.
     */
    public boolean isAtEnd() {
        boolean isFileAtEnd = file == null || isFileAtEnd();
        return isFileAtEnd && JournalFiles.after(directory, lastOpened).isEmpty() && nothingHasBegun();
    }

    /**
     * A segment that is there to be written next has nothing in it, unless what began it was damaged. It is looked at as a
     * whole once; afterwards only its writer can have begun it.
     */
    private boolean nothingHasBegun() {
        for (Path path : JournalFiles.list(directory)) {
            boolean isNext =
                    LogKind.of(path) == LogKind.SEGMENTS
                            && (lastOpened == null || JournalFiles.isAfter(path, lastOpened));
            if (isNext && (path.equals(lastInspected) ? SegmentFile.hasBegun(path) : inspect(path))) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether it has begun after all. */
    private boolean inspect(Path path) {
        try (BatchFile next = BatchFile.open(path)) {
            Optional<TornTail> found = next.inspectEnd(sequenceDue);
            found.ifPresent(torn -> tornTail = torn);
            lastInspected = path;
            return next.goesOn();
        }
    }

    private boolean openNext() {
        Optional<Path> next = JournalFiles.after(directory, lastOpened);
        next.ifPresent(path -> {
            lastOpened = path;
            file = BatchFile.open(path);
        });
        return next.isPresent();
    }

    private boolean isFileAtEnd() {
        Optional<TornTail> found = file.inspectEnd(sequenceDue);
        if (file.goesOn()) {
            return false;
        }
        found.ifPresent(torn -> tornTail = torn);
        return true;
    }

    private void takeOver(CommandListener listener) {
        long firstSequence = file.firstSequence();
        checkOrder(firstSequence);
        sequenceDue = file.lastSequence() + 1;
        lastTimeNs = file.timeNs();
        placeFile = file.path();
        placePositionBytes = file.position();
        documents++;
        commands += file.handOn(fromSequence, listener);
    }

    private void checkOrder(long firstSequence) {
        if (sequenceDue == ANY_SEQUENCE ? firstSequence < 1 : firstSequence != sequenceDue) {
            throw file.damage(sequenceDue, firstSequence > sequenceDue
                    ? "the batch begins with command " + firstSequence + "; "
                            + (firstSequence - sequenceDue) + " commands are missing" + wherever()
                    : "the batch begins with command " + firstSequence + ", which had been before");
        }
        if (file.timeNs() < lastTimeNs) {
            throw file.damage(
                    sequenceDue,
                    "time runs backwards, from " + lastTimeNs + " to " + file.timeNs() + " nanoseconds since 1970");
        }
    }

    /** Commands that are missing at the beginning may have been taken away on purpose. */
    private String wherever() {
        if (documents > 0 || sequenceDue != 1) {
            return "";
        }
        Path cold = ColdStorage.in(directory);
        return JournalFiles.coldFault(directory)
                .map(fault -> ": older files in " + cold + ", which cannot be listed? " + fault)
                .orElse(": older files, taken away from " + cold + "? Put them back there");
    }

    /** The last command read, handed on or passed over; 0 for none. */
    public long lastSequence() {
        return Math.max(0, sequenceDue - 1);
    }

    /** Its time, nanoseconds since 1970; 0 for none. */
    public long lastTimeNs() {
        return lastTimeNs;
    }

    /** Where the last batch read is. */
    public JournalPlace place() {
        return placeFile == null
                ? JournalPlace.BEGINNING
                : new JournalPlace(placeFile.getFileName().toString(), placePositionBytes);
    }

    /** Commands handed on. */
    public long commands() {
        return commands;
    }

    /** Documents read. */
    public long documents() {
        return documents;
    }

    /** What was found behind the last committed batch. Only known once {@link #isAtEnd} was true. */
    public Optional<TornTail> tornTail() {
        return Optional.ofNullable(tornTail);
    }

    /** The file being read, null while there is none. */
    public Path file() {
        return lastOpened;
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
