package io.bullring.gateway.feed.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bullring.gateway.feed.RecordedBook;
import io.bullring.gateway.market.Depth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is shown of the book while a capture is played. */
final class CaptureBookTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SNAPSHOT =
            "{\"lastUpdateId\":10,\"bids\":[[\"99\",\"1\"],[\"98\",\"2\"]],\"asks\":[[\"101\",\"3\"]]}";

    @TempDir
    private Path directory;

    @Test
    void shouldShowTheBookThatAllMessagesUpToThenMake() throws IOException {
        Captures.assumeThere();
        RecordedBook book = RecordingFiles.book(Captures.FILES, "BTCUSDT");
        NaiveBook naive = new NaiveBook();
        JsonNode last = null;
        int changes = 0;
        int compared = 0;
        int hidden = 0; // the price was beyond the only snapshot, or near its end
        for (String message : Captures.messages()) {
            if (message.startsWith(CaptureLines.SNAPSHOT)) {
                naive.load(JSON.readTree(message));
            } else if (message.contains("@depth@100ms")) {
                JsonNode diff = JSON.readTree(message).path("data");
                if (last != null && naive.isLoaded() && ++changes % 50 == 0) {
                    reach(book, diff.path("E").longValue() - 1);
                    if (book.depth() == null) {
                        hidden++;
                    } else {
                        assertSameTop(naive.snapshot(), book.depth());
                        compared++;
                    }
                }
                naive.apply(diff);
                last = diff;
            }
        }
        assertTrue(compared >= 100 && hidden <= 30, "compared " + compared + ", hidden " + hidden);
        reach(book, last.path("E").longValue());
        assertNull(book.depth(), "the capture has ended");

        book.begin();
        assertNull(book.depth());
        reach(book, 1_723_161_400_000L);
        assertNotNull(book.depth(), "the second round, or a restart in the middle");
        assertTrue(book.depth().bids().priceE8(0) < book.depth().asks().priceE8(0));
        book.close();
    }

    @Test
    void shouldShowNothingBeforeTheSnapshotAtAGapAndBehindTheEnd() throws IOException {
        RecordedBook book = book(
                diff(1_000, 9, 10, "[]"),
                SNAPSHOT,
                diff(2_000, 11, 11, "[[\"99\",\"5\"]]"),
                diff(3_000, 13, 13, "[]"),
                SNAPSHOT.replace(":10,", ":13,"),
                diff(4_000, 14, 14, "[]"),
                diff(5_000, 15, 15, "[]"));

        reach(book, 999);
        assertNull(book.depth());
        assertEquals(2_000, book.reach(1_999));
        assertNull(book.depth());
        reach(book, 2_999);
        assertEquals(500_000_000L, book.depth().bids().quantityE8(0));
        assertEquals(11, book.depth().updateId());
        reach(book, 3_000);
        assertNull(book.depth());
        reach(book, 4_999);
        assertEquals(14, book.depth().updateId());
        reach(book, 5_000);
        assertNull(book.depth());
    }

    @Test
    void shouldShowNothingFromALineThatCannotBeReadToTheNextSnapshot() throws IOException {
        String damaged = diff(3_000, 12, 12, "[[\"99\",\"-1\"]]");
        RecordedBook book = book(
                SNAPSHOT,
                diff(2_000, 11, 11, "[]"),
                diff(2_500, 12, 12, "[]"),
                damaged,
                diff(4_000, 13, 13, "[]"),
                SNAPSHOT.replace(":10,", ":13,"),
                diff(4_500, 14, 14, "[]"),
                diff(5_000, 15, 15, "[]"));

        reach(book, 2_400);
        assertEquals(11, book.depth().updateId());
        reach(book, 3_999);
        assertNull(book.depth());
        reach(book, 4_999);
        assertEquals(14, book.depth().updateId());
    }

    @Test
    void shouldReadOnlySoMuchAtOnceAndShowNothingMeanwhile() throws IOException {
        String[] messages = new String[201];
        messages[0] = SNAPSHOT;
        for (int i = 1; i < messages.length; i++) {
            messages[i] = diff(1_000 + i, 10 + i, 10 + i, "[]");
        }
        RecordedBook book = book(messages);

        assertEquals(1_199, book.reach(1_199));
        assertNull(book.depth());
        reach(book, 1_199);
        assertEquals(209, book.depth().updateId());
    }

    @Test
    void shouldShowNoBookOfAnotherSymbolOrOfAFileThatIsGoneAndHaveNoneForTrades() throws IOException {
        Path file = file(SNAPSHOT, diff(2_000, 11, 11, "[]"), diff(3_000, 12, 12, "[]"));
        RecordedBook other = RecordingFiles.book(List.of(file), "ETHUSDT");
        reach(other, 2_500);
        assertNull(other.depth());

        RecordedBook gone = RecordingFiles.book(List.of(file), "BTCUSDT");
        reach(gone, 2_500);
        assertNotNull(gone.depth());
        gone.close();
        Files.delete(file);
        gone.begin();
        assertEquals(RecordedBook.NEVER_MS, gone.reach(2_500));
        assertNull(gone.depth());

        Path trades = Files.writeString(directory.resolve("trades"), "timestamp,price,amount\n1,2,3\n");
        assertSame(RecordedBook.NONE, RecordingFiles.book(List.of(trades), "BTCUSDT"));
    }

    private static void reach(RecordedBook book, long timeMs) {
        while (book.reach(timeMs) <= timeMs) {}
    }

    private RecordedBook book(String... messages) throws IOException {
        return RecordingFiles.book(List.of(file(messages)), "BTCUSDT");
    }

    private Path file(String... messages) throws IOException {
        return Files.writeString(directory.resolve("capture"), "1 " + String.join("\n1 ", messages) + "\n");
    }

    private static String diff(long timeMs, long firstId, long lastId, String bids) {
        return "{\"stream\":\"btcusdt@depth@100ms\",\"data\":{\"E\":" + timeMs + ",\"s\":\"BTCUSDT\",\"U\":" + firstId
                + ",\"u\":" + lastId + ",\"b\":" + bids + ",\"a\":[]}}";
    }

    private static void assertSameTop(DepthSnapshot expected, Depth shown) {
        assertEquals(expected.lastId(), shown.updateId());
        for (int i = 0; i < Depth.LEVELS; i++) {
            assertEquals(expected.bids().priceE8(i), shown.bids().priceE8(i));
            assertEquals(expected.bids().quantityE8(i), shown.bids().quantityE8(i));
            assertEquals(expected.asks().priceE8(i), shown.asks().priceE8(i));
            assertEquals(expected.asks().quantityE8(i), shown.asks().quantityE8(i));
        }
    }
}
