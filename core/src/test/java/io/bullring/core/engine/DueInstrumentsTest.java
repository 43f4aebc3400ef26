package io.bullring.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.fault.EngineFault;
import io.bullring.core.market.Instrument;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.core.market.Instruments;
import io.bullring.core.port.SnapshotSink;
import io.bullring.protocol.FeedReason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DueInstrumentsTest {
    private final Instruments instruments = new Instruments();
    private final DueInstruments due = new DueInstruments();

    private Instrument instrument(int feedId) {
        return instruments.add(new InstrumentTerms("X" + instruments.count() + "USDT", feedId, true, 1, 0, 1, 0), 0, 0);
    }

    @Test
    void shouldFaultAtWhatIsNotDue() {
        due.add(instrument(1));
        Instrument other = instrument(1);
        assertThrows(EngineFault.class, () -> due.remove(other));
    }

    @Test
    void shouldFindTheFreshOneBehindStaleOnes() {
        for (int feed = 1; feed <= 20; feed++) {
            due.add(instrument(feed));
        }
        assertFalse(due.mayAnyFire(100, 10));
        Instrument last = instruments.byId(20);
        last.feed().comeUp(FeedReason.CONNECTED, 95);
        last.price(1, 0, 95);
        assertTrue(due.mayAnyFire(100, 10));
        assertTrue(due.mayAnyFire(105, 10));
        assertFalse(due.mayAnyFire(106, 10));
        last.halted(true);
        assertFalse(due.mayAnyFire(100, 10));
        last.halted(false);
        due.remove(last);
        assertFalse(due.mayAnyFire(100, 10));
    }

    @Test
    void shouldKeepTheOrderThatADequeWould() {
        long seed = System.nanoTime();
        System.out.println("DueInstrumentsTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        Deque<Instrument> naive = new ArrayDeque<>();
        for (int i = 0; i < 300; i++) {
            instrument(1);
        }
        for (int step = 0; step < 50_000; step++) {
            int most = 1 + (step / 1_000 * 37) % 300;
            Instrument instrument = instruments.byId(random.nextInt(1, most + 1));
            if (random.nextInt(4) == 0) {
                Instrument expected = naive.pollFirst();
                assertSame(expected, due.poll());
                assertTrue(expected == null || !expected.isDue());
            } else if (!instrument.isDue()) {
                naive.addLast(instrument);
                due.add(instrument);
                assertTrue(instrument.isDue());
            } else if (random.nextInt(3) == 0) {
                naive.remove(instrument);
                due.remove(instrument);
                assertFalse(instrument.isDue());
            }
            if (step % 100 == 0) {
                assertEquals(naive.stream().map(each -> (long) each.id()).toList(), written(), () -> "seed " + seed);
            }
        }
        while (!naive.isEmpty()) {
            assertSame(naive.pollFirst(), due.poll());
        }
        assertNull(due.poll());
    }

    private List<Long> written() {
        List<Long> longs = new ArrayList<>();
        due.writeTo(new SnapshotSink() {
            @Override
            public void putLong(long value) {
                longs.add(value);
            }

            @Override
            public void putBytes(byte[] value) {
                throw new AssertionError("no bytes here");
            }
        });
        assertEquals(longs.size() - 1, longs.getFirst());
        return longs.subList(1, longs.size());
    }
}
