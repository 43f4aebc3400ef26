package io.bullring.journal.audit;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;

/** Makes a Parquet file of a table's CSV with DuckDB, which is only there where somebody has put it. */
public final class ParquetFile {
    private static final String DRIVER = "org.duckdb.DuckDBDriver";
    private static final String IN_MEMORY = "jdbc:duckdb:";

    private ParquetFile() {}

    /** DuckDB is not on the class path, or does not work on this machine; the message says which. */
    public static final class NoDuckDb extends Exception {
        private static final long serialVersionUID = 1L;

        NoDuckDb(String sentence, Throwable cause) {
            super(sentence, cause);
        }
    }

    /** An empty database in memory. */
    public static Connection open() throws NoDuckDb {
        try {
            Class.forName(DRIVER);
            return DriverManager.getConnection(IN_MEMORY);
        } catch (ClassNotFoundException e) {
            throw new NoDuckDb(
                    "Parquet needs DuckDB, which is not on the class path: put duckdb_jdbc-2.0.0.1.jar"
                            + " (org.duckdb:duckdb_jdbc) beside the other libraries, or export CSV.",
                    e);
        } catch (SQLException | LinkageError e) {
            throw new NoDuckDb(
                    "DuckDB is on the class path, but its native library does not load on this machine: "
                            + e.getMessage() + ". Export CSV instead.",
                    e);
        }
    }

    public static void write(Connection duckDb, ExportTable table, Path csv, Path parquet) throws SQLException {
        String columns = table.columns()
                .stream()
                .map(column -> "'" + column.name() + "': '" + column.type() + "'")
                .collect(Collectors.joining(", ", "{", "}"));
        try (Statement statement = duckDb.createStatement()) {
            statement.execute(
                    "COPY (SELECT * FROM read_csv(" + literal(csv) + ", header = true, delim = ',', quote = '\"',"
                            + " escape = '\"', nullstr = '', columns = " + columns + ")) TO " + literal(parquet)
                            + " (FORMAT parquet)");
        }
    }

    private static String literal(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }
}
