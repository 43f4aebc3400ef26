package io.bullring.core.workload;

import io.bullring.protocol.OrderType;
import io.bullring.protocol.Side;
import org.agrona.DirectBuffer;

/**
 * A steady stream for measurements. First the venue: rules, instruments, feeds, a price each, accounts; then, without
 * end, the commands of a {@link WorkloadMix}. Makes a command without allocating and without looking at what the venue
 * answers: since every placement is taken, order ids are known by counting.
 *
 * <p>Prices walk around their start, at most 5 hundredths of a percent a step. Orders are worth 10 to 1,000 USDT. Resting
 * orders stand 0.05 to 5 percent away from the price, on the side where they do not fire at once.
 */
final class TradingWorkload implements Workload {
    private static final OrderType[] RESTING = {
        OrderType.LIMIT,
        OrderType.LIMIT,
        OrderType.LIMIT,
        OrderType.LIMIT,
        OrderType.LIMIT,
        OrderType.LIMIT,
        OrderType.LIMIT,
        OrderType.STOP_LOSS,
        OrderType.STOP_LOSS,
        OrderType.TAKE_PROFIT
    };

    private final WorkloadMix mix;
    private final SplitMix64 random;
    private final CommandFactory command = new CommandFactory();
    private final VenueOpening opening;
    private final PriceWalk[] walks;
    private final OrderTracks tracks;
    private final ClientOrderIds ids = new ClientOrderIds();

    private long timeNs;
    private boolean repeatable;

    TradingWorkload(long seed, WorkloadMix mix) {
        this.mix = mix;
        this.random = new SplitMix64(seed);
        this.walks = new PriceWalk[mix.instruments()];
        for (int i = 0; i < walks.length; i++) {
            walks[i] = PriceWalk.steady(i);
        }
        this.tracks = new OrderTracks(mix);
        this.opening = new VenueOpening(mix, walks);
        this.timeNs = WorkloadGenerator.START_NS;
    }

    @Override
    public void next() {
        timeNs += random.between(0, 2 * mix.stepNs());
        if (opening.next(command)) {
            return;
        }
        if (repeatable && random.chance(mix.repeatedPer1000())) {
            repeatable = false;
            return;
        }
        repeatable = false;
        chosen(random.below(1_000));
    }

    private void chosen(int draw) {
        int agent = random.below(mix.agents());

        if (draw < mix.priceShare()) {
            price();
        } else if (draw < mix.priceShare() + mix.marketShare()) {
            market(agent);
        } else if (draw < mix.priceShare() + mix.marketShare() + mix.restingShare()) {
            resting(agent);
        } else {
            cancel(agent);
        }
    }

    private void price() {
        int index = random.below(walks.length);
        PriceWalk walk = walks[index];
        walk.step(random);
        command.updatePrice(
                index + 1, walk.lastE8(), walk.lowE8(), walk.highE8(), walk.volumeE8(), walk.trades(), timeNs,
                walk.tradeId());
    }

    private void market(int agent) {
        int slot = random.below(mix.instrumentsPerAgent());
        int index = tracks.instrumentIndex(agent, slot);
        long quantityE8 = quantityE8(walks[index].lastE8());
        boolean sells = tracks.sells(agent, slot, quantityE8, random);

        tracks.traded(agent, slot, sells ? -quantityE8 : quantityE8);
        placed(agent, index, sells ? Side.SELL : Side.BUY, OrderType.MARKET, quantityE8, CommandFactory.NO_PRICE);
        tracks.nextOrderId();
    }

    private void resting(int agent) {
        if (tracks.isFull(agent)) {
            cancel(agent);
            return;
        }
        int slot = random.below(mix.instrumentsPerAgent());
        int index = tracks.instrumentIndex(agent, slot);
        long lastE8 = walks[index].lastE8();
        long quantityE8 = quantityE8(lastE8);
        boolean sells = tracks.sells(agent, slot, quantityE8, random);
        OrderType type = RESTING[random.below(RESTING.length)];
        long distanceE8 = lastE8 / 10_000 * random.between(5, 500);
        boolean below = sells == (type == OrderType.STOP_LOSS);

        if (sells) {
            tracks.traded(agent, slot, -quantityE8);
        }
        long priceE8 = below ? lastE8 - distanceE8 : lastE8 + distanceE8;
        placed(agent, index, sells ? Side.SELL : Side.BUY, type, quantityE8, priceE8);
        tracks.opened(agent, tracks.nextOrderId());
    }

    private void cancel(int agent) {
        command.cancelOrder(agent + 1, tracks.oldest(agent));
    }

    private void placed(int agent, int index, Side side, OrderType type, long quantityE8, long priceE8) {
        boolean named = random.chance(mix.namedPer1000());
        int idLength = named ? ids.next() : 0;
        repeatable = named;
        command.placeOrder(agent + 1, index + 1, side, type, quantityE8, priceE8, ids.bytes(), idLength);
    }

    /** A quantity worth 10 to 1,000 USDT; dividing first, so that no product overflows. */
    private long quantityE8(long priceE8) {
        return random.between(10, 1_000) * 100_000_000L * 10_000L / (priceE8 / 10_000L);
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
