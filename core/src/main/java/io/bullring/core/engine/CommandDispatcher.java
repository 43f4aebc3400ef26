package io.bullring.core.engine;

import io.bullring.core.event.EventSink;
import io.bullring.core.fault.EngineFault;
import io.bullring.core.risk.Rejection;
import io.bullring.protocol.AdvanceTimeDecoder;
import io.bullring.protocol.ArchiveAgentDecoder;
import io.bullring.protocol.CancelAllOrdersDecoder;
import io.bullring.protocol.CancelOrderDecoder;
import io.bullring.protocol.CloneAgentDecoder;
import io.bullring.protocol.CommandEnvelopeDecoder;
import io.bullring.protocol.ConfigureVenueDecoder;
import io.bullring.protocol.CreateAgentDecoder;
import io.bullring.protocol.DefineBookDecoder;
import io.bullring.protocol.DefineInstrumentDecoder;
import io.bullring.protocol.DeleteAgentDecoder;
import io.bullring.protocol.DoOnceDecoder;
import io.bullring.protocol.FeedStatusDecoder;
import io.bullring.protocol.GrantBaseDecoder;
import io.bullring.protocol.MessageHeaderDecoder;
import io.bullring.protocol.ModifyOrderDecoder;
import io.bullring.protocol.OpenAccountDecoder;
import io.bullring.protocol.ParkPortfolioDecoder;
import io.bullring.protocol.PlaceBookOrderDecoder;
import io.bullring.protocol.PlaceOrderDecoder;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.ReportTradeDecoder;
import io.bullring.protocol.ResetAgentDecoder;
import io.bullring.protocol.ReturnToPortfolioDecoder;
import io.bullring.protocol.RotateKeyDecoder;
import io.bullring.protocol.SetAccountStatusDecoder;
import io.bullring.protocol.SetAgentFeesDecoder;
import io.bullring.protocol.SetInstrumentStatusDecoder;
import io.bullring.protocol.SetKillSwitchDecoder;
import io.bullring.protocol.UpdateAccountDecoder;
import io.bullring.protocol.UpdateAgentDecoder;
import io.bullring.protocol.UpdatePriceDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Brings each command to the desk that knows what to do with it. Holds no rule. Engine thread only. */
final class CommandDispatcher {
    private final CommandEnvelopeDecoder envelope = new CommandEnvelopeDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ConfigureVenueDecoder configureVenue = new ConfigureVenueDecoder();
    private final DefineInstrumentDecoder defineInstrument = new DefineInstrumentDecoder();
    private final DoOnceDecoder doOnce = new DoOnceDecoder();
    private final UnsafeBuffer named = new UnsafeBuffer(0, 0);
    private final CloneAgentDecoder cloneAgent = new CloneAgentDecoder();
    private final ResetAgentDecoder resetAgent = new ResetAgentDecoder();
    private final ArchiveAgentDecoder archiveAgent = new ArchiveAgentDecoder();
    private final DeleteAgentDecoder deleteAgent = new DeleteAgentDecoder();
    private final RotateKeyDecoder rotateKey = new RotateKeyDecoder();
    private final ParkPortfolioDecoder parkPortfolio = new ParkPortfolioDecoder();
    private final ReturnToPortfolioDecoder returnToPortfolio = new ReturnToPortfolioDecoder();
    private final UpdateAccountDecoder updateAccount = new UpdateAccountDecoder();
    private final SetAccountStatusDecoder setAccountStatus = new SetAccountStatusDecoder();
    private final SetKillSwitchDecoder setKillSwitch = new SetKillSwitchDecoder();
    private final OpenAccountDecoder openAccount = new OpenAccountDecoder();
    private final CreateAgentDecoder createAgent = new CreateAgentDecoder();
    private final UpdateAgentDecoder updateAgent = new UpdateAgentDecoder();
    private final PlaceOrderDecoder placeOrder = new PlaceOrderDecoder();
    private final CancelOrderDecoder cancelOrder = new CancelOrderDecoder();
    private final CancelAllOrdersDecoder cancelAllOrders = new CancelAllOrdersDecoder();
    private final UpdatePriceDecoder updatePrice = new UpdatePriceDecoder();
    private final ReportTradeDecoder reportTrade = new ReportTradeDecoder();
    private final FeedStatusDecoder feedStatus = new FeedStatusDecoder();
    private final DefineBookDecoder defineBook = new DefineBookDecoder();
    private final PlaceBookOrderDecoder placeBookOrder = new PlaceBookOrderDecoder();
    private final ModifyOrderDecoder modifyOrder = new ModifyOrderDecoder();
    private final GrantBaseDecoder grantBase = new GrantBaseDecoder();
    private final SetAgentFeesDecoder setAgentFees = new SetAgentFeesDecoder();
    private final SetInstrumentStatusDecoder setInstrumentStatus = new SetInstrumentStatusDecoder();

    private final VenueState venue;
    private final DueWork dueWork;
    private final KeyRequests keyRequests;
    private final VenueDesk venueDesk;
    private final AccountDesk accountDesk;
    private final AgentDesk agentDesk;
    private final LifeDesk lifeDesk;
    private final OrderDesk orderDesk;
    private final PriceDesk priceDesk;
    private final Rejection rejection;
    private final EventSink events;

    CommandDispatcher(
            VenueState venue,
            DueWork dueWork,
            KeyRequests keyRequests,
            VenueDesk venueDesk,
            AccountDesk accountDesk,
            AgentDesk agentDesk,
            LifeDesk lifeDesk,
            OrderDesk orderDesk,
            PriceDesk priceDesk,
            Rejection rejection,
            EventSink events) {
        this.venue = venue;
        this.dueWork = dueWork;
        this.keyRequests = keyRequests;
        this.venueDesk = venueDesk;
        this.accountDesk = accountDesk;
        this.agentDesk = agentDesk;
        this.lifeDesk = lifeDesk;
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
        rejection.answerStarts();
        switch (templateId) {
            case PlaceOrderDecoder.TEMPLATE_ID ->
                orderDesk.placeOrder(agentId, placeOrder.wrapAndApplyHeader(command, headerAt, header), nowNs);
            case CancelOrderDecoder.TEMPLATE_ID ->
                orderDesk.cancelOrder(agentId, cancelOrder.wrapAndApplyHeader(command, headerAt, header));
            case CancelAllOrdersDecoder.TEMPLATE_ID ->
                orderDesk.cancelAllOrders(agentId, cancelAllOrders.wrapAndApplyHeader(command, headerAt, header));
            case UpdatePriceDecoder.TEMPLATE_ID ->
                priceDesk.updatePrice(updatePrice.wrapAndApplyHeader(command, headerAt, header), nowNs);
            case ReportTradeDecoder.TEMPLATE_ID ->
                priceDesk.reportTrade(reportTrade.wrapAndApplyHeader(command, headerAt, header), nowNs);
            case FeedStatusDecoder.TEMPLATE_ID ->
                priceDesk.feedStatus(feedStatus.wrapAndApplyHeader(command, headerAt, header), nowNs);
            case AdvanceTimeDecoder.TEMPLATE_ID -> priceDesk.advanceTime(nowNs);
            case DefineInstrumentDecoder.TEMPLATE_ID ->
                venueDesk.defineInstrument(defineInstrument.wrapAndApplyHeader(command, headerAt, header), nowNs);
            case ConfigureVenueDecoder.TEMPLATE_ID ->
                venueDesk.configureVenue(configureVenue.wrapAndApplyHeader(command, headerAt, header));
            default -> dispatchToBooks(templateId, agentId, nowNs, command, headerAt);
        }
    }

    private void dispatchToBooks(int templateId, int agentId, long nowNs, DirectBuffer command, int headerAt) {
        switch (templateId) {
            case PlaceBookOrderDecoder.TEMPLATE_ID ->
                orderDesk.placeBookOrder(agentId, placeBookOrder.wrapAndApplyHeader(command, headerAt, header), nowNs);
            case ModifyOrderDecoder.TEMPLATE_ID ->
                orderDesk.modifyOrder(agentId, modifyOrder.wrapAndApplyHeader(command, headerAt, header), nowNs);
            case DefineBookDecoder.TEMPLATE_ID ->
                venueDesk.defineBook(defineBook.wrapAndApplyHeader(command, headerAt, header), nowNs);
            case SetInstrumentStatusDecoder.TEMPLATE_ID ->
                venueDesk.setInstrumentStatus(setInstrumentStatus.wrapAndApplyHeader(command, headerAt, header));
            case GrantBaseDecoder.TEMPLATE_ID ->
                agentDesk.grantBase(agentId, grantBase.wrapAndApplyHeader(command, headerAt, header), nowNs);
            case SetAgentFeesDecoder.TEMPLATE_ID ->
                agentDesk.setFees(agentId, setAgentFees.wrapAndApplyHeader(command, headerAt, header), nowNs);
            default -> dispatchToAccounts(templateId, agentId, nowNs, command, headerAt);
        }
    }

    private void dispatchToAccounts(int templateId, int agentId, long nowNs, DirectBuffer command, int headerAt) {
        switch (templateId) {
            case OpenAccountDecoder.TEMPLATE_ID ->
                accountDesk.openAccount(openAccount.wrapAndApplyHeader(command, headerAt, header), nowNs);
            case UpdateAccountDecoder.TEMPLATE_ID ->
                accountDesk.updateAccount(updateAccount.wrapAndApplyHeader(command, headerAt, header));
            case SetAccountStatusDecoder.TEMPLATE_ID ->
                accountDesk.setAccountStatus(setAccountStatus.wrapAndApplyHeader(command, headerAt, header));
            case SetKillSwitchDecoder.TEMPLATE_ID ->
                accountDesk.setKillSwitch(agentId, setKillSwitch.wrapAndApplyHeader(command, headerAt, header), nowNs);
            case CreateAgentDecoder.TEMPLATE_ID ->
                agentDesk.createAgent(createAgent.wrapAndApplyHeader(command, headerAt, header), nowNs);
            case CloneAgentDecoder.TEMPLATE_ID ->
                agentDesk.cloneAgent(agentId, cloneAgent.wrapAndApplyHeader(command, headerAt, header), nowNs);
            case UpdateAgentDecoder.TEMPLATE_ID ->
                agentDesk.updateAgent(agentId, updateAgent.wrapAndApplyHeader(command, headerAt, header), nowNs);
            case RotateKeyDecoder.TEMPLATE_ID ->
                agentDesk.rotateKey(agentId, rotateKey.wrapAndApplyHeader(command, headerAt, header), nowNs);
            case DoOnceDecoder.TEMPLATE_ID ->
                dispatchNamed(agentId, nowNs, doOnce.wrapAndApplyHeader(command, headerAt, header));
            default -> dispatchToLives(templateId, agentId, nowNs, command, headerAt);
        }
    }

    /** The command within another, which gives it a name: its desk asks for that. */
    private void dispatchNamed(int agentId, long nowNs, DoOnceDecoder command) {
        keyRequests.begin(command);
        command.wrapCommand(named);
        int templateId = header.wrap(named, 0).templateId();
        switch (templateId) {
            case OpenAccountDecoder.TEMPLATE_ID,
                    CreateAgentDecoder.TEMPLATE_ID,
                    CloneAgentDecoder.TEMPLATE_ID,
                    RotateKeyDecoder.TEMPLATE_ID ->
                dispatchToAccounts(templateId, agentId, nowNs, named, 0);
            default -> throw new EngineFault("command template " + templateId + " issues no keys");
        }
        keyRequests.end();
    }

    private void dispatchToLives(int templateId, int agentId, long nowNs, DirectBuffer command, int headerAt) {
        switch (templateId) {
            case ResetAgentDecoder.TEMPLATE_ID ->
                lifeDesk.resetAgent(agentId, resetAgent.wrapAndApplyHeader(command, headerAt, header), nowNs);
            case ArchiveAgentDecoder.TEMPLATE_ID ->
                lifeDesk.archiveAgent(agentId, archiveAgent.wrapAndApplyHeader(command, headerAt, header), nowNs);
            case DeleteAgentDecoder.TEMPLATE_ID ->
                lifeDesk.deleteAgent(agentId, deleteAgent.wrapAndApplyHeader(command, headerAt, header));
            case ParkPortfolioDecoder.TEMPLATE_ID ->
                lifeDesk.parkPortfolio(agentId, parkPortfolio.wrapAndApplyHeader(command, headerAt, header), nowNs);
            case ReturnToPortfolioDecoder.TEMPLATE_ID ->
                lifeDesk.returnToPortfolio(agentId, returnToPortfolio.wrapAndApplyHeader(command, headerAt, header),
                        nowNs);
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
