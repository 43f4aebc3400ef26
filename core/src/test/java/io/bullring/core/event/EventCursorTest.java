package io.bullring.core.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.bullring.core.engine.EventEncoder;
import io.bullring.protocol.EventHeaderDecoder;
import io.bullring.protocol.FeedChangedDecoder;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import io.bullring.protocol.MessageHeaderDecoder;
import io.bullring.protocol.PriceUpdatedDecoder;
import io.bullring.protocol.TradingResumedDecoder;
import java.lang.management.ManagementFactory;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The cursor shows what an encoder wrote, wherever in a buffer that lies. */
class EventCursorTest {
    private static final int OFFSET = 24;
    private static final int RUNS = 8;
    private static final int WALKS = 100_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final EventEncoder encoder = new EventEncoder();
    private final EventCursor cursor = new EventCursor();
    private EventCursor kept;
    private long seen;

    @Test
    void shouldShowEachEventOnceAndInOrderWhateverTheirLengths() {
        UnsafeBuffer events = threeEvents();

        cursor.wrap(events, OFFSET, encoder.length());
        assertTrue(cursor.next());
        assertEquals(FeedChangedDecoder.TEMPLATE_ID, cursor.templateId());
        assertEquals(OFFSET, cursor.eventOffset());
        assertEquals(OFFSET + EventHeaderDecoder.ENCODED_LENGTH, cursor.offset());
        assertEquals(MessageHeaderDecoder.ENCODED_LENGTH + FeedChangedDecoder.BLOCK_LENGTH, cursor.lengthBytes());
        assertTrue(cursor.next());
        assertEquals(PriceUpdatedDecoder.TEMPLATE_ID, cursor.templateId());
        PriceUpdatedDecoder price = new PriceUpdatedDecoder()
                .wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        assertEquals(77, price.lastE8());
        assertEquals(99, price.tradeId());
        assertTrue(cursor.next());
        assertEquals(TradingResumedDecoder.TEMPLATE_ID, cursor.templateId());
        assertFalse(cursor.next());
        assertFalse(cursor.next());
    }

    @Test
    void shouldMeetTheAnswerWhereItsOffsetSaysThatItBegins() {
        UnsafeBuffer events = threeEvents();
        int answerOffset = OFFSET + encoder.answerOffset();

        cursor.wrap(events, OFFSET, encoder.length());
        assertTrue(cursor.next());
        assertTrue(cursor.eventOffset() < answerOffset);
        assertTrue(cursor.next());
        assertEquals(answerOffset, cursor.eventOffset());

        cursor.wrap(events, answerOffset, OFFSET + encoder.length() - answerOffset);
        assertTrue(cursor.next());
        assertEquals(PriceUpdatedDecoder.TEMPLATE_ID, cursor.templateId());
    }

    @Test
    void shouldShowNothingOfACommandThatCausedNothing() {
        cursor.wrap(new UnsafeBuffer(new byte[OFFSET]), OFFSET, 0);
        assertFalse(cursor.next());
    }

    @Test
    void shouldAllocateNothing() {
        UnsafeBuffer events = threeEvents();

        long least = Long.MAX_VALUE;
        for (int run = 0; run < RUNS; run++) { // one of a few, for the JVM itself allocates when it throws compiled code away
            least = Math.min(least, allocatedBytes(() -> walk(cursor, events)));
        }
        assertEquals(0, least);
        assertTrue(allocatedBytes(() -> {
            kept = new EventCursor();
            walk(kept, events);
        }) >= WALKS, "the meter does not see a cursor for each walk");
        assertTrue(seen > 0);
    }

    private long allocatedBytes(Runnable walk) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < WALKS; i++) {
            walk.run();
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private void walk(EventCursor over, UnsafeBuffer events) {
        over.wrap(events, OFFSET, encoder.length());
        while (over.next()) {
            seen += over.templateId() + over.lengthBytes();
        }
    }

    /** The second one and the third are what the command itself caused. */
    private UnsafeBuffer threeEvents() {
        encoder.reset();
        encoder.feedChanged(3, FeedState.UP, FeedReason.CONNECTED);
        encoder.answerStarts();
        encoder.priceUpdated(1, 1, 77, 70, 80, 5, 1_000, 99);
        encoder.tradingResumed(7, 10);
        UnsafeBuffer events = new UnsafeBuffer(new byte[OFFSET + encoder.length()]);
        events.putBytes(OFFSET, encoder.buffer(), 0, encoder.length());
        return events;
    }
}
