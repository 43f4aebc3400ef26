package io.bullring.gateway.venue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.bullring.core.engine.EngineHost;
import io.bullring.core.port.CommandGate;
import io.bullring.core.wallet.PortfolioImage;
import io.bullring.gateway.command.OperatorCommands;
import io.bullring.gateway.directory.Agent;
import io.bullring.gateway.feed.NoFeed;
import io.bullring.gateway.history.FillFilter;
import io.bullring.gateway.history.FillRecord;
import io.bullring.gateway.history.OrderFilter;
import io.bullring.gateway.history.OrderRecord;
import io.bullring.gateway.history.OrderStatus;
import io.bullring.gateway.id.PublicIds.Kind;
import io.bullring.gateway.market.FeedView;
import io.bullring.gateway.reply.Caller;
import io.bullring.journal.Durability;
import io.bullring.journal.JournalConfig;
import io.bullring.journal.JournalDamage;
import io.bullring.journal.JournalInUse;
import io.bullring.journal.JournalLock;
import io.bullring.journal.Recovery;
import io.bullring.journal.ReplayFault;
import io.bullring.journal.evidence.Verification;
import io.bullring.journal.skip.SkipDesk;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import io.bullring.protocol.MessageHeaderEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@Timeout(60)
final class LocalVenueTest {
    private static final JournalConfig JOURNAL = new JournalConfig(1 << 20, 1_024, 0, Durability.PROCESS_CRASH);
    private static final int ROWS = 100;

    @TempDir
    private Path directory;

    private ManualFeed feed = new ManualFeed();
    private LocalVenue venue;

    @AfterEach
    void close() {
        if (venue != null) {
            venue.close();
        }
    }

    @Test
    void shouldGiveANewVenueItsRulesAndInstruments() {
        open();

        assertTrue(venue.market().rules().areSupported());
        assertEquals(600_000, venue.market().rules().riskDefaults().orderRateLimit());
        assertEquals(List.of("BTCUSDT"), venue.market().listings().stream().map(l -> l.symbol()).toList());
        assertTrue(venue.health().isHealthy());
        assertEquals(0, venue.health().replayedCommands());
        assertTrue(Files.isDirectory(directory.resolve("journal")));
        assertTrue(Files.isDirectory(directory.resolve("keys")));
    }

    /** Only where the file system has such rights. */
    @Test
    void shouldKeepItsDirectoriesToItselfAndSayWhenOthersMayLook() throws IOException {
        List<ILoggingEvent> told = new CopyOnWriteArrayList<>();
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                told.add(event);
            }
        };
        Logger log = (Logger) LoggerFactory.getLogger(OwnDirectory.class);
        appender.start();
        log.addAppender(appender);
        log.setLevel(Level.WARN);
        try {
            Path data = directory.resolve("data");
            openAndClose(data);
            for (String name : List.of("", "journal", "keys", "snapshots")) {
                assertEquals(PosixFilePermissions.fromString("rwx------"),
                        Files.getPosixFilePermissions(data.resolve(name)));
            }
            assertEquals(List.of(), told);

            Set<PosixFilePermission> open = PosixFilePermissions.fromString("rwxr-x---");
            Files.setPosixFilePermissions(data, open);
            openAndClose(data);
            assertEquals(open, Files.getPosixFilePermissions(data));
            assertEquals(1, told.size());
            assertTrue(told.getFirst().getFormattedMessage().contains(data.toString()));
        } finally {
            log.setLevel(null);
            log.detachAppender(appender);
        }
    }

    private static void openAndClose(Path data) {
        LocalVenue.open(VenueConfig.local(data).with(JOURNAL), new ManualFeed()).close();
    }

    @Test
    void shouldShowAnAccountAsSoonAsItIsAnswered() {
        open();
        TestBot bot = new TestBot(venue);
        for (int i = 1; i <= 50; i++) {
            int agentId = bot.openAccount("owner " + i, "10000");
            Agent agent = venue.directory().agent(agentId);
            assertEquals("owner " + i, agent.name());
            assertEquals(List.of(agent), venue.directory().agentsOf(agent.accountId()));
        }
    }

    @Test
    void shouldFillAMarketOrderAndShowItsMoneyAndItsHistory() throws InterruptedException {
        open();
        feed.price("1000");
        TestBot bot = new TestBot(venue);
        int agentId = bot.openAccount("alice", "10000");
        long orderId = bot.buyMarket("1");
        awaitHistory();

        OrderRecord order = venue.history().order(agentId, orderId);
        assertEquals(OrderStatus.FILLED, order.status());
        List<FillRecord> fills = venue.history().fills(agentId, FillFilter.ALL, 10, 0, ROWS).rows();
        assertEquals(
                List.of(orderId), fills.stream().map(FillRecord::orderId).toList());
        assertEquals(order.execution().priceE8(), fills.getFirst().priceE8());
        PortfolioImage image = new PortfolioImage(10);
        assertTrue(venue.portfolios().read(venue.directory().agent(agentId).portfolioId(), image));
        assertEquals(1_000_000_000_000L - order.totalCostE8(), image.availableE8());
        assertEquals(100_000_000L, image.baseAvailableE8(0));
    }

    @Test
    void shouldFireAnOrderWhoseConditionHoldsAlreadyWithoutAnotherPrice() throws InterruptedException {
        open();
        feed.price("1000");
        TestBot bot = new TestBot(venue);
        int agentId = bot.openAccount("alice", "10000");
        long orderId = bot.buyLimit("1", "1001");

        awaitStatus(agentId, orderId, OrderStatus.FILLED);

        assertEquals(0, venue.history().openOrders(agentId, 0, OrderFilter.NEWEST, 10, 0).total());
    }

    @Test
    void shouldSendNoTimeWhileNothingIsDue() {
        open();
        feed.price("1000");
        TestBot bot = new TestBot(venue);
        bot.openAccount("alice", "10000");
        long before = venue.follower().handedSequence();
        for (int i = 0; i < 50; i++) {
            bot.cancel(bot.buyLimit("1", "900"));
        }

        assertEquals(before + 100, venue.follower().handedSequence());
    }

    @Test
    void shouldGoOnAfterARestartAsIfNothingHadHappened() throws InterruptedException {
        open();
        feed.price("1000");
        TestBot bot = new TestBot(venue);
        int agentId = bot.openAccount("alice", "10000");
        long filled = bot.buyMarket("1");
        long open = bot.buyLimit("1", "900");
        awaitHistory();
        UUID publicId = venue.ids().order(open);
        List<OrderRecord> orders = venue.history().orders(agentId, OrderFilter.ALL, 10, 0, ROWS).rows();
        Agent agent = venue.directory().agent(agentId);
        long sequence = venue.health().lastSequence();
        venue.close();

        open();

        assertEquals(sequence, venue.health().replayedCommands());
        assertEquals(agent, venue.directory().agent(agentId));
        assertEquals(open, venue.ids().counter(Kind.ORDER, publicId));
        awaitHistory();
        assertEquals(orders, venue.history().orders(agentId, OrderFilter.ALL, 10, 0, ROWS).rows());
        new TestBot(venue).as(agentId).cancel(open);
        awaitHistory();
        assertEquals(OrderStatus.CANCELLED, venue.history().order(agentId, open).status());
        assertEquals(OrderStatus.FILLED, venue.history().order(agentId, filled).status());
    }

    @Test
    void shouldTakeAFeedForDownThatWasUpWhenTheLastProcessEnded() {
        open();
        feed.price("1000");
        assertTrue(venue.market().feed(ManualFeed.FEED_ID).isUp());
        venue.close();

        open();

        FeedView view = venue.market().feed(ManualFeed.FEED_ID);
        assertEquals(FeedState.DOWN, view.state());
        assertEquals(FeedReason.DISCONNECTED, view.reason());
        assertEquals(100_000_000_000L, venue.market().price(1).lastE8());
    }

    @Test
    void shouldNotLetASecondVenueOnTheSameJournal() {
        open();

        assertThrows(JournalInUse.class, () -> LocalVenue.open(config(), new NoFeed()));

        assertTrue(venue.health().isHealthy());
    }

    @Test
    void shouldRefuseADamagedJournalByNameAndLetGoOfIt() throws IOException {
        open();
        TestBot bot = new TestBot(venue);
        bot.openAccount("a name to be found again", "10000");
        bot.openAccount("alice", "10000");
        venue.close();
        Path file;
        try (Stream<Path> files = Files.list(directory.resolve("journal"))) {
            file = files.filter(path -> path.toString().endsWith(".cq4")).findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(file);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("a name to be found again");
        bytes[at] ^= 1;
        Files.write(file, bytes);

        JournalDamage damage =
                assertThrows(JournalDamage.class, () -> LocalVenue.open(config(), new ManualFeed()));

        assertEquals(file.toRealPath(), damage.file().toRealPath());
        JournalLock.acquire(directory.resolve("journal")).close();
    }

    @Test
    void shouldStartAgainWithoutTheCommandThatHaltsIt() throws Exception {
        open();
        Caller caller = venue.caller(Runnable::run);
        UnsafeBuffer unknown = new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH]);
        new MessageHeaderEncoder().wrap(unknown, 0).templateId(99).schemaId(MessageHeaderEncoder.SCHEMA_ID);
        int agentId = new TestBot(venue).openAccount("alice", "10000");
        caller.offer(0, unknown, 0, unknown.capacity(), answer -> {});
        assertEquals("unknown command template 99", venue.halted().get(10, TimeUnit.SECONDS).getMessage());
        venue.close();
        Path journal = config().journalDirectory();

        ReplayFault fault = assertThrows(ReplayFault.class, () -> LocalVenue.open(config(), new ManualFeed()));
        long sequence = fault.sequence();
        String said = fault.getMessage();
        assertTrue(said.startsWith("The engine halted at command " + sequence + ", in " + journal), said);
        assertTrue(said.contains("bullring journal skip " + journal + " " + sequence + " --why TEXT --by NAME"), said);
        new SkipDesk(journal).skip(sequence, "an unknown template", "Ada");

        open();
        assertEquals("alice", venue.directory().agent(agentId).name());
        assertEquals(agentId + 1, new TestBot(venue).openAccount("bob", "10000"));
        awaitHistory();
        venue.close();
        open();
        assertEquals("bob", venue.directory().agent(agentId + 1).name());
        venue.close();
        try (Verification verification = Verification.open(journal, List.of())) {
            EngineHost host = new EngineHost(verification);
            Recovery.replay(journal, host);
            assertTrue(verification.complete(host.lastSequence()).eventLogSequence() > sequence);
        }
    }

    @Test
    void shouldTradeNothingWithoutAFeed() {
        open();
        TestBot bot = new TestBot(venue);
        bot.openAccount("alice", "10000");

        assertEquals("PRICE_UNAVAILABLE", bot.refusalOfBuyMarket("1"));
        assertNull(venue.market().price(1));
    }

    @Test
    void shouldLiveOnWhenAnEventLoopHasEnded() {
        open();
        Caller ended = venue.caller(task -> {
            throw new RejectedExecutionException("event loop has ended");
        });
        OperatorCommands commands = new OperatorCommands();
        for (int i = 0; i < 3; i++) {
            assertEquals(CommandGate.TAKEN, ended.offer(0, commands.buffer(), 0, commands.advanceTime(), answer -> {}));
        }

        assertEquals(1, new TestBot(venue).openAccount("alice", "10000"));

        assertTrue(venue.health().isHealthy());
    }

    @Test
    void shouldHaltByNameWhenTheEngineThreadFails() throws Exception {
        open();
        Caller broken = venue.caller(task -> {
            throw new IllegalStateException("broken event loop");
        });
        OperatorCommands commands = new OperatorCommands();
        assertEquals(CommandGate.TAKEN, broken.offer(0, commands.buffer(), 0, commands.advanceTime(), answer -> {}));

        Throwable fault = venue.halted().get(10, TimeUnit.SECONDS);

        assertEquals("broken event loop", fault.getMessage());
        assertFalse(venue.health().isHealthy());
        assertEquals(CommandGate.CLOSED, broken.offer(0, commands.buffer(), 0, commands.advanceTime(), answer -> {}));
    }

    private void open() {
        feed = new ManualFeed();
        venue = LocalVenue.open(config(), feed);
    }

    private VenueConfig config() {
        return VenueConfig.local(directory).with(JOURNAL);
    }

    private void awaitHistory() throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        assertTrue(venue.follower().whenReached(venue.follower().handedSequence(), reached::countDown));
        assertTrue(reached.await(10, TimeUnit.SECONDS));
    }

    private void awaitStatus(int agentId, long orderId, OrderStatus wanted) throws InterruptedException {
        OrderRecord order = null;
        while (order == null || order.status() != wanted) {
            awaitHistory();
            LockSupport.parkNanos(100_000);
            order = venue.history().order(agentId, orderId);
        }
    }
}
