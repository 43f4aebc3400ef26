package io.bullring.journal.audit;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** One table as comma-separated values (RFC 4180, but lines end with a line feed): a head, then rows. Null is an empty field. */
final class CsvFile implements AutoCloseable {
    private final BufferedWriter writer;
    private final ExportTable table;

    CsvFile(Path file, ExportTable table) throws IOException {
        this.table = table;
        writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        row(table.columns().stream().map(ExportTable.Column::name).toArray());
    }

    void row(Object... values) {
        if (values.length != table.columns().size()) {
            throw new IllegalArgumentException("a row of " + table + " with " + values.length + " values");
        }
        try {
            for (int i = 0; i < values.length; i++) {
                if (i > 0) {
                    writer.write(',');
                }
                writer.write(quoted(values[i]));
            }
            writer.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("the table " + table.tableName() + " cannot be written", e);
        }
    }

    private static String quoted(Object value) {
        String text = switch (value) {
            case null -> "";
            case BigDecimal amount -> amount.toPlainString();
            default -> value.toString();
        };
        boolean isPlain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
