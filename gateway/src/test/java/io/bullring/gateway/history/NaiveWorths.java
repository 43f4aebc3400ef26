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
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * What portfolios are worth, in decimals and without ever forgetting one; asks the engine's own figures whether they agree. A position of
 * an instrument that had no price yet counts what it cost: section 3.1 of the specification of analytics.
 */
final class NaiveWorths {
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private static final class Owned {
        private long portfolioId;
        private long previousId;
        private int agentId;
        private long openedNs;
        private long startingBalanceE8;
        private BigDecimal cashE8;
        private BigDecimal capitalE8;
        private long lastGrant;
        private final List<FillRecord> fills = new ArrayList<>();
        private final NavigableMap<Integer, Position> positions = new TreeMap<>();
        /** What it owned after each command that changed that, by time. */
        private final NavigableMap<Long, State> past = new TreeMap<>();

        private State state() {
            BigDecimal realizedPnlE8 = fills.stream()
                    .map(FillRecord::realizedPnlE8)
                    .filter(result -> result != OrderRecord.NONE)
                    .map(BigDecimal::valueOf)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            return new State(cashE8, capitalE8, realizedPnlE8, new TreeMap<>(positions));
        }
    }

    /** Of one instrument. */
    private record Position(BigDecimal quantityE8, BigDecimal costE8) {
        static final Position NONE = new Position(BigDecimal.ZERO, BigDecimal.ZERO);

        Position plus(BigDecimal gainedE8, BigDecimal paidE8) {
            return new Position(quantityE8.add(gainedE8), costE8.add(paidE8));
        }

        /** @param priceE8 null: there was none yet */
        BigDecimal valueE8(BigDecimal priceE8) {
            return priceE8 == null
                    ? costE8
                    : quantityE8.multiply(priceE8).movePointLeft(8).setScale(0, RoundingMode.HALF_EVEN);
        }
    }

    private record State(BigDecimal cashE8, BigDecimal capitalE8, BigDecimal realizedPnlE8,
            Map<Integer, Position> positions) {
        BigDecimal equityE8(IntFunction<BigDecimal> pricesE8) {
            return positions.entrySet()
                    .stream()
                    .map(position -> position.getValue().valueE8(pricesE8.apply(position.getKey())))
                    .reduce(cashE8, BigDecimal::add);
        }
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
                owned.positions.entrySet()
                        .stream()
                        .filter(position -> position.getValue().quantityE8().signum() != 0)
                        .map(position -> holding(position.getKey(), position.getValue()))
                        .toList(),
                owned.fills.isEmpty() ? 0 : owned.fills.getLast().fillId(),
                owned.lastGrant,
                tally(owned.fills));
    }

    private static Holding holding(int instrumentId, Position position) {
        return new Holding(
                instrumentId, position.quantityE8().longValueExact(), position.costE8().longValueExact());
    }

    /**
     * At a time since it began.
     *
     * @param pricesE8 last ones before that time, null: there was none
     */
    WorthPoint at(long portfolioId, long timeNs, IntFunction<BigDecimal> pricesE8) {
        Owned owned = portfolios.getOrDefault(portfolioId, closed.get(portfolioId));
        State state = owned.past.floorEntry(timeNs).getValue();
        return new WorthPoint(
                timeNs, WideAmount.ofDecimal(state.equityE8(pricesE8), 0), WideAmount.ofDecimal(state.capitalE8(), 0),
                state.realizedPnlE8().longValueExact());
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
        owned.capitalE8 = owned.cashE8;
        owned.past.put(timeNs, owned.state());
        portfolios.put(portfolioId, owned);
    }

    void onClosed(long portfolioId, long equityE8) {
        assertEquals(equityE8, equityE8(portfolioId), "portfolio " + portfolioId);
        closed.put(portfolioId, portfolios.remove(portfolioId));
    }

    void onFill(FillRecord fill) {
        Owned owned = portfolios.get(fill.portfolioId());
        BigDecimal quantityE8 = BigDecimal.valueOf(fill.quantityE8());
        BigDecimal notionalE8 = BigDecimal.valueOf(fill.notionalE8());
        BigDecimal feeE8 = BigDecimal.valueOf(fill.feeE8());
        Position before = owned.positions.getOrDefault(fill.instrumentId(), Position.NONE);
        if (fill.side() == Side.BUY) {
            owned.cashE8 = owned.cashE8.subtract(notionalE8).subtract(feeE8);
            owned.positions.put(fill.instrumentId(), before.plus(quantityE8, notionalE8.add(feeE8)));
        } else {
            BigDecimal proceedsE8 = notionalE8.subtract(feeE8);
            BigDecimal soldCostE8 = proceedsE8.subtract(BigDecimal.valueOf(fill.realizedPnlE8()));
            owned.cashE8 = owned.cashE8.add(proceedsE8);
            owned.positions.put(fill.instrumentId(), before.plus(quantityE8.negate(), soldCostE8.negate()));
        }
        owned.fills.add(fill);
        owned.past.put(fill.executedNs(), owned.state());
    }

    void onGranted(GrantRecord grant) {
        Owned owned = portfolios.get(grant.portfolioId());
        owned.lastGrant = grant.sequence();
        owned.capitalE8 = owned.capitalE8.add(BigDecimal.valueOf(grant.costE8()));
        owned.positions.put(
                grant.instrumentId(),
                owned.positions.getOrDefault(grant.instrumentId(), Position.NONE)
                        .plus(BigDecimal.valueOf(grant.quantityE8()), BigDecimal.valueOf(grant.costE8())));
        owned.past.put(grant.grantedNs(), owned.state());
    }

    void forget(int agentId) {
        portfolios.values().removeIf(owned -> owned.agentId == agentId);
        closed.values().removeIf(owned -> owned.agentId == agentId);
    }

    private long equityE8(long portfolioId) {
        return portfolios.get(portfolioId).state().equityE8(pricesE8::get).min(LARGEST).longValueExact();
    }
}
