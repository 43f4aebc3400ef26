package io.bullring.core.engine;

import io.bullring.core.event.EventSink;
import io.bullring.core.fault.EngineFault;
import io.bullring.core.risk.Rejection;
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
import org.agrona.DirectBuffer;

/** Brings each command to the desk that knows what to do with it. Holds no rule. Engine thread only. */
final class CommandDispatcher {
    private final CommandEnvelopeDecoder envelope = new CommandEnvelopeDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ConfigureVenueDecoder configureVenue = new ConfigureVenueDecoder();
    private final DefineInstrumentDecoder defineInstrument = new DefineInstrumentDecoder();
    private final OpenAccountDecoder openAccount = new OpenAccountDecoder();
    private final CreateAgentDecoder createAgent = new CreateAgentDecoder();
    private final UpdateAgentDecoder updateAgent = new UpdateAgentDecoder();
    private final PlaceOrderDecoder placeOrder = new PlaceOrderDecoder();
    private final CancelOrderDecoder cancelOrder = new CancelOrderDecoder();
    private final UpdatePriceDecoder updatePrice = new UpdatePriceDecoder();
    private final FeedStatusDecoder feedStatus = new FeedStatusDecoder();

    private final VenueState venue;
    private final DueWork dueWork;
    private final VenueDesk venueDesk;
    private final AgentDesk agentDesk;
    private final OrderDesk orderDesk;
    private final PriceDesk priceDesk;
    private final Rejection rejection;
    private final EventSink events;

    CommandDispatcher(
            VenueState venue,
            DueWork dueWork,
            VenueDesk venueDesk,
            AgentDesk agentDesk,
            OrderDesk orderDesk,
            PriceDesk priceDesk,
            Rejection rejection,
            EventSink events) {
        this.venue = venue;
        this.dueWork = dueWork;
        this.venueDesk = venueDesk;
        this.agentDesk = agentDesk;
        this.orderDesk = orderDesk;
        this.priceDesk = priceDesk;
        this.rejection = rejection;
        this.events = events;
    }

    void dispatch(long nowNs, DirectBuffer command, int offset) {
        envelope.wrap(command, offset);
        int headerAt = offset + CommandEnvelopeDecoder.ENCODED_LENGTH;
        header.wrap(command, headerAt);
        int agentId = envelope.agentId();
        int templateId = header.templateId();
        if (venue.rules == null) {
            events.answerStarts();
            beforeRules(templateId, command, headerAt);
            return;
        }
        dueWork.begin(agentId, nowNs);
        events.answerStarts();
        switch (templateId) {
            case PlaceOrderDecoder.TEMPLATE_ID ->
                orderDesk.placeOrder(agentId, placeOrder.wrapAndApplyHeader(command, headerAt, header), nowNs);
            case CancelOrderDecoder.TEMPLATE_ID ->
                orderDesk.cancelOrder(agentId, cancelOrder.wrapAndApplyHeader(command, headerAt, header));
            case UpdatePriceDecoder.TEMPLATE_ID ->
                priceDesk.updatePrice(updatePrice.wrapAndApplyHeader(command, headerAt, header), nowNs);
            case FeedStatusDecoder.TEMPLATE_ID ->
                priceDesk.feedStatus(feedStatus.wrapAndApplyHeader(command, headerAt, header), nowNs);
            case AdvanceTimeDecoder.TEMPLATE_ID -> priceDesk.advanceTime(nowNs);
            case OpenAccountDecoder.TEMPLATE_ID ->
                agentDesk.openAccount(openAccount.wrapAndApplyHeader(command, headerAt, header));
            case CreateAgentDecoder.TEMPLATE_ID ->
                agentDesk.createAgent(createAgent.wrapAndApplyHeader(command, headerAt, header));
            case UpdateAgentDecoder.TEMPLATE_ID ->
                agentDesk.updateAgent(agentId, updateAgent.wrapAndApplyHeader(command, headerAt, header), nowNs);
            case DefineInstrumentDecoder.TEMPLATE_ID ->
                venueDesk.defineInstrument(defineInstrument.wrapAndApplyHeader(command, headerAt, header), nowNs);
            case ConfigureVenueDecoder.TEMPLATE_ID ->
                venueDesk.configureVenue(configureVenue.wrapAndApplyHeader(command, headerAt, header));
            default -> throw new EngineFault("unknown command template " + templateId);
        }
    }

    private void beforeRules(int templateId, DirectBuffer command, int headerAt) {
        if (templateId == ConfigureVenueDecoder.TEMPLATE_ID) {
            venueDesk.configureVenue(configureVenue.wrapAndApplyHeader(command, headerAt, header));
        } else if (templateId != AdvanceTimeDecoder.TEMPLATE_ID) {
            rejection.because(RejectReason.NOT_CONFIGURED);
            Rejections.send(events, rejection, 0, 0, 0);
        }
    }
}
