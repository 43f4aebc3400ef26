package io.bullring.journal.audit;

import io.bullring.core.account.Agent;
import io.bullring.core.engine.EngineHost;
import io.bullring.core.engine.Skips;
import io.bullring.core.engine.VenueView;
import io.bullring.core.port.CommandListener;
import io.bullring.core.port.EventListener;
import io.bullring.core.wallet.Portfolios;
import io.bullring.journal.audit.CommandRecord.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        boolean isPlacement = sequence == trace.sequences().getFirst();
        VenueView venue = host.engine().view();
        VenueReport state = new VenueReport(venue, timeNs);
        Map<String, Object> step = new LinkedHashMap<>();
        Agent agent = venue.accounts().agent(trace.agentId());
        if (isPlacement && agent != null) {
            step.put("limits", VenueReport.limits(venue.limits(agent)));
        }
        Map<String, Object> before = wallet(state, agent);
        Map<String, Object> seen = isPlacement ? market(state) : null;
        said.isWanted = true;
        rules.recording(isPlacement);
        host.onCommand(sequence, timeNs, command, offset, length);
        said.isWanted = false;
        step.put("command", reader.command(sequence, timeNs, command, offset, length, List.of()));
        if (isPlacement) {
            step.put("rules", RuleText.trees(rules.checks()));
        }
        rules.recording(false);
        step.put("market", isPlacement ? seen : market(state));
        step.put("events", said.events.stream().filter(this::concerns).toList());
        step.put("wallet_before", before);
        step.put("wallet_after", wallet(state, venue.accounts().agent(trace.agentId())));
        steps.add(step);
    }

    /** What a price finds is what it brought; what a placement finds was there. */
    private Map<String, Object> market(VenueReport state) {
        return host.engine().view().instruments().byId(trace.instrumentId()) == null
                ? null
                : state.market(trace.instrumentId());
    }

    /** The portfolio of the order, or the one that a refused order would have used; null when it is gone. */
    private Map<String, Object> wallet(VenueReport state, Agent agent) {
        Portfolios portfolios = host.engine().portfolios();
        int place = (int) (trace.portfolioId() & PLACE_MASK);
        if (trace.portfolioId() == 0) {
            place = agent == null ? 0 : agent.portfolio();
        } else if (place > portfolios.places() || portfolios.id(place) != trace.portfolioId()) {
            return null;
        }
        if (place == 0) {
            return null;
        }
        Map<String, Object> wallet = new LinkedHashMap<>(state.cash(place));
        wallet.put("positions", state.positions(place));
        return wallet;
    }

    /** Everything about its portfolio: also what other orders of the agent did to the wallet in the same command. */
    private boolean concerns(Event event) {
        Message message = event.message();
        return message.has("portfolioId", trace.portfolioId())
                || (trace.orderId() != 0 && message.has("orderId", trace.orderId()))
                || (trace.orderId() == 0 && !event.isDue());
    }

    /** One for each command of the trace, in order: command, market, rules (of the placement), events, wallet before and after. */
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
