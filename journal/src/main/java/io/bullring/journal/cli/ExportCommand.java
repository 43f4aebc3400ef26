package io.bullring.journal.cli;

import io.bullring.journal.JournalReader;
import io.bullring.journal.Recovery;
import io.bullring.journal.audit.Archive;
import io.bullring.journal.audit.ExportTable;
import io.bullring.journal.audit.ParquetFile;
import io.bullring.journal.audit.ParquetFile.NoDuckDb;
import io.bullring.journal.audit.TableExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The journal in other people's formats. */
@Command(name = "export", mixinStandardHelpOptions = true, version = ReadingCommand.VERSION, description = {
    "Writes the journal as tables, or as an archive for a verifier that is not ours.",
    "",
    "Tables: commands, events, orders, fills, wallets; docs/JOURNAL.md lists their columns. Parquet needs DuckDB's library"
            + " (org.duckdb:duckdb_jdbc) on the class path.",
    "",
    "The archive holds the commands as they lie on disk, what each of them caused, and what everybody has in the end."
            + " journal/verifier/verify.py, or whatever you write from docs/JOURNAL.md, checks it without any of our code.",
    "",
    "  bullring journal export DIR --to tables",
    "  bullring journal export DIR --to tables --format parquet",
    "  bullring journal export DIR --archive venue.zip && python3 journal/verifier/verify.py venue.zip",
    ""
})
final class ExportCommand extends ReadingCommand {
    enum Format {
        csv,
        parquet
    }

    /** Where to. */
    static final class Target {
        @Option(names = "--to", paramLabel = "FOLDER", description = "Writes the tables there; made if missing.")
        private Path folder;

        @Option(names = "--archive", paramLabel = "FILE", description = "Writes an archive, a ZIP file.")
        private Path archive;
    }

    private static final Path NOWHERE = Path.of("");

    @ArgGroup(multiplicity = "1")
    private Target target;

    @Option(names = "--format", paramLabel = "csv|parquet", description = "Of the tables (default: ${DEFAULT-VALUE}).", defaultValue = "csv")
    private Format format;

    @Override
    int read(Path journal) {
        if (NOWHERE.equals(target.folder) || NOWHERE.equals(target.archive)) {
            throw usage("--to and --archive name where to write.");
        }
        try {
            answer(target.archive != null ? archive(journal) : tables(journal));
            return ExitCode.OK;
        } catch (NoDuckDb e) {
            err().println(e.getMessage());
        } catch (IOException e) {
            err().println("The export cannot be written: " + e + ".");
        } catch (SQLException e) {
            err().println("The Parquet file cannot be written: " + e.getMessage());
        }
        return ExitCode.UNREADABLE;
    }

    private Map<String, Object> archive(Path journal) throws IOException {
        long last;
        try (Archive archive = new Archive(target.archive, Recovery.skips(journal))) {
            archive.beginDocuments();
            try (JournalReader reader = JournalReader.open(journal)) {
                readDocuments(reader, archive);
                last = reader.lastSequence();
            }
            archive.beginEvents(last);
            try (JournalReader reader = JournalReader.open(journal)) {
                replayAll(reader, () -> reader.lastSequence() < last, archive.host(), archive.commands());
            }
            archive.end(journal);
        }
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("archive", target.archive.toString());
        report.put("bytes", Files.size(target.archive));
        report.put("commands", last);
        return report;
    }

    private static void readDocuments(JournalReader reader, Archive archive) {
        boolean more = true;
        while (more) {
            more = reader.poll((sequence, timeNs, command, offset, length) -> {}, archive.documents())
                    || !reader.isAtEnd();
        }
    }

    private Map<String, Object> tables(Path journal) throws IOException, NoDuckDb, SQLException {
        Files.createDirectories(target.folder);
        if (format == Format.csv) {
            return csv(journal, target.folder);
        }
        try (Connection duckDb = ParquetFile.open()) {
            Map<String, Object> report = csv(journal, target.folder);
            for (ExportTable table : ExportTable.values()) {
                Path csv = TableExport.csv(target.folder, table);
                Path parquet = target.folder.resolve(table.tableName() + ".parquet");
                ParquetFile.write(duckDb, table, csv, parquet);
                Files.delete(csv);
            }
            return report;
        }
    }

    private Map<String, Object> csv(Path journal, Path folder) throws IOException {
        try (TableExport export =
                new TableExport(folder, Recovery.skips(journal), message -> Json.line(Json.value(message)));
                JournalReader reader = JournalReader.open(journal)) {
            replayAll(reader, () -> true, export.host(), export);
            export.end();
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("folder", folder.toString());
            report.put("format", format.name());
            export.rows().forEach((table, rows) -> report.put(table.tableName(), rows));
            return report;
        }
    }

    @Override
    void answer(Map<String, Object> report) {
        if (isJson()) {
            super.answer(report);
        } else {
            new Outline(out()).print(report);
        }
    }
}
