package io.bullring.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The directory {@code cold} inside a journal: its older files, which may lie on another disk when the operator makes it a
 * link. Whoever reads the journal reads them too; a start needs none of those that were moved for their age, so that they may
 * be taken away and put back. Those that must not be written to any more are here as well, and stay.
 * Nothing is ever removed: the audit horizon is what the operator keeps.
 *
 * <p>Files are moved beside a venue at work, by one process at a time. A file that is read meanwhile stays as it is for whoever
 * has opened it.
 */
public final class ColdStorage {
    private static final String NAME = "cold";
    private static final String ARRIVING = ".arriving";

    private ColdStorage() {}

    static Path in(Path journal) {
        return journal.resolve(NAME);
    }

    /** Where a file of the journal is now: where it was, or in the cold storage beside it. */
    static Path present(Path file) {
        Path moved = in(file.resolveSibling("")).resolve(file.getFileName());
        return Files.exists(file) || !Files.exists(moved) ? file : moved;
    }

    /**
     * Moves the oldest files of a journal, as long as all in them is older than a time and before a command, and something
     * was written behind them, so that they are never written to again.
     *
     * @param beforeNs nanoseconds since 1970
     * @param beforeSequence the first command that a start may need
     * @return the files that were moved, oldest first, where they are now
     * @throws UncheckedIOException when the disk fails; a file is then where it was, or in both places, and is moved next time
     */
    public static List<Path> move(Path journal, long beforeNs, long beforeSequence) {
        List<Path> files = JournalFiles.listWarm(journal);
        List<Path> moved = new ArrayList<>();
        try {
            clear(in(journal));
            for (int i = 0; i + 1 < files.size() && isBehind(files.get(i + 1), beforeNs, beforeSequence); i++) {
                moved.add(move(files.get(i), Files.createDirectories(in(journal))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot move files of " + journal + " to " + in(journal), e);
        }
        return moved;
    }

    /**
     * Takes a file of the journal that must not be written to again. What was interrupted before is removed.
     *
     * @return where it is now
     */
    static Path take(Path file) throws IOException {
        Path cold = in(file.resolveSibling(""));
        clear(cold);
        return move(file, Files.createDirectories(cold));
    }

    /** Whether all before this file is old enough, as its first batch tells. */
    private static boolean isBehind(Path file, long beforeNs, long beforeSequence) {
        try (BatchFile next = BatchFile.open(file)) {
            return next.next(JournalReader.ANY_SEQUENCE)
                    && next.timeNs() < beforeNs
                    && next.firstSequence() <= beforeSequence;
        }
    }

    /** Removes copies that were interrupted. */
    private static void clear(Path cold) throws IOException {
        if (Files.isDirectory(cold)) {
            try (DirectoryStream<Path> interrupted = Files.newDirectoryStream(cold, "*" + ARRIVING)) {
                for (Path file : interrupted) {
                    Files.delete(file);
                }
            }
        }
    }

    private static Path move(Path file, Path cold) throws IOException {
        Path target = cold.resolve(file.getFileName());
        try {
            return Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) { // another disk
            return copy(file, target);
        }
    }

    /** It has its name in the cold storage only when all of it is there, and is removed here only then. */
    static Path copy(Path file, Path target) throws IOException {
        Path arriving = target.resolveSibling(target.getFileName() + ARRIVING);
        Files.copy(file, arriving, StandardCopyOption.COPY_ATTRIBUTES);
        sync(arriving, StandardOpenOption.WRITE);
        Files.move(arriving, target, StandardCopyOption.ATOMIC_MOVE);
        sync(target.resolveSibling(""), StandardOpenOption.READ);
        Files.delete(file);
        return target;
    }

    private static void sync(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }
}
