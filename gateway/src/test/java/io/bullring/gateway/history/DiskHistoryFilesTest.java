package io.bullring.gateway.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.fault.EngineFault;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** The files of a history: opened again, damaged, held by another, closed, read while they are written. */
final class DiskHistoryFilesTest {
    private static final int ALICE = 1;
    private static final int BTC = OrderTape.BTC;
    private static final int ROWS = 1_000;

    private static final HistoryConfig CONFIG = new HistoryConfig(1 << 20, 1 << 16, 1 << 12, 10, 2, 2, 6);

    @TempDir
    Path data;

    private DiskHistoryStore store;
    private OrderTape tape;

    @BeforeEach
    void open() {
        store = DiskHistoryStore.open(data.resolve("history"), CONFIG);
        tape = new OrderTape(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void shouldGoOnWhereItWasAndPassOverWhatItHas() {
        tape.accept(1, ALICE, BTC);
        OrderRecord order = store.order(ALICE, 1);
        store.close();
        open();

        assertEquals(1, store.checkpoint());
        tape.accept(1, ALICE, BTC);
        tape.command(sink -> sink.orderExpired(1, ALICE, 10, BTC, Side.BUY, 900));

        assertEquals(2, store.checkpoint());
        assertEquals(order.expired(900, 0), store.order(ALICE, 1));
    }

    @Test
    void shouldCallItAFaultWhenItsEventsHaveAGap() {
        UnsafeBuffer nothing = new UnsafeBuffer(new byte[0]);
        store.onEvents(1, 0, 0, 0, nothing, 0, 0, 0);

        assertThrows(EngineFault.class, () -> store.onEvents(3, 0, 0, 0, nothing, 0, 0, 0));
    }

    @Test
    void shouldMoveDamagedFilesAsideAndBeginAnew() throws IOException {
        tape.accept(1, ALICE, BTC);
        store.close();
        Files.writeString(data.resolve("history/CURRENT"), "nonsense");

        open();

        assertEquals(0, store.checkpoint());
        assertNull(store.order(ALICE, 1));
        assertTrue(Files.exists(data.resolve("history.damaged-1")));
        tape.accept(1, ALICE, BTC);
        assertEquals(1, store.checkpoint());
    }

    @Test
    void shouldMoveAsideFilesWhoseVersionCannotBeReadAndBeginAnew() throws RocksDBException {
        tape.accept(1, ALICE, BTC);
        store.close();
        try (Options options = new Options();
                RocksDB rocks = RocksDB.open(options, data.resolve("history").toString())) {
            rocks.put(HistoryKey.version(), new byte[]{1, 2, 3});
        }

        open();

        assertEquals(0, store.checkpoint());
        assertTrue(Files.exists(data.resolve("history.damaged-1")));
    }

    @Test
    void shouldMoveAsideWhatWasFoundDamagedBefore() throws IOException {
        tape.accept(1, ALICE, BTC);
        store.close();
        Files.createFile(data.resolve("history/DAMAGED"));
        Files.createDirectory(data.resolve("history.damaged-1"));

        open();

        assertEquals(0, store.checkpoint());
        assertTrue(Files.exists(data.resolve("history.damaged-2/DAMAGED")));
    }

    @Test
    void shouldFailByNameAndMoveNothingWhenAnotherHasItOpen() {
        HistoryFailure failure =
                assertThrows(HistoryFailure.class, () -> DiskHistoryStore.open(data.resolve("history"), CONFIG));

        assertTrue(failure.getMessage().startsWith("cannot open the history in "));
        assertFalse(Files.exists(data.resolve("history.damaged-1")));
    }

    @Test
    void shouldFindNothingOnceItIsClosed() {
        tape.accept(1, ALICE, BTC);
        store.close();

        assertNull(store.order(ALICE, 1));
        assertEquals(Page.empty(), store.orders(ALICE, OrderFilter.ALL, 10, 0, ROWS));
    }

    @Test
    @Timeout(30)
    void shouldAnswerReadersWhileItIsWritten() throws InterruptedException {
        int last = 5_000;
        Thread reader = new Thread(() -> {
            OrderRecord seen = null;
            while (seen == null || seen.orderId() < last) {
                List<OrderRecord> rows = store.orders(ALICE, OrderFilter.ALL, 3, 0, ROWS).rows();
                seen = rows.isEmpty() ? null : rows.getFirst();
            }
        });
        reader.start();
        for (long orderId = 1; orderId <= last; orderId++) {
            tape.fill(orderId, ALICE, Side.BUY, OrderType.MARKET, 0, "");
        }
        reader.join();

        assertEquals(last, store.orders(ALICE, OrderFilter.ALL, 10, 0, ROWS).total());
    }
}
