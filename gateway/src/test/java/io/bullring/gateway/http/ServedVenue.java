package io.bullring.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bullring.core.engine.EngineHost;
import io.bullring.core.engine.StateHash;
import io.bullring.core.market.BookFees;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.core.pipeline.VenueClock;
import io.bullring.gateway.contract.ApiContract;
import io.bullring.gateway.history.HistoryConfig;
import io.bullring.gateway.http.credential.OperatorToken;
import io.bullring.gateway.http.credential.Tokens;
import io.bullring.gateway.http.credential.VenueKeys;
import io.bullring.gateway.id.PublicIds;
import io.bullring.gateway.venue.BookInstrument;
import io.bullring.gateway.venue.LocalVenue;
import io.bullring.gateway.venue.VenueConfig;
import io.bullring.gateway.ws.SocketConfig;
import io.bullring.journal.Durability;
import io.bullring.journal.JournalConfig;
import io.bullring.journal.Recovery;
import io.bullring.protocol.AccountStatus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/** A venue in this process with two event loops on a free port, and a client for it. */
final class ServedVenue implements AutoCloseable {
    static final int TOKEN_SECONDS = 3_600;

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final JournalConfig JOURNAL = new JournalConfig(1 << 20, 1024, 0, Durability.PROCESS_CRASH);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** ACMEUSDT opens at 100, makers pay 0.02 %, takers 0.05 %, and nothing below 0.001 is traded. */
    private static final BookInstrument ACME = new BookInstrument(
            new InstrumentTerms("ACMEUSDT", InstrumentTerms.NO_FEED, true, 100_000, 0, 100_000, 0),
            new BookFees(20_000, 50_000),
            10_000_000_000L);

    final HandFeed feed = new HandFeed();
    final LocalVenue venue;
    private final Path directory;
    private final VenueConfig config;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final HttpGateway gateway;

    private ServedVenue(Path directory, JournalConfig journal, EdgeConfig edge, SocketConfig sockets) {
        this(directory, VenueConfig.local(directory).with(journal), edge, sockets);
    }

    private ServedVenue(Path directory, VenueConfig config, EdgeConfig edge, SocketConfig sockets) {
        this(directory, config, edge, sockets, VenueClock::new);
    }

    private ServedVenue(
            Path directory,
            VenueConfig config,
            EdgeConfig edge,
            SocketConfig sockets,
            LongFunction<VenueClock> clocks) {
        this.directory = directory;
        this.config = config;
        venue = LocalVenue.open(config, feed, clocks);
        HttpConfig usual = HttpConfig.defaults("127.0.0.1", 0);
        HttpConfig twoLoops = new HttpConfig(
                usual.host(),
                usual.port(),
                2,
                usual.maxBodyBytes(),
                usual.maxHeaderBytes(),
                usual.maxUriBytes(),
                usual.maxConnections(),
                usual.maxHandshakes(),
                usual.idleTimeoutSeconds(),
                usual.bodyTimeoutMs(),
                10_000,
                usual.secretQueue(),
                edge);
        gateway = await(HttpGateway.start(vertx, twoLoops, sockets, venue));
    }

    static ServedVenue open(Path directory) {
        return open(directory, EdgeConfig.local());
    }

    static ServedVenue open(Path directory, EdgeConfig edge) {
        return new ServedVenue(directory, JOURNAL, edge, SocketConfig.defaults());
    }

    static ServedVenue open(Path directory, JournalConfig journal) {
        return new ServedVenue(directory, journal, EdgeConfig.local(), SocketConfig.defaults());
    }

    static ServedVenue open(Path directory, SocketConfig sockets) {
        return new ServedVenue(directory, JOURNAL, EdgeConfig.local(), sockets);
    }

    static ServedVenue open(Path directory, HistoryConfig history) {
        VenueConfig config = VenueConfig.local(directory).with(JOURNAL).with(history);
        return new ServedVenue(directory, config, EdgeConfig.local(), SocketConfig.defaults());
    }

    /** At the time that the test says it is. */
    static ServedVenue open(Path directory, HandClock clock) {
        return open(directory, clock, EdgeConfig.local());
    }

    static ServedVenue open(Path directory, HandClock clock, EdgeConfig edge) {
        return new ServedVenue(
                directory, VenueConfig.local(directory).with(JOURNAL), edge, SocketConfig.defaults(),
                clock::venueClock);
    }

    /** With rules, and at the time, that the test says. */
    static ServedVenue open(VenueConfig config, HandClock clock) {
        return new ServedVenue(
                config.dataDirectory(), config.with(JOURNAL), EdgeConfig.local(), SocketConfig.defaults(),
                clock::venueClock);
    }

    /** With ACMEUSDT, at the time that the test says it is. */
    static ServedVenue openWithBook(Path directory, HandClock clock) {
        VenueConfig config = VenueConfig.local(directory).with(JOURNAL).withBooks(List.of(ACME));
        return new ServedVenue(directory, config, EdgeConfig.local(), SocketConfig.defaults(), clock::venueClock);
    }

    /** With ACMEUSDT, that agents trade with one another. */
    static ServedVenue openWithBook(Path directory) {
        return openWithBook(directory, SocketConfig.defaults());
    }

    static ServedVenue openWithBook(Path directory, EdgeConfig edge) {
        VenueConfig config = VenueConfig.local(directory).with(JOURNAL).withBooks(List.of(ACME));
        return new ServedVenue(directory, config, edge, SocketConfig.defaults());
    }

    static ServedVenue openWithBook(Path directory, SocketConfig sockets) {
        VenueConfig config = VenueConfig.local(directory).with(JOURNAL).withBooks(List.of(ACME));
        return new ServedVenue(directory, config, EdgeConfig.local(), sockets);
    }

    /** What came back; the body is a missing node when there is none. */
    record Reply(int status, JsonNode body, HttpResponse<String> response) {
        String text(String field) {
            return body.path(field).asText();
        }

        /** Code of a refusal. */
        String code() {
            return body.path("error").path("code").asText();
        }

        JsonNode details() {
            return body.path("error").path("details");
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    /** One account, logged in, with its default agent. */
    record Owner(String accountId, String apiKey, String apiSecret, String token, String agentId, String agentKey) {
        /** Header and value of the token. */
        String[] bearer() {
            return new String[]{"Authorization", "Bearer " + token};
        }

        /** Header and value of the default agent's key. */
        String[] agent() {
            return new String[]{"X-API-Key", agentKey};
        }
    }

    /** One more agent: its id, and header and value of its key. */
    record Trader(String id, String[] key) {}

    Owner register(String name) {
        Reply account = post("/auth/register", "{'display_name':'" + name + "'}");
        Reply login = post(
                "/auth/login",
                "{'api_key':'" + account.text("api_key") + "','api_secret':'" + account.text("api_secret") + "'}");
        return new Owner(
                account.text("account_id"),
                account.text("api_key"),
                account.text("api_secret"),
                login.text("token"),
                account.text("agent_id"),
                account.text("agent_api_key"));
    }

    /** @param members of the body besides the name, with a comma before them */
    Trader agent(Owner owner, String members) {
        Reply agent = post("/agents", "{'name':'bot'" + members + "}", owner.bearer());
        return new Trader(agent.text("agent_id"), new String[]{"X-API-Key", agent.text("api_key")});
    }

    /** Gives the account so many agents more, faster than over HTTP. */
    void agents(Owner owner, int count) {
        feed.agents((int) venue.ids().counter(PublicIds.Kind.ACCOUNT, UUID.fromString(owner.accountId())), count);
    }

    /** Suspends the account, or makes it active again, as an operator does. */
    void status(Owner owner, AccountStatus status) {
        feed.status((int) venue.ids().counter(PublicIds.Kind.ACCOUNT, UUID.fromString(owner.accountId())), status);
    }

    /** A token of an account that was issued at some time, perhaps with another key. */
    String token(String accountId, Instant issued, byte[] key) {
        int account = (int) venue.ids().counter(PublicIds.Kind.ACCOUNT, UUID.fromString(accountId));
        return new Tokens(vertx, key, venue.ids(), TOKEN_SECONDS).issue(account, issued);
    }

    byte[] tokenKey() {
        return keys().tokenKey();
    }

    VenueKeys keys() {
        return VenueKeys.readOrMake(directory.resolve("keys"));
    }

    /** Header and value of the operator's token, as its file has it. */
    String[] operator() {
        try {
            String token = Files.readString(directory.resolve("keys").resolve(OperatorToken.FILE));
            return new String[]{"Authorization", "Bearer " + token};
        } catch (IOException e) {
            throw new IllegalStateException("the operator's token", e);
        }
    }

    int port() {
        return gateway.port();
    }

    /** Sends a request; headers are names and values in turn. */
    Reply send(String method, String path, String body, String... headers) {
        HttpResponse<String> response = exchange(method, path, body, headers);
        try {
            return new Reply(response.statusCode(), JSON.readTree(response.body()), response);
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        }
    }

    /** The same for an answer that need not be JSON. Every answer is held against the OpenAPI document. */
    HttpResponse<String> exchange(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(TIMEOUT)
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            ApiContract.check(body, response);
            return response;
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Reply get(String path, String... headers) {
        return send("GET", "/api/v1" + path, null, headers);
    }

    /** @param json with ' for " */
    Reply post(String path, String json, String... headers) {
        return send("POST", "/api/v1" + path, json.replace('\'', '"'), headers);
    }

    Reply put(String path, String json, String... headers) {
        return send("PUT", "/api/v1" + path, json.replace('\'', '"'), headers);
    }

    Reply patch(String path, String json, String... headers) {
        return send("PATCH", "/api/v1" + path, json.replace('\'', '"'), headers);
    }

    /** Gives an agent base asset, as an operator does. */
    Reply grant(Trader agent, String symbol, String quantity) {
        String body = "{\"symbol\":\"" + symbol + "\",\"quantity\":\"" + quantity + "\"}";
        return send("POST", "/operator/v1/agents/" + agent.id() + "/grants", body, operator());
    }

    Reply delete(String path, String... headers) {
        return send("DELETE", "/api/v1" + path, null, headers);
    }

    /** The last command that the engine has seen. */
    long lastSequence() {
        return venue.health().lastSequence();
    }

    /** Hash of the engine's state after this command, and after the last one of the journal; the venue is closed. */
    StateHashes hashesAt(long sequence) {
        EngineHost host = new EngineHost((s, timeNs, source, id, events, offset, length, answerOffset) -> {});
        String[] then = new String[1];
        Recovery.replay(config.journalDirectory(), (s, timeNs, command, offset, length) -> {
            host.onCommand(s, timeNs, command, offset, length);
            if (s == sequence) {
                then[0] = StateHash.of(host.engine());
            }
        });
        return new StateHashes(then[0], StateHash.of(host.engine()));
    }

    record StateHashes(String then, String last) {}

    @Override
    public void close() {
        await(gateway.close());
        http.shutdownNow();
        venue.close();
        await(vertx.close());
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
