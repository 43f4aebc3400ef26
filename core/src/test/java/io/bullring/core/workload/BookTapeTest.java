package io.bullring.core.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bullring.core.workload.BookTape.Kind;
import io.bullring.protocol.SelfTradePrevention;
import io.bullring.protocol.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

class BookTapeTest {
    private static final List<Integer> CODES = List.of(
            BookTape.GTC,
            BookTape.IOC,
            BookTape.FOK,
            BookTape.POST_ONLY,
            BookTape.MARKET,
            BookTape.MODIFY,
            BookTape.CANCEL,
            BookTape.CANCEL_ALL_OF,
            BookTape.CANCEL_ALL);

    @Test
    void shouldTellEachKindByItsCode() {
        Kind[] kinds = Kind.values();
        assertEquals(CODES.size(), kinds.length);
        BookTape tape = new BookTape(kinds.length);
        for (Kind kind : kinds) {
            tape.add(kind, 1, 1, Side.BUY, 1, 1, SelfTradePrevention.NONE);
        }
        for (int message = 0; message < kinds.length; message++) {
            assertEquals(kinds[message], tape.kind(message));
            assertEquals(CODES.get(message), tape.code(message));
        }
    }
}
