package io.bullring.core.model;

import io.bullring.core.event.EventSink;
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
import java.lang.reflect.Proxy;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The naive venue: what RULES.md says, in the words and the order of that page. Takes the bytes that the engine takes and
 * speaks through the same interface, so that the two can be compared event by event. Not thread-safe; allocates as it
 * likes. Reading order: this class, then {@link ModelDueWork}, {@link ModelPlacement}, {@link ModelRisk},
 * {@link ModelExecution}, {@link ModelPrices}, {@link ModelLife}, {@link ModelSweeps}.
 */
public final class ReferenceModel {
    private final ModelVenue venue = new ModelVenue();
    private final EventSink sink;
    private final ModelEvents events;
    private final ModelSetup setup;
    private final ModelAgents agents;
    private final ModelAccounts accounts;
    private final ModelLife life;
    private final ModelSwitches switches;
    private final ModelPrices prices;
    private final ModelBook book;
    private final ModelPlacement placement;
    private final ModelDueWork dueWork;

    public ReferenceModel(EventSink sink) {
        this(sink, new ModelParts());
    }

    /** A model of these parts, which a test of the comparison replaces by wrong ones. */
    ReferenceModel(EventSink sink, ModelParts parts) {
        this.sink = sink;
        this.events = new ModelEvents(sink);
        ModelExecution execution = parts.execution(venue, sink);
        this.setup = new ModelSetup(venue, sink, events);
        ModelResting resting = new ModelResting(venue, sink);
        ModelSweeps sweeps = parts.sweeps(venue, resting);
        ModelFunding funding = parts.funding(venue, resting);
        ModelKeyRequests requests = new ModelKeyRequests(sink);
        this.agents = new ModelAgents(venue, sink, events, funding, requests, execution);
        this.accounts = new ModelAccounts(venue, sink, funding, requests, agents, sweeps);
        this.life = new ModelLife(venue, sink, events, funding, resting);
        this.switches = new ModelSwitches(venue, sink, resting, sweeps);
        this.prices = new ModelPrices(venue, sink, events);
        this.book = new ModelBook(venue, sink, events, prices, execution, resting);
        this.placement = new ModelPlacement(
                venue, sink, events, prices, execution, resting, book, parts.mostPlacements());
        this.dueWork = new ModelDueWork(venue, sink, events, resting, sweeps, execution, book);
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
            case UpdateAgentDecoder.TEMPLATE_ID ->
                agents.updateAgent(
                        new UpdateAgentDecoder().wrapAndApplyHeader(command, headerOffset, header), agentId, timeNs);
            case PlaceOrderDecoder.TEMPLATE_ID ->
                placement.place(
                        new PlaceOrderDecoder().wrapAndApplyHeader(command, headerOffset, header), agentId, timeNs);
            case CancelOrderDecoder.TEMPLATE_ID ->
                placement.cancel(new CancelOrderDecoder().wrapAndApplyHeader(command, headerOffset, header), agentId);
            case CancelAllOrdersDecoder.TEMPLATE_ID ->
                placement.cancelAll(
                        new CancelAllOrdersDecoder().wrapAndApplyHeader(command, headerOffset, header), agentId);
            case UpdatePriceDecoder.TEMPLATE_ID -> {
                prices.updatePrice(new UpdatePriceDecoder().wrapAndApplyHeader(command, headerOffset, header), timeNs);
                dueWork.afterwards(timeNs);
            }
            case ReportTradeDecoder.TEMPLATE_ID -> {
                prices.reportTrade(new ReportTradeDecoder().wrapAndApplyHeader(command, headerOffset, header), timeNs);
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
            case PlaceBookOrderDecoder.TEMPLATE_ID ->
                placement.place(
                        new PlaceBookOrderDecoder().wrapAndApplyHeader(command, headerOffset, header),
                        agentId,
                        timeNs);
            case ModifyOrderDecoder.TEMPLATE_ID ->
                book.modify(new ModifyOrderDecoder().wrapAndApplyHeader(command, headerOffset, header), agentId,
                        timeNs);
            case DefineBookDecoder.TEMPLATE_ID ->
                setup.defineBook(new DefineBookDecoder().wrapAndApplyHeader(command, headerOffset, header), timeNs);
            case SetInstrumentStatusDecoder.TEMPLATE_ID ->
                setup.setInstrumentStatus(
                        new SetInstrumentStatusDecoder().wrapAndApplyHeader(command, headerOffset, header));
            case SetAgentFeesDecoder.TEMPLATE_ID ->
                agents.setFees(new SetAgentFeesDecoder().wrapAndApplyHeader(command, headerOffset, header), agentId);
            case GrantBaseDecoder.TEMPLATE_ID ->
                agents.grantBase(
                        new GrantBaseDecoder().wrapAndApplyHeader(command, headerOffset, header), agentId, timeNs);
            case DoOnceDecoder.TEMPLATE_ID -> doOnce(command, headerOffset, agentId, timeNs);
            default -> answerOfLife(header, command, headerOffset, agentId, timeNs);
        }
    }

    /** Section 7. */
    private void answerOfLife(
            MessageHeaderDecoder header, DirectBuffer command, int headerOffset, int agentId, long timeNs) {
        switch (header.templateId()) {
            case ResetAgentDecoder.TEMPLATE_ID ->
                life.resetAgent(new ResetAgentDecoder().wrapAndApplyHeader(command, headerOffset, header), agentId);
            case ArchiveAgentDecoder.TEMPLATE_ID ->
                life.archiveAgent(new ArchiveAgentDecoder().wrapAndApplyHeader(command, headerOffset, header), agentId);
            case DeleteAgentDecoder.TEMPLATE_ID ->
                life.deleteAgent(new DeleteAgentDecoder().wrapAndApplyHeader(command, headerOffset, header), agentId);
            case ParkPortfolioDecoder.TEMPLATE_ID ->
                life.parkPortfolio(new ParkPortfolioDecoder().wrapAndApplyHeader(command, headerOffset, header),
                        agentId);
            case ReturnToPortfolioDecoder.TEMPLATE_ID ->
                life.returnToPortfolio(new ReturnToPortfolioDecoder().wrapAndApplyHeader(command, headerOffset, header),
                        agentId);
            case UpdateAccountDecoder.TEMPLATE_ID ->
                accounts.updateAccount(new UpdateAccountDecoder().wrapAndApplyHeader(command, headerOffset, header));
            case SetAccountStatusDecoder.TEMPLATE_ID ->
                accounts.setAccountStatus(
                        new SetAccountStatusDecoder().wrapAndApplyHeader(command, headerOffset, header));
            case SetKillSwitchDecoder.TEMPLATE_ID ->
                switches.set(new SetKillSwitchDecoder().wrapAndApplyHeader(command, headerOffset, header), agentId);
            default -> issueKeys(header, command, headerOffset, agentId, timeNs, null);
        }
    }

    private void doOnce(DirectBuffer command, int headerOffset, int agentId, long timeNs) {
        DoOnceDecoder once = new DoOnceDecoder().wrapAndApplyHeader(command, headerOffset, new MessageHeaderDecoder());
        String idempotencyKey = once.idempotencyKey();
        byte[] inner = new byte[once.commandLength()];
        once.getCommand(inner, 0, inner.length);
        UnsafeBuffer named = new UnsafeBuffer(inner);
        issueKeys(new MessageHeaderDecoder().wrap(named, 0), named, 0, agentId, timeNs, idempotencyKey);
    }

    /** @param idempotencyKey null: the caller did not name the request */
    private void issueKeys(
            MessageHeaderDecoder header,
            DirectBuffer command,
            int headerOffset,
            int agentId,
            long timeNs,
            String idempotencyKey) {
        switch (header.templateId()) {
            case OpenAccountDecoder.TEMPLATE_ID ->
                accounts.openAccount(
                        new OpenAccountDecoder().wrapAndApplyHeader(command, headerOffset, header), idempotencyKey,
                        timeNs);
            case CreateAgentDecoder.TEMPLATE_ID ->
                agents.createAgent(
                        new CreateAgentDecoder().wrapAndApplyHeader(command, headerOffset, header), idempotencyKey,
                        timeNs);
            case CloneAgentDecoder.TEMPLATE_ID ->
                agents.cloneAgent(
                        new CloneAgentDecoder().wrapAndApplyHeader(command, headerOffset, header),
                        agentId,
                        idempotencyKey,
                        timeNs);
            case RotateKeyDecoder.TEMPLATE_ID ->
                agents.rotateKey(
                        new RotateKeyDecoder().wrapAndApplyHeader(command, headerOffset, header),
                        agentId,
                        idempotencyKey,
                        timeNs);
            default -> throw new IllegalArgumentException("ReferenceModel has no case for "
                    + ProtocolMessages.commands().get(header.templateId()) + ", template " + header.templateId());
        }
    }

    /** What it remembers. */
    public ModelVenue venue() {
        return venue;
    }

    /** Whether each asset sums to zero over all portfolios and the house accounts. */
    public boolean ledgerIsBalanced() {
        return venue.ledger.isBalanced(venue.portfolios());
    }

    /** What a house account has of the base asset of an instrument, or with an instrument 0 of USDT. */
    public long houseE8(HouseAccount account, int instrumentId) {
        return Amounts.e8(Amounts.sat(venue.ledger.balance(account, venue.instrument(instrumentId))));
    }
}
