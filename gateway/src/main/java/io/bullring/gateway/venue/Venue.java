package io.bullring.gateway.venue;

import io.bullring.core.wallet.Portfolios;
import io.bullring.gateway.directory.AccountDirectory;
import io.bullring.gateway.feed.KlineSource;
import io.bullring.gateway.history.Follower;
import io.bullring.gateway.history.HistoryStore;
import io.bullring.gateway.id.PublicIds;
import io.bullring.gateway.market.MarketBoard;
import io.bullring.gateway.market.MarketTape;
import io.bullring.gateway.push.PushDesk;
import io.bullring.gateway.reply.Caller;
import io.bullring.journal.evidence.ChainHead;
import java.nio.file.Path;
import java.util.concurrent.Executor;

/** A venue that runs: what its edges need of it. For any thread. */
public interface Venue extends AutoCloseable {
    /** What the venue is called, as configured; for display. */
    String name();

    /** Its public ids. */
    PublicIds ids();

    /** Accounts, agents, keys. */
    AccountDirectory directory();

    /** The engine's wallets and positions, read without a lock. */
    Portfolios portfolios();

    /** Instruments, prices, feeds, rules. */
    MarketBoard market();

    /** Tickers and the last trades. */
    MarketTape tape();

    /** What the feed's market remembers of candles. */
    KlineSource klines();

    /** Orders and fills. */
    HistoryStore history();

    /** How far the history is. */
    Follower follower();

    /** The last complete link of the hash chain over commands and events. */
    ChainHead chainHead();

    /**
     * A way to the engine for one event loop, whose number counts from 1.
     *
     * @param eventLoop runs tasks one after the other on the caller's thread, such as {@code Context::runOnContext}
     */
    Caller caller(Executor eventLoop);

    /** Commands that wait for the engine. */
    long waitingCommands();

    /** How long the stages of commands take. */
    StageTimes stages();

    /** Tells event loops of what happens, without being asked. */
    PushDesk pushes();

    /** The time that commands get, nanoseconds since 1970, UTC: what ages are reckoned by, for the machine's clock may jump. */
    long nowNs();

    /** How it is. */
    VenueHealth health();

    /** The directory with journal, history, snapshots and keys. */
    Path dataDirectory();

    @Override
    void close();
}
