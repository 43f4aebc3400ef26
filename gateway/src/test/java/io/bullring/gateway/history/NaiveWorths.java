package io.bullring.gateway.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bullring.protocol.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What portfolios are worth, in decimals and without ever forgetting one; asks the engine's own figures whether they agree. */
final class NaiveWorths {
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private record Key(int agentId, long timeNs, long portfolioId) {}

    private static final class Owned {
        private BigDecimal cashE8;
        private final Map<Integer, BigDecimal> quantitiesE8 = new TreeMap<>();
    }

    private final Map<Long, Owned> portfolios = new HashMap<>();
    private final Map<Integer, BigDecimal> pricesE8 = new HashMap<>();
    private final Map<Key, Long> samples = new HashMap<>();

    List<EquitySample> samples(int agentId) {
        return samples.entrySet()
                .stream()
                .filter(sample -> sample.getKey().agentId() == agentId)
                .map(sample -> new EquitySample(
                        sample.getKey().timeNs(), sample.getKey().portfolioId(), sample.getValue()))
                .sorted(Comparator.comparingLong(EquitySample::timeNs).thenComparingLong(EquitySample::portfolioId))
                .toList();
    }

    void onPrice(int instrumentId, long lastE8) {
        pricesE8.put(instrumentId, BigDecimal.valueOf(lastE8));
    }

    void onOpened(int agentId, long portfolioId, long balanceE8, long timeNs) {
        Owned owned = new Owned();
        owned.cashE8 = BigDecimal.valueOf(balanceE8);
        portfolios.put(portfolioId, owned);
        onChanged(agentId, portfolioId, timeNs);
    }

    void onClosed(int agentId, long portfolioId, long equityE8, long timeNs) {
        assertEquals(equityE8, equityE8(portfolioId), "portfolio " + portfolioId);
        samples.remove(new Key(agentId, lastOfMinute(timeNs), portfolioId));
        samples.put(new Key(agentId, timeNs, portfolioId), equityE8);
    }

    void onChanged(int agentId, long portfolioId, long timeNs) {
        samples.remove(new Key(agentId, lastOfMinute(timeNs), portfolioId));
        samples.put(new Key(agentId, timeNs, portfolioId), equityE8(portfolioId));
    }

    void onOrder(int agentId, long portfolioId, long timeNs) {
        samples.putIfAbsent(new Key(agentId, lastOfMinute(timeNs), portfolioId), equityE8(portfolioId));
    }

    void onFill(FillRecord fill) {
        Owned owned = portfolios.get(fill.portfolioId());
        BigDecimal sign = BigDecimal.valueOf(fill.side() == Side.BUY ? 1 : -1);
        owned.cashE8 = owned.cashE8.subtract(BigDecimal.valueOf(fill.notionalE8()).multiply(sign))
                .subtract(BigDecimal.valueOf(fill.feeE8()));
        owned.quantitiesE8.merge(
                fill.instrumentId(), BigDecimal.valueOf(fill.quantityE8()).multiply(sign), BigDecimal::add);
        samples.put(
                new Key(fill.agentId(), lastOfMinute(fill.executedNs()), fill.portfolioId()),
                equityE8(fill.portfolioId()));
    }

    void forget(int agentId) {
        samples.keySet().removeIf(key -> key.agentId() == agentId);
    }

    private static long lastOfMinute(long timeNs) {
        return (Math.floorDiv(timeNs, 60_000_000_000L) + 1) * 60_000_000_000L - 1;
    }

    private long equityE8(long portfolioId) {
        Owned owned = portfolios.get(portfolioId);
        BigDecimal equityE8 = owned.cashE8;
        for (Map.Entry<Integer, BigDecimal> position : owned.quantitiesE8.entrySet()) {
            BigDecimal priceE8 = pricesE8.getOrDefault(position.getKey(), BigDecimal.ZERO);
            equityE8 = equityE8.add(position.getValue()
                    .multiply(priceE8)
                    .movePointLeft(8)
                    .setScale(0, RoundingMode.HALF_EVEN));
        }
        return equityE8.min(LARGEST).longValueExact();
    }
}
