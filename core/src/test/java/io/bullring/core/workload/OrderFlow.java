package io.bullring.core.workload;

import io.bullring.core.model.ModelAgent;
import io.bullring.core.model.ModelInstrument;
import io.bullring.core.model.ModelOrder;
import io.bullring.core.model.ModelPortfolio;
import io.bullring.core.model.ModelVenue;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.PlaceOrderEncoder;
import io.bullring.protocol.Side;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Orders of a hostile venue. Knows what the agents have and where the prices are, so that it can ask for exactly all of
 * it, for one unit more, and at the very price.
 */
final class OrderFlow {
    private static final long ONE_E8 = 100_000_000L;
    private static final OrderType[] RESTING = {OrderType.LIMIT, OrderType.STOP_LOSS, OrderType.TAKE_PROFIT};
    private static final int MEMORY = 1_024;
    private static final int EVERY_INSTRUMENT = 0;

    private final SplitMix64 random;
    private final CommandFactory command;
    private final ModelVenue venue;
    private final boolean busyAgent;
    private final List<String> used = new ArrayList<>();

    /**
     * @param busyAgent all orders are of one agent and carry client order ids, some the id of about 1,024 orders before
     */
    OrderFlow(SplitMix64 random, CommandFactory command, ModelVenue venue, boolean busyAgent) {
        this.random = random;
        this.command = command;
        this.venue = venue;
        this.busyAgent = busyAgent;
    }

    void market() {
        ModelInstrument instrument = anyInstrument();
        int agentId = anyAgentId();
        Side side = anySide(agentId, instrument, 600);
        long lastE8 = instrument == null ? ONE_E8 : Math.max(1, instrument.lastE8());
        place(agentId, instrument, side, OrderType.MARKET, quantityE8(agentId, instrument, side, lastE8),
                CommandFactory.NO_PRICE);
    }

    void resting() {
        ModelInstrument instrument = anyInstrument();
        int agentId = anyAgentId();
        Side side = anySide(agentId, instrument, 500);
        long lastE8 = instrument == null ? ONE_E8 : Math.max(1, instrument.lastE8());
        long priceE8 = near(lastE8);
        place(agentId, instrument, side, RESTING[random.below(RESTING.length)],
                quantityE8(agentId, instrument, side, priceE8), priceE8);
    }

    private int anyAgentId() {
        int count = venue.lastAgentId();
        if (count == 0 || busyAgent) {
            return 1;
        }
        for (int tries = 0; tries < 8; tries++) {
            int agentId = 1 + Math.min(random.below(count), random.below(count));
            ModelAgent agent = venue.agent(agentId);
            if ((agent != null && !agent.isArchived()) || random.chance(20)) {
                return agentId;
            }
        }
        return count;
    }

    private ModelInstrument anyInstrument() {
        int count = venue.instruments().size();
        return count == 0 ? null : venue.instrument(1 + Math.min(random.below(count), random.below(count)));
    }

    /** A sell mostly when there is something to sell. */
    private Side anySide(int agentId, ModelInstrument instrument, int sellPer1000) {
        boolean sells = random.chance(sellPer1000);
        boolean has = instrument != null
                && venue.agent(agentId) != null
                && venue.agent(agentId).portfolio().availableE8(instrument) > 0;
        return sells && (has || random.chance(100)) ? Side.SELL : Side.BUY;
    }

    private void place(
            int agentId, ModelInstrument instrument, Side side, OrderType type, long quantityE8, long priceE8) {
        byte[] id = clientOrderId();
        int instrumentId = instrument == null ? 1 : instrument.id();
        command.placeOrder(agentId, instrumentId, side, type, quantityE8, priceE8, id, id.length);
    }

    private byte[] clientOrderId() {
        if (busyAgent) {
            return ascii(usedOrNew());
        }
        return switch (random.below(10)) {
            case 0, 1, 2 -> ascii("pool-" + random.below(60));
            case 3 -> ascii(Long.toHexString(random.nextLong()) + "!~" + "x".repeat(random.below(47)));
            default -> CommandFactory.NO_ID;
        };
    }

    private String usedOrNew() {
        int index = used.size() - MEMORY + (int) random.between(-12, 12);
        boolean again = random.chance(200) && index >= 0 && index < used.size();
        String id = again ? used.get(index) : "n" + used.size();
        if (!again || index < used.size() - MEMORY) {
            used.add(id);
        }
        return id;
    }

    /** A price at the last, a hair beside it, near, far, or beyond reason. */
    private long near(long lastE8) {
        long by = switch (random.below(6)) {
            case 0 -> random.between(-2, 2);
            case 1, 2 -> part(lastE8, random.between(-1_000, 1_000));
            case 3 -> part(lastE8, random.between(-20_000, 20_000));
            case 4 -> part(lastE8, random.between(-200_000, 200_000));
            default -> random.chance(800) ? 0 : random.any(-lastE8 + 1, Long.MAX_VALUE - lastE8, 9 * (lastE8 / 10));
        };
        return Math.max(1, lastE8 + Math.min(by, Long.MAX_VALUE - lastE8));
    }

    private static long part(long ofE8, long millionths) {
        return BigInteger.valueOf(ofE8)
                .multiply(BigInteger.valueOf(millionths))
                .divide(BigInteger.valueOf(1_000_000))
                .longValueExact();
    }

    private long quantityE8(int agentId, ModelInstrument instrument, Side side, long priceE8) {
        ModelPortfolio portfolio = venue.agent(agentId) == null ? null : venue.agent(agentId).portfolio();
        if (portfolio == null || instrument == null || random.chance(20)) {
            return random.magnitude(1, Long.MAX_VALUE);
        }
        return side == Side.BUY
                ? buyE8(portfolio.availableE8(), priceE8)
                : sellE8(portfolio.availableE8(instrument));
    }

    private long buyE8(long availableE8, long priceE8) {
        long valueE8 = switch (random.below(8)) {
            case 0 -> random.magnitude(1, 2 * ONE_E8);
            case 1, 2, 3 -> part(availableE8, random.between(1_000, 20_000));
            case 4, 5 -> part(availableE8, random.between(20_000, 300_000));
            case 6 -> part(availableE8, random.between(10_000, 50_000));
            default -> part(availableE8, random.any(999_000, 990_000, 1_000_001, 500_000, 200_000, 100_000, 50_000));
        };
        return BigInteger.valueOf(valueE8)
                .multiply(BigInteger.valueOf(ONE_E8))
                .divide(BigInteger.valueOf(priceE8))
                .max(BigInteger.ONE)
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .longValueExact();
    }

    private long sellE8(long availableE8) {
        if (availableE8 <= 0) {
            return random.magnitude(1, ONE_E8);
        }
        return switch (random.below(8)) {
            case 0, 1 -> availableE8;
            case 2 -> availableE8 == Long.MAX_VALUE ? availableE8 : availableE8 + 1;
            case 3 -> 1;
            case 4 -> Math.max(1, availableE8 / 2);
            default -> random.between(1, availableE8);
        };
    }

    /** An order whose values no order may carry, or of an agent or an instrument that does not exist. */
    void broken() {
        market();
        switch (random.below(8)) {
            case 0 -> command.overwriteLong(
                    PlaceOrderEncoder.quantityE8EncodingOffset(), HostileValues.amount(random));
            case 1 -> resting();
            case 2 -> command.overwriteLong(
                    PlaceOrderEncoder.priceE8EncodingOffset(), HostileValues.amount(random));
            case 3 -> command.overwriteByte(
                    PlaceOrderEncoder.sideEncodingOffset(), random.chance(500) ? 2 : HostileValues.code(random));
            case 4 -> command.overwriteByte(
                    PlaceOrderEncoder.typeEncodingOffset(), HostileValues.code(random));
            case 5 -> command.overwriteInt(
                    PlaceOrderEncoder.instrumentIdEncodingOffset(),
                    HostileValues.id(random, venue.instruments().size()));
            case 6 -> ofNobody(HostileValues.id(random, venue.lastAgentId()));
            default -> badlyNamed();
        }
    }

    private void ofNobody(int agentId) {
        if (random.chance(200)) {
            command.cancelAllOrders(agentId, EVERY_INSTRUMENT);
        } else {
            command.marketOrder(agentId, 1, Side.BUY, random.magnitude(1, ONE_E8));
        }
    }

    private void badlyNamed() {
        List<String> ids = List.of("x".repeat(65), "x".repeat(64), "a b", "\u007f", "tab\t", "x".repeat(300));
        byte[] id = ascii(ids.get(random.below(ids.size())));
        if (random.chance(300)) {
            id[0] = (byte) 0x80;
        }
        command.placeOrder(anyAgentId(), 1, Side.BUY, OrderType.MARKET, ONE_E8, CommandFactory.NO_PRICE, id, id.length);
    }

    /** Mostly an open order of its own agent; also somebody else's, one long gone, and one that never was. */
    void cancel() {
        ModelOrder order = anyOpenOrder();
        if (order == null && random.chance(800)) {
            resting();
            return;
        }
        if (order == null || random.chance(150)) {
            command.cancelOrder(anyAgentId(), random.any(0, -1, 1, 2, 7, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE));
            return;
        }
        command.cancelOrder(random.chance(850) ? order.agentId() : anyAgentId(), order.id());
    }

    /** Of an agent that mostly has open orders; of all instruments, of one, and of none that there is. */
    void cancelAll() {
        ModelOrder order = anyOpenOrder();
        int agentId = order == null || random.chance(100) ? anyAgentId() : order.agentId();
        int instrumentId = order == null ? 1 : order.instrumentId();
        command.cancelAllOrders(agentId, switch (random.below(8)) {
            case 0, 1, 2 -> instrumentId;
            case 3 -> HostileValues.id(random, venue.instruments().size());
            default -> EVERY_INSTRUMENT;
        });
    }

    private ModelOrder anyOpenOrder() {
        int count = venue.openOrders().size();
        return count == 0
                ? null
                : venue.openOrders().stream().skip(random.below(count)).findFirst().orElseThrow();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
