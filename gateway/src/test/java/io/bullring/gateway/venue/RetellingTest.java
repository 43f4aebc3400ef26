package io.bullring.gateway.venue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.engine.EngineHost;
import io.bullring.core.engine.StateBytes;
import io.bullring.core.engine.VenueView;
import io.bullring.core.market.Instrument;
import io.bullring.core.workload.WorkloadGenerator;
import io.bullring.core.workload.WorkloadMix;
import io.bullring.core.workload.WorkloadTape;
import io.bullring.gateway.directory.AccountDirectory;
import io.bullring.gateway.directory.Agent;
import io.bullring.gateway.market.BookBoard;
import io.bullring.gateway.market.Depth;
import io.bullring.gateway.market.Listing;
import io.bullring.gateway.market.MarketBoard;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whoever is told what there is knows what he would know had he heard everything, and goes on in the same way. */
final class RetellingTest {
    private static final int POINTS = 12;
    private static final int MOST_VENUES = 20;

    private final long seed = Long.getLong("bullring.retelling.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);
    private long levels;
    private long fresh;
    private long stale;

    /** An engine, and those who keep what it says. */
    private static final class Ears {
        private final AccountDirectory directory = new AccountDirectory();
        private final MarketBoard market = new MarketBoard();
        private final EventFan fan = new EventFan(List.of(market), directory, market, new BookBoard(market));
        private final EngineHost host = new EngineHost(fan);

        void hear(WorkloadTape tape, int from, int to) {
            for (int i = from; i < to; i++) {
                host.onCommand(i + 1, tape.timeNs(i), tape.buffer(), tape.offset(i), tape.length(i));
            }
            host.onBatchEnd();
        }

        /** A new engine with the same state, and ears that have been told of it. */
        Ears heir() {
            Ears heir = new Ears();
            StateBytes.of(host).restoreInto(heir.host);
            heir.host.retellTo(heir.fan);
            return heir;
        }
    }

    /** Seven of ten such venues have books; one at least must have had something in them. */
    @Test
    void shouldTellAllThatThereIsAtAnyPointOfAnAdversarialVenue() {
        for (int i = 0; i < MOST_VENUES && levels == 0; i++) {
            shouldTellAllOf(seed + i, WorkloadTape.of(WorkloadGenerator.adversarial(seed + i), 20_000));
        }
        assertTrue(levels > 0, "seed " + seed + ": no book was compared that had anything in it");
    }

    @Test
    void shouldTellAllThatThereIsAtAnyPointOfAVenueAtWork() {
        shouldTellAllOf(seed, WorkloadTape.of(WorkloadGenerator.trading(seed, WorkloadMix.trading(300, 20)), 20_000));
        assertTrue(fresh > 0 && stale > 0, "seed " + seed + ": " + fresh + " prices were fresh, " + stale + " stale");
    }

    @Test
    void shouldTellNothingOfAVenueWithoutRules() {
        Ears heir = new Ears().heir();

        assertNull(heir.market.rules());
        assertEquals(0, heir.directory.accountCount());
    }

    private void shouldTellAllOf(long workloadSeed, WorkloadTape tape) {
        System.out.println("RetellingTest seed " + seed + ", workload " + workloadSeed);
        Ears all = new Ears();
        Ears heir = all.heir();
        int from = 0;
        for (int i = 1; i <= POINTS; i++) {
            int to = i == POINTS ? tape.count() : random.nextInt(from, tape.count());
            all.hear(tape, from, to);
            heir.hear(tape, from, to);
            check(all, heir, tape.count(), "seed " + seed + ", heard from " + from + " to " + to);
            heir = all.heir();
            check(all, heir, tape.count(), "seed " + seed + ", told at " + to);
            from = to;
        }
    }

    private void check(Ears all, Ears heir, int lastId, String when) {
        assertEquals(all.market.rules(), heir.market.rules(), when);
        assertEquals(all.market.listings(), heir.market.listings(), when);
        for (Listing listing : all.market.listings()) {
            int id = listing.instrumentId();
            assertEquals(all.market.price(id), heir.market.price(id), when);
            int feed = listing.terms().feedId();
            assertEquals(all.market.feed(feed), heir.market.feed(feed), when);
            checkFreshness(all, listing, when);
            checkFreshness(heir, listing, when);
            assertEquals(book(all, id), book(heir, id), when);
            levels += book(heir, id).size();
        }
        assertEquals(all.market.feeds().size(), heir.market.feeds().size(), when);
        assertEquals(all.directory.isVenueKilled(), heir.directory.isVenueKilled(), when);
        assertEquals(all.directory.accountCount(), heir.directory.accountCount(), when);
        assertEquals(all.directory.agentCount(), heir.directory.agentCount(), when);
        for (int id = 1; id <= lastId; id++) {
            assertEquals(all.directory.account(id), heir.directory.account(id), when);
            assertEquals(all.directory.agentsOf(id), heir.directory.agentsOf(id), when);
            Agent agent = all.directory.agent(id);
            assertEquals(agent, heir.directory.agent(id), when);
            if (agent != null) {
                assertEquals(
                        all.directory.agentByKey(agent.keyDigest()),
                        heir.directory.agentByKey(agent.keyDigest()),
                        when);
            }
        }
    }

    /** Now, and around the end of the time for which a price counts: the board calls fresh what the engine would fill at. */
    private void checkFreshness(Ears ears, Listing listing, String when) {
        VenueView engine = ears.host.engine().view();
        long maxAgeNs = engine.rules().priceMaxAgeNs();
        Instrument instrument = engine.instruments().byId(listing.instrumentId());
        long heardNs = instrument.feed().lastMessageNs();
        for (long nowNs : new long[]{ears.host.lastTimeNs(), heardNs + maxAgeNs, heardNs + maxAgeNs + 1}) {
            boolean isFresh = instrument.isFresh(nowNs, maxAgeNs);
            assertEquals(isFresh, ears.market.isFresh(listing, nowNs), when);
            fresh += isFresh ? 1 : 0;
            stale += isFresh ? 0 : 1;
        }
    }

    /** Prices and quantities as they are shown, bids and then asks. */
    private static List<Long> book(Ears ears, int instrumentId) {
        Depth depth = ears.market.depth(instrumentId);
        List<Long> book = new ArrayList<>();
        if (depth != null) {
            add(depth.bids(), book);
            add(depth.asks(), book);
        }
        return book;
    }

    private static void add(Depth.Side side, List<Long> book) {
        for (int i = 0; i < side.size(); i++) {
            book.add(side.priceE8(i));
            book.add(side.quantityE8(i));
        }
    }
}
