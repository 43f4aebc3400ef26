package io.bullring.core.workload;

import io.bullring.core.account.AgentDetails;
import io.bullring.core.account.RiskProfile;
import io.bullring.core.account.VenueRules;
import io.bullring.core.market.BookFees;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.protocol.AccountStatus;
import io.bullring.protocol.AdvanceTimeEncoder;
import io.bullring.protocol.ArchiveAgentEncoder;
import io.bullring.protocol.CancelAllOrdersEncoder;
import io.bullring.protocol.CancelOrderEncoder;
import io.bullring.protocol.CommandEnvelopeEncoder;
import io.bullring.protocol.ConfigureVenueEncoder;
import io.bullring.protocol.DefineBookEncoder;
import io.bullring.protocol.DefineInstrumentEncoder;
import io.bullring.protocol.DeleteAgentEncoder;
import io.bullring.protocol.DoOnceEncoder;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import io.bullring.protocol.FeedStatusEncoder;
import io.bullring.protocol.GrantBaseEncoder;
import io.bullring.protocol.InstrumentStatus;
import io.bullring.protocol.KillScope;
import io.bullring.protocol.MessageHeaderEncoder;
import io.bullring.protocol.ModifyOrderEncoder;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.ParkPortfolioEncoder;
import io.bullring.protocol.PlaceBookOrderEncoder;
import io.bullring.protocol.PlaceOrderEncoder;
import io.bullring.protocol.ReportTradeEncoder;
import io.bullring.protocol.ResetAgentEncoder;
import io.bullring.protocol.ReturnToPortfolioEncoder;
import io.bullring.protocol.SelfTradePrevention;
import io.bullring.protocol.SetAccountStatusEncoder;
import io.bullring.protocol.SetAgentFeesEncoder;
import io.bullring.protocol.SetInstrumentStatusEncoder;
import io.bullring.protocol.SetKillSwitchEncoder;
import io.bullring.protocol.Side;
import io.bullring.protocol.TimeInForce;
import io.bullring.protocol.UpdatePriceEncoder;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Makes commands, one at a time, in one buffer: CommandEnvelope, messageHeader, message, as they stand in the ring and in
 * the journal. A method writes a command over the one before and returns its length in bytes. Nothing is checked: what a
 * venue must refuse has to be written too. Not thread-safe; no allocation once the buffer has grown, but for the methods
 * that take a {@code String}, and {@link #doOnce}.
 */
public final class CommandFactory {
    /** In place of the price of a market order. */
    public static final long NO_PRICE = PlaceOrderEncoder.priceE8NullValue();

    /** In place of the starting balance of a reset. */
    public static final long SAME_BALANCE = ResetAgentEncoder.startingBalanceE8NullValue();

    /** In place of a client order id. */
    public static final byte[] NO_ID = {};

    private static final int ENVELOPE_LENGTH = CommandEnvelopeEncoder.ENCODED_LENGTH;
    private static final int BLOCK_OFFSET = ENVELOPE_LENGTH + MessageHeaderEncoder.ENCODED_LENGTH;

    private final MutableDirectBuffer buffer = new ExpandableArrayBuffer(4_096);
    private final CommandEnvelopeEncoder envelope = new CommandEnvelopeEncoder();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ConfigureVenueEncoder configureVenue = new ConfigureVenueEncoder();
    private final DefineInstrumentEncoder defineInstrument = new DefineInstrumentEncoder();
    private final DoOnceEncoder doOnce = new DoOnceEncoder();
    private final AgentForms forms = new AgentForms(buffer, ENVELOPE_LENGTH);
    private final ResetAgentEncoder resetAgent = new ResetAgentEncoder();
    private final ArchiveAgentEncoder archiveAgent = new ArchiveAgentEncoder();
    private final DeleteAgentEncoder deleteAgent = new DeleteAgentEncoder();
    private final ParkPortfolioEncoder parkPortfolio = new ParkPortfolioEncoder();
    private final ReturnToPortfolioEncoder returnToPortfolio = new ReturnToPortfolioEncoder();
    private final SetAccountStatusEncoder setAccountStatus = new SetAccountStatusEncoder();
    private final SetKillSwitchEncoder setKillSwitch = new SetKillSwitchEncoder();
    private final SetInstrumentStatusEncoder setInstrumentStatus = new SetInstrumentStatusEncoder();
    private final PlaceOrderEncoder placeOrder = new PlaceOrderEncoder();
    private final CancelOrderEncoder cancelOrder = new CancelOrderEncoder();
    private final CancelAllOrdersEncoder cancelAllOrders = new CancelAllOrdersEncoder();
    private final UpdatePriceEncoder updatePrice = new UpdatePriceEncoder();
    private final ReportTradeEncoder reportTrade = new ReportTradeEncoder();
    private final FeedStatusEncoder feedStatus = new FeedStatusEncoder();
    private final AdvanceTimeEncoder advanceTime = new AdvanceTimeEncoder();

    private final DefineBookEncoder defineBook = new DefineBookEncoder();
    private final GrantBaseEncoder grantBase = new GrantBaseEncoder();
    private final SetAgentFeesEncoder setAgentFees = new SetAgentFeesEncoder();
    private final PlaceBookOrderEncoder placeBookOrder = new PlaceBookOrderEncoder();
    private final ModifyOrderEncoder modifyOrder = new ModifyOrderEncoder();

    private int source;
    private long correlationId;
    private int agentId;
    private int length;

    /** Who sends the commands that follow. Nobody, unless said. */
    public CommandFactory from(int newSource, long newCorrelationId) {
        source = newSource;
        correlationId = newCorrelationId;
        return this;
    }

    /** Where the command is, from offset 0. */
    public MutableDirectBuffer buffer() {
        return buffer;
    }

    /** Bytes of the command. */
    public int length() {
        return length;
    }

    /** The agent in the command's envelope. */
    public int agentId() {
        return agentId;
    }

    /** Where the messageHeader begins: what is offered to a {@code CommandGate}, which writes the envelope itself. */
    public int messageOffset() {
        return ENVELOPE_LENGTH;
    }

    /** Bytes of messageHeader and message. */
    public int messageLength() {
        return length - ENVELOPE_LENGTH;
    }

    /** Writes over a field of the message's fixed block, to make what no method makes. */
    public void overwriteLong(int fieldOffset, long value) {
        buffer.putLong(BLOCK_OFFSET + fieldOffset, value, ByteOrder.LITTLE_ENDIAN);
    }

    /** Writes over a field of four bytes. */
    public void overwriteInt(int fieldOffset, int value) {
        buffer.putInt(BLOCK_OFFSET + fieldOffset, value, ByteOrder.LITTLE_ENDIAN);
    }

    /** Writes over a field of one byte, such as the code of an enum. */
    public void overwriteByte(int fieldOffset, int value) {
        buffer.putByte(BLOCK_OFFSET + fieldOffset, (byte) value);
    }

    public int configureVenue(VenueRules rules) {
        envelopeOf(0);
        configureVenue.wrapAndApplyHeader(buffer, ENVELOPE_LENGTH, header);
        configureVenue
                .rules()
                .venueId(rules.venueId())
                .ruleVersion(rules.ruleVersion())
                .maxOpenOrdersPerAgent(rules.maxOpenOrdersPerAgent())
                .maxOpenOrders(rules.maxOpenOrders())
                .maxAgents(rules.maxAgents())
                .maxInstruments(rules.maxInstruments())
                .maxWorkPerCommand(rules.maxWorkPerCommand())
                .feeRateE8(rules.feeRateE8())
                .slippageFactorE8(rules.slippageFactorE8())
                .priceMaxAgeNs(rules.priceMaxAgeNs())
                .orderLifeNs(rules.orderLifeNs());
        AgentForms.write(rules.riskDefaults(), configureVenue.riskDefaults());
        return endsAt(configureVenue.limit());
    }

    public int defineInstrument(InstrumentTerms terms, long volume24hE8) {
        envelopeOf(0);
        defineInstrument
                .wrapAndApplyHeader(buffer, ENVELOPE_LENGTH, header)
                .symbol(terms.symbol())
                .feedId(terms.feedId())
                .active((short) (terms.active() ? 1 : 0))
                .minQuantityE8(terms.minQuantityE8())
                .maxQuantityE8(terms.maxQuantityE8())
                .stepSizeE8(terms.stepSizeE8())
                .minNotionalE8(terms.minNotionalE8())
                .volume24hE8(volume24hE8);
        return endsAt(defineInstrument.limit());
    }

    /** An account of this name whose default agent has the same; the digests are as good as any others. */
    public int openAccount(String name, long startingBalanceE8) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        byte[] secretHash = ("$argon2id$" + name).getBytes(StandardCharsets.UTF_8);
        return openAccount(
                startingBalanceE8, newDigest(), newDigest(), text, text, secretHash);
    }

    /** The previews are the first bytes of the digests. */
    public int openAccount(
            long startingBalanceE8,
            byte[] keyDigest,
            byte[] agentKeyDigest,
            byte[] displayName,
            byte[] agentName,
            byte[] secretHash) {
        envelopeOf(0);
        return endsAt(forms.openAccount(
                startingBalanceE8, keyDigest, agentKeyDigest, displayName, agentName, secretHash));
    }

    public int createAgent(int accountId, long startingBalanceE8, AgentDetails details) {
        envelopeOf(0);
        return endsAt(forms.createAgent(accountId, startingBalanceE8, details));
    }

    /**
     * @param fields which of the details are to change, the bits of {@code AgentFields}
     */
    public int updateAgent(int ofAgentId, int accountId, int fields, AgentDetails details) {
        envelopeOf(ofAgentId);
        return endsAt(forms.updateAgent(accountId, fields, details));
    }

    public int cloneAgent(int ofAgentId, int accountId, byte[] name) {
        envelopeOf(ofAgentId);
        return endsAt(forms.cloneAgent(accountId, name));
    }

    public int defineBook(InstrumentTerms terms, BookFees fees, long openingPriceE8) {
        envelopeOf(0);
        defineBook
                .wrapAndApplyHeader(buffer, ENVELOPE_LENGTH, header)
                .symbol(terms.symbol())
                .active((short) (terms.active() ? 1 : 0))
                .minQuantityE8(terms.minQuantityE8())
                .maxQuantityE8(terms.maxQuantityE8())
                .stepSizeE8(terms.stepSizeE8())
                .minNotionalE8(terms.minNotionalE8())
                .makerFeeE8(fees.makerE8())
                .takerFeeE8(fees.takerE8())
                .openingPriceE8(openingPriceE8);
        return endsAt(defineBook.limit());
    }

    public int grantBase(int ofAgentId, int accountId, int instrumentId, long quantityE8) {
        envelopeOf(ofAgentId);
        grantBase
                .wrapAndApplyHeader(buffer, ENVELOPE_LENGTH, header)
                .accountId(accountId)
                .instrumentId(instrumentId)
                .quantityE8(quantityE8);
        return endsAt(grantBase.limit());
    }

    /** @param fees null: each book's own again */
    public int setAgentFees(int ofAgentId, int accountId, BookFees fees) {
        envelopeOf(ofAgentId);
        setAgentFees
                .wrapAndApplyHeader(buffer, ENVELOPE_LENGTH, header)
                .accountId(accountId)
                .makerFeeE8(fees == null ? SetAgentFeesEncoder.makerFeeE8NullValue() : fees.makerE8())
                .takerFeeE8(fees == null ? SetAgentFeesEncoder.takerFeeE8NullValue() : fees.takerE8());
        return endsAt(setAgentFees.limit());
    }

    /** @param priceE8 {@link #NO_PRICE} for a market order */
    public int placeBookOrder(
            int ofAgentId,
            int instrumentId,
            Side side,
            OrderType type,
            long quantityE8,
            long priceE8,
            TimeInForce timeInForce,
            boolean postOnly,
            SelfTradePrevention prevention,
            byte[] clientOrderId) {
        envelopeOf(ofAgentId);
        placeBookOrder
                .wrapAndApplyHeader(buffer, ENVELOPE_LENGTH, header)
                .quantityE8(quantityE8)
                .priceE8(priceE8)
                .instrumentId(instrumentId)
                .side(side)
                .type(type)
                .timeInForce(timeInForce)
                .postOnly((short) (postOnly ? 1 : 0))
                .selfTradePrevention(prevention)
                .putClientOrderId(clientOrderId, 0, clientOrderId.length);
        return endsAt(placeBookOrder.limit());
    }

    /** @param priceE8 {@link #NO_PRICE}: as it is; so for the quantity */
    public int modifyOrder(int ofAgentId, long orderId, long quantityE8, long priceE8) {
        envelopeOf(ofAgentId);
        modifyOrder
                .wrapAndApplyHeader(buffer, ENVELOPE_LENGTH, header)
                .orderId(orderId)
                .quantityE8(quantityE8)
                .priceE8(priceE8);
        return endsAt(modifyOrder.limit());
    }

    /** Puts the command that was written last into a DoOnce, under this name. */
    public int doOnce(byte[] idempotencyKey) {
        byte[] message = new byte[messageLength()];
        buffer.getBytes(ENVELOPE_LENGTH, message);
        doOnce.wrapAndApplyHeader(buffer, ENVELOPE_LENGTH, header)
                .putIdempotencyKey(idempotencyKey, 0, idempotencyKey.length)
                .putCommand(message, 0, message.length);
        return endsAt(doOnce.limit());
    }

    /** The digest of a key that nobody has. */
    public byte[] newDigest() {
        return forms.newDigest();
    }

    public int rotateKey(int ofAgentId, int accountId, byte[] keyDigest) {
        envelopeOf(ofAgentId);
        return endsAt(forms.rotateKey(accountId, keyDigest));
    }

    /**
     * @param startingBalanceE8 {@link #SAME_BALANCE}: as before
     */
    public int resetAgent(int ofAgentId, int accountId, long startingBalanceE8) {
        envelopeOf(ofAgentId);
        resetAgent
                .wrapAndApplyHeader(buffer, ENVELOPE_LENGTH, header)
                .accountId(accountId)
                .startingBalanceE8(startingBalanceE8);
        return endsAt(resetAgent.limit());
    }

    public int archiveAgent(int ofAgentId, int accountId) {
        envelopeOf(ofAgentId);
        archiveAgent.wrapAndApplyHeader(buffer, ENVELOPE_LENGTH, header).accountId(accountId);
        return endsAt(archiveAgent.limit());
    }

    public int deleteAgent(int ofAgentId, int accountId) {
        envelopeOf(ofAgentId);
        deleteAgent.wrapAndApplyHeader(buffer, ENVELOPE_LENGTH, header).accountId(accountId);
        return endsAt(deleteAgent.limit());
    }

    public int parkPortfolio(int ofAgentId, int accountId, long startingBalanceE8) {
        envelopeOf(ofAgentId);
        parkPortfolio
                .wrapAndApplyHeader(buffer, ENVELOPE_LENGTH, header)
                .accountId(accountId)
                .startingBalanceE8(startingBalanceE8);
        return endsAt(parkPortfolio.limit());
    }

    public int returnToPortfolio(int ofAgentId, int accountId) {
        envelopeOf(ofAgentId);
        returnToPortfolio.wrapAndApplyHeader(buffer, ENVELOPE_LENGTH, header).accountId(accountId);
        return endsAt(returnToPortfolio.limit());
    }

    /**
     * @param fields which of the following are to change, the bits of {@code AccountFields}
     */
    public int updateAccount(
            int accountId, int fields, byte[] displayName, RiskProfile riskProfile, byte[] riskConfig) {
        envelopeOf(0);
        return endsAt(forms.updateAccount(accountId, fields, displayName, riskProfile, riskConfig));
    }

    public int setAccountStatus(int accountId, AccountStatus status) {
        envelopeOf(0);
        setAccountStatus
                .wrapAndApplyHeader(buffer, ENVELOPE_LENGTH, header)
                .accountId(accountId)
                .status(status);
        return endsAt(setAccountStatus.limit());
    }

    /**
     * @param ofAgentId 0 unless the scope is an agent
     * @param accountId the account, or the agent's owner; 0 for the venue
     */
    public int setKillSwitch(int ofAgentId, int accountId, KillScope scope, boolean engaged) {
        envelopeOf(ofAgentId);
        setKillSwitch
                .wrapAndApplyHeader(buffer, ENVELOPE_LENGTH, header)
                .accountId(accountId)
                .scope(scope)
                .engaged((short) (engaged ? 1 : 0));
        return endsAt(setKillSwitch.limit());
    }

    public int setInstrumentStatus(int instrumentId, InstrumentStatus status) {
        envelopeOf(0);
        setInstrumentStatus
                .wrapAndApplyHeader(buffer, ENVELOPE_LENGTH, header)
                .instrumentId(instrumentId)
                .status(status);
        return endsAt(setInstrumentStatus.limit());
    }

    /** A market order without a client order id. */
    public int marketOrder(int ofAgentId, int instrumentId, Side side, long quantityE8) {
        return placeOrder(ofAgentId, instrumentId, side, OrderType.MARKET, quantityE8, NO_PRICE, NO_ID, 0);
    }

    /** A limit order without a client order id. */
    public int limitOrder(int ofAgentId, int instrumentId, Side side, long quantityE8, long priceE8) {
        return placeOrder(ofAgentId, instrumentId, side, OrderType.LIMIT, quantityE8, priceE8, NO_ID, 0);
    }

    /**
     * @param priceE8 {@link #NO_PRICE} for a market order
     * @param idLength how many bytes of the client order id count, 0: none
     */
    public int placeOrder(
            int ofAgentId,
            int instrumentId,
            Side side,
            OrderType type,
            long quantityE8,
            long priceE8,
            byte[] clientOrderId,
            int idLength) {
        envelopeOf(ofAgentId);
        placeOrder
                .wrapAndApplyHeader(buffer, ENVELOPE_LENGTH, header)
                .quantityE8(quantityE8)
                .priceE8(priceE8)
                .instrumentId(instrumentId)
                .side(side)
                .type(type)
                .putClientOrderId(clientOrderId, 0, idLength);
        return endsAt(placeOrder.limit());
    }

    public int cancelOrder(int ofAgentId, long orderId) {
        envelopeOf(ofAgentId);
        cancelOrder.wrapAndApplyHeader(buffer, ENVELOPE_LENGTH, header).orderId(orderId);
        return endsAt(cancelOrder.limit());
    }

    /** @param instrumentId those of this instrument only, 0: all */
    public int cancelAllOrders(int ofAgentId, int instrumentId) {
        envelopeOf(ofAgentId);
        cancelAllOrders.wrapAndApplyHeader(buffer, ENVELOPE_LENGTH, header).instrumentId(instrumentId);
        return endsAt(cancelAllOrders.limit());
    }

    /** One trade at this price. */
    public int updatePrice(int instrumentId, long priceE8, long volumeE8) {
        return updatePrice(instrumentId, priceE8, priceE8, priceE8, volumeE8, 1, 0, 0);
    }

    public int updatePrice(
            int instrumentId,
            long lastE8,
            long lowE8,
            long highE8,
            long volumeE8,
            int tradeCount,
            long tradeTimeNs,
            long tradeId) {
        envelopeOf(0);
        updatePrice
                .wrapAndApplyHeader(buffer, ENVELOPE_LENGTH, header)
                .instrumentId(instrumentId)
                .tradeCount(tradeCount)
                .lastE8(lastE8)
                .lowE8(lowE8)
                .highE8(highE8)
                .volumeE8(volumeE8)
                .tradeTimeNs(tradeTimeNs)
                .tradeId(tradeId);
        return endsAt(updatePrice.limit());
    }

    /** One trade of which the feed says who took. */
    public int reportTrade(
            int instrumentId, Side takerSide, long priceE8, long quantityE8, long tradeTimeNs, long tradeId) {
        envelopeOf(0);
        reportTrade
                .wrapAndApplyHeader(buffer, ENVELOPE_LENGTH, header)
                .instrumentId(instrumentId)
                .takerSide(takerSide)
                .priceE8(priceE8)
                .quantityE8(quantityE8)
                .tradeTimeNs(tradeTimeNs)
                .tradeId(tradeId);
        return endsAt(reportTrade.limit());
    }

    public int feedStatus(int feedId, FeedState state, FeedReason reason) {
        envelopeOf(0);
        feedStatus
                .wrapAndApplyHeader(buffer, ENVELOPE_LENGTH, header)
                .feedId(feedId)
                .state(state)
                .reason(reason);
        return endsAt(feedStatus.limit());
    }

    public int advanceTime() {
        envelopeOf(0);
        advanceTime.wrapAndApplyHeader(buffer, ENVELOPE_LENGTH, header);
        return endsAt(advanceTime.limit());
    }

    private void envelopeOf(int ofAgentId) {
        agentId = ofAgentId;
        envelope.wrap(buffer, 0).correlationId(correlationId).source(source).agentId(ofAgentId);
    }

    private int endsAt(int limit) {
        length = limit;
        return length;
    }
}
