package io.bullring.gateway.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an agent's sessions before the present one were worth: the samples that were taken of them, carried forward. A session whose
 * beginning is no longer among the rows looked at is left out. For one question.
 */
final class EarlierSessions {
    private final List<EquitySample> samples;
    private final List<FillRecord> fills;
    private final Map<Long, EquitySample> openings = new HashMap<>();

    EarlierSessions(HistoryStore history, int agentId, SessionRecord present, int maxRows) {
        List<EquitySample> newest = history.equity(agentId, Long.MIN_VALUE, present.openedNs(), maxRows);
        samples = newest.stream().filter(sample -> sample.portfolioId() != present.portfolioId()).toList();
        fills = history.newestFills(agentId, Long.MIN_VALUE, maxRows);
        boolean isCut = newest.size() == maxRows || fills.size() == maxRows;
        for (EquitySample sample : samples) {
            openings.putIfAbsent(sample.portfolioId(), sample);
        }
        if (isCut && !samples.isEmpty()) {
            openings.remove(samples.getFirst().portfolioId());
        }
    }

    /** The newest points until a time, inclusive, oldest first; at most as many as the limit. */
    List<WorthPoint> points(CandleInterval spacing, long untilNs, int limit) {
        List<WorthPoint> newestFirst = new ArrayList<>();
        int at = samples.size() - 1;
        for (long timeNs = untilNs; newestFirst.size() < limit; timeNs -= spacing.lengthNs()) {
            while (at >= 0 && samples.get(at).timeNs() > timeNs) {
                at--;
            }
            EquitySample opening = at < 0 ? null : openings.get(samples.get(at).portfolioId());
            if (opening == null) {
                break;
            }
            newestFirst.add(new WorthPoint(
                    timeNs, samples.get(at).equityE8(), opening.equityE8(), realizedE8(opening.portfolioId(), timeNs)));
        }
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    private long realizedE8(long portfolioId, long untilNs) {
        long sumE8 = 0;
        for (FillRecord fill : fills) {
            boolean counts = fill.portfolioId() == portfolioId && fill.executedNs() <= untilNs;
            if (counts && fill.realizedPnlE8() != OrderRecord.NONE) {
                sumE8 += fill.realizedPnlE8();
            }
        }
        return sumE8;
    }
}
