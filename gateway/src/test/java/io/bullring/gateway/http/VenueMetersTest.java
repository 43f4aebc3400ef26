package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.bullring.core.account.AgentDetails;
import io.bullring.core.wallet.Portfolios;
import io.bullring.gateway.directory.AccountDirectory;
import io.bullring.gateway.event.EventTape;
import io.bullring.gateway.feed.FeedConnection;
import io.bullring.gateway.feed.FeedCounters;
import io.bullring.gateway.feed.KlineSource;
import io.bullring.gateway.history.Follower;
import io.bullring.gateway.history.FollowerConfig;
import io.bullring.gateway.history.HistoryStore;
import io.bullring.gateway.http.credential.SecretDesk;
import io.bullring.gateway.id.PublicIds;
import io.bullring.gateway.log.DroppingAppender;
import io.bullring.gateway.market.MarketBoard;
import io.bullring.gateway.market.MarketTape;
import io.bullring.gateway.push.PushDesk;
import io.bullring.gateway.reply.Caller;
import io.bullring.gateway.venue.SnapshotHealth;
import io.bullring.gateway.venue.StageTimes;
import io.bullring.gateway.venue.Venue;
import io.bullring.gateway.venue.VenueHealth;
import io.bullring.gateway.ws.AccountQuota;
import io.bullring.gateway.ws.SocketConfig;
import io.bullring.gateway.ws.SocketCounts;
import io.bullring.journal.evidence.ChainHead;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import io.vertx.core.Context;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** What is read under each name, of a venue that stands still. WebSockets, which nobody can enter from here, are counted over HTTP. */
@Timeout(60)
final class VenueMetersTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int LINES = 1_000;

    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final SecretDesk secrets = new SecretDesk(100);
    private final ConnectionQuota connections = new ConnectionQuota("connections", 4, () -> 0);
    private final ConnectionQuota handshakes = new ConnectionQuota("TLS handshakes", 3, () -> 0);

    @AfterEach
    void end() {
        mayEnd.countDown();
        secrets.close();
    }

    /** No number here is that of another meter. */
    @ParameterizedTest
    @CsvSource({
        "bullring_up, 1",
        "bullring_ring_commands, 21",
        "bullring_history_lag_commands, 22",
        "bullring_feeds_up, 1",
        "bullring_feed_age_seconds, 23",
        "platform_price_ingestion_lag_seconds, -1",
        "bullring_analyses_waiting, 24",
        "bullring_hashing_waiting, 25",
        "bullring_pushes_waiting, 26",
        "bullring_http_connections, 4",
        "bullring_http_connections_refused_total, 27",
        "bullring_tls_handshakes, 3",
        "bullring_tls_refused_total, 28",
        "bullring_accounts, 2",
        "bullring_agents, 5",
        "bullring_commands_total, 31",
        "bullring_engine_waits_total, 32",
        "bullring_snapshot_failures_total, 33",
        "bullring_feed_trades_total, 34",
        "bullring_feed_conflated_total, 35",
        "bullring_feed_refused_total, 36",
        "bullring_feed_connected, 1",
        "bullring_feed_reconnects_total, 41",
        "bullring_feed_gaps_total, 42",
        "bullring_feed_lost_trades_total, 43",
        "bullring_feed_recovered_trades_total, 44",
        "bullring_feed_damaged_messages_total, 46",
        "bullring_feed_sequence_restarts_total, 47",
        "bullring_feed_book_restarts_total, 48"
    })
    void shouldTellEveryNumberUnderItsOwnName(String name, double told) throws Exception {
        for (int i = 0; i < 4 + 27; i++) {
            connections.enter();
        }
        for (int i = 0; i < 3 + 28; i++) {
            handshakes.enter();
        }
        haveSecretsWait(25);
        try (VenueMeters meters = meters()) {
            assertThat(meters.text()).containsOnlyOnce("\n" + name + " ");
            assertThat(value(meters, name)).isEqualTo(told);
        }
    }

    /** The log's queues are the process's, and in tests there are none. */
    @Test
    void shouldTellLinesOfTheLogThatWaitAndThatWereDroppedByTheirQueue() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        AppenderBase<ILoggingEvent> stuck = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                writing.countDown();
                awaitEnd();
            }
        };
        DroppingAppender queue = new DroppingAppender();
        queue.setName("stuck");
        queue.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
        queue.addAppender(stuck);
        stuck.start();
        queue.start();
        Logger logger = (Logger) LoggerFactory.getLogger("io.bullring.stuck");
        logger.setLevel(ch.qos.logback.classic.Level.INFO);
        logger.addAppender(queue);
        try (VenueMeters meters = meters()) {
            assertThat(value(meters, "bullring_log_dropped_total{queue=\"stuck\"}")).isZero();
            logger.info("0");
            writing.await();
            for (int line = 1; line < LINES; line++) {
                logger.info("{}", line);
            }
            double waiting = value(meters, "bullring_log_waiting{queue=\"stuck\"}");
            assertThat(waiting).isPositive();
            assertThat(value(meters, "bullring_log_dropped_total{queue=\"stuck\"}"))
                    .as("one is being written")
                    .isEqualTo(LINES - 1 - waiting);
        } finally {
            logger.detachAppender(queue);
            logger.setLevel(null);
            mayEnd.countDown();
            queue.stop();
        }
    }

    private VenueMeters meters() {
        return new VenueMeters(
                new StillVenue(), () -> 24, secrets, new AccountQuota(SocketConfig.defaults()), new SocketCounts(),
                connections, new UnreadAnswers(1, 1, 1), handshakes, null);
    }

    private static double value(VenueMeters meters, String name) {
        return meters.text()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    /** One is hashed, and does not get past the context that it is for. */
    private void haveSecretsWait(int count) throws InterruptedException {
        CountDownLatch hashed = new CountDownLatch(1);
        Context stuck = (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(), new Class<?>[]{Context.class}, (proxy, method, arguments) -> {
                    hashed.countDown();
                    awaitEnd();
                    return null;
                });
        secrets.hash("secret", stuck);
        hashed.await();
        for (int i = 0; i < count; i++) {
            secrets.hash("secret", stuck);
        }
    }

    private void awaitEnd() {
        try {
            mayEnd.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class StillVenue implements Venue {
        private static final byte[] NONE = new byte[0];

        private final AccountDirectory directory = new AccountDirectory();
        private final MarketBoard market = new MarketBoard();
        private final PushDesk pushes = new PushDesk();
        private final StageTimes stages = new StageTimes();

        /** Not started: what it is handed goes no further. */
        private final Follower follower = new Follower(
                new FollowerConfig(1 << 16, 1, 0, 0),
                (sequence, timeNs, source, correlationId, events, offset, length, answerOffset) -> {});

        StillVenue() {
            EventTape accounts = new EventTape(directory);
            for (int id = 1; id <= 5; id++) {
                int accountId = Math.min(id, 2);
                int agentId = id;
                accounts.command(sink -> {
                    if (agentId == accountId) {
                        sink.accountOpened(accountId, agentId, digest(-agentId), new byte[16], NONE, NONE);
                    }
                    sink.agentCreated(
                            agentId, accountId, agentId, 1, digest(agentId), new byte[16], AgentDetails.named(NONE));
                });
            }
            new EventTape(market)
                    .at(0)
                    .command(sink -> sink.feedChanged(1, FeedState.DOWN, FeedReason.DISCONNECTED))
                    .at(3 * SECOND_NS)
                    .command(sink -> sink.feedChanged(2, FeedState.UP, FeedReason.CONNECTED));
            pushes.register(100, task -> {}, null).want(true, true);
            EventTape prices = new EventTape(pushes);
            for (int i = 1; i <= 26; i++) {
                prices.command(sink -> sink.priceUpdated(1, 1, 1, 1, 1, 0, 1, 1));
            }
            EventTape commands = new EventTape(follower);
            for (int i = 1; i <= 22; i++) {
                commands.command(sink -> {});
            }
        }

        private static byte[] digest(int number) {
            byte[] digest = new byte[32];
            digest[0] = (byte) number;
            return digest;
        }

        @Override
        public VenueHealth health() {
            return new VenueHealth(
                    null, true, true, true, true, 31, 30, 29,
                    ChainHead.parse("0:" + "0f".repeat(32)),
                    0, 0, 32,
                    new FeedCounters(34, 37, 35, 36),
                    new FeedConnection(FeedConnection.State.CONNECTED, 0, 41, 42, 43, 44, 45, 46, 47, 48),
                    new SnapshotHealth(0, 0, 33));
        }

        @Override
        public long waitingCommands() {
            return 21;
        }

        @Override
        public long nowNs() {
            return 23 * SECOND_NS;
        }

        @Override
        public AccountDirectory directory() {
            return directory;
        }

        @Override
        public MarketBoard market() {
            return market;
        }

        @Override
        public Follower follower() {
            return follower;
        }

        @Override
        public StageTimes stages() {
            return stages;
        }

        @Override
        public PushDesk pushes() {
            return pushes;
        }

        @Override
        public void close() {}

        @Override
        public String name() {
            throw new UnsupportedOperationException();
        }

        @Override
        public PublicIds ids() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Portfolios portfolios() {
            throw new UnsupportedOperationException();
        }

        @Override
        public MarketTape tape() {
            throw new UnsupportedOperationException();
        }

        @Override
        public KlineSource klines() {
            throw new UnsupportedOperationException();
        }

        @Override
        public HistoryStore history() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ChainHead chainHead() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Caller caller(Executor eventLoop) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Path dataDirectory() {
            throw new UnsupportedOperationException();
        }
    }
}
