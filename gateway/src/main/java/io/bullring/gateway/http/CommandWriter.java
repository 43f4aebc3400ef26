package io.bullring.gateway.http;

import io.bullring.core.account.RiskProfile;
import io.bullring.core.account.VenueRules;
import io.bullring.core.market.BookFees;
import io.bullring.gateway.directory.KeyDigest;
import io.bullring.gateway.event.Carriers;
import io.bullring.gateway.http.credential.KeyMint;
import io.bullring.gateway.http.request.AgentBody;
import io.bullring.gateway.http.request.ModifyBody;
import io.bullring.gateway.http.request.OrderBody;
import io.bullring.gateway.http.request.ResetBody;
import io.bullring.protocol.AccountStatus;
import io.bullring.protocol.AgentFieldsEncoder;
import io.bullring.protocol.ArchiveAgentEncoder;
import io.bullring.protocol.CancelAllOrdersEncoder;
import io.bullring.protocol.CancelOrderEncoder;
import io.bullring.protocol.CloneAgentEncoder;
import io.bullring.protocol.ConfigureVenueEncoder;
import io.bullring.protocol.CreateAgentEncoder;
import io.bullring.protocol.DeleteAgentEncoder;
import io.bullring.protocol.DoOnceEncoder;
import io.bullring.protocol.GrantBaseEncoder;
import io.bullring.protocol.InstrumentStatus;
import io.bullring.protocol.KillScope;
import io.bullring.protocol.MessageHeaderEncoder;
import io.bullring.protocol.ModifyOrderEncoder;
import io.bullring.protocol.OpenAccountEncoder;
import io.bullring.protocol.PlaceBookOrderEncoder;
import io.bullring.protocol.PlaceOrderEncoder;
import io.bullring.protocol.ResetAgentEncoder;
import io.bullring.protocol.RotateKeyEncoder;
import io.bullring.protocol.SetAccountStatusEncoder;
import io.bullring.protocol.SetAgentFeesEncoder;
import io.bullring.protocol.SetInstrumentStatusEncoder;
import io.bullring.protocol.SetKillSwitchEncoder;
import io.bullring.protocol.UpdateAccountEncoder;
import io.bullring.protocol.UpdateAgentEncoder;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Requests as commands of the schema, one at a time, each into the same buffer from 0; every method returns the bytes of
 * messageHeader and command. For one thread.
 */
final class CommandWriter {
    private static final String TAG_SEPARATOR = "\n";

    private final MutableDirectBuffer buffer = new ExpandableArrayBuffer();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final PlaceOrderEncoder placeOrder = new PlaceOrderEncoder();
    private final PlaceBookOrderEncoder placeBookOrder = new PlaceBookOrderEncoder();
    private final ModifyOrderEncoder modifyOrder = new ModifyOrderEncoder();
    private final GrantBaseEncoder grantBase = new GrantBaseEncoder();
    private final CancelOrderEncoder cancelOrder = new CancelOrderEncoder();
    private final CancelAllOrdersEncoder cancelAllOrders = new CancelAllOrdersEncoder();
    private final OpenAccountEncoder openAccount = new OpenAccountEncoder();
    private final CreateAgentEncoder createAgent = new CreateAgentEncoder();
    private final UpdateAgentEncoder updateAgent = new UpdateAgentEncoder();
    private final UpdateAccountEncoder updateAccount = new UpdateAccountEncoder();
    private final CloneAgentEncoder cloneAgent = new CloneAgentEncoder();
    private final ResetAgentEncoder resetAgent = new ResetAgentEncoder();
    private final ArchiveAgentEncoder archiveAgent = new ArchiveAgentEncoder();
    private final DeleteAgentEncoder deleteAgent = new DeleteAgentEncoder();
    private final RotateKeyEncoder rotateKey = new RotateKeyEncoder();
    private final DoOnceEncoder doOnce = new DoOnceEncoder();
    private final SetAccountStatusEncoder setAccountStatus = new SetAccountStatusEncoder();
    private final SetAgentFeesEncoder setAgentFees = new SetAgentFeesEncoder();
    private final SetKillSwitchEncoder setKillSwitch = new SetKillSwitchEncoder();
    private final SetInstrumentStatusEncoder setInstrumentStatus = new SetInstrumentStatusEncoder();
    private final ConfigureVenueEncoder configureVenue = new ConfigureVenueEncoder();

    /** Where the command stands, from 0. */
    MutableDirectBuffer buffer() {
        return buffer;
    }

    int placeOrder(int instrumentId, OrderBody order) {
        placeOrder.wrapAndApplyHeader(buffer, 0, header)
                .quantityE8(order.quantityE8())
                .priceE8(order.priceE8() == OrderBody.NO_PRICE ? PlaceOrderEncoder.priceE8NullValue() : order.priceE8())
                .instrumentId(instrumentId)
                .side(order.side())
                .type(order.type())
                .clientOrderId(order.clientOrderId());
        return placeOrder.limit();
    }

    /** An order for an instrument that is traded in a book, with its conditions. */
    int placeBookOrder(int instrumentId, OrderBody order) {
        placeBookOrder.wrapAndApplyHeader(buffer, 0, header)
                .quantityE8(order.quantityE8())
                .priceE8(
                        order.priceE8() == OrderBody.NO_PRICE
                                ? PlaceBookOrderEncoder.priceE8NullValue()
                                : order.priceE8())
                .instrumentId(instrumentId)
                .side(order.side())
                .type(order.type())
                .timeInForce(order.conditions().timeInForce())
                .postOnly((short) (order.conditions().isPostOnly() ? 1 : 0))
                .selfTradePrevention(order.conditions().prevention())
                .clientOrderId(order.clientOrderId());
        return placeBookOrder.limit();
    }

    int modifyOrder(long orderId, ModifyBody change) {
        modifyOrder.wrapAndApplyHeader(buffer, 0, header)
                .orderId(orderId)
                .quantityE8(
                        change.leftE8() == ModifyBody.UNCHANGED
                                ? ModifyOrderEncoder.quantityE8NullValue()
                                : change.leftE8())
                .priceE8(
                        change.priceE8() == ModifyBody.UNCHANGED
                                ? ModifyOrderEncoder.priceE8NullValue()
                                : change.priceE8());
        return modifyOrder.limit();
    }

    /** @param accountId the agent's owner */
    int grantBase(int accountId, int instrumentId, long quantityE8) {
        grantBase.wrapAndApplyHeader(buffer, 0, header)
                .accountId(accountId)
                .instrumentId(instrumentId)
                .quantityE8(quantityE8);
        return grantBase.limit();
    }

    int cancelOrder(long orderId) {
        cancelOrder.wrapAndApplyHeader(buffer, 0, header).orderId(orderId);
        return cancelOrder.limit();
    }

    /** @param instrumentId those of this instrument only, 0: all */
    int cancelAllOrders(int instrumentId) {
        cancelAllOrders.wrapAndApplyHeader(buffer, 0, header).instrumentId(instrumentId);
        return cancelAllOrders.limit();
    }

    /** @param secretHash slow hash of the account's secret; keys go in as digest and preview only */
    int openAccount(
            String displayName,
            String agentName,
            long startingBalanceE8,
            String apiKey,
            String agentApiKey,
            String secretHash) {
        openAccount.wrapAndApplyHeader(buffer, 0, header)
                .startingBalanceE8(startingBalanceE8)
                .putKeyDigest(KeyDigest.ofKey(apiKey).bytes(), 0, KeyDigest.LENGTH)
                .putAgentKeyDigest(KeyDigest.ofKey(agentApiKey).bytes(), 0, KeyDigest.LENGTH)
                .keyPreview(KeyMint.preview(apiKey))
                .agentKeyPreview(KeyMint.preview(agentApiKey))
                .displayName(displayName)
                .agentName(agentName)
                .secretHash(secretHash);
        return openAccount.limit();
    }

    int createAgent(int accountId, String apiKey, AgentBody agent) {
        createAgent.wrapAndApplyHeader(buffer, 0, header)
                .accountId(accountId)
                .startingBalanceE8(agent.startingBalance().e8())
                .putKeyDigest(KeyDigest.ofKey(apiKey).bytes(), 0, KeyDigest.LENGTH)
                .keyPreview(KeyMint.preview(apiKey));
        Carriers.encode(agent.riskConfig().profile(), createAgent.riskProfile());
        createAgent.name(agent.name())
                .description(orEmpty(agent.description()))
                .llmModel(orEmpty(agent.llmModel()))
                .framework(orEmpty(agent.framework()))
                .strategyTags(String.join(TAG_SEPARATOR, agent.strategyTags()))
                .avatarUrl(orEmpty(agent.avatarUrl()))
                .color(orEmpty(agent.color()))
                .riskConfig(agent.riskConfig().text());
        return createAgent.limit();
    }

    int updateAgent(int accountId, AgentBody agent) {
        updateAgent.wrapAndApplyHeader(buffer, 0, header).accountId(accountId);
        fields(updateAgent.fields(), agent);
        Carriers.encode(agent.riskConfig().profile(), updateAgent.riskProfile());
        updateAgent.name(orEmpty(agent.name()))
                .description(orEmpty(agent.description()))
                .llmModel(orEmpty(agent.llmModel()))
                .framework(orEmpty(agent.framework()))
                .strategyTags(String.join(TAG_SEPARATOR, agent.strategyTags()))
                .avatarUrl(orEmpty(agent.avatarUrl()))
                .color(orEmpty(agent.color()))
                .riskConfig(agent.riskConfig().text());
        return updateAgent.limit();
    }

    /** Changes an agent's risk settings and nothing else. */
    int agentRisk(int accountId, RiskProfile profile, String riskConfig) {
        updateAgent.wrapAndApplyHeader(buffer, 0, header).accountId(accountId);
        updateAgent.fields().clear().riskProfile(true);
        Carriers.encode(profile, updateAgent.riskProfile());
        updateAgent.name("")
                .description("")
                .llmModel("")
                .framework("")
                .strategyTags("")
                .avatarUrl("")
                .color("")
                .riskConfig(riskConfig);
        return updateAgent.limit();
    }

    /** Changes the risk settings that an account's agents inherit, and nothing else. */
    int accountRisk(int accountId, RiskProfile profile, String riskConfig) {
        updateAccount.wrapAndApplyHeader(buffer, 0, header).accountId(accountId);
        updateAccount.fields().clear().riskProfile(true);
        Carriers.encode(profile, updateAccount.riskProfile());
        updateAccount.displayName("").riskConfig(riskConfig);
        return updateAccount.limit();
    }

    int cloneAgent(int accountId, String apiKey, String name) {
        cloneAgent.wrapAndApplyHeader(buffer, 0, header)
                .accountId(accountId)
                .putKeyDigest(KeyDigest.ofKey(apiKey).bytes(), 0, KeyDigest.LENGTH)
                .keyPreview(KeyMint.preview(apiKey))
                .name(name);
        return cloneAgent.limit();
    }

    /** @param startingBalanceE8 {@link ResetBody#SAME_BALANCE}: as before */
    int resetAgent(int accountId, long startingBalanceE8) {
        resetAgent.wrapAndApplyHeader(buffer, 0, header)
                .accountId(accountId)
                .startingBalanceE8(
                        startingBalanceE8 == ResetBody.SAME_BALANCE
                                ? ResetAgentEncoder.startingBalanceE8NullValue()
                                : startingBalanceE8);
        return resetAgent.limit();
    }

    int archiveAgent(int accountId) {
        archiveAgent.wrapAndApplyHeader(buffer, 0, header).accountId(accountId);
        return archiveAgent.limit();
    }

    int deleteAgent(int accountId) {
        deleteAgent.wrapAndApplyHeader(buffer, 0, header).accountId(accountId);
        return deleteAgent.limit();
    }

    int rotateKey(int accountId, String apiKey) {
        rotateKey.wrapAndApplyHeader(buffer, 0, header)
                .accountId(accountId)
                .putKeyDigest(KeyDigest.ofKey(apiKey).bytes(), 0, KeyDigest.LENGTH)
                .keyPreview(KeyMint.preview(apiKey));
        return rotateKey.limit();
    }

    /**
     * Puts the command that was written last into another, which has it done once for this idempotency key.
     *
     * @param idempotencyKey its caller's; empty: none, and the command stays as it is
     * @param length of the command
     */
    int once(String idempotencyKey, int length) {
        if (idempotencyKey.isEmpty()) {
            return length;
        }
        byte[] command = new byte[length];
        buffer.getBytes(0, command);
        doOnce.wrapAndApplyHeader(buffer, 0, header).idempotencyKey(idempotencyKey).putCommand(command, 0, length);
        return doOnce.limit();
    }

    int accountStatus(int accountId, AccountStatus status) {
        setAccountStatus.wrapAndApplyHeader(buffer, 0, header).accountId(accountId).status(status);
        return setAccountStatus.limit();
    }

    /** @param accountId the account, or the agent's owner; 0 for the venue */
    int killSwitch(int accountId, KillScope scope, boolean engaged) {
        setKillSwitch.wrapAndApplyHeader(buffer, 0, header)
                .accountId(accountId)
                .scope(scope)
                .engaged((short) (engaged ? 1 : 0));
        return setKillSwitch.limit();
    }

    /** @param fees null: what each book asks */
    int agentFees(int accountId, BookFees fees) {
        setAgentFees.wrapAndApplyHeader(buffer, 0, header)
                .accountId(accountId)
                .makerFeeE8(fees == null ? SetAgentFeesEncoder.makerFeeE8NullValue() : fees.makerE8())
                .takerFeeE8(fees == null ? SetAgentFeesEncoder.takerFeeE8NullValue() : fees.takerE8());
        return setAgentFees.limit();
    }

    int instrumentStatus(int instrumentId, InstrumentStatus status) {
        setInstrumentStatus.wrapAndApplyHeader(buffer, 0, header).instrumentId(instrumentId).status(status);
        return setInstrumentStatus.limit();
    }

    int venueRules(VenueRules rules) {
        configureVenue.wrapAndApplyHeader(buffer, 0, header);
        Carriers.encode(rules, configureVenue.rules());
        Carriers.encode(rules.riskDefaults(), configureVenue.riskDefaults());
        return configureVenue.limit();
    }

    private static void fields(AgentFieldsEncoder fields, AgentBody agent) {
        fields.clear()
                .name(agent.changesName())
                .description(agent.changesDescription())
                .llmModel(agent.changesLlmModel())
                .framework(agent.changesFramework())
                .strategyTags(agent.changesStrategyTags())
                .avatarUrl(agent.changesAvatarUrl())
                .color(agent.changesColor())
                .riskProfile(agent.changesRiskConfig());
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
