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
 * The symbols as instruments, with the exchange's own bounds of an order and the volume of their last 24 hours. An exchange that
 * cannot be reached does not keep the venue from starting: instruments that it knows stay as they are, new ones have no bounds.
 * A symbol that the exchange does not know does.
 */
final class InstrumentList {
    /** Unlike that of a recording: what was traded there is not to be valued at the prices of here. */
    static final int FEED_ID = 2;

    private static final Logger LOG = LoggerFactory.getLogger(InstrumentList.class);
    private static final Set<String> NOTIONAL = Set.of("NOTIONAL", "MIN_NOTIONAL");

    private final BinanceConfig config;

    InstrumentList(BinanceConfig config) {
        this.config = config;
    }

    /** @throws UncheckedIOException when the exchange refuses the symbols */
    List<FeedInstrument> fetch() {
        try (Exchange exchange = new Exchange(config, Runnable::run)) {
            return fetch(exchange);
        } catch (ExchangeRefusal e) {
            if (e.isOurs()) {
                throw new UncheckedIOException("the exchange does not take " + String.join(", ", config.symbols()), e);
            }
            return assumed(e);
        } catch (IOException | FrameDamage e) {
            return assumed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return assumed(e);
        }
    }

    private List<FeedInstrument> assumed(Exception why) {
        LOG.warn("the exchange did not tell of its instruments; what is known stays, new ones have no bounds: {}",
                why.toString());
        return config.symbols()
                .stream()
                .map(symbol -> new FeedInstrument(new InstrumentTerms(symbol, FEED_ID, true, 0, 0, 0, 0), true, 0))
                .toList();
    }

    private List<FeedInstrument> fetch(Exchange exchange) throws IOException, FrameDamage, InterruptedException {
        return read(
                ExchangeJson.parse(exchange.fetch("/api/v3/exchangeInfo?symbols=" + symbols())),
                ExchangeJson.parse(exchange.fetch("/api/v3/ticker/24hr?type=MINI&symbols=" + symbols())));
    }

    /** @param days what was traded in the last 24 hours */
    List<FeedInstrument> read(JsonNode info, JsonNode days) throws FrameDamage {
        Map<String, InstrumentTerms> terms = new HashMap<>();
        for (JsonNode symbol : info.path("symbols")) {
            InstrumentTerms read = terms(symbol);
            terms.put(read.symbol(), read);
        }
        Map<String, Long> volumesE8 = new HashMap<>();
        for (JsonNode day : days) {
            volumesE8.put(ExchangeJson.text(day, "symbol"), ExchangeJson.amountE8(day, "volume"));
        }
        ExchangeJson.require(terms.keySet().containsAll(config.symbols()), "not all symbols are in the answer");
        return config.symbols()
                .stream()
                .map(symbol -> new FeedInstrument(terms.get(symbol), volumesE8.getOrDefault(symbol, 0L)))
                .toList();
    }

    /** A list in JSON, as it stands in an address. */
    private String symbols() {
        return config.symbols().stream().collect(Collectors.joining("%22,%22", "%5B%22", "%22%5D"));
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
                maxQuantityE8 = ExchangeJson.amountE8(filter, "maxQty");
                stepSizeE8 = ExchangeJson.amountE8(filter, "stepSize");
            } else if (NOTIONAL.contains(type)) {
                minNotionalE8 = ExchangeJson.amountE8(filter, "minNotional");
            }
        }
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
