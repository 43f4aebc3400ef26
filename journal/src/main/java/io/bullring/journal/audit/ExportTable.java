package io.bullring.journal.audit;

import java.util.List;
import java.util.Locale;

/** The tables that a journal is exported to, column by column; {@code docs/JOURNAL.md} lists them. */
public enum ExportTable {
    COMMANDS(
            "one row for each command",
            count("sequence"),
            time("time"),
            count("source"),
            count("correlation_id"),
            count("agent_id"),
            text("kind"),
            text("fields")),
    EVENTS(
            "one row for each event, by replay",
            count("sequence"),
            time("time"),
            count("number"),
            bool("due"),
            text("kind"),
            count("agent_id"),
            count("portfolio_id"),
            count("order_id"),
            count("instrument_id"),
            text("fields")),
    ORDERS(
            "one row for each placement, in the order in which they ended; open ones last",
            count("order_id"),
            count("sequence"),
            time("time"),
            count("agent_id"),
            count("portfolio_id"),
            text("symbol"),
            text("side"),
            text("type"),
            amount("quantity"),
            amount("price"),
            text("client_order_id"),
            text("time_in_force"),
            bool("post_only"),
            text("self_trade_prevention"),
            amount("filled"),
            amount("left"),
            text("status"),
            text("reason"),
            count("ended_sequence"),
            time("ended_time")),
    FILLS(
            "one row for each fill, in a book one for each of the two orders",
            count("fill_id"),
            count("sequence"),
            time("time"),
            count("order_id"),
            count("agent_id"),
            count("portfolio_id"),
            text("symbol"),
            text("side"),
            text("type"),
            text("liquidity"),
            amount("quantity"),
            amount("price"),
            amount("reference_price"),
            amount("slippage_pct"),
            amount("notional"),
            amount("fee"),
            amount("released"),
            amount("realized_pnl")),
    WALLETS(
            "what everybody has in the end: one row for each portfolio and asset, and for each house account and asset",
            text("owner"),
            count("portfolio_id"),
            count("agent_id"),
            text("asset"),
            amount("available"),
            amount("held"),
            amount("cost"),
            amount("realized_pnl"));

    /**
     * @param type of SQL
     */
    public record Column(String name, String type) {}

    private final String rows;
    private final List<Column> columns;

    ExportTable(String rows, Column... columns) {
        this.rows = rows;
        this.columns = List.of(columns);
    }

    private static Column count(String name) {
        return new Column(name, "BIGINT");
    }

    private static Column time(String name) {
        return new Column(name, "TIMESTAMP_NS");
    }

    private static Column amount(String name) {
        return new Column(name, "DECIMAL(38,8)");
    }

    private static Column bool(String name) {
        return new Column(name, "BOOLEAN");
    }

    private static Column text(String name) {
        return new Column(name, "VARCHAR");
    }

    /** What a row is. */
    public String rows() {
        return rows;
    }

    public List<Column> columns() {
        return columns;
    }

    /** Its name in lower case, which is its file's name, too. */
    public String tableName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
