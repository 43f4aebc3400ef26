package io.bullring.core.workload;

import io.bullring.core.market.InstrumentTerms;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;

/** The commands before the first order: rules, instruments, feeds, a price each, and an account for every agent. */
final class VenueOpening {
    private final WorkloadMix mix;
    private final PriceWalk[] walks;
    private int done;

    VenueOpening(WorkloadMix mix, PriceWalk[] walks) {
        this.mix = mix;
        this.walks = walks;
    }

    /** How many commands the opening of such a venue takes. */
    static int commands(WorkloadMix mix) {
        return 1 + 2 * mix.instruments() + mix.feeds() + mix.agents();
    }

    /** Writes the next command of the opening; false, writing nothing, when it is over. */
    boolean next(CommandFactory command) {
        int step = done - 1;
        done = Math.min(done + 1, commands(mix) + 1);

        if (step < 0) {
            command.configureVenue(mix.rules());
            return true;
        }
        if (step < mix.instruments()) {
            define(command, step);
            return true;
        }
        step -= mix.instruments();
        if (step < mix.feeds()) {
            command.feedStatus(step + 1, FeedState.UP, FeedReason.CONNECTED);
            return true;
        }
        step -= mix.feeds();
        if (step < mix.instruments()) {
            command.updatePrice(step + 1, walks[step].lastE8(), walks[step].volumeE8());
            return true;
        }
        step -= mix.instruments();
        if (step < mix.agents()) {
            command.openAccount("agent-" + (step + 1), mix.startingBalanceE8());
            return true;
        }
        return false;
    }

    private void define(CommandFactory command, int index) {
        PriceWalk walk = walks[index];
        int feedId = 1 + index % mix.feeds();
        command.defineInstrument(new InstrumentTerms(walk.symbol(), feedId, true, 1, 0, 1, 0), walk.volume24hE8());
    }
}
