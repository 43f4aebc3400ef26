package io.bullring.core.model;

import io.bullring.core.event.EventSink;
import io.bullring.protocol.AdvanceTimeDecoder;
import io.bullring.protocol.CancelOrderDecoder;
import io.bullring.protocol.CommandEnvelopeDecoder;
import io.bullring.protocol.ConfigureVenueDecoder;
import io.bullring.protocol.CreateAgentDecoder;
import io.bullring.protocol.DefineInstrumentDecoder;
import io.bullring.protocol.FeedStatusDecoder;
import io.bullring.protocol.MessageHeaderDecoder;
import io.bullring.protocol.OpenAccountDecoder;
import io.bullring.protocol.PlaceOrderDecoder;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.UpdateAgentDecoder;
import io.bullring.protocol.UpdatePriceDecoder;
import java.lang.reflect.Proxy;
import org.agrona.DirectBuffer;

/**
 * The naive venue: what RULES.md says, in the words and the order of that page. Takes the bytes that the engine takes and
 * speaks through the same interface, so that the two can be compared event by event. Not thread-safe; allocates as it
 * likes. Reading order: this class, then {@link ModelDueWork}, {@link ModelPlacement}, {@link ModelRisk},
 * {@link ModelExecution}, {@link ModelPrices}.
 */
public final class ReferenceModel {
    private final ModelVenue venue = new ModelVenue();
    private final EventSink sink;
    private final ModelEvents events;
    private final ModelSetup setup;
    private final ModelAccounts accounts;
    private final ModelPrices prices;
    private final ModelPlacement placement;
    private final ModelDueWork dueWork;

    public ReferenceModel(EventSink sink) {
        this.sink = sink;
        this.events = new ModelEvents(sink);
        ModelExecution execution = new ModelExecution(venue, sink);
        this.setup = new ModelSetup(venue, sink, events);
        this.accounts = new ModelAccounts(venue, sink, events, execution);
        this.prices = new ModelPrices(venue, sink, events);
        this.placement = new ModelPlacement(venue, sink, events, prices, execution);
        this.dueWork = new ModelDueWork(venue, sink, events, placement, execution);
    }

    /** A model that nobody listens to, for those who only want to know how things stand. */
    public static ReferenceModel silent() {
        Class<?>[] spoken = {EventSink.class};
        return new ReferenceModel((EventSink) Proxy.newProxyInstance(
                ReferenceModel.class.getClassLoader(), spoken, (proxy, event, arguments) -> null));
    }

    /**
     * @param timeNs nanoseconds since 1970; not before the one of the command before
     * @param command envelope, messageHeader and message
     */
    public void onCommand(long timeNs, DirectBuffer command, int offset, int length) {
        int agentId = new CommandEnvelopeDecoder().wrap(command, offset).agentId();
        int headerOffset = offset + CommandEnvelopeDecoder.ENCODED_LENGTH;
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(command, headerOffset);

        if (venue.rules != null) {
            dueWork.before(agentId, timeNs);
        }
        sink.answerStarts();
        if (venue.rules == null && header.templateId() != ConfigureVenueDecoder.TEMPLATE_ID) {
            refuseUnconfigured(header.templateId());
            return;
        }
        try {
            answer(header, command, headerOffset, agentId, timeNs);
        } catch (Refusal refusal) {
            events.rejected(0, 0, 0, refusal);
        }
    }

    private void refuseUnconfigured(int templateId) {
        if (templateId != AdvanceTimeDecoder.TEMPLATE_ID) {
            events.rejected(0, 0, 0, new Refusal(RejectReason.NOT_CONFIGURED));
        }
    }

    private void answer(
            MessageHeaderDecoder header, DirectBuffer command, int headerOffset, int agentId, long timeNs) {
        switch (header.templateId()) {
            case ConfigureVenueDecoder.TEMPLATE_ID ->
                setup.configureVenue(new ConfigureVenueDecoder().wrapAndApplyHeader(command, headerOffset, header));
            case DefineInstrumentDecoder.TEMPLATE_ID ->
                setup.defineInstrument(
                        new DefineInstrumentDecoder().wrapAndApplyHeader(command, headerOffset, header), timeNs);
            case OpenAccountDecoder.TEMPLATE_ID ->
                accounts.openAccount(new OpenAccountDecoder().wrapAndApplyHeader(command, headerOffset, header));
            case CreateAgentDecoder.TEMPLATE_ID ->
                accounts.createAgent(new CreateAgentDecoder().wrapAndApplyHeader(command, headerOffset, header));
            case UpdateAgentDecoder.TEMPLATE_ID ->
                accounts.updateAgent(
                        new UpdateAgentDecoder().wrapAndApplyHeader(command, headerOffset, header), agentId, timeNs);
            case PlaceOrderDecoder.TEMPLATE_ID ->
                placement.place(
                        new PlaceOrderDecoder().wrapAndApplyHeader(command, headerOffset, header), agentId, timeNs);
            case CancelOrderDecoder.TEMPLATE_ID ->
                placement.cancel(new CancelOrderDecoder().wrapAndApplyHeader(command, headerOffset, header), agentId);
            case UpdatePriceDecoder.TEMPLATE_ID -> {
                prices.updatePrice(new UpdatePriceDecoder().wrapAndApplyHeader(command, headerOffset, header), timeNs);
                dueWork.afterwards(timeNs);
            }
            case FeedStatusDecoder.TEMPLATE_ID -> {
                prices.feedStatus(new FeedStatusDecoder().wrapAndApplyHeader(command, headerOffset, header), timeNs);
                dueWork.afterwards(timeNs);
            }
            case AdvanceTimeDecoder.TEMPLATE_ID -> {
                prices.advanceTime(timeNs);
                dueWork.afterwards(timeNs);
            }
            default -> throw new IllegalArgumentException("no command has the template " + header.templateId());
        }
    }

    /** What it remembers. */
    public ModelVenue venue() {
        return venue;
    }

    /** Whether each asset sums to zero over all portfolios and the house accounts. */
    public boolean ledgerIsBalanced() {
        return venue.ledger.isBalanced(venue.portfolios);
    }
}
