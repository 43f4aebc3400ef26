package io.bullring.journal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bullring.journal.audit.ExportTable;
import io.bullring.journal.audit.ParquetFile;
import io.bullring.journal.audit.ParquetFile.NoDuckDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
    @TempDir
    static Path directory;

    private static Path journal;

    @BeforeAll
    static void writeJournal() {
        journal = directory.resolve("journal");
        TinyVenue.journal(journal);
    }

    @Test
    void shouldWriteEveryTableAsCsv() throws IOException {
        Path folder = directory.resolve("csv");

        Run run = export("--to", folder.toString(), "--json");

        assertEquals(ExitCode.OK, run.exitCode(), run.err());
        assertEquals(TinyVenue.COMMANDS, run.json().get("commands").asInt());
        assertEquals(2, run.json().get("fills").asInt());
        assertEquals(
                List.of(
                        "fill_id,sequence,time,order_id,agent_id,portfolio_id,symbol,side,type,liquidity,quantity,price,"
                                + "reference_price,slippage_pct,notional,fee,released,realized_pnl",
                        "1,6,2026-03-01T12:00:05.000000000,1,1,1,BTCUSDT,BUY,MARKET,,0.02,50005,50000,0.01,1000.1,1.0001,0,",
                        "2,10,2026-03-01T12:00:09.000000000,2,1,1,BTCUSDT,BUY,LIMIT,,0.01,48954.895,48950,0.01,489.54895,"
                                + "0.48954895,490.49,"),
                Files.readAllLines(folder.resolve("fills.csv")));
        assertEquals(
                List.of(
                        "1,6,2026-03-01T12:00:05.000000000,1,1,BTCUSDT,BUY,MARKET,0.02,,,,,,0.02,0,FILLED,,6,"
                                + "2026-03-01T12:00:05.000000000",
                        ",7,2026-03-01T12:00:06.000000000,1,1,BTCUSDT,BUY,MARKET,9,,,,,,0,9,REFUSED,ORDER_TOO_LARGE,7,"
                                + "2026-03-01T12:00:06.000000000",
                        "2,8,2026-03-01T12:00:07.000000000,1,1,BTCUSDT,BUY,LIMIT,0.01,49000,dip-1,,,,0.01,0,FILLED,,10,"
                                + "2026-03-01T12:00:09.000000000",
                        "3,9,2026-03-01T12:00:08.000000000,1,1,BTCUSDT,SELL,STOP_LOSS,0.01,48000,,,,,0,0.01,CANCELLED,REQUESTED,11,"
                                + "2026-03-01T12:00:10.000000000"),
                Files.readAllLines(folder.resolve("orders.csv")).stream().skip(1).toList());
        assertThat(Files.readAllLines(folder.resolve("wallets.csv")))
                .contains(
                        "portfolio,1,1,BTC,0.03,0,1491.13859895,0",
                        "issuance,,,USDT,-10000,,,",
                        "market,,,BTC,-0.03,,,");
        assertThat(Files.readAllLines(folder.resolve("events.csv")))
                .anyMatch(
                        line -> line.startsWith("11,2026-03-01T12:00:10.000000000,1,false,OrderCancelled,1,1,3,1,\"{"));
        assertThat(Files.readAllLines(folder.resolve("commands.csv"))).hasSize(TinyVenue.COMMANDS + 1);
    }

    @Test
    void shouldWriteBothSidesOfEachTradeInABookAndWhatBecameOfItsOrders() throws IOException {
        Path book = directory.resolve("book");
        TinyBook.journal(book);
        Path folder = directory.resolve("book-csv");

        assertEquals(ExitCode.OK, Run.journal("export", book.toString(), "--to", folder.toString()).exitCode());

        assertEquals(
                List.of(
                        "1,8,2026-03-01T12:00:07.000000000,2,1,1,GEMUSDT,SELL,LIMIT,MAKER,1,100,,,100,0.1,1,-0.1",
                        "1,8,2026-03-01T12:00:07.000000000,3,2,2,GEMUSDT,BUY,LIMIT,TAKER,1,100,,,100,0.2,101.202,",
                        "2,8,2026-03-01T12:00:07.000000000,1,1,1,GEMUSDT,SELL,LIMIT,MAKER,2,101,,,202,0.202,2,1.798",
                        "2,8,2026-03-01T12:00:07.000000000,3,2,2,GEMUSDT,BUY,LIMIT,TAKER,2,101,,,202,0.404,202.404,",
                        "3,12,2026-03-01T12:00:11.000000000,3,2,2,GEMUSDT,BUY,LIMIT,MAKER,0.2,102,,,20.4,0.0204,"
                                + "20.4408,",
                        "3,12,2026-03-01T12:00:11.000000000,4,1,1,GEMUSDT,SELL,MARKET,TAKER,0.2,102,,,20.4,0.0408,0,"
                                + "0.3592"),
                Files.readAllLines(folder.resolve("fills.csv")).stream().skip(1).toList());
        assertEquals(
                List.of(
                        "2,7,2026-03-01T12:00:06.000000000,1,1,GEMUSDT,SELL,LIMIT,1,100,,GTC,false,CANCEL_NEWEST,1,0,"
                                + "FILLED,,8,2026-03-01T12:00:07.000000000",
                        "1,6,2026-03-01T12:00:05.000000000,1,1,GEMUSDT,SELL,LIMIT,2,101,,GTC,false,CANCEL_NEWEST,2,0,"
                                + "FILLED,,8,2026-03-01T12:00:07.000000000",
                        ",11,2026-03-01T12:00:10.000000000,1,1,GEMUSDT,SELL,LIMIT,1,102,quiet,GTC,true,CANCEL_NEWEST,"
                                + "0,1,REFUSED,WOULD_TRADE,11,2026-03-01T12:00:10.000000000",
                        "4,12,2026-03-01T12:00:11.000000000,1,1,GEMUSDT,SELL,MARKET,0.2,,,IOC,false,NONE,0.2,0,"
                                + "FILLED,,12,2026-03-01T12:00:11.000000000",
                        "3,8,2026-03-01T12:00:07.000000000,2,2,GEMUSDT,BUY,LIMIT,4,101,,GTC,false,CANCEL_NEWEST,3.2,"
                                + "0.3,CANCELLED,REQUESTED,13,2026-03-01T12:00:12.000000000"),
                Files.readAllLines(folder.resolve("orders.csv")).stream().skip(1).toList());
        assertThat(Files.readAllLines(folder.resolve("wallets.csv")))
                .contains(
                        "portfolio,1,1,USDT,10322.0572,0,,2.0572",
                        "portfolio,1,1,GEM,6.8,0,680,2.0572",
                        "portfolio,2,2,USDT,9676.9756,0,,0",
                        "portfolio,2,2,GEM,3.2,0,323.0244,0",
                        "fees,,,USDT,0.9672,,,",
                        "returned,,,GEM,-10,,,");
    }

    @Test
    void shouldWriteOrdersThatAreStillOpen() throws IOException {
        Path open = directory.resolve("open");
        SeededJournal.trading(open, 9, 300);
        Path folder = directory.resolve("open-csv");

        assertEquals(ExitCode.OK, Run.journal("export", open.toString(), "--to", folder.toString()).exitCode());

        assertThat(Files.readAllLines(folder.resolve("orders.csv"))).anyMatch(line -> line.endsWith(",OPEN,,,"));
    }

    @Test
    void shouldWriteParquetThatSaysTheSame() throws SQLException {
        Connection duckDb;
        try {
            duckDb = ParquetFile.open();
        } catch (NoDuckDb e) {
            assumeTrue(false, e.getMessage());
            return;
        }
        Path folder = directory.resolve("parquet");

        Run run = export("--to", folder.toString(), "--format", "parquet");

        assertEquals(ExitCode.OK, run.exitCode(), run.err());
        try (duckDb;
                Statement statement = duckDb.createStatement();
                ResultSet sums = statement.executeQuery("SELECT count(*), sum(notional), sum(fee), max(time) FROM '"
                        + folder.resolve("fills.parquet") + "'")) {
            sums.next();
            assertEquals(2, sums.getInt(1));
            assertEquals("1489.64895000", sums.getBigDecimal(2).toPlainString());
            assertEquals("1.48964895", sums.getBigDecimal(3).toPlainString());
            assertThat(sums.getString(4)).startsWith("2026-03-01 12:00:09");
        }
        for (ExportTable table : ExportTable.values()) {
            assertThat(folder.resolve(table.tableName() + ".parquet")).exists();
            assertThat(folder.resolve(table.tableName() + ".csv")).doesNotExist();
        }
    }

    @Test
    void shouldSayWhatItWroteAndWhatItCannot() throws IOException {
        Path archive = directory.resolve("venue.zip");
        assertThat(export("--archive", archive.toString()).plainLines())
                .contains("bytes " + Files.size(archive), "commands " + TinyVenue.COMMANDS);

        Run nowhere = export("--archive", directory.resolve("no/such/folder.zip").toString());
        assertEquals(ExitCode.UNREADABLE, nowhere.exitCode());
        assertThat(nowhere.err()).contains("The export cannot be written").contains("folder.zip");
        assertEquals(2, export().exitCode());
        assertEquals(2, export("--to", "x", "--archive", "y").exitCode());
        assertEquals(2, export("--to", "x", "--format", "xml").exitCode());
    }

    private static Run export(String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "export";
        arguments[1] = journal.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return Run.journal(arguments);
    }
}
