package io.bullring.gateway.feed.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.gateway.feed.FeedInstrument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The symbols as instruments, with the exchange's own bounds of an order and the volume of their last 24 hours. What the exchange does
 * not tell, or not so that it can be read, does not keep the venue from starting, and spoils nothing else: an instrument that is
 * known stays as it is, a new one has no bounds. A symbol that the exchange does not know does.
 */
final class InstrumentList {
    /** Unlike that of a recording: what was traded there is not to be valued at the prices of here. */
    static final int FEED_ID = 2;

    private static final Logger LOG = LoggerFactory.getLogger(InstrumentList.class);
    private static final Set<String> NOTIONAL = Set.of("NOTIONAL", "MIN_NOTIONAL");

    private final BinanceConfig config;
    private final RetryAfter retryAfter;
    private boolean isAnswered;

    InstrumentList(BinanceConfig config, RetryAfter retryAfter) {
        this.config = config;
        this.retryAfter = retryAfter;
    }

    /** @throws UncheckedIOException when the exchange refuses the symbols */
    List<FeedInstrument> fetch() {
        try (Exchange exchange = new Exchange(config, retryAfter, Runnable::run)) {
            List<FeedInstrument> instruments = instruments(exchange);
            Map<String, Long> volumesE8 = volumesE8(exchange);
            return instruments.stream()
                    .map(it -> new FeedInstrument(
                            it.terms(), it.assumed(), volumesE8.getOrDefault(it.terms().symbol(), 0L)))
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return assumed();
        }
    }

    /** Whether the exchange has told of its instruments. */
    boolean isAnswered() {
        return isAnswered;
    }

    /** Where it is asked. */
    static String path(BinanceConfig config) {
        return "/api/v3/exchangeInfo?symbols=" + symbols(config);
    }

    /** What it answers there, without volumes. One that is not in it is not traded any more. */
    static List<FeedInstrument> read(JsonNode info, BinanceConfig config) throws FrameDamage {
        ExchangeJson.require(info.path("symbols").isArray(), "no list of symbols");
        Map<String, FeedInstrument> told = new HashMap<>();
        for (JsonNode symbol : info.path("symbols")) {
            String name = ExchangeJson.text(symbol, "symbol");
            told.put(name, instrument(name, symbol));
        }
        return config.symbols()
                .stream()
                .map(name -> told.getOrDefault(name, new FeedInstrument(unbounded(name, false), 0)))
                .toList();
    }

    private List<FeedInstrument> instruments(Exchange exchange) throws InterruptedException {
        try {
            List<FeedInstrument> told = read(ExchangeJson.parse(exchange.fetch(path(config))), config);
            isAnswered = true;
            return told;
        } catch (ExchangeRefusal e) {
            if (e.isOurs()) {
                throw new UncheckedIOException("the exchange does not take " + String.join(", ", config.symbols()), e);
            }
            warn(e);
        } catch (IOException | FrameDamage e) {
            warn(e);
        }
        return assumed();
    }

    private static void warn(Exception why) {
        LOG.warn(
                "the exchange did not tell of its instruments; what is known stays, new ones have no bounds until it does: {}",
                why.toString());
    }

    private Map<String, Long> volumesE8(Exchange exchange) throws InterruptedException {
        try {
            return volumesE8(ExchangeJson.parse(
                    exchange.fetch("/api/v3/ticker/24hr?type=MINI&symbols=" + symbols(config))));
        } catch (IOException | FrameDamage e) {
            LOG.warn("the exchange did not tell the volumes of the last day; those of new instruments begin at 0: {}",
                    e.toString());
            return Map.of();
        }
    }

    /** @param days what was traded in the last 24 hours, by symbol */
    static Map<String, Long> volumesE8(JsonNode days) {
        Map<String, Long> volumesE8 = new HashMap<>();
        for (JsonNode day : days) {
            volumesE8.put(day.path("symbol").asText(), volumeE8(day));
        }
        return volumesE8;
    }

    private static long volumeE8(JsonNode day) {
        try {
            return ExchangeJson.cappedE8(day, "volume");
        } catch (FrameDamage e) {
            LOG.warn("the volume of a day was damaged; if its instrument is new, it begins at 0: {}", e.getMessage());
            return 0;
        }
    }

    private List<FeedInstrument> assumed() {
        return config.symbols().stream().map(InstrumentList::assumed).toList();
    }

    private static FeedInstrument assumed(String symbol) {
        return new FeedInstrument(unbounded(symbol, true), true, 0);
    }

    private static InstrumentTerms unbounded(String symbol, boolean active) {
        return new InstrumentTerms(symbol, FEED_ID, active, 0, 0, 0, 0);
    }

    /** A list in JSON, as it stands in an address. */
    private static String symbols(BinanceConfig config) {
        return config.symbols().stream().collect(Collectors.joining("%22,%22", "%5B%22", "%22%5D"));
    }

    private static FeedInstrument instrument(String name, JsonNode symbol) {
        try {
            return new FeedInstrument(terms(symbol), 0);
        } catch (FrameDamage e) {
            LOG.warn("what the exchange told of {} was damaged, what is known of it stays: {}", name, e.getMessage());
            return assumed(name);
        }
    }

    private static InstrumentTerms terms(JsonNode symbol) throws FrameDamage {
        long minQuantityE8 = 0;
        long maxQuantityE8 = 0;
        long stepSizeE8 = 0;
        long minNotionalE8 = 0;
        for (JsonNode filter : symbol.path("filters")) {
            String type = ExchangeJson.text(filter, "filterType");
            if ("LOT_SIZE".equals(type)) {
                minQuantityE8 = ExchangeJson.amountE8(filter, "minQty");
                maxQuantityE8 = ExchangeJson.cappedE8(filter, "maxQty");
                stepSizeE8 = ExchangeJson.amountE8(filter, "stepSize");
            } else if (NOTIONAL.contains(type)) {
                minNotionalE8 = ExchangeJson.amountE8(filter, "minNotional");
            }
        }
        ExchangeJson.require(maxQuantityE8 == 0 || maxQuantityE8 >= minQuantityE8, "maxQty is below minQty");
        return new InstrumentTerms(
                ExchangeJson.text(symbol, "symbol"),
                FEED_ID,
                "TRADING".equals(ExchangeJson.text(symbol, "status")),
                minQuantityE8,
                maxQuantityE8,
                stepSizeE8,
                minNotionalE8);
    }
}
