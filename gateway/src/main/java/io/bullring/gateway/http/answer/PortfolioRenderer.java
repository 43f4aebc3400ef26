package io.bullring.gateway.http.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.bullring.core.wallet.PortfolioImage;
import io.bullring.gateway.http.answer.Valuation.ValuedPosition;
import io.bullring.gateway.market.MarketBoard;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** Balances and positions of one portfolio, at the last prices. Any thread. */
public final class PortfolioRenderer {
    private static final String QUOTE_ASSET = "USDT";

    /** What an aggregate over nothing and an unknown price look like. */
    private static final String NOTHING = "0";

    private final MarketBoard market;
    private final LongSupplier nowNs;

    /** @param nowNs the venue's time, nanoseconds since 1970, UTC */
    public PortfolioRenderer(MarketBoard market, LongSupplier nowNs) {
        this.market = market;
        this.nowNs = nowNs;
    }

    /**
     * Every asset ever held, by name.
     *
     * @param sequence a command that the portfolio and the prices have certainly seen
     */
    public HttpAnswer balance(PortfolioImage portfolio, long sequence) {
        Valuation valuation = Valuation.of(portfolio, market);
        SortedMap<String, Amounts> balances = new TreeMap<>();
        balances.put(QUOTE_ASSET, new Amounts(portfolio.availableE8(), portfolio.heldE8()));
        for (ValuedPosition position : valuation.positions()) {
            balances.put(position.listing().baseAsset(), new Amounts(position.availableE8(), position.heldE8()));
        }
        return HttpAnswer.ok(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("balances");
            for (SortedMap.Entry<String, Amounts> balance : balances.entrySet()) {
                renderBalance(json, balance.getKey(), balance.getValue());
            }
            json.writeEndArray();
            json.writeStringField("total_equity_usdt", valuation.equity().toPlainString());
            json.writeNumberField("sequence", sequence);
            json.writeEndObject();
        });
    }

    /**
     * What is held at present, by symbol.
     *
     * @param sequence a command that the portfolio and the prices have certainly seen
     */
    public HttpAnswer positions(PortfolioImage portfolio, long sequence) {
        Valuation valuation = Valuation.of(portfolio, market);
        List<ValuedPosition> open = valuation.open();
        String unrealizedPnl = open.isEmpty() ? NOTHING : valuation.unrealizedPnl().toPlainString();
        return HttpAnswer.ok(json -> {
            json.writeStartObject();
            renderPositions(json, open);
            json.writeStringField("total_unrealized_pnl", unrealizedPnl);
            json.writeNumberField("sequence", sequence);
            json.writeEndObject();
        });
    }

    /**
     * Everything at once.
     *
     * @param sequence a command that the portfolio and the prices have certainly seen
     */
    public HttpAnswer portfolio(PortfolioImage portfolio, long sequence) {
        String time = TimeText.of(nowNs.getAsLong());
        Standing standing = Standing.of(portfolio, market, market::price);
        return HttpAnswer.ok(json -> {
            json.writeStartObject();
            json.writeStringField("total_equity", standing.equity().toPlainString());
            json.writeStringField("available_cash", standing.available().toPlainString());
            json.writeStringField("locked_cash", standing.held().toPlainString());
            json.writeStringField("total_position_value", standing.positionValue().toPlainString());
            json.writeStringField("unrealized_pnl", standing.unrealizedPnl().toPlainString());
            json.writeStringField("realized_pnl", standing.realizedPnl().toPlainString());
            json.writeStringField("total_pnl", standing.totalPnl().toPlainString());
            json.writeStringField("roi_pct", standing.roiPct().toPlainString());
            json.writeStringField("starting_balance", standing.startingBalance().toPlainString());
            renderPositions(json, standing.positions());
            json.writeStringField("timestamp", time);
            json.writeNumberField("sequence", sequence);
            json.writeEndObject();
        });
    }

    private static void renderPositions(JsonGenerator json, List<ValuedPosition> positions) throws IOException {
        json.writeArrayFieldStart("positions");
        for (ValuedPosition position : positions) {
            renderPosition(json, position);
        }
        json.writeEndArray();
    }

    private record Amounts(long availableE8, long heldE8) {}

    private static void renderBalance(JsonGenerator json, String asset, Amounts amounts) throws IOException {
        json.writeStartObject();
        json.writeStringField("asset", asset);
        json.writeStringField("available", E8Text.of(amounts.availableE8));
        json.writeStringField("locked", E8Text.of(amounts.heldE8));
        json.writeStringField("total", E8Text.of(amounts.availableE8 + amounts.heldE8));
        json.writeEndObject();
    }

    private static void renderPosition(JsonGenerator json, ValuedPosition position) throws IOException {
        BigDecimal price = position.price();
        json.writeStartObject();
        json.writeStringField("symbol", position.listing().symbol());
        json.writeStringField("asset", position.listing().baseAsset());
        json.writeStringField("quantity", position.quantity().toPlainString());
        json.writeStringField("avg_entry_price", position.averageEntryPrice().toPlainString());
        json.writeStringField("current_price", price == null ? NOTHING : price.toPlainString());
        json.writeStringField("market_value", position.marketValue().toPlainString());
        json.writeStringField("unrealized_pnl", position.unrealizedPnl().toPlainString());
        json.writeStringField("unrealized_pnl_pct", position.unrealizedPnlPct().toPlainString());
        json.writeStringField("opened_at", TimeText.of(position.openedNs()));
        json.writeStringField("realized_pnl", position.realizedPnl().toPlainString());
        json.writeBooleanField("price_available", price != null);
        json.writeEndObject();
    }
}
