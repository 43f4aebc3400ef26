package io.bullring.core.model;

import static io.bullring.core.model.Amounts.sat;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One agent's money, positions, results of the day and order counts. */
public final class ModelPortfolio {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long DAY_NS = 1_440 * MINUTE_NS;
    private static final long NEVER = -1;

    final long id;
    final ModelAgent agent;
    final BigDecimal startingBalance;
    final ModelMemory memory = new ModelMemory();

    /** USDT. */
    BigDecimal available;

    BigDecimal held = BigDecimal.ZERO;
    BigDecimal realized = BigDecimal.ZERO;
    long latchedDay = NEVER;

    private final SortedMap<Long, ModelOrder> openOrders = new TreeMap<>();
    private final Map<Integer, ModelPosition> positions = new LinkedHashMap<>();
    private long pnlDay = NEVER;
    private BigDecimal dayPnl = BigDecimal.ZERO;
    private long countMinute = NEVER;
    private int count;

    ModelPortfolio(long id, ModelAgent agent, BigDecimal startingBalance) {
        this.id = id;
        this.agent = agent;
        this.startingBalance = startingBalance;
        this.available = startingBalance;
    }

    static long day(long nowNs) {
        return nowNs / DAY_NS;
    }

    /** Nanoseconds until the next minute begins. */
    static long untilNextMinuteNs(long nowNs) {
        return MINUTE_NS - nowNs % MINUTE_NS;
    }

    /** In acceptance order, fired and waiting ones included. */
    public Collection<ModelOrder> openOrders() {
        return openOrders.values();
    }

    void opened(ModelOrder order) {
        openOrders.put(order.id, order);
    }

    void closed(ModelOrder order) {
        openOrders.remove(order.id);
    }

    /** What it is worth at the last prices: RULES.md section 3. */
    BigDecimal equity() {
        BigDecimal equity = available.add(held);
        for (ModelPosition position : positions.values()) {
            equity = equity.add(position.marketValue());
        }
        return sat(equity);
    }

    /** In the order of the first purchase; sold-out ones stay. */
    public Collection<ModelPosition> positions() {
        return positions.values();
    }

    /** Base asset of an instrument that may be sold, E8. */
    public long availableE8(ModelInstrument instrument) {
        return Amounts.e8(position(instrument).available);
    }

    /** The position; one with nothing in it, not kept, when there was never any. */
    ModelPosition position(ModelInstrument instrument) {
        return positions.getOrDefault(instrument.id, new ModelPosition(instrument));
    }

    ModelPosition positionToBuy(ModelInstrument instrument) {
        return positions.computeIfAbsent(instrument.id, id -> new ModelPosition(instrument));
    }

    /** Result of the sales of the UTC day. */
    BigDecimal dayPnl(long nowNs) {
        return pnlDay == day(nowNs) ? dayPnl : BigDecimal.ZERO;
    }

    void realize(BigDecimal pnl, long nowNs) {
        dayPnl = dayPnl(nowNs).add(pnl);
        pnlDay = day(nowNs);
        realized = realized.add(pnl);
    }

    /** Accepted orders of the UTC minute. */
    int minuteCount(long nowNs) {
        return countMinute == nowNs / MINUTE_NS ? count : 0;
    }

    void countOrder(long nowNs) {
        count = minuteCount(nowNs) + 1;
        countMinute = nowNs / MINUTE_NS;
    }

    public long id() {
        return id;
    }

    public int agentId() {
        return agent.id;
    }

    public long availableE8() {
        return Amounts.e8(available);
    }

    public long heldE8() {
        return Amounts.e8(held);
    }

    public long startingBalanceE8() {
        return Amounts.e8(startingBalance);
    }

    public long realizedPnlE8() {
        return Amounts.e8(realized);
    }
}
