package io.bullring.gateway;

import ch.qos.logback.classic.LoggerContext;
import io.bullring.core.fault.EngineFault;
import io.bullring.gateway.feed.Feed;
import io.bullring.gateway.http.HttpConfig;
import io.bullring.gateway.http.HttpGateway;
import io.bullring.gateway.http.TlsIdentity;
import io.bullring.gateway.venue.LocalVenue;
import io.bullring.gateway.venue.VenueConfig;
import io.bullring.gateway.ws.SocketConfig;
import io.bullring.journal.JournalLock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A venue and what serves it, opened and closed together. */
final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final long STEP_SECONDS = 20;
    private static final int SOON_DAYS = 30;
    // It serves no files, so it needs no cache of them in the temporary directory, which a killed process would leave there.
    private static final VertxOptions OPTIONS = new VertxOptions()
            .setPreferNativeTransport(true)
            .setFileSystemOptions(
                    new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));

    private final LocalVenue venue;
    private final Vertx vertx;
    private final HttpGateway gateway;
    private final HttpConfig http;

    private Server(LocalVenue venue, Vertx vertx, HttpGateway gateway, HttpConfig http) {
        this.venue = venue;
        this.vertx = vertx;
        this.gateway = gateway;
        this.http = http;
    }

    /** Opens the venue, then the port. When this throws, nothing is left open. */
    static Server open(VenueConfig config, HttpConfig http, SocketConfig sockets, Feed feed) throws Exception {
        tellIfItEndsSoon(http.edge().identityOrNull());
        requireFree(http, config);
        LocalVenue venue = LocalVenue.open(config, feed);
        Vertx vertx = Vertx.vertx(OPTIONS);
        boolean opened = false;
        try {
            Server server = new Server(venue, vertx, await(HttpGateway.start(vertx, http, sockets, venue)), http);
            opened = true;
            return server;
        } catch (IOException e) {
            throw unable(http, e);
        } finally {
            if (!opened) {
                try {
                    await(vertx.close());
                } finally {
                    venue.close();
                }
            }
        }
    }

    private static void tellIfItEndsSoon(TlsIdentity identityOrNull) {
        if (identityOrNull == null) {
            return;
        }
        long days = ChronoUnit.DAYS.between(Instant.now(), identityOrNull.validUntil());
        if (days < SOON_DAYS) {
            LOG.warn("a certificate of --tls-cert ends at {}, in {} days: renew it, and start again",
                    identityOrNull.validUntil(), days);
        }
    }

    /** Asked before anything is written; who has the journal is the better answer of two. */
    private static void requireFree(HttpConfig http, VenueConfig config) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(http.host(), http.port()));
        } catch (IOException e) {
            if (Files.exists(config.journalDirectory())) {
                JournalLock.acquire(config.journalDirectory()).close();
            }
            throw unable(http, e);
        }
    }

    private static UncheckedIOException unable(HttpConfig http, IOException cause) {
        return new UncheckedIOException("cannot serve on --bind " + http.host() + " --port " + http.port(), cause);
    }

    LocalVenue venue() {
        return venue;
    }

    /** Where it serves, without a slash at the end. */
    String address() {
        String host = http.host().contains(":") ? "[" + http.host() + "]" : http.host();
        return http.edge().scheme() + "://" + host + ":" + gateway.port();
    }

    /** Waits until the venue halts; for ever, if it never does. */
    Throwable awaitFault() {
        return venue.halted().join();
    }

    /** Lets requests end, then the venue finish, then the log be written. */
    @Override
    public void close() {
        try {
            try {
                await(gateway.close());
            } finally {
                await(vertx.close());
            }
        } catch (Exception e) {
            LOG.warn("the port did not close cleanly", e);
        }
        try {
            venue.close();
            LOG.info("stopped after command {}", venue.health().lastSequence());
        } catch (RuntimeException | EngineFault e) {
            LOG.error("the venue did not close cleanly", e);
        }
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logs) {
            logs.stop();
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        try {
            return future.toCompletionStage().toCompletableFuture().get(STEP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        } catch (TimeoutException e) {
            throw new IllegalStateException("nothing happened for " + STEP_SECONDS + " s", e);
        }
    }
}
