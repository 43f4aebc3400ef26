package io.bullring.core.account;

import io.bullring.core.port.SnapshotSink;
import io.bullring.core.port.SnapshotSource;

/**
 * What one agent may do. {@link #UNSET} and {@link #UNSET_COUNT} in an agent's profile mean that the venue's default
 * holds; the venue's defaults have every field set. Percentages are percent in E8 (25 percent is 25 × 10⁸).
 *
 * @param maxOrderSizePctE8 one order's value at most, percent of equity
 * @param maxPositionSizePctE8 one instrument's position at most, percent of equity
 * @param dailyLossLimitPctE8 realised loss of a UTC day that halts trading, percent of the starting balance
 * @param minOrderSizeE8 one order's value at least, USDT
 * @param maxOpenOrders open orders at the same time
 * @param orderRateLimit accepted orders in one UTC minute
 */
public record RiskProfile(
        long maxOrderSizePctE8,
        long maxPositionSizePctE8,
        long dailyLossLimitPctE8,
        long minOrderSizeE8,
        int maxOpenOrders,
        int orderRateLimit) {

    /** A setting that is not set; the null value of the schema. */
    public static final long UNSET = Long.MIN_VALUE;

    /** A count that is not set; the null value of the schema. */
    public static final int UNSET_COUNT = Integer.MIN_VALUE;

    /** The profile of an agent that has none. */
    public static final RiskProfile NONE = new RiskProfile(UNSET, UNSET, UNSET, UNSET, UNSET_COUNT, UNSET_COUNT);

    private static final long PERCENT_100_E8 = 10_000_000_000L;

    /** These settings, where unset those of the defaults. */
    public RiskProfile orElse(RiskProfile defaults) {
        return new RiskProfile(
                maxOrderSizePctE8 == UNSET ? defaults.maxOrderSizePctE8 : maxOrderSizePctE8,
                maxPositionSizePctE8 == UNSET ? defaults.maxPositionSizePctE8 : maxPositionSizePctE8,
                dailyLossLimitPctE8 == UNSET ? defaults.dailyLossLimitPctE8 : dailyLossLimitPctE8,
                minOrderSizeE8 == UNSET ? defaults.minOrderSizeE8 : minOrderSizeE8,
                maxOpenOrders == UNSET_COUNT ? defaults.maxOpenOrders : maxOpenOrders,
                orderRateLimit == UNSET_COUNT ? defaults.orderRateLimit : orderRateLimit);
    }

    /** Whether every setting that is set lies in its range (RULES.md section 4). */
    public boolean isInRange(int maxOpenOrdersPerAgent) {
        return isPercent(maxOrderSizePctE8)
                && isPercent(maxPositionSizePctE8)
                && isPercent(dailyLossLimitPctE8)
                && (minOrderSizeE8 == UNSET || minOrderSizeE8 >= 0)
                && (maxOpenOrders == UNSET_COUNT || (maxOpenOrders >= 1 && maxOpenOrders <= maxOpenOrdersPerAgent))
                && (orderRateLimit == UNSET_COUNT || orderRateLimit >= 1);
    }

    /** Whether every setting is set, as defaults must be. */
    public boolean isComplete() {
        return maxOrderSizePctE8 != UNSET
                && maxPositionSizePctE8 != UNSET
                && dailyLossLimitPctE8 != UNSET
                && minOrderSizeE8 != UNSET
                && maxOpenOrders != UNSET_COUNT
                && orderRateLimit != UNSET_COUNT;
    }

    private static boolean isPercent(long valueE8) {
        return valueE8 == UNSET || (valueE8 > 0 && valueE8 <= PERCENT_100_E8);
    }

    void writeTo(SnapshotSink sink) {
        sink.putLong(maxOrderSizePctE8);
        sink.putLong(maxPositionSizePctE8);
        sink.putLong(dailyLossLimitPctE8);
        sink.putLong(minOrderSizeE8);
        sink.putLong(maxOpenOrders);
        sink.putLong(orderRateLimit);
    }

    static RiskProfile readFrom(SnapshotSource source) {
        RiskProfile read = new RiskProfile(
                source.getLong(),
                source.getLong(),
                source.getLong(),
                source.getLong(),
                (int) source.getLong(),
                (int) source.getLong());
        return read.equals(NONE) ? NONE : read;
    }
}
