package io.bullring.journal.audit;

import io.bullring.core.account.Agent;
import io.bullring.core.e8.WideTotal;
import io.bullring.core.engine.EngineHost;
import io.bullring.core.engine.Skips;
import io.bullring.core.engine.VenueView;
import io.bullring.core.market.Instrument;
import io.bullring.core.port.CommandListener;
import io.bullring.core.port.EventListener;
import io.bullring.core.wallet.Holdings;
import io.bullring.core.wallet.Portfolios;
import io.bullring.journal.audit.CommandRecord.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.agrona.DirectBuffer;

/**
 * Writes a journal as tables, by replay: see {@link ExportTable}. Memory grows with the open orders, not with the journal. Not
 * thread-safe.
 */
public final class TableExport implements CommandListener, AutoCloseable {
    private static final Set<String> PLACEMENTS = Set.of("PlaceOrder", "PlaceBookOrder");

    private final Map<ExportTable, CsvFile> files = new EnumMap<>(ExportTable.class);
    private final Map<ExportTable, Long> rows = new EnumMap<>(ExportTable.class);
    private final OrderRows orders = new OrderRows(values -> row(ExportTable.ORDERS, values));
    private final CommandReader reader = new CommandReader(MessageSchema.load());
    private final Function<Object, String> json;
    private final Said said = new Said();
    private final EngineHost host = new EngineHost(said);

    /**
     * @param skips what the replay passes over
     * @param json makes JSON of fields
     */
    public TableExport(Path directory, Skips skips, Function<Object, String> json) throws IOException {
        this.json = json;
        host.passOver(skips);
        for (ExportTable table : ExportTable.values()) {
            files.put(table, new CsvFile(csv(directory, table), table));
            rows.put(table, 0L);
        }
    }

    /** The engine that the commands go to. */
    public EngineHost host() {
        return host;
    }

    /** Where a table lies. */
    public static Path csv(Path directory, ExportTable table) {
        return directory.resolve(table.tableName() + ".csv");
    }

    @Override
    public void onCommand(long sequence, long timeNs, DirectBuffer command, int offset, int length) {
        host.onCommand(sequence, timeNs, command, offset, length);
        CommandRecord record = reader.command(sequence, timeNs, command, offset, length, said.events);
        String time = time(timeNs);
        row(
                ExportTable.COMMANDS,
                sequence,
                time,
                record.source(),
                record.correlationId(),
                record.agentId(),
                record.message().name(),
                json.apply(record.message()));
        int number = 0;
        for (Event event : record.events()) {
            event(record, event, ++number, time);
        }
    }

    private void event(CommandRecord command, Event event, int number, String time) {
        Message message = event.message();
        row(
                ExportTable.EVENTS,
                command.sequence(),
                time,
                number,
                event.isDue(),
                message.name(),
                message.value("agentId"),
                message.value("portfolioId"),
                message.value("orderId"),
                message.value("instrumentId"),
                json.apply(message));
        switch (message.name()) {
            case "OrderAccepted", "BookOrderAccepted" -> orders.accepted(command, message, symbol(message), time);
            case "OrderFilled" -> {
                fill(command.sequence(), time, message, message.value("type"));
                orders.filled(command, message, symbol(message), time);
            }
            case "OrderTraded" ->
                fill(command.sequence(), time, message, orders.traded(message, command.sequence(), time));
            case "OrderReduced", "OrderReplaced" -> orders.changed(message);
            case "OrderCancelled" -> orders.ended(message, "CANCELLED", command.sequence(), time);
            case "OrderRejected" -> orders.ended(message, "REJECTED", command.sequence(), time);
            case "OrderExpired" -> orders.ended(message, "EXPIRED", command.sequence(), time);
            case "CommandRejected" -> {
                Message refused = command.message();
                if (!event.isDue() && PLACEMENTS.contains(refused.name())) {
                    orders.refused(command, message, symbol(refused), time);
                }
            }
            default -> {} // no part of an order's life
        }
    }

    /** @param type of its order */
    private void fill(long sequence, String time, Message fill, Object type) {
        row(
                ExportTable.FILLS,
                fill.value("fillId"),
                sequence,
                time,
                fill.value("orderId"),
                fill.value("agentId"),
                fill.value("portfolioId"),
                symbol(fill),
                fill.value("side"),
                type,
                fill.value("liquidity"),
                fill.value("quantity"),
                fill.value("price"),
                fill.value("referencePrice"),
                fill.value("slippagePct"),
                fill.value("notional"),
                fill.value("fee"),
                fill.value("released"),
                fill.value("realizedPnl"));
    }

    private String symbol(Message message) {
        long id = (Long) message.value("instrumentId");
        Instrument instrument = host.engine().view().instruments().byId((int) id);
        return instrument == null ? null : instrument.terms().symbol();
    }

    /** Writes what is left: open orders and wallets. */
    public void end() {
        orders.endOfJournal();
        VenueView venue = host.engine().view();
        for (int place = 1; place <= venue.portfolios().places(); place++) {
            if (venue.portfolios().isOpen(place)) {
                wallet(venue, place);
            }
        }
        house("issuance", "USDT", venue.house().issuance());
        house("fees", "USDT", venue.house().fees());
        house("market", "USDT", venue.house().marketQuote());
        for (int id = 1; id <= venue.instruments().count(); id++) {
            house("market", base(venue, id), venue.house().marketBase(id));
            house("returned", base(venue, id), venue.house().returnedBase(id));
        }
    }

    private void wallet(VenueView venue, int place) {
        Portfolios portfolios = venue.portfolios();
        Agent agent = venue.accounts().agent(portfolios.agentId(place));
        String owner = agent.parkedPortfolio() == place ? "parked portfolio" : "portfolio";
        long id = portfolios.id(place);
        row(
                ExportTable.WALLETS,
                owner,
                id,
                agent.id(),
                "USDT",
                Notation.decimal(portfolios.availableE8(place)),
                Notation.decimal(portfolios.heldE8(place)),
                null,
                Notation.decimal(portfolios.realizedPnlE8(place)));
        Holdings holdings = portfolios.holdings();
        for (int row = portfolios.firstHolding(place); row != Portfolios.NONE; row = holdings.next(row)) {
            row(
                    ExportTable.WALLETS,
                    owner,
                    id,
                    agent.id(),
                    base(venue, holdings.instrumentId(row)),
                    Notation.decimal(holdings.availableE8(row)),
                    Notation.decimal(holdings.heldE8(row)),
                    Notation.decimal(holdings.costE8(row)),
                    Notation.decimal(holdings.realizedPnlE8(row)));
        }
    }

    private void house(String account, String asset, WideTotal total) {
        row(ExportTable.WALLETS, account, null, null, asset, Notation.decimal(total), null, null, null);
    }

    private static String base(VenueView venue, int instrumentId) {
        String symbol = venue.instruments().byId(instrumentId).terms().symbol();
        return symbol.substring(0, symbol.length() - "USDT".length());
    }

    /** Without the Z: a time stamp of SQL. */
    private static String time(long timeNs) {
        String time = Notation.time(timeNs);
        return time.substring(0, time.length() - 1);
    }

    private void row(ExportTable table, Object... values) {
        files.get(table).row(values);
        rows.merge(table, 1L, Long::sum);
    }

    /** How many rows each table has so far. */
    public Map<ExportTable, Long> rows() {
        return rows;
    }

    @Override
    public void close() throws IOException {
        for (CsvFile file : files.values()) {
            file.close();
        }
    }

    /** Keeps what the command in hand caused. */
    private final class Said implements EventListener {
        private List<Event> events = List.of();

        @Override
        public void onEvents(
                long sequence,
                long timeNs,
                int source,
                long correlationId,
                DirectBuffer buffer,
                int offset,
                int length,
                int answerOffset) {
            events = reader.events(buffer, offset, length, answerOffset);
        }
    }
}
