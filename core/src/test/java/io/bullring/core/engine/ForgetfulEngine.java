package io.bullring.core.engine;

import io.bullring.core.risk.Rejection;

/** Makes engines that remember fewer placements of an account than the rules say, for tests that go beyond that bound. */
public final class ForgetfulEngine {
    private ForgetfulEngine() {}

    /** @param mostPlacements that the portfolios of one account remember together */
    public static TradingEngine of(EventEncoder events, int mostPlacements) {
        return new TradingEngine(events, new Rejection(), mostPlacements);
    }
}
