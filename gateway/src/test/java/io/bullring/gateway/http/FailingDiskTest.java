package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bullring.gateway.http.request.AgentBody;
import io.bullring.journal.Durability;
import io.bullring.journal.JournalConfig;
import io.bullring.journal.JournalReader;
import io.bullring.journal.Recovery;
import io.bullring.journal.evidence.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A venue whose disk fails: no more orders, by name; everything else as before; and on again after a restart. */
@Timeout(120)
class FailingDiskTest {
    private static final String ORDER =
            "{'symbol':'BTCUSDT','side':'buy','type':'limit','quantity':'0.01','price':'700'}";

    private static final String LONG = "{'avatar_url':'" + "u".repeat(AgentBody.MAX_AVATAR_URL) + "'}";
    private static final int LONG_COMMANDS = 10;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void shouldRefuseOrdersByNameAndKeepBeingReadWhenItsJournalIsGone(Durability durability) throws Exception {
        JournalConfig journal = new JournalConfig(1 << 20, 1_024, 8 << 20, durability, 8 << 20);
        Path data = directory.resolve("data");
        Path aside = directory.resolve("aside");
        ServedVenue.Owner owner;
        String orderId;
        String balance;
        try (ServedVenue venue = ServedVenue.open(data, journal)) {
            venue.feed.price("BTCUSDT", "800");
            owner = venue.register("Ada");
            orderId = venue.post("/trade/order", ORDER, owner.agent()).text("order_id");
            Files.move(data.resolve("journal"), aside);

            ServedVenue.Reply refused = refusal(venue, owner);

            assertEquals(503, refused.status());
            assertThat(refused.body().toString()).contains("nothing was done", "see to the disk and start it again");
            balance = assertReadable(venue, owner, orderId);
            Files.move(aside, data.resolve("journal"));
        }
        try (ServedVenue venue = ServedVenue.open(data, journal)) {
            assertEquals(balance, venue.get("/account/balance", owner.agent()).body().path("balances").toString());
            assertEquals(orderId, venue.get("/trade/order/" + orderId, owner.agent()).text("order_id"));
            venue.feed.price("BTCUSDT", "800");
            assertEquals(201, venue.post("/trade/order", ORDER, owner.agent()).status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldLoseNothingAcknowledgedWhenItsDiskIsFull(Durability durability) throws Exception {
        JournalConfig journal = new JournalConfig(64 << 10, 1_024, 1, durability, 1 << 20);
        Path disk = Files.createDirectories(directory.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk.toString()),
                "not allowed to mount a small disk");
        try {
            keepElsewhere("history", disk.resolve("data"));
            Path ballast = disk.resolve("ballast");
            ServedVenue.Owner owner;
            String balance;
            String orderId;
            try (ServedVenue venue = ServedVenue.open(disk.resolve("data"), journal)) {
                venue.feed.price("BTCUSDT", "800");
                owner = venue.register("Ada");
                fill(ballast);
                orderId = orderUntilRefused(venue, owner);
                balance = assertReadable(venue, owner, orderId);
            }
            Files.delete(ballast);
            try (ServedVenue venue = ServedVenue.open(disk.resolve("data"), journal)) {
                assertEquals(balance, venue.get("/account/balance", owner.agent()).body().path("balances").toString());
                assertEquals(orderId, venue.get("/trade/order/" + orderId, owner.agent()).text("order_id"));
            }
        } finally {
            assertTrue(run("umount", disk.toString()));
        }
    }

    @Test
    void shouldRefuseOrdersAndTheHistoryByNameAndKeepEverythingWhenOnlyTheHistorysDiskIsFull() throws Exception {
        JournalConfig journal = new JournalConfig(64 << 10, 1_024, 1, Durability.PROCESS_CRASH, 1 << 20);
        Path disk = Files.createDirectories(directory.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk.toString()),
                "not allowed to mount a small disk");
        Path data = Files.createDirectories(directory.resolve("data"));
        Path ballast = disk.resolve("ballast");
        try {
            Files.createSymbolicLink(data.resolve("history"), Files.createDirectories(disk.resolve("history")));
            ServedVenue.Owner owner;
            String balance;
            String orderId;
            try (ServedVenue venue = ServedVenue.open(data, journal)) {
                venue.feed.price("BTCUSDT", "800");
                owner = venue.register("Ada");
                fill(ballast);
                orderId = orderUntilRefused(venue, owner);

                balance = venue.get("/account/balance", owner.agent()).body().path("balances").toString();
                ServedVenue.Reply unread = venue.get("/trade/order/" + orderId, owner.agent());
                assertEquals(503, unread.status());
                assertThat(unread.body().toString()).contains("history_unavailable", "see to the disk");
                ServedVenue.Reply health = venue.send("GET", "/health", null);
                assertEquals(503, health.status());
                assertThat(health.body().path("journal").path("history_fault").asText()).contains("See to the disk");
                assertFalse(venue.venue.halted().isDone());
            }
            Files.delete(ballast);
            try (ServedVenue venue = ServedVenue.open(data, journal)) {
                assertEquals(balance, venue.get("/account/balance", owner.agent()).body().path("balances").toString());
                assertEquals(orderId, venue.get("/trade/order/" + orderId, owner.agent()).text("order_id"));
                venue.feed.price("BTCUSDT", "800");
                assertEquals(201, venue.post("/trade/order", ORDER, owner.agent()).status());
            }
        } finally {
            assertTrue(run("umount", disk.toString()));
        }
    }

    /** The disk has room for the event log to begin, and for no more than one or two MiB of events. */
    @Test
    void shouldTakeOrdersWithoutTheEventLogWhenOnlyItsDiskIsFullAndWriteItWhenThereIsRoom() throws Exception {
        JournalConfig journal = new JournalConfig(64 << 10, 1_024, 1, Durability.PROCESS_CRASH, 1 << 20);
        Path disk = Files.createDirectories(directory.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk.toString()),
                "not allowed to mount a small disk");
        Path data = Files.createDirectories(directory.resolve("data"));
        try {
            Files.createSymbolicLink(data.resolve(Verification.EVENT_LOG), disk);
            long lastSequence;
            try (ServedVenue venue = ServedVenue.open(data, journal)) {
                venue.feed.price("BTCUSDT", "800");
                ServedVenue.Owner owner = venue.register("Ada");
                ServedVenue.Reply health = healthUntilDegraded(venue, owner);

                assertEquals(200, health.status());
                assertThat(health.body().path("journal").path("event_log_fault").asText()).contains("See to its disk");
                assertThat(health.body().path("journal").has("fault")).isFalse();
                venue.feed.price("BTCUSDT", "800");
                ServedVenue.Reply order = venue.post("/trade/order", ORDER, owner.agent());
                assertEquals(201, order.status());
                assertEquals(200, venue.get("/trade/order/" + order.text("order_id"), owner.agent()).status());
                assertFalse(venue.venue.halted().isDone());
                lastSequence = venue.venue.health().lastSequence();
            }
            long inEventLog = JournalReader.lastSequenceIn(disk);
            assertTrue(inEventLog < lastSequence, "the event log has all of it");
            assertTrue(run("mount", "-o", "remount,size=64m", disk.toString()));
            try (ServedVenue venue = ServedVenue.open(data, journal)) {
                assertThat(venue.send("GET", "/health", null).body().path("journal").has("event_log_fault")).isFalse();
            }
            assertTrue(JournalReader.lastSequenceIn(disk) >= lastSequence, "the next start writes what it lacks");
            assertThat(Recovery.replay(disk, (sequence, timeNs, events, offset, length) -> {}).lastSequence())
                    .isGreaterThanOrEqualTo(lastSequence);
        } finally {
            assertTrue(run("umount", disk.toString()));
        }
    }

    private static ServedVenue.Reply healthUntilDegraded(ServedVenue venue, ServedVenue.Owner owner) {
        for (int i = 0; i < 10_000; i++) {
            assertEquals(200, venue.put("/agents/" + owner.agentId(), LONG, owner.bearer()).status());
            ServedVenue.Reply health = i % 100 == 0 ? venue.send("GET", "/health", null) : null;
            if (health != null && health.body().path("journal").has("event_log_fault")) {
                assertEquals("degraded", health.body().path("status").asText());
                return health;
            }
        }
        throw new AssertionError("the event log has found room for all of it");
    }

    /** So that the disk under test holds everything else. */
    private void keepElsewhere(String part, Path data) throws IOException {
        Path elsewhere = Files.createDirectories(directory.resolve(part));
        Files.createSymbolicLink(Files.createDirectories(data).resolve(part), elsewhere);
    }

    private static ServedVenue.Reply refusal(ServedVenue venue, ServedVenue.Owner owner) {
        ServedVenue.Reply reply = venue.post("/trade/order", ORDER, owner.agent());
        long giveUpNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (reply.status() == 201 && System.nanoTime() < giveUpNs) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            reply = venue.post("/trade/order", ORDER, owner.agent());
        }
        assertEquals("JOURNAL_UNAVAILABLE", reply.code());
        return reply;
    }

    /**
     * Returns the last order that was acknowledged. Cancels make the journal grow without making orders many, and the long
     * addresses of a picture make it grow soon.
     */
    private static String orderUntilRefused(ServedVenue venue, ServedVenue.Owner owner) {
        String last = null;
        while (true) {
            ServedVenue.Reply reply = venue.post("/trade/order", ORDER, owner.agent());
            if (reply.status() != 201) {
                assertEquals("JOURNAL_UNAVAILABLE", reply.code());
                return last;
            }
            last = reply.text("order_id");
            if (venue.delete("/trade/order/" + last, owner.agent()).status() != 200) {
                return last;
            }
            for (int i = 0; i < LONG_COMMANDS; i++) {
                ServedVenue.Reply changed = venue.put("/agents/" + owner.agentId(), LONG, owner.bearer());
                if (changed.status() != 200) {
                    assertEquals("JOURNAL_UNAVAILABLE", changed.code());
                    return last;
                }
            }
        }
    }

    private static String assertReadable(ServedVenue venue, ServedVenue.Owner owner, String orderId) {
        ServedVenue.Reply health = venue.send("GET", "/health", null);
        assertEquals(503, health.status());
        assertThat(health.body().path("journal").path("fault").asText()).contains("See to the disk");
        assertEquals(orderId, venue.get("/trade/order/" + orderId, owner.agent()).text("order_id"));
        assertEquals(200, venue.get("/trade/history", owner.agent()).status());
        ServedVenue.Reply balance = venue.get("/account/balance", owner.agent());
        assertEquals(200, balance.status());
        return balance.body().path("balances").toString();
    }

    private static void fill(Path ballast) throws IOException {
        byte[] block = new byte[4_096];
        try (var out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            return false; // no such program
        }
    }
}
