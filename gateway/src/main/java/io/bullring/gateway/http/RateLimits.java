package io.bullring.gateway.http;

/**
 * Requests a minute, 0: as many as they like. The first five are for each agent, or each account whose own key or token was sent; of
 * market data without credentials, and the last two, for each address.
 *
 * @param orders everything below {@code /trade/}
 * @param backtest everything below {@code /backtest/}
 * @param marketData everything below {@code /market/}
 * @param training everything below {@code /training/}
 * @param general everything else
 * @param login attempts to log in
 * @param registration accounts opened
 */
public record RateLimits(
        int orders, int backtest, int marketData, int training, int general, int login, int registration) {
    /** The preset {@code local}: none. */
    public static final RateLimits LOCAL = new RateLimits(0, 0, 0, 0, 0, 0, 0);

    /** The preset {@code public}: what the interface documents. */
    public static final RateLimits PUBLIC = new RateLimits(100, 6_000, 1_200, 3_000, 600, 5, 3);

    public RateLimits {
        int least = Math.min(
                Math.min(Math.min(orders, backtest), Math.min(marketData, training)),
                Math.min(general, Math.min(login, registration)));
        if (least < 0) {
            throw new IllegalArgumentException("a limit of " + least + " requests");
        }
    }
}
