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

    private static final int MOST = 1_000_000_000;

    /**
     * The same with another number of requests for one of them.
     *
     * @param name as the interface documents its tiers, and login and registration
     * @throws IllegalArgumentException when there is no such limit, or it cannot be that
     */
    public RateLimits with(String name, int perMinute) {
        if (perMinute < 0 || perMinute > MOST) {
            throw new IllegalArgumentException("a limit lies in 0 .. " + MOST);
        }
        int n = perMinute;
        return switch (name) {
            case "orders" -> new RateLimits(n, backtest, marketData, training, general, login, registration);
            case "backtest" -> new RateLimits(orders, n, marketData, training, general, login, registration);
            case "market_data" -> new RateLimits(orders, backtest, n, training, general, login, registration);
            case "training" -> new RateLimits(orders, backtest, marketData, n, general, login, registration);
            case "general" -> new RateLimits(orders, backtest, marketData, training, n, login, registration);
            case "login" -> new RateLimits(orders, backtest, marketData, training, general, n, registration);
            case "registration" -> new RateLimits(orders, backtest, marketData, training, general, login, n);
            default -> throw new IllegalArgumentException("there is no such limit");
        };
    }

    public RateLimits {
        int least = Math.min(
                Math.min(Math.min(orders, backtest), Math.min(marketData, training)),
                Math.min(general, Math.min(login, registration)));
        if (least < 0) {
            throw new IllegalArgumentException("a limit of " + least + " requests");
        }
    }
}
