package io.bullring.gateway.venue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.gateway.directory.Agent;
import io.bullring.gateway.history.OrderStatus;
import io.bullring.gateway.market.Price;
import io.bullring.journal.evidence.HashChain;
import io.bullring.journal.snapshot.Rehearsal;
import io.bullring.journal.snapshot.SnapshotStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A venue that begins with a snapshot shows what it showed before, and goes on. */
@Timeout(60)
final class SnapshotStartTest {
    private static final int OWNERS = 300;

    @TempDir
    private Path directory;

    private ManualFeed feed;
    private LocalVenue venue;

    @AfterEach
    void close() {
        if (venue != null) {
            venue.close();
        }
    }

    @Test
    void shouldShowAfterAStartFromASnapshotWhatItShowedBefore() {
        open();
        feed.price("1000");
        TestBot bot = new TestBot(venue);
        for (int i = 1; i < OWNERS; i++) {
            bot.openAccount("owner " + i, "10000");
        }
        int agentId = bot.openAccount("alice", "10000");
        long order = bot.buyLimit("1", "900");
        Agent agent = venue.directory().agent(agentId);
        Price price = venue.market().price(1);
        long sequence = venue.health().lastSequence();
        venue.close();
        long snapshot = makeSnapshot();

        open();

        assertTrue(snapshot >= OWNERS / 256 * 256, "snapshot " + snapshot);
        assertTrue(venue.health().replayedCommands() <= sequence + 1 - snapshot);
        assertEquals(snapshot, venue.health().snapshots().sequence());
        assertEquals(agent, venue.directory().agent(agentId));
        assertEquals(OWNERS, venue.directory().accountCount());
        assertEquals(price, venue.market().price(1));
        new TestBot(venue).as(agentId).cancel(order);
        venue.follower().awaitReached(venue.health().lastSequence());
        assertEquals(OrderStatus.CANCELLED, venue.history().order(agentId, order).status());
    }

    @Test
    void shouldReplayEverythingWhenTheHistoryIsLost() throws IOException {
        open();
        TestBot bot = new TestBot(venue);
        for (int i = 1; i <= OWNERS; i++) {
            bot.openAccount("owner " + i, "10000");
        }
        venue.close();
        makeSnapshot();

        loseHistory();
        open();

        assertEquals(OWNERS, venue.directory().accountCount());
        assertTrue(venue.health().replayedCommands() > OWNERS);
    }

    @Test
    void shouldHaveASnapshotMadeWhenAskedAndCountWhatFails() throws IOException {
        SnapshotStore store = new SnapshotStore(directory, 3);
        SnapshotProcess process = new SnapshotProcess(directory, directory, SnapshotConfig.defaults(), () -> 0) {
            @Override
            public String run(Duration patience, BooleanSupplier isEnough) {
                return "it was not to be";
            }
        };
        try (SnapshotSchedule schedule =
                new SnapshotSchedule(SnapshotConfig.defaults(), store, process, () -> 5, () -> 0)) {
            schedule.start();
            Files.createFile(directory.resolve(SnapshotSchedule.TRIGGER));
            while (schedule.health().failures() == 0) {
                LockSupport.parkNanos(1_000_000);
            }
            assertEquals(List.of(), store.newestFirst());
            assertEquals(new SnapshotHealth(0, 0, 1), schedule.health());
        }
    }

    private void open() {
        feed = new ManualFeed();
        venue = LocalVenue.open(VenueConfig.local(directory), feed);
    }

    private void loseHistory() throws IOException {
        try (Stream<Path> files = Files.walk(VenueConfig.local(directory).historyDirectory())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private long makeSnapshot() {
        VenueConfig config = VenueConfig.local(directory);
        SnapshotStore store = new SnapshotStore(config.snapshotDirectory(), 3);
        long end = HashChain.lastSequenceIn(config.journalDirectory()).orElseThrow();
        return Rehearsal.run(config.journalDirectory(), store, end, Long.MAX_VALUE).sequence();
    }
}
