package io.bullring.gateway.http;

import io.bullring.gateway.feed.FeedConnection;
import io.bullring.gateway.feed.FeedCounters;
import io.bullring.gateway.http.credential.SecretDesk;
import io.bullring.gateway.log.DroppingAppender;
import io.bullring.gateway.log.LogOutput;
import io.bullring.gateway.market.FeedAge;
import io.bullring.gateway.market.FeedView;
import io.bullring.gateway.venue.StageTimes;
import io.bullring.gateway.venue.StageTimes.Stage;
import io.bullring.gateway.venue.Venue;
import io.bullring.gateway.ws.AccountQuota;
import io.bullring.gateway.ws.SocketCounts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * What an operator's Prometheus reads. The engine thread has no part in it: what is counted is counted on event loops, and everything
 * else is looked at when it is read. Labels are names of ours (paths with their variables unfilled, codes, reasons), so their number
 * is bounded and no secret can be in one. Any thread.
 */
final class VenueMeters implements AutoCloseable {
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    VenueMeters(
            Venue venue,
            AnalysisLoad analyses,
            SecretDesk secrets,
            AccountQuota sockets,
            SocketCounts counts,
            ConnectionQuota connections,
            UnreadAnswers unread,
            ConnectionQuota handshakes,
            TlsIdentity identityOrNull) {
        gauge("bullring.ring.commands", "Commands waiting for the engine", venue, Venue::waitingCommands);
        gauge("bullring.history.lag.commands", "Commands whose events the history does not have yet", venue,
                it -> it.follower().handedSequence() - it.follower().reachedSequence());
        gauge("bullring.feed.age.seconds",
                "Since the feed that was silent longest last said that it lives, or a price, -1: no feed",
                venue, VenueMeters::feedAgeSeconds);
        gauge("bullring.feeds.up", "Feeds that are up", venue,
                it -> it.market().feeds().stream().filter(FeedView::isUp).count());
        gauge("bullring.up", "1 while commands are taken", venue, it -> it.health().isHealthy() ? 1 : 0);
        gauge("bullring.analyses.waiting", "Questions about the past that wait", analyses, AnalysisLoad::waiting);
        gauge("bullring.hashing.waiting", "Keys that wait to be hashed", secrets, SecretDesk::waiting);
        gauge("bullring.pushes.waiting", "Ticks and changes of orders on their way to event loops", venue,
                it -> it.pushes().waiting());
        counter("bullring.websocket.conflated", "Messages that took the place of one that had not been read", counts,
                SocketCounts::conflatedMessages);
        gauge("bullring.websocket.waiting", "Messages that wait because their client does not read", counts,
                SocketCounts::waitingMessages);
        SocketCounts.reasons().forEach(reason -> closes(counts, reason));
        SocketCounts.errorCodes().forEach(code -> errors(counts, code));
        registry.getPrometheusRegistry().register(() -> stages(venue.stages()));
        gauge("platform.price.ingestion.lag.seconds", "Since the market's last price, -1: there was none", venue,
                VenueMeters::priceAgeSeconds);
        gauge("bullring.websockets", "Open WebSockets", sockets, AccountQuota::connections);
        gauge("bullring.http.connections", "Open connections", connections, ConnectionQuota::present);
        counter("bullring.http.connections.refused", "Connections closed because too many were open", connections,
                ConnectionQuota::refused);
        gauge("bullring.http.answers.unread.bytes", "Of long answers that their clients have not read", unread,
                UnreadAnswers::bytes);
        counter("bullring.http.connections.unread", "Connections closed because their clients did not read", unread,
                UnreadAnswers::ended);
        gauge("bullring.tls.handshakes", "Connections that shake hands", handshakes, ConnectionQuota::present);
        counter("bullring.tls.refused", "Connections closed because too many shook hands", handshakes,
                ConnectionQuota::refused);
        if (identityOrNull != null) {
            gauge("bullring.tls.certificate.expiry.timestamp.seconds",
                    "When the first of the venue's certificates ends, since 1970", identityOrNull,
                    it -> it.validUntil().getEpochSecond());
        }
        gauge("bullring.accounts", "Accounts", venue, it -> it.directory().accountCount());
        gauge("bullring.agents", "Agents, archived ones included", venue, it -> it.directory().agentCount());
        counter("bullring.commands", "Last command executed", venue, it -> it.health().lastSequence());
        counter("bullring.engine.waits", "How often the engine waited for the history", venue,
                it -> it.health().engineWaits());
        counter("bullring.snapshot.failures", "Snapshots that could not be made", venue,
                it -> it.health().snapshots().failures());
        ofFeed("bullring.feed.trades", "Trades brought to the venue", venue, FeedCounters::trades);
        ofFeed("bullring.feed.conflated", "Trades that shared a command with the one after", venue,
                FeedCounters::conflated);
        ofFeed("bullring.feed.refused", "Price commands that the venue refused", venue, FeedCounters::refused);
        LogOutput.queues().forEach(this::dropped);
        gauge("bullring.feed.connected", "1 while a live market is heard", venue,
                it -> it.health().connection().state() == FeedConnection.State.CONNECTED ? 1 : 0);
        ofConnection("bullring.feed.reconnects", "Connections to a live market begun anew", venue,
                FeedConnection::reconnects);
        ofConnection("bullring.feed.gaps", "Places where trades of a live market were missing", venue,
                FeedConnection::gaps);
        ofConnection("bullring.feed.lost.trades", "Trades of a live market that never came", venue,
                FeedConnection::lostTrades);
        ofConnection("bullring.feed.recovered.trades", "Trades of a live market that were fetched", venue,
                FeedConnection::recoveredTrades);
        ofConnection("bullring.feed.damaged.messages", "Messages of a live market that could not be read", venue,
                FeedConnection::damagedFrames);
        ofConnection("bullring.feed.sequence.restarts", "Trades of a live market that were numbered anew", venue,
                FeedConnection::sequenceRestarts);
        ofConnection("bullring.feed.book.restarts", "Books of orders that were begun anew", venue,
                FeedConnection::bookRestarts);
        new JvmMemoryMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    /** How many questions wait. */
    @FunctionalInterface
    interface AnalysisLoad {
        int waiting();
    }

    /** Where meters are made. */
    MeterRegistry registry() {
        return registry;
    }

    /** In the text format of Prometheus. */
    String text() {
        return registry.scrape();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }

    private <T> void gauge(String name, String description, T of, ToDoubleFunction<T> value) {
        Gauge.builder(name, of, value).description(description).strongReference(true).register(registry);
    }

    private <T> void counter(String name, String description, T of, ToDoubleFunction<T> value) {
        FunctionCounter.builder(name, of, value).description(description).register(registry);
    }

    private void closes(SocketCounts counts, String reason) {
        FunctionCounter.builder("bullring.websocket.closes", counts, it -> it.closes(reason))
                .description("WebSockets that the venue ended")
                .tag("reason", reason)
                .register(registry);
    }

    private void errors(SocketCounts counts, String code) {
        FunctionCounter.builder("bullring.websocket.errors", counts, it -> it.errors(code))
                .description("Errors that clients were told over their WebSockets")
                .tag("code", code)
                .register(registry);
    }

    /** Micrometer's own histograms would cost an order more than they are worth. */
    private static HistogramSnapshot stages(StageTimes times) {
        long[] boundsNs = StageTimes.boundsNs();
        double[] bounds = new double[boundsNs.length + 1];
        for (int i = 0; i < boundsNs.length; i++) {
            bounds[i] = boundsNs[i] / NANOS_PER_SECOND;
        }
        bounds[boundsNs.length] = Double.POSITIVE_INFINITY;
        HistogramSnapshot.Builder told = HistogramSnapshot.builder()
                .name("bullring_stage_seconds")
                .help("How long a stage of the way of commands takes");
        for (Stage stage : Stage.values()) {
            Number[] counts = Arrays.stream(times.counts(stage)).boxed().toArray(Number[]::new);
            double[] upTo = bounds.clone();
            told.dataPoint(HistogramDataPointSnapshot.builder()
                    .labels(Labels.of("stage", stage.name().toLowerCase(Locale.ROOT)))
                    .classicHistogramBuckets(ClassicHistogramBuckets.of(upTo, counts))
                    .sum(times.sumNs(stage) / NANOS_PER_SECOND)
                    .build());
        }
        return told.build();
    }

    private void dropped(DroppingAppender queue) {
        Gauge.builder("bullring.log.waiting", queue, DroppingAppender::getNumberOfElementsInQueue)
                .description("Lines of the log that wait to be written")
                .tag("queue", queue.getName())
                .register(registry);
        FunctionCounter.builder("bullring.log.dropped", queue, DroppingAppender::droppedLines)
                .description("Lines of the log that found no room in its queue")
                .tag("queue", queue.getName())
                .register(registry);
    }

    private void ofFeed(String name, String description, Venue venue, ToDoubleFunction<FeedCounters> value) {
        counter(name, description, venue, it -> value.applyAsDouble(it.health().feed()));
    }

    private void ofConnection(
            String name, String description, Venue venue, ToDoubleFunction<FeedConnection> value) {
        counter(name, description, venue, it -> value.applyAsDouble(it.health().connection()));
    }

    private static double feedAgeSeconds(Venue venue) {
        long nowNs = venue.nowNs();
        return venue.market()
                .feeds()
                .stream()
                .mapToDouble(feed -> Math.max(0, nowNs - feed.lastMessageNs()) / NANOS_PER_SECOND)
                .max()
                .orElse(-1);
    }

    private static double priceAgeSeconds(Venue venue) {
        OptionalLong ageNs = FeedAge.at(venue.nowNs(), venue.market());
        return ageNs.isEmpty() ? -1 : ageNs.getAsLong() / NANOS_PER_SECOND;
    }
}
