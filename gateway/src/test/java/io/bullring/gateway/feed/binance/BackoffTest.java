package io.bullring.gateway.feed.binance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Time is in nanoseconds here: 100 at first, 800 at most. */
final class BackoffTest {
    private static final int CLIENTS = 1_000;

    @Test
    void shouldSpreadClientsThatFailTogetherOverTheHalfOfEachWait() {
        List<Backoff> clients = new ArrayList<>();
        for (int seed = 0; seed < CLIENTS; seed++) {
            clients.add(new Backoff(100, 800, new Random(seed)));
        }
        for (long dueNs : new long[]{100, 200, 400, 800, 800}) {
            List<Long> waitsNs = clients.stream().map(Backoff::nextNs).sorted().toList();

            assertTrue(waitsNs.getFirst() >= dueNs / 2 && waitsNs.getLast() <= dueNs, waitsNs.toString());
            for (int tenth = 0; tenth < 10; tenth++) {
                long fromNs = dueNs / 2 + tenth * dueNs / 20;
                long count = waitsNs.stream().filter(ns -> ns >= fromNs && ns < fromNs + dueNs / 20).count();
                assertTrue(count > CLIENTS / 20,
                        "in each tenth of that half more than half of an even share: " + waitsNs);
            }
        }
    }

    @Test
    void shouldBeginShortAgainOnceItHasWorked() {
        Backoff backoff = new Backoff(100, 800, new Random(1));
        for (int attempt = 0; attempt < 5; attempt++) {
            backoff.nextNs();
        }
        assertTrue(backoff.nextNs() >= 400);
        backoff.reset();

        assertTrue(backoff.nextNs() <= 100);
    }
}
