package io.bullring.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The files of a journal, oldest first. Of a queue there is one for each UTC day in which something was written, named
 * {@code yyyyMMddL.cq4}; segments are counted. So the order of the names is the order of time. Older ones may lie in the
 * {@link ColdStorage}.
 */
public final class JournalFiles {
    private static final int DATE_LENGTH = 8;
    private static final Listing SYSTEM = directory -> Files.newDirectoryStream(directory, LogKind::isAny);

    private JournalFiles() {}

    /** Lists the files of a journal in a directory. */
    interface Listing {
        DirectoryStream<Path> of(Path directory) throws IOException;
    }

    /**
     * All files, also those in the cold storage; none when the directory is missing. One that is being moved is there once. A
     * cold storage that cannot be listed is as if it were away: whoever opens a log says so, see {@link #coldFault}.
     *
     * @throws JournalDamage when there is a file that is not named like one of a journal, or files of two kinds
     */
    public static List<Path> list(Path directory) {
        return list(directory, SYSTEM);
    }

    /** @param listing of the cold storage */
    static List<Path> list(Path directory, Listing listing) {
        Map<String, Path> byName = new TreeMap<>();
        for (Path file : listWarm(directory)) {
            byName.put(nameOf(file), file);
        }
        for (Path file : listCold(directory, listing).files()) { // listed last, so that what is moved meanwhile is not missed
            byName.putIfAbsent(nameOf(file), file);
        }
        List<Path> files = List.copyOf(byName.values());
        checkOneKind(files);
        return files;
    }

    /** The files that are not in the cold storage. */
    static List<Path> listWarm(Path directory) {
        try {
            List<Path> files = filesIn(directory, SYSTEM);
            Collections.sort(files);
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the journal in " + directory, e);
        }
    }

    /** Why the cold storage of a journal cannot be listed although it is there; empty when it can, or is away. */
    static Optional<IOException> coldFault(Path directory) {
        return coldFault(directory, SYSTEM);
    }

    /** @param listing of the cold storage */
    static Optional<IOException> coldFault(Path directory, Listing listing) {
        return Optional.ofNullable(listCold(directory, listing).fault());
    }

    private record Cold(List<Path> files, IOException fault) {}

    private static Cold listCold(Path directory, Listing listing) {
        try {
            return new Cold(filesIn(ColdStorage.in(directory), listing), null);
        } catch (IOException e) {
            return new Cold(List.of(), e);
        }
    }

    private static List<Path> filesIn(Path directory, Listing listing) throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> found = listing.of(directory)) {
                found.forEach(file -> files.add(named(file)));
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
        }
        return files;
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString();
    }

    /** Whether a file is younger than another of the same journal, wherever they lie. */
    static boolean isAfter(Path file, Path other) {
        return nameOf(file).compareTo(nameOf(other)) > 0;
    }

    private static Path named(Path file) {
        LogKind kind = LogKind.of(file);
        if (!kind.names(file)) {
            throw new JournalDamage(
                    file,
                    0,
                    JournalReader.ANY_SEQUENCE,
                    "this is no file of a journal: its name is not " + kind.namedLike());
        }
        if (kind == LogKind.QUEUE) {
            dayOf(file);
        }
        return file;
    }

    private static void checkOneKind(List<Path> files) {
        for (Path file : files) {
            if (LogKind.of(file) != LogKind.of(files.getFirst())) {
                throw new JournalDamage(
                        file,
                        0,
                        JournalReader.ANY_SEQUENCE,
                        "this and " + files.getFirst().getFileName() + " are files of two kinds of journal");
            }
        }
    }

    /** The UTC day that a file is named after. */
    static LocalDate dayOf(Path file) {
        String date = file.getFileName().toString().substring(0, DATE_LENGTH);
        try {
            return LocalDate.parse(date, DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeParseException e) {
            throw new JournalDamage(file, 0, JournalReader.ANY_SEQUENCE, "there is no day " + date);
        }
    }

    /**
     * The oldest file that is younger than this one and not only there to be written next; the oldest of all for null.
     */
    static Optional<Path> after(Path directory, Path file) {
        return list(directory).stream()
                .filter(candidate -> file == null || isAfter(candidate, file))
                .filter(candidate -> LogKind.of(candidate) == LogKind.QUEUE || SegmentFile.hasBegun(candidate))
                .findFirst();
    }
}
