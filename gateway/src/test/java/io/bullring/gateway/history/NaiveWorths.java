package io.bullring.gateway.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bullring.gateway.history.SessionRecord.Holding;
import io.bullring.protocol.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What portfolios are worth, in decimals and without ever forgetting one; asks the engine's own figures whether they agree. */
final class NaiveWorths {
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private static final class Owned {
        private long portfolioId;
        private long previousId;
        private int agentId;
        private long openedNs;
        private long startingBalanceE8;
        private BigDecimal cashE8;
        private long lastGrant;
        private final List<FillRecord> fills = new ArrayList<>();
        private final Map<Integer, BigDecimal> quantitiesE8 = new TreeMap<>();
    }

    private final Map<Long, Owned> portfolios = new HashMap<>();
    private final Map<Integer, BigDecimal> pricesE8 = new HashMap<>();
    private final Map<Long, Owned> closed = new HashMap<>();

    /** Those that are not over; holdings by instrument. */
    List<SessionRecord> sessions(int agentId) {
        return portfolios.values()
                .stream()
                .filter(owned -> owned.agentId == agentId)
                .map(NaiveWorths::session)
                .toList();
    }

    /** Over or not; null: there was none. */
    SessionRecord sessionBefore(SessionRecord session) {
        Owned owned = portfolios.getOrDefault(session.previousId(), closed.get(session.previousId()));
        return owned == null ? null : session(owned);
    }

    private static SessionRecord session(Owned owned) {
        return new SessionRecord(
                owned.portfolioId,
                owned.previousId,
                owned.openedNs,
                owned.startingBalanceE8,
                owned.cashE8.longValueExact(),
                owned.quantitiesE8.entrySet()
                        .stream()
                        .filter(position -> position.getValue().signum() != 0)
                        .map(position -> new Holding(position.getKey(), position.getValue().longValueExact()))
                        .toList(),
                owned.fills.isEmpty() ? 0 : owned.fills.getLast().fillId(),
                owned.lastGrant,
                tally(owned.fills));
    }

    /** Of an open portfolio's fills from this time on. */
    Tally tally(long portfolioId, long fromNs) {
        return tally(portfolios.get(portfolioId).fills.stream().filter(fill -> fill.executedNs() >= fromNs).toList());
    }

    private static Tally tally(List<FillRecord> fills) {
        List<Long> results = fills.stream()
                .map(FillRecord::realizedPnlE8)
                .filter(result -> result != OrderRecord.NONE)
                .toList();
        return new Tally(
                fills.size(),
                results.size(),
                results.stream().filter(result -> result > 0).count(),
                results.stream().filter(result -> result < 0).count(),
                results.stream().mapToLong(result -> result).sum(),
                fills.stream().mapToLong(FillRecord::feeE8).sum());
    }

    void onPrice(int instrumentId, long lastE8) {
        pricesE8.put(instrumentId, BigDecimal.valueOf(lastE8));
    }

    void onOpened(int agentId, long portfolioId, long previousId, long balanceE8, long timeNs) {
        Owned owned = new Owned();
        owned.portfolioId = portfolioId;
        owned.previousId = previousId;
        owned.agentId = agentId;
        owned.openedNs = timeNs;
        owned.startingBalanceE8 = balanceE8;
        owned.cashE8 = BigDecimal.valueOf(balanceE8);
        portfolios.put(portfolioId, owned);
    }

    void onClosed(long portfolioId, long equityE8) {
        assertEquals(equityE8, equityE8(portfolioId), "portfolio " + portfolioId);
        closed.put(portfolioId, portfolios.remove(portfolioId));
    }

    void onFill(FillRecord fill) {
        Owned owned = portfolios.get(fill.portfolioId());
        BigDecimal sign = BigDecimal.valueOf(fill.side() == Side.BUY ? 1 : -1);
        owned.cashE8 = owned.cashE8.subtract(BigDecimal.valueOf(fill.notionalE8()).multiply(sign))
                .subtract(BigDecimal.valueOf(fill.feeE8()));
        owned.fills.add(fill);
        owned.quantitiesE8.merge(
                fill.instrumentId(), BigDecimal.valueOf(fill.quantityE8()).multiply(sign), BigDecimal::add);
    }

    void onGranted(GrantRecord grant) {
        Owned owned = portfolios.get(grant.portfolioId());
        owned.lastGrant = grant.sequence();
        owned.quantitiesE8.merge(
                grant.instrumentId(), BigDecimal.valueOf(grant.quantityE8()), BigDecimal::add);
    }

    void forget(int agentId) {
        portfolios.values().removeIf(owned -> owned.agentId == agentId);
        closed.values().removeIf(owned -> owned.agentId == agentId);
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
