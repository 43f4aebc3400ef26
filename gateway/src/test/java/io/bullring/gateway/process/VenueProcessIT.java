package io.bullring.gateway.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.journal.Durability;
import io.bullring.journal.snapshot.SnapshotHeader;
import io.bullring.journal.snapshot.SnapshotStore;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The venue as its users meet it: a process, HTTP, a market of real recorded trades, and somebody who pulls the plug, again and
 * again, in one data directory. {@code -Dbullring.kills=200} for more of it.
 */
class VenueProcessIT {
    private static final int MOST_LOOKS = 10;
    private static final long SEED = Long.getLong("bullring.kills.seed", 20_131_125L);
    private static final int KILLS = Integer.getInteger("bullring.kills", 10) / Durability.values().length;
    private static final int MOST_ORDERS_BEFORE_A_KILL = 120;
    private static final int LIMIT_FILLS_BEFORE_THE_LAST_KILL = 5;
    private static final int LINK = 256;
    private static final int DEAF_CLIENTS = 5;
    private static final int REQUESTS_OF_A_DEAF_CLIENT = 1_000;
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(90);
    private static final Duration MOST_TIME_TO_END = Duration.ofSeconds(20);
    private static final BigDecimal STARTING_BALANCE = new BigDecimal("100000");

    @TempDir
    Path directory;

    private Path data;

    private final List<String> secrets = new ArrayList<>();

    @BeforeEach
    void placeData() {
        data = directory.resolve("data");
    }

    @ParameterizedTest
    @EnumSource
    void shouldLoseNoAcknowledgedOrderHoweverOftenItIsKilledUnderLoad(Durability durability) throws Exception {
        System.out.println("seed " + SEED + ", " + KILLS + " kills, " + durability);
        assertTimeoutPreemptively(
                Duration.ofSeconds(180 + 30L * KILLS), () -> killAgainAndAgain(durability.optionText()));
    }

    private void killAgainAndAgain(String durability) throws Exception {
        Random random = new Random(SEED);
        List<TradingBot> bots = List.of();
        for (int kill = 1; kill <= KILLS; kill++) {
            try (VenueProcess venue = VenueProcess.start(data, "--speed", "600", "--durability", durability)) {
                if (kill == 1) {
                    bots = openBots(venue.address());
                }
                awaitPrice(venue.address());
                for (TradingBot bot : bots) {
                    bot.settleDoubt(venue.address());
                    assertEveryOrderIsThere(venue.address(), bot);
                }
                askForSnapshot();
                int orders = 1 + random.nextInt(MOST_ORDERS_BEFORE_A_KILL);
                tradeAndKill(venue, bots, orders, kill == KILLS ? LIMIT_FILLS_BEFORE_THE_LAST_KILL : 0);
                assertNoSecretIsIn(venue.output());
            }
        }
        assertNoSecretIsInFiles();
        assertThat(VenueProcess.temporary(data)).as("what killed venues leave behind").isEmptyDirectory();
        try (VenueProcess venue = VenueProcess.start(data, "--feed", "none", "--durability", durability)) {
            for (TradingBot bot : bots) {
                bot.settleDoubt(venue.address());
                assertEveryOrderIsThere(venue.address(), bot);
                assertBalancesFollowFromFills(venue.address(), bot);
            }
            assertSnapshotIsMade(venue.address());
            assertThat(venue.stop()).isIn(0, 143);
        }
        try (VenueProcess venue = VenueProcess.start(data, "--feed", "none", "--durability", durability)) {
            await("word of a snapshot", () -> venue.output().contains("began with the snapshot after command"));
            for (TradingBot bot : bots) {
                assertEveryOrderIsThere(venue.address(), bot);
                assertBalancesFollowFromFills(venue.address(), bot);
            }
        }
        assertTheJournalGivesTheVenuesState();
    }

    /** Clients get answers, or see their connections end; what they were answered is in the journal, and so is all else that was done. */
    @Test
    void shouldLoseNoAcknowledgedOrderWhenItIsToldToEndUnderLoad() throws Exception {
        assertTimeoutPreemptively(Duration.ofSeconds(240), () -> {
            List<TradingBot> bots;
            try (VenueProcess venue = VenueProcess.start(data, "--speed", "600")) {
                bots = openBots(venue.address());
                awaitPrice(venue.address());
                List<Thread> threads = trade(venue.address(), bots, 100);
                long beganNs = System.nanoTime();
                assertThat(venue.stop()).isIn(0, 143);
                assertThat(Duration.ofNanos(System.nanoTime() - beganNs)).isLessThan(MOST_TIME_TO_END);
                awaitEnd(threads);
            }
            try (VenueProcess venue = VenueProcess.start(data, "--feed", "none")) {
                for (TradingBot bot : bots) {
                    bot.settleDoubt(venue.address());
                    assertEveryOrderIsThere(venue.address(), bot);
                    assertBalancesFollowFromFills(venue.address(), bot);
                }
                assertThat(venue.stop()).isIn(0, 143);
            }
            VenueProcess.Output verify = VenueProcess.journal("verify", data.resolve("journal").toString());
            assertThat(verify.exitCode()).as(verify.text()).isZero();
        });
    }

    /** A close waits behind what is not read; the process does not. */
    @Test
    void shouldEndWhenItIsToldToThoughClientsReadNothing() throws Exception {
        assertTimeoutPreemptively(Duration.ofSeconds(240), () -> {
            List<TradingBot> bots;
            List<Socket> deaf = new ArrayList<>();
            try (VenueProcess venue = VenueProcess.start(data, "--speed", "600")) {
                bots = openBots(venue.address());
                awaitPrice(venue.address());
                for (String path : List.of("/docs/swagger-ui-bundle.js", "/openapi.json", "/health")) {
                    for (int i = 0; i < DEAF_CLIENTS; i++) {
                        deaf.add(askingWithoutReading(venue.address(), path));
                    }
                }
                List<Thread> threads = trade(venue.address(), bots, 100);
                long beganNs = System.nanoTime();
                assertThat(venue.stop()).isIn(0, 143);
                assertThat(Duration.ofNanos(System.nanoTime() - beganNs)).isLessThan(MOST_TIME_TO_END);
                assertThat(venue.output()).doesNotContain("did not close cleanly");
                awaitEnd(threads);
            } finally {
                for (Socket one : deaf) {
                    one.close();
                }
            }
            try (VenueProcess venue = VenueProcess.start(data, "--feed", "none")) {
                for (TradingBot bot : bots) {
                    bot.settleDoubt(venue.address());
                    assertEveryOrderIsThere(venue.address(), bot);
                    assertBalancesFollowFromFills(venue.address(), bot);
                }
            }
        });
    }

    /** Much more than the kernel takes in. */
    private static Socket askingWithoutReading(URI address, String path) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4 << 10);
        socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").repeat(REQUESTS_OF_A_DEAF_CLIENT)
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private List<TradingBot> openBots(URI address) throws IOException, InterruptedException {
        List<TradingBot> bots = new ArrayList<>();
        try (ApiClient anybody = ApiClient.anonymous(address)) {
            ApiClient.Answer account = anybody.post("/auth/register", Map.of("display_name", "Plug"));
            assertThat(account.status()).isEqualTo(201);
            ApiClient.Answer login = anybody.post(
                    "/auth/login",
                    Map.of("api_key", account.text("api_key"), "api_secret", account.text("api_secret")));
            assertThat(login.status()).isEqualTo(200);
            secrets.addAll(List.of(
                    account.text("api_key"), account.text("api_secret"), account.text("agent_api_key"),
                    login.text("token")));
            try (ApiClient owner = ApiClient.withToken(address, login.text("token"))) {
                for (String name : List.of("alpha", "beta")) {
                    bots.add(new TradingBot(name, createAgent(owner, name), SEED + name.hashCode()));
                }
            }
        }
        return bots;
    }

    private String createAgent(ApiClient owner, String name) throws IOException, InterruptedException {
        ApiClient.Answer created = owner.post(
                "/agents",
                Map.of(
                        "name",
                        name,
                        "starting_balance",
                        STARTING_BALANCE.toPlainString(),
                        "risk_config",
                        Map.of("max_order_size_pct", 100, "max_position_size_pct", 100, "max_open_orders", 500)));
        assertThat(created.status()).isEqualTo(201);
        secrets.add(created.text("api_key"));
        return created.text("api_key");
    }

    private void assertNoSecretIsIn(String text) {
        for (String secret : secrets) {
            assertThat(secret).hasSizeGreaterThan(20);
            assertThat(text.contains(secret)).as("a secret in clear").isFalse();
        }
    }

    /**
     * A snapshot process may outlive a venue that was killed, and puts new snapshots in the place of old ones. When a file has gone
     * meanwhile, all of them are looked through again.
     */
    private void assertNoSecretIsInFiles() throws IOException {
        int looks = 1;
        while (!wereAllFilesThere()) {
            assertThat(looks++).as("looks at files that come and go").isLessThan(MOST_LOOKS);
        }
    }

    private boolean wereAllFilesThere() throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertNoSecretIsIn(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
            return true;
        } catch (NoSuchFileException gone) {
            assertThat(Path.of(gone.getFile()).getParent()).as("where files come and go").hasFileName("snapshots");
            return false;
        }
    }

    private static void awaitPrice(URI address) throws IOException, InterruptedException {
        try (ApiClient anybody = ApiClient.anonymous(address)) {
            long deadline = System.nanoTime() + PATIENCE_NS;
            while (anybody.get("/market/price/BTCUSDT").status() != 200) {
                assertThat(System.nanoTime()).as("no price in time").isLessThan(deadline);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }

    /** It is made under load, and perhaps still at work when its venue is killed. */
    private void askForSnapshot() throws IOException {
        Files.write(data.resolve("snapshots").resolve("now"), new byte[0]);
    }

    /** One that a killed venue had begun may be in the way at first. */
    private void assertSnapshotIsMade(URI address) throws IOException, InterruptedException {
        try (ApiClient anybody = ApiClient.anonymous(address)) {
            long sequence = anybody.health().path("journal").path("sequence").asLong();
            long deadline = System.nanoTime() + PATIENCE_NS;
            long made = 0;
            while (made <= sequence - LINK) {
                assertThat(System.nanoTime()).as("no snapshot in time").isLessThan(deadline);
                askForSnapshot();
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
                made = anybody.health().path("snapshot").path("sequence").asLong();
            }
        }
    }

    private static void tradeAndKill(VenueProcess venue, List<TradingBot> bots, int orders, int limitFills)
            throws Exception {
        List<Thread> threads = trade(venue.address(), bots, orders);
        if (limitFills > 0) { // asking takes a while, in which they go on trading
            for (TradingBot bot : bots) {
                await("limit orders that filled", () -> limitFills(venue.address(), bot) >= limitFills);
            }
        }
        venue.kill();
        awaitEnd(threads);
    }

    /** Begins, and comes back when each has so many more orders. */
    private static List<Thread> trade(URI address, List<TradingBot> bots, int orders) {
        List<Thread> threads = new ArrayList<>();
        int wanted = orders + bots.stream().mapToInt(TradingBot::acknowledged).max().orElseThrow();
        for (TradingBot bot : bots) {
            threads.add(Thread.ofPlatform().daemon().start(() -> {
                try {
                    bot.tradeUntilCutOff(address);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        await("orders", () -> bots.stream().allMatch(bot -> bot.acknowledged() >= wanted));
        return threads;
    }

    private static void awaitEnd(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(30));
            assertThat(thread.isAlive()).isFalse();
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE_NS;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("no " + what + " in time").isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static long limitFills(URI address, TradingBot bot) {
        try (ApiClient client = ApiClient.withKey(address, bot.key())) {
            long filled = 0;
            for (String orderId : bot.resting()) {
                filled += client.get("/trade/order/" + orderId).text("status").equals("filled") ? 1 : 0;
            }
            return filled;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void assertEveryOrderIsThere(URI address, TradingBot bot) throws Exception {
        try (ApiClient client = ApiClient.withKey(address, bot.key())) {
            for (JsonNode answer : bot.answers().values()) {
                ApiClient.Answer now = client.get("/trade/order/" + answer.path("order_id").asText());
                assertThat(now.status()).as(answer.toString()).isEqualTo(200);
                if (answer.path("status").asText().equals("filled")) {
                    for (String field : List.of("status", "executed_price", "executed_quantity", "fee", "side")) {
                        assertThat(now.text(field)).as(field).isEqualTo(answer.path(field).asText());
                    }
                } else {
                    assertThat(now.text("status")).isIn("pending", "filled");
                    assertThat(now.text("price")).isEqualTo(answer.path("price").asText());
                }
            }
        }
    }

    private static void assertBalancesFollowFromFills(URI address, TradingBot bot) throws Exception {
        BigDecimal cash = STARTING_BALANCE;
        BigDecimal coins = BigDecimal.ZERO;
        BigDecimal lockedCash = BigDecimal.ZERO;
        BigDecimal lockedCoins = BigDecimal.ZERO;
        int fills = 0;
        try (ApiClient client = ApiClient.withKey(address, bot.key())) {
            for (JsonNode answer : bot.answers().values()) {
                JsonNode order = client.get("/trade/order/" + answer.path("order_id").asText()).body();
                boolean isBuy = order.path("side").asText().equals("buy");
                if (order.path("status").asText().equals("filled")) {
                    BigDecimal quantity = decimal(order, "executed_quantity");
                    BigDecimal gross =
                            quantity.multiply(decimal(order, "executed_price")).setScale(8, RoundingMode.HALF_EVEN);
                    BigDecimal fee = decimal(order, "fee");
                    cash = isBuy ? cash.subtract(gross.add(fee)) : cash.add(gross.subtract(fee));
                    coins = isBuy ? coins.add(quantity) : coins.subtract(quantity);
                    fills++;
                } else {
                    lockedCash = isBuy ? lockedCash.add(decimal(order, "locked_amount")) : lockedCash;
                    lockedCoins = isBuy ? lockedCoins : lockedCoins.add(decimal(order, "locked_amount"));
                }
            }
            JsonNode balances = client.get("/account/balance").body().path("balances");
            assertBalance(balances, "BTC", coins, lockedCoins);
            assertBalance(balances, "USDT", cash, lockedCash);
            assertThat(client.get("/trade/history?limit=1").body().path("total").asInt()).isEqualTo(fills);
        }
    }

    private static void assertBalance(JsonNode balances, String asset, BigDecimal total, BigDecimal locked) {
        for (JsonNode balance : balances) {
            if (balance.path("asset").asText().equals(asset)) {
                assertThat(decimal(balance, "total")).as(asset).isEqualByComparingTo(total);
                assertThat(decimal(balance, "locked")).as(asset + " locked").isEqualByComparingTo(locked);
                assertThat(decimal(balance, "available")).as(asset + " available")
                        .isEqualByComparingTo(total.subtract(locked));
                return;
            }
        }
        throw new AssertionError("no balance of " + asset);
    }

    private static BigDecimal decimal(JsonNode node, String field) {
        return new BigDecimal(node.path(field).asText());
    }

    /** All of the journal is sound, and replayed from its first command it gives the state of the venue's own last snapshot. */
    private void assertTheJournalGivesTheVenuesState() throws Exception {
        String journal = data.resolve("journal").toString();
        VenueProcess.Output verify = VenueProcess.journal("verify", journal);
        assertThat(verify.exitCode()).as(verify.text()).isZero();
        SnapshotHeader snapshot = new SnapshotStore(data.resolve("snapshots"), 1).newest().orElseThrow();
        VenueProcess.Output state =
                VenueProcess.journal("state", journal, "--at", Long.toString(snapshot.sequence()));
        assertThat(state.text()).contains(snapshot.stateHash());
    }
}
