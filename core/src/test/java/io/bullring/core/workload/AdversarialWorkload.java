package io.bullring.core.workload;

import io.bullring.core.model.ModelVenue;
import io.bullring.core.model.ReferenceModel;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import java.util.ArrayDeque;
import java.util.Deque;
import org.agrona.DirectBuffer;

/**
 * Everything that could go wrong, in ten thousand commands: see {@link WorkloadGenerator#adversarial}. Runs a reference
 * model of its own over what it makes, so that it knows the open orders, balances and prices and can aim at their edges.
 *
 * <p>After an opening (some commands too early, then rules, instruments, feeds, accounts, prices) it goes on in stretches.
 * Each stretch begins with rules of its own, and time passes in it at a pace of its own.
 */
final class AdversarialWorkload implements Workload {
    private static final Stretch[] STRETCHES = Stretch.values();

    private final SplitMix64 random;
    private final CommandFactory command = new CommandFactory();
    private final RequestNames requestNames;
    private final ReferenceModel model;
    private final Deque<Runnable> opening = new ArrayDeque<>();
    private final VenueFlow venueFlow;
    private final AccountFlow accountFlow;
    private final LifeFlow lifeFlow;
    private final MarketFlow marketFlow;
    private final OrderFlow orderFlow;
    private final TimeFlow timeFlow;
    private final BookFlow bookFlow;
    private long timeNs;
    private int leftOfStretch;
    private final boolean hasBooks;
    private Stretch stretch = Stretch.MIXED;

    /** @param model plays every command that is made; it must be new */
    AdversarialWorkload(long seed, ReferenceModel model) {
        this.model = model;
        random = new SplitMix64(seed);
        requestNames = new RequestNames(seed);
        boolean busyAgent = random.chance(200);
        ModelVenue venue = model.venue();
        RiskProfiles profiles = new RiskProfiles(random, busyAgent);
        venueFlow = new VenueFlow(random, command, venue, profiles);
        accountFlow = new AccountFlow(random, command, venue, profiles);
        lifeFlow = new LifeFlow(random, command, venue, profiles, busyAgent);
        marketFlow = new MarketFlow(random, command, venue);
        orderFlow = new OrderFlow(random, command, venue, busyAgent);
        bookFlow = new BookFlow(random, command, venue, busyAgent);
        timeFlow = new TimeFlow(random, venue, busyAgent);
        leftOfStretch = 100;
        hasBooks = random.chance(700);
        open(busyAgent ? 1 : 2 + random.below(8), 2 + random.below(VenueFlow.instruments() - 1));
    }

    private void open(int accounts, int instruments) {
        opening.add(command::advanceTime);
        opening.add(orderFlow::market);
        opening.add(accountFlow::openAccount);
        opening.add(marketFlow::price);
        opening.add(venueFlow::configureBroken);
        opening.add(venueFlow::configureUsual);
        for (int i = 0; i < instruments; i++) {
            int index = i;
            opening.add(() -> venueFlow.define(index));
        }
        int books = hasBooks ? 1 + random.below(BookFlow.books()) : 0;
        for (int i = 0; i < books; i++) {
            int index = i;
            opening.add(() -> bookFlow.define(index));
        }
        opening.add(marketFlow::price);
        opening.add(() -> command.feedStatus(1, FeedState.UP, FeedReason.CONNECTED));
        opening.add(() -> command.feedStatus(2, FeedState.UP, FeedReason.CONNECTED));
        for (int i = 0; i < accounts; i++) {
            opening.add(accountFlow::openAccount);
            if (hasBooks) {
                opening.add(bookFlow::grant);
            }
        }
    }

    @Override
    public void next() {
        timeNs = timeFlow.next();
        if (!opening.isEmpty()) {
            opening.remove().run();
        } else if (leftOfStretch == 0) {
            changeStretch();
        } else {
            leftOfStretch--;
            any();
            requestNames.name(command);
        }
        model.onCommand(timeNs, command.buffer(), 0, command.length());
    }

    private void changeStretch() {
        stretch = STRETCHES[random.below(STRETCHES.length)];
        leftOfStretch = timeFlow.changePace(stretch);
        if (stretch == Stretch.NIGHTS) {
            venueFlow.configureNights();
        } else {
            venueFlow.configure();
        }
    }

    private void any() {
        int draw = random.below(1_000);
        if (lifeFlow.isInHaste()) {
            lifeFlow.any();
        } else if (draw < 150 && venueFlow.isWorthAHalt()) {
            venueFlow.halt();
        } else if (draw < 40) {
            broken();
        } else if (draw < 60) {
            seldom();
        } else if (draw < 80) {
            accountFlow.updateAgent();
        } else if (draw < 100) {
            marketFlow.feed();
        } else if (draw < 150) {
            command.advanceTime();
        } else if (draw < 210) {
            lifeFlow.any();
        } else if (draw < 215) {
            orderFlow.cancelAll();
        } else if (draw < 415 && hasBooks) {
            bookFlow.any();
        } else {
            stretch.any(random, orderFlow, marketFlow);
        }
    }

    private void seldom() {
        switch (random.below(6)) {
            case 0 -> accountFlow.openAccount();
            case 1 -> accountFlow.createAgent();
            case 2 -> venueFlow.configure();
            case 3 -> venueFlow.configureUsual();
            case 4 -> venueFlow.define();
            default -> venueFlow.halt();
        }
    }

    private void broken() {
        switch (random.below(15)) {
            case 0 -> venueFlow.configureBroken();
            case 1 -> venueFlow.defineBroken();
            case 2 -> accountFlow.openAccountBroken();
            case 3 -> accountFlow.createAgentBroken();
            case 4 -> accountFlow.updateAgentBroken();
            case 5, 6 -> marketFlow.priceBroken();
            case 7 -> marketFlow.feedBroken();
            case 8, 9 -> lifeFlow.broken();
            case 10 -> venueFlow.haltBroken();
            default -> orderFlow.broken();
        }
    }

    @Override
    public long timeNs() {
        return timeNs;
    }

    @Override
    public int agentId() {
        return command.agentId();
    }

    @Override
    public DirectBuffer buffer() {
        return command.buffer();
    }

    @Override
    public int length() {
        return command.length();
    }

    @Override
    public int messageOffset() {
        return command.messageOffset();
    }
}
