package io.bullring.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The files of a journal, oldest first: one for each UTC day in which something was written, named {@code
 * yyyyMMddL.cq4}, so that the order of the names is the order of time.
 */
public final class JournalFiles {
    private static final String ANY = "*.cq4";
    private static final Pattern NAME = Pattern.compile("\\d{8}L\\.cq4");
    private static final int DATE_LENGTH = 8;

    private JournalFiles() {}

    /**
     * All files; none when the directory is missing.
     *
     * @throws JournalDamage when there is a queue file that is not named like one of a journal
     */
    public static List<Path> list(Path directory) {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, ANY)) {
                found.forEach(file -> files.add(named(file)));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot list the journal in " + directory, e);
            }
        }
        Collections.sort(files);
        return files;
    }

    private static Path named(Path file) {
        if (!NAME.matcher(file.getFileName().toString()).matches()) {
            throw new JournalDamage(
                    file, 0, JournalReader.ANY_SEQUENCE, "this is no file of a journal: its name is not yyyyMMddL.cq4");
        }
        dayOf(file);
        return file;
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

    /** The oldest file that is younger than this one; the oldest of all for null. */
    static Optional<Path> after(Path directory, Path file) {
        return list(directory).stream()
                .filter(candidate -> file == null || candidate.compareTo(file) > 0)
                .findFirst();
    }
}
