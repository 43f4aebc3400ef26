package io.bullring.journal.audit;

import io.bullring.core.account.Agent;
import io.bullring.core.engine.EngineHost;
import io.bullring.core.engine.Skips;
import io.bullring.core.engine.VenueView;
import io.bullring.core.market.Instrument;
import io.bullring.core.port.CommandListener;
import io.bullring.core.port.EventListener;
import io.bullring.core.wallet.Portfolios;
import io.bullring.journal.audit.CommandRecord.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.agrona.DirectBuffer;

/**
 * Tells an order from its placement to its end: replays the journal a second time, with an engine whose rules are listened to, and
 * looks before and after each command of its {@link OrderTrace}. Not thread-safe.
 *
 * <pre>
 *   journal ──► OrderTrace   which commands made it what it became
 *   journal ──► OrderStory   what they found, what was asked, what they changed
 * </pre>
 */
public final class OrderStory implements CommandListener {
    private static final int PLACE_MASK = (1 << 24) - 1;

    /** Of each side of a book; further ones are left out. */
    private static final int LEVELS = 10;

    private final OrderTrace trace;
    private final CommandReader reader;
    private final RuleRecord rules = new RuleRecord();
    private final Said said = new Said();
    private final EngineHost host = new EngineHost(said, rules);
    private final List<Map<String, Object>> steps = new ArrayList<>();

    public OrderStory(OrderTrace trace, MessageSchema schema, Skips skips) {
        this.trace = trace;
        reader = new CommandReader(schema);
        host.passOver(skips);
    }

    @Override
    public void onCommand(long sequence, long timeNs, DirectBuffer command, int offset, int length) {
        if (!trace.sequences().contains(sequence)) {
            host.onCommand(sequence, timeNs, command, offset, length);
            return;
        }
        boolean isAsked = trace.isAsked(sequence);
        VenueView venue = host.engine().view();
        VenueReport state = new VenueReport(venue, timeNs);
        Map<String, Object> step = new LinkedHashMap<>();
        Agent agent = venue.accounts().agent(trace.agentId());
        if (isAsked && agent != null) {
            step.put("limits", VenueReport.limits(venue.limits(agent)));
            step.put("fees", fees(venue, agent));
        }
        Map<String, Object> before = wallet(state, agent);
        List<Map<String, Object>> others = others(state, sequence);
        Map<String, Object> seen = isAsked ? market(state) : null;
        Map<String, Object> book = book(state);
        said.isWanted = true;
        rules.recording(isAsked);
        host.onCommand(sequence, timeNs, command, offset, length);
        said.isWanted = false;
        step.put("command", reader.command(sequence, timeNs, command, offset, length, List.of()));
        if (isAsked) {
            step.put("rules", RuleText.trees(rules.checks()));
        }
        rules.recording(false);
        step.put("market", isAsked ? seen : market(state));
        step.put("book", book);
        step.put("events", concerned());
        step.put("wallet_before", before);
        step.put("wallet_after", wallet(state, venue.accounts().agent(trace.agentId())));
        others.forEach(other -> other.put("wallet_after", wallet(state, (Long) other.get("portfolio_id"))));
        step.put("others", others);
        steps.add(step);
    }

    /** What the agent pays in the book; null when the instrument is not traded in one. */
    private Map<String, Object> fees(VenueView venue, Agent agent) {
        Instrument instrument = venue.instruments().byId(trace.instrumentId());
        boolean isBook = instrument != null && instrument.isBook();
        return isBook ? VenueReport.fees(venue.bookFees(agent, instrument)) : null;
    }

    /** What a price finds is what it brought; what a placement finds was there. */
    private Map<String, Object> market(VenueReport state) {
        return host.engine().view().instruments().byId(trace.instrumentId()) == null
                ? null
                : state.market(trace.instrumentId());
    }

    /** The best levels of its book; null when it is not traded in one. */
    private Map<String, Object> book(VenueReport state) {
        Instrument instrument = host.engine().view().instruments().byId(trace.instrumentId());
        return instrument == null || !instrument.isBook() ? null : state.book(trace.instrumentId(), LEVELS);
    }

    /** Those that it traded with in a book. */
    private List<Map<String, Object>> others(VenueReport state, long sequence) {
        List<Map<String, Object>> others = new ArrayList<>();
        for (long portfolioId : trace.others(sequence)) {
            Portfolios portfolios = host.engine().portfolios();
            Map<String, Object> other = new LinkedHashMap<>();
            other.put("agent_id", portfolios.agentId((int) (portfolioId & PLACE_MASK)));
            other.put("portfolio_id", portfolioId);
            other.put("wallet_before", wallet(state, portfolioId));
            others.add(other);
        }
        return others;
    }

    /** The portfolio of the order, or the one that a refused order would have used; null when it is gone. */
    private Map<String, Object> wallet(VenueReport state, Agent agent) {
        if (trace.portfolioId() != 0) {
            return wallet(state, trace.portfolioId());
        }
        return agent == null ? null : walletAt(state, agent.portfolio());
    }

    private Map<String, Object> wallet(VenueReport state, long portfolioId) {
        Portfolios portfolios = host.engine().portfolios();
        int place = (int) (portfolioId & PLACE_MASK);
        return place > portfolios.places() || portfolios.id(place) != portfolioId ? null : walletAt(state, place);
    }

    private static Map<String, Object> walletAt(VenueReport state, int place) {
        Map<String, Object> wallet = new LinkedHashMap<>(state.cash(place));
        wallet.put("positions", state.positions(place));
        return wallet;
    }

    /**
     * Everything about its portfolio, also what other orders of the agent did to the wallet in the same command; and both sides of
     * its trades.
     */
    private List<Event> concerned() {
        Set<Object> fills = said.events.stream()
                .map(Event::message)
                .filter(message -> trace.orderId() != 0 && message.has("orderId", trace.orderId()))
                .map(message -> message.value("fillId"))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return said.events.stream()
                .filter(event -> concerns(event) || fills.contains(event.message().value("fillId")))
                .toList();
    }

    private boolean concerns(Event event) {
        Message message = event.message();
        return message.has("portfolioId", trace.portfolioId())
                || (trace.orderId() != 0 && message.has("orderId", trace.orderId()))
                || (trace.orderId() == 0 && !event.isDue());
    }

    /**
     * One for each command of the trace, in order: command, market, book, rules (of a placement or a change), events, wallet before and
     * after, and those of the others that it traded with.
     */
    public List<Map<String, Object>> steps() {
        return steps;
    }

    /** Keeps what the engine said of a command that is looked at. */
    private final class Said implements EventListener {
        private boolean isWanted;
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
            events = isWanted ? reader.events(buffer, offset, length, answerOffset) : List.of();
        }
    }
}
