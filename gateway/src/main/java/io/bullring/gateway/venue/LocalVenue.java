package io.bullring.gateway.venue;

import io.bullring.core.engine.EngineHost;
import io.bullring.core.engine.EventEncoder;
import io.bullring.core.fault.Check;
import io.bullring.core.fault.EngineFault;
import io.bullring.core.fault.JournalFault;
import io.bullring.core.pipeline.FoldedPipeline;
import io.bullring.core.pipeline.VenueClock;
import io.bullring.core.port.CommandLog;
import io.bullring.core.wallet.Portfolios;
import io.bullring.gateway.directory.AccountDirectory;
import io.bullring.gateway.feed.Feed;
import io.bullring.gateway.feed.KlineSource;
import io.bullring.gateway.history.DiskHistoryStore;
import io.bullring.gateway.history.Follower;
import io.bullring.gateway.history.HistoryStore;
import io.bullring.gateway.id.PublicIds;
import io.bullring.gateway.market.BookBoard;
import io.bullring.gateway.market.MarketBoard;
import io.bullring.gateway.market.MarketTape;
import io.bullring.gateway.push.PushDesk;
import io.bullring.gateway.reply.Caller;
import io.bullring.gateway.reply.ReplyDesk;
import io.bullring.gateway.reply.VenueSilent;
import io.bullring.gateway.venue.StageTimes.Stage;
import io.bullring.journal.CommandsMissing;
import io.bullring.journal.Durability;
import io.bullring.journal.JournalLock;
import io.bullring.journal.JournalWriter;
import io.bullring.journal.RecoveryReport;
import io.bullring.journal.ReplayFault;
import io.bullring.journal.evidence.ChainHead;
import io.bullring.journal.evidence.EvidenceDamage;
import io.bullring.journal.snapshot.Restoration;
import io.bullring.journal.snapshot.SnapshotStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A venue in this process, on a journal of its own.
 *
 * <pre>
 *  feed, deadlines, event loops ──► Caller ──► FoldedPipeline ──► CommandLog
 *                                     ▲             │
 *                                     │         EngineHost ──► AccountDirectory, MarketBoard, Follower ──► history, books, evidence, PushDesk
 *                                     └──────── ReplyDesk ◄──┘
 * </pre>
 *
 * Opening takes the journal's lock, opens the history, begins with the newest snapshot that what is derived from the events allows,
 * replays what the journal has behind it, and goes on where it ended; a new venue is given its rules.
 * Closing goes the same way back: the feed says farewell, what was taken is finished, and the history has it all.
 */
public final class LocalVenue implements Venue {
    private static final Logger LOG = LoggerFactory.getLogger(LocalVenue.class);

    private final VenueConfig config;
    private final OpenedParts parts;
    private final AccountDirectory directory = new AccountDirectory();
    private final MarketBoard market = new MarketBoard();
    private final MarketTape tape = new MarketTape();
    private final BookBoard books = new BookBoard(market);
    private final LongFunction<VenueClock> clocks;
    private final DiskHistoryStore history;
    private final PushDesk pushes;
    private final StageTimes stages = new StageTimes();
    private final Evidence evidence;
    private final Follower follower;
    private final ReplyDesk replies;
    private final Deadlines deadlines;
    private final EventFan fan;
    private final SnapshotStore snapshots;
    private final SnapshotSchedule schedule;
    private EngineHost host;
    private final Feed feed;
    private final FaultWatch watch;
    private VenueClock clock;
    private FoldedPipeline pipeline;
    private RecoveryReport recovery;
    private PublicIds ids;
    private long startedNs;

    private LocalVenue(
            VenueConfig config,
            Feed feed,
            LongFunction<VenueClock> clocks,
            OpenedParts parts,
            DiskHistoryStore history,
            PushDesk pushes) {
        this.config = config;
        this.feed = feed;
        this.clocks = clocks;
        this.parts = parts;
        this.history = history;
        this.pushes = pushes;
        evidence = new Evidence(config);
        follower = new Follower(
                config.follower(),
                new EventFan(
                        tookNs -> stages.record(Stage.HISTORY, tookNs), List.of(evidence), history, tape, books,
                        evidence,
                        pushes),
                this::endTurn);
        replies = new ReplyDesk(config.replies());
        deadlines = new Deadlines();
        watch = new FaultWatch(this::fault, this::journalFault);
        // Replies last: whoever has an answer finds what it says.
        fan = new EventFan(List.of(market, follower), directory, market, follower, deadlines, replies);
        snapshots = new SnapshotStore(config.snapshotDirectory(), config.snapshots().keep());
        schedule = new SnapshotSchedule(
                config.snapshots(),
                snapshots,
                new SnapshotProcess(
                        config.dataDirectory(), config.snapshotDirectory(), config.snapshots(), this::checkpoint),
                follower::handedSequence,
                this::nowNs);
        Check.that(
                follower.maxBytes() >= EventEncoder.MAX_BYTES + config.journal().maxCommandBytes(),
                "the follower's ring is too small");
    }

    /**
     * Opens a venue and starts its feed.
     *
     * @throws io.bullring.journal.JournalInUse when another process has the journal
     * @throws io.bullring.journal.DurabilityMismatch when the journal was begun with another durability
     * @throws io.bullring.journal.JournalDamage when the journal is damaged
     * @throws io.bullring.journal.EventLogDamage when the event log's end is damaged, or behind the journal's
     * @throws ReplayFault when the engine halts at a command of it
     * @throws EvidenceDamage when it is not what the hash chain says it was
     * @throws io.bullring.gateway.history.HistoryFailure when the history cannot be opened
     * @throws HistoryAhead when the history knows more commands than the journal has, as after a power failure
     * @throws CommandsMissing when history, event log or snapshot does, and no power failure explains it
     * @throws IllegalStateException when the venue refuses its own rules or instruments
     */
    public static LocalVenue open(VenueConfig config, Feed feed) {
        return open(config, feed, VenueClock::new);
    }

    /** The same with clocks of other sources, that show no time before the one they are made with; for tests. */
    public static LocalVenue open(VenueConfig config, Feed feed, LongFunction<VenueClock> clocks) {
        OpenedParts parts = new OpenedParts();
        boolean opened = false;
        try {
            makeDirectories(config);
            JournalLock lock = parts.add(JournalLock.acquire(config.journalDirectory()));
            JournalWriter.checkAgreement(config.journalDirectory(), config.journal().durability());
            PushDesk pushes = new PushDesk();
            DiskHistoryStore history =
                    parts.add(DiskHistoryStore.open(config.historyDirectory(), config.history(), pushes));
            LocalVenue venue = new LocalVenue(config, feed, clocks, parts, history, pushes);
            venue.open(lock);
            opened = true;
            return venue;
        } finally {
            if (!opened) {
                parts.close();
            }
        }
    }

    /** Whoever is told of a price reads candles from the history, which must have them; all else is told before it is stored. */
    private boolean endTurn() {
        if (pushes.hasTicks()) {
            return true;
        }
        history.tell();
        books.onBatchEnd();
        pushes.onBatchEnd();
        return false;
    }

    private void open(JournalLock lock) {
        parts.add(evidence);
        evidence.open();
        parts.add(this::makeLastSnapshot);
        follower.start();
        parts.add(follower);
        recover();
        startEngine(lock);
        prepare();
        ids = new PublicIds(market.rules().venueId());
        parts.add(feed);
        feed.start(this::caller, market);
    }

    private void prepare() {
        try {
            new VenueSetup(this::caller, market).prepare(config, feed.instruments());
        } catch (VenueSilent e) {
            JournalFault fault = journalFault();
            if (fault == null) {
                throw e;
            }
            throw new UncheckedIOException(fault.getMessage(), new IOException(fault.getCause()));
        }
    }

    private void recover() {
        long keptSequence = history.checkpoint();
        try {
            Restoration restored = Restoration.of(
                    config.journalDirectory(),
                    snapshots,
                    checkpoint(),
                    Long.MAX_VALUE,
                    () -> new EngineHost(fan),
                    (file, header, heir) -> inherit(heir, header.timeNs()));
            host = restored.host();
            recovery = restored.tail();
            host.onBatchEnd();
            follower.awaitReached(recovery.lastSequence());
        } catch (ReplayFault | EngineFault e) {
            if (follower.fault() instanceof EvidenceDamage damage) {
                throw damage;
            }
            if (follower.fault() != null) { // no command's doing, and nothing that a skip would help against
                throw new EngineFault("the follower halted during the replay", follower.fault());
            }
            throw e;
        }
        evidence.checkEnd(recovery.lastSequence());
        checkHistory(keptSequence);
        recovery.tornTail().ifPresent(tail -> LOG.warn("passed over an uncommitted batch at the end: {}", tail));
        tape.begin(history, market.listings(), clocks.apply(recovery.lastTimeNs()).nowNs());
        LOG.info("replayed {} commands in {} ms", recovery.commands(), recovery.elapsed().toMillis());
    }

    private void checkHistory(long keptSequence) {
        if (keptSequence > recovery.lastSequence()) {
            throw config.journal().durability() == Durability.POWER_LOSS
                    ? new CommandsMissing(
                            "the history in " + config.historyDirectory(), recovery.lastSequence(), keptSequence)
                    : new HistoryAhead(config.historyDirectory(), keptSequence, recovery.lastSequence());
        }
    }

    /**
     * What is kept by listening is told what there is, on a thread of its own, so that it can listen while the engine goes on
     * telling; the history and the evidence have seen it.
     */
    private void inherit(EngineHost heir, long timeNs) {
        Follower listener = new Follower(config.follower(), new EventFan(List.of(), directory, market, books, pushes));
        listener.beginBehind(heir.lastSequence(), timeNs);
        listener.start();
        try {
            heir.retellTo(listener);
        } finally {
            listener.close();
        }
        listener.awaitReached(heir.lastSequence()); // which it has, unless it failed
        follower.beginBehind(heir.lastSequence(), timeNs);
        LOG.info("began with the snapshot after command {}", heir.lastSequence());
    }

    /** What is derived from the events has all of them up to here: a start must replay everything behind it. */
    private long checkpoint() {
        return Math.min(history.checkpoint(), evidence.checkpoint());
    }

    private void startEngine(JournalLock lock) {
        CommandLog journal = parts.add(JournalWriter.open(lock, config.journal(), recovery.lastSequence()));
        CommandLog log = new FollowedLog(journal, follower::diskFailure, stages);
        clock = clocks.apply(recovery.lastTimeNs());
        startedNs = clock.nowNs();
        pipeline = parts.add(new FoldedPipeline(config.pipeline(), host, log, clock));
        parts.add(deadlines);
        deadlines.start(this::caller, () -> host.engine().nextDeadlineNs(), clock::seenNs);
        pipeline.start();
        parts.add(watch);
        watch.start();
        parts.add(schedule);
        schedule.start();
    }

    /** Once the evidence is complete; of a venue that had a fault, none. */
    private void makeLastSnapshot() {
        if (pipeline != null && fault() == null && journalFault() == null) {
            schedule.makeLast();
        }
    }

    private static void makeDirectories(VenueConfig config) {
        try {
            OwnDirectory.make(config.dataDirectory());
            OwnDirectory.make(config.journalDirectory());
            OwnDirectory.make(config.keysDirectory());
            OwnDirectory.make(config.snapshotDirectory());
            OwnDirectory.tellIfOpen(config.dataDirectory());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + config.dataDirectory(), e);
        }
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public PublicIds ids() {
        return ids;
    }

    @Override
    public AccountDirectory directory() {
        return directory;
    }

    @Override
    public Portfolios portfolios() {
        return host.engine().portfolios();
    }

    @Override
    public MarketBoard market() {
        return market;
    }

    @Override
    public MarketTape tape() {
        return tape;
    }

    @Override
    public KlineSource klines() {
        return feed.klines();
    }

    @Override
    public HistoryStore history() {
        return history;
    }

    @Override
    public Follower follower() {
        return follower;
    }

    @Override
    public ChainHead chainHead() {
        return evidence.head();
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
    public Caller caller(Executor eventLoop) {
        return replies.register(pipeline, eventLoop);
    }

    @Override
    public Path dataDirectory() {
        return config.dataDirectory();
    }

    /** Commands that were replayed at the start. */
    public RecoveryReport recovery() {
        return recovery;
    }

    /** Completed with what halted the venue, once something has. */
    public CompletableFuture<Throwable> halted() {
        return watch.halted();
    }

    /** Why the journal, or the history, cannot be written, null while both can: the venue then takes no commands, but is read as before. */
    public JournalFault journalFault() {
        return pipeline.journalFault();
    }

    @Override
    public long waitingCommands() {
        return config.pipeline().ringSize() - pipeline.freeSlots();
    }

    @Override
    public long nowNs() {
        return clock.seenNs();
    }

    @Override
    public VenueHealth health() {
        Throwable fault = fault();
        return new VenueHealth(
                fault == null ? null : fault.toString(),
                journalFault() == null || follower.diskFailure() != null,
                follower.diskFailure() == null,
                evidence.writesChain(),
                evidence.writesEventLog(),
                follower.handedSequence(),
                follower.reachedSequence(),
                recovery.commands(),
                evidence.head(),
                startedNs,
                clock.driftNs(),
                follower.engineWaits(),
                feed.counters(),
                feed.connection(),
                schedule.health());
    }

    @Override
    public void close() {
        parts.close();
    }

    private Throwable fault() {
        Throwable ofPipeline = pipeline.fault();
        return ofPipeline == null ? follower.fault() : ofPipeline;
    }
}
