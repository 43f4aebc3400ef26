package io.bullring.gateway.http.answer;

import io.bullring.core.account.RiskProfile;
import io.bullring.core.account.VenueRules;
import io.bullring.core.e8.E8;
import io.bullring.core.market.BookFees;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.core.wallet.PortfolioImage;
import io.bullring.gateway.directory.Account;
import io.bullring.gateway.directory.Agent;
import io.bullring.gateway.id.PublicIds;
import io.bullring.gateway.market.Listing;
import io.bullring.gateway.market.MarketBoard;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The manual for one agent, in Markdown: what it can call, with the limits that hold for it and the instruments of the venue
 * filled into a template. It has the first characters of the agent's key, never the key. Any thread.
 */
public final class SkillRenderer {
    private static final String TEMPLATE = "skill.md";
    private static final String BOOKS_TEMPLATE = "skill-books.md";
    private static final Pattern BLANK = Pattern.compile("\\{\\{([a-z_]+)}}");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u0080-\\u009F\\u2028\\u2029]+");
    private static final String PREVIEW_END = "...";
    private static final int SCALE = 8;
    private static final List<String> SHARES_OF_VOLUME = List.of("0.0001", "0.01", "0.1", "0.5");
    private static final BigDecimal SMALLEST_SLIPPAGE = new BigDecimal("0.0001");
    private static final BigDecimal LARGEST_SLIPPAGE = new BigDecimal("0.1");

    private final PublicIds ids;
    private final MarketBoard market;
    private final String venueName;
    private final PairFilters filters;
    private final String httpLimits;
    private final int maxSubscriptions;
    private final int maxPortfolios;
    private final String template = resource(TEMPLATE);
    private final String booksTemplate = resource(BOOKS_TEMPLATE);

    /**
     * Where the reader finds the venue.
     *
     * @param api all calls' beginning
     * @param socket the WebSocket's address
     */
    public record Address(String api, String socket) {}

    /**
     * @param venueName for display
     * @param filters what is asked of orders at the door
     * @param httpLimits how often it may be called, Markdown
     * @param maxSubscriptions of one WebSocket
     * @param maxPortfolios agents whose portfolios one is sent at intervals
     */
    public SkillRenderer(
            PublicIds ids,
            MarketBoard market,
            String venueName,
            PairFilters filters,
            String httpLimits,
            int maxSubscriptions,
            int maxPortfolios) {
        this.ids = ids;
        this.market = market;
        this.venueName = venueName;
        this.filters = filters;
        this.httpLimits = httpLimits;
        this.maxSubscriptions = maxSubscriptions;
        this.maxPortfolios = maxPortfolios;
    }

    /**
     * @param portfolio the agent's, for the orders that are shown
     * @param venueKilled whether the kill switch of the venue is engaged
     * @param nowNs nanoseconds since 1970, UTC
     * @param address at which the reader will find the venue
     */
    public HttpAnswer manual(
            Account account, Agent agent, PortfolioImage portfolio, boolean venueKilled, long nowNs, Address address) {
        VenueRules rules = market.rules();
        RiskProfile limits = agent.limits(account, rules.riskDefaults());
        Map<String, String> values = new HashMap<>();
        values.put("venue", oneLine(venueName));
        values.put("base_url", address.api());
        values.put("socket_url", address.socket());
        values.put("http_limits", httpLimits);
        values.put("max_subscriptions", Integer.toString(maxSubscriptions));
        values.put("max_portfolios", Integer.toString(maxPortfolios));
        values.put("agent_name", oneLine(agent.name()));
        values.put("agent_id", ids.agent(agent.agentId()).toString());
        values.put("api_key", agent.keyPreview() + PREVIEW_END);
        values.put("starting_balance", plain(agent.startingBalanceE8()));
        putLimits(values, limits);
        putRules(values, rules);
        putInstruments(values);
        boolean isKilled = agent.killed() || account.killed() || venueKilled;
        OrderRoom room = new OrderRoom(agent, limits, portfolio, market, filters, isKilled, nowNs);
        SkillExample example = SkillExample.of(room, market);
        values.put("client_order_id", "my-order-" + TimeUnit.NANOSECONDS.toSeconds(nowNs));
        values.put("key", Obstacle.comment(agent.archived() ? Obstacle.ARCHIVED : null));
        values.put("key_pair", agent.archived() ? values.get("key")
                : Obstacle.comment(example.listing() == null ? Obstacle.NO_PAIR : null));
        values.put("active", Obstacle.comment(agent.archived() ? Obstacle.PUT_AWAY : null));
        example.putPurchase(values, room);
        putBooks(values, agent, room);
        example.putResting(values, room);
        return HttpAnswer.markdown(filled(template, values).stripTrailing() + "\n");
    }

    private static void putLimits(Map<String, String> values, RiskProfile limits) {
        values.put("min_order_size_usd", plain(limits.minOrderSizeE8()));
        values.put("max_order_size_pct", plain(limits.maxOrderSizePctE8()));
        values.put("max_position_size_pct", plain(limits.maxPositionSizePctE8()));
        values.put("daily_loss_limit_pct", plain(limits.dailyLossLimitPctE8()));
        values.put("max_open_orders", Integer.toString(limits.maxOpenOrders()));
        values.put("order_rate_limit", Integer.toString(limits.orderRateLimit()));
        values.put("whole_position_size_pct", wholePercent(limits.maxPositionSizePctE8()));
        values.put("whole_loss_limit_pct", wholePercent(limits.dailyLossLimitPctE8()));
        boolean isBelowOne = Math.min(limits.maxPositionSizePctE8(), limits.dailyLossLimitPctE8()) < E8.ONE;
        values.put("whole", Obstacle.comment(isBelowOne ? Obstacle.BELOW_ONE_PERCENT : null));
    }

    /** Never looser than the limit itself. */
    private static String wholePercent(long valueE8) {
        return decimal(valueE8).setScale(0, RoundingMode.DOWN).toPlainString();
    }

    private static void putRules(Map<String, String> values, VenueRules rules) {
        BigDecimal factor = decimal(rules.slippageFactorE8());
        values.put("fee_pct", plain(decimal(rules.feeRateE8()).movePointRight(2)));
        values.put("slippage_factor", plain(factor));
        values.put("slippage",
                SHARES_OF_VOLUME.stream()
                        .map(BigDecimal::new)
                        .map(share -> "| " + plain(share.movePointRight(2)) + " % | "
                                + plain(slippage(factor, share).movePointRight(2)) + " % |")
                        .collect(Collectors.joining("\n")));
        long days = TimeUnit.NANOSECONDS.toDays(rules.orderLifeNs());
        values.put("order_life",
                days >= 2 && TimeUnit.DAYS.toNanos(days) == rules.orderLifeNs()
                        ? days + " days"
                        : TimeUnit.NANOSECONDS.toHours(rules.orderLifeNs()) + " h");
        values.put("stale_price",
                rules.priceMaxAgeNs() == 0
                        ? "its feed has never been up"
                        : "the feed has been silent for " + TimeUnit.NANOSECONDS.toSeconds(rules.priceMaxAgeNs())
                                + " seconds");
    }

    private static BigDecimal slippage(BigDecimal factor, BigDecimal shareOfVolume) {
        return factor.multiply(shareOfVolume).max(SMALLEST_SLIPPAGE).min(LARGEST_SLIPPAGE);
    }

    private void putInstruments(Map<String, String> values) {
        List<Listing> listings = market.listings();
        values.put("symbols",
                listings.stream()
                        .filter(listing -> listing.isTraded())
                        .map(Listing::symbol)
                        .collect(Collectors.joining(", ")));
        values.put("filters",
                (filters.stepSize() ? " A quantity must be a multiple of `step_size` of `/market/pairs`." : "")
                        + (filters.minNotional()
                                ? " The smallest value binds market orders, too, at the last price."
                                : ""));
        values.put("instruments", listings.stream().map(SkillRenderer::row).collect(Collectors.joining("\n")));
    }

    /** A section of its own where agents trade with one another, otherwise nothing. */
    private void putBooks(Map<String, String> values, Agent agent, OrderRoom room) {
        List<Listing> books = market.listings().stream().filter(Listing::isBook).toList();
        if (books.isEmpty()) {
            values.put("books", "");
            return;
        }
        Listing shown = books.stream().filter(Listing::isTraded).findFirst().orElse(books.getFirst());
        values.put("book_symbols", books.stream().map(Listing::symbol).collect(Collectors.joining(", ")));
        values.put("book_fees", bookFees(agent.fees()));
        values.put("orders_met", Integer.toString(market.rules().maxWorkPerCommand()));
        SkillExample.of(room, shown).putAsBook(values, room);
        values.put("books", filled(booksTemplate, values));
    }

    private static String bookFees(BookFees own) {
        return own == null
                ? "`maker_fee`, `taker_fee` of `/market/pairs`"
                : "yours, in all of them: " + percent(own.makerE8()) + " and " + percent(own.takerE8());
    }

    private static String percent(long fractionE8) {
        return plain(decimal(fractionE8).movePointRight(2)) + " %";
    }

    private static String row(Listing listing) {
        InstrumentTerms terms = listing.terms();
        return "| " + listing.symbol() + " | " + (listing.isTraded() ? "active" : "inactive") + " | "
                + plain(terms.minQuantityE8()) + " | " + plain(terms.maxQuantityE8()) + " | "
                + plain(terms.minNotionalE8()) + " | " + (listing.isBook() ? "other agents: `book`" : "quoted prices")
                + " |";
    }

    private static String filled(String template, Map<String, String> values) {
        return BLANK.matcher(template).replaceAll(blank -> Matcher.quoteReplacement(value(blank, values)));
    }

    private static String value(MatchResult blank, Map<String, String> values) {
        String value = values.get(blank.group(1));
        if (value == null) {
            throw new IllegalStateException("nothing to fill into " + blank.group());
        }
        return value;
    }

    /** A name may have line breaks in it; the head of the manual has one line for it. */
    private static String oneLine(String text) {
        return CONTROL.matcher(text).replaceAll(" ");
    }

    static String plain(long valueE8) {
        return plain(decimal(valueE8));
    }

    static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    static BigDecimal decimal(long valueE8) {
        return BigDecimal.valueOf(valueE8, SCALE);
    }

    private static String resource(String name) {
        try (InputStream resource = SkillRenderer.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("the manual's template is not in this program");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading the manual's template", e);
        }
    }
}
