package io.bullring.journal.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.bullring.core.account.Agent;
import io.bullring.core.e8.WideTotal;
import io.bullring.core.engine.EngineHost;
import io.bullring.core.engine.StateHash;
import io.bullring.core.engine.VenueView;
import io.bullring.core.order.Order;
import io.bullring.core.order.Orders;
import io.bullring.core.wallet.Holdings;
import io.bullring.core.wallet.Portfolios;
import io.bullring.journal.JournalReader;
import java.io.IOException;
import java.io.OutputStream;

/** The parts of an archive that are JSON. Every number is whole, amounts × 10⁸; those that may be longer than 53 bits are text. */
final class ArchiveJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private ArchiveJson() {}

    /** Leaves the stream open: it goes on with the next part. */
    static JsonGenerator generator(OutputStream out) throws IOException {
        return FACTORY.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET).useDefaultPrettyPrinter();
    }

    static void manifest(JsonGenerator json, EngineHost host, long documents) throws IOException {
        json.writeStartObject();
        json.writeStringField("format", "bullring journal archive");
        json.writeNumberField("archive_version", Archive.VERSION);
        json.writeNumberField("journal_format_version", JournalReader.FORMAT_VERSION);
        json.writeStringField(
                "venue_id",
                host.engine().rules() == null
                        ? null
                        : Notation.venue(host.engine().rules().venueId()));
        json.writeNumberField("documents", documents);
        json.writeNumberField("last_sequence", host.lastSequence());
        text(json, "last_time_ns", host.lastTimeNs());
        json.writeEndObject();
    }

    static void state(JsonGenerator json, EngineHost host) throws IOException {
        VenueView venue = host.engine().view();
        json.writeStartObject();
        json.writeNumberField("sequence", host.lastSequence());
        json.writeStringField("state_hash", StateHash.of(host.engine()));
        house(json, venue);
        json.writeArrayFieldStart("portfolios");
        for (int place = 1; place <= venue.portfolios().places(); place++) {
            if (venue.portfolios().isOpen(place)) {
                portfolio(json, venue, place);
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void house(JsonGenerator json, VenueView venue) throws IOException {
        json.writeObjectFieldStart("house");
        text(json, "issuance", venue.house().issuance());
        text(json, "fees", venue.house().fees());
        text(json, "market", venue.house().marketQuote());
        json.writeArrayFieldStart("instruments");
        for (int id = 1; id <= venue.instruments().count(); id++) {
            json.writeStartObject();
            json.writeNumberField("instrument_id", id);
            json.writeStringField("symbol", venue.instruments().byId(id).terms().symbol());
            text(json, "market", venue.house().marketBase(id));
            text(json, "returned", venue.house().returnedBase(id));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void portfolio(JsonGenerator json, VenueView venue, int place) throws IOException {
        Portfolios portfolios = venue.portfolios();
        Agent agent = venue.accounts().agent(portfolios.agentId(place));
        json.writeStartObject();
        text(json, "portfolio_id", portfolios.id(place));
        json.writeNumberField("agent_id", agent.id());
        json.writeBooleanField("parked", agent.parkedPortfolio() == place);
        text(json, "available", portfolios.availableE8(place));
        text(json, "held", portfolios.heldE8(place));
        text(json, "realized_pnl", portfolios.realizedPnlE8(place));
        holdings(json, portfolios, place);
        orders(json, venue, place);
        json.writeEndObject();
    }

    private static void holdings(JsonGenerator json, Portfolios portfolios, int place) throws IOException {
        Holdings holdings = portfolios.holdings();
        json.writeArrayFieldStart("holdings");
        int row = portfolios.firstHolding(place);
        for (; row != Portfolios.NONE; row = holdings.next(row)) {
            json.writeStartObject();
            json.writeNumberField("instrument_id", holdings.instrumentId(row));
            text(json, "available", holdings.availableE8(row));
            text(json, "held", holdings.heldE8(row));
            text(json, "cost", holdings.costE8(row));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void orders(JsonGenerator json, VenueView venue, int place) throws IOException {
        Orders orders = venue.orders();
        Order order = new Order();
        json.writeArrayFieldStart("open_orders");
        int slot = venue.portfolios().firstOrder(place);
        for (; slot != Orders.NONE; slot = orders.nextOfPortfolio(slot)) {
            orders.read(slot, order);
            json.writeStartObject();
            text(json, "order_id", order.id());
            text(json, "held", order.heldE8());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void text(JsonGenerator json, String name, long number) throws IOException {
        json.writeStringField(name, Long.toString(number));
    }

    private static void text(JsonGenerator json, String name, WideTotal total) throws IOException {
        json.writeStringField(name, Notation.integer(total).toString());
    }
}
