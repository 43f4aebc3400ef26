package io.bullring.journal.cli;

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
import io.bullring.protocol.RiskProfileDecoder;
import io.bullring.protocol.UpdateAgentDecoder;
import io.bullring.protocol.UpdatePriceDecoder;
import io.bullring.protocol.VenueRulesDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A command as one line of text: sequence, time, who, what. Digests are cut to their first bytes, the slow hash of a
 * secret to its length; the secrets themselves were never written. Not thread-safe.
 */
final class CommandText {
    private static final int DIGEST_BYTES = 32;

    private final UnsafeBuffer command = new UnsafeBuffer(0, 0);
    private final CommandEnvelopeDecoder envelope = new CommandEnvelopeDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final byte[] digest = new byte[DIGEST_BYTES];
    private FieldLine line = new FieldLine();

    /** The line, without its end. */
    String of(long sequence, long timeNs, DirectBuffer buffer, int offset, int length) {
        command.wrap(buffer, offset, length); // so that a message that lies about its length ends here
        envelope.wrap(command, 0);
        header.wrap(command, CommandEnvelopeDecoder.ENCODED_LENGTH);
        line = new FieldLine();
        line.word(Long.toString(sequence)).word(Notation.time(timeNs));
        line.count("source", envelope.source()).count("correlation", envelope.correlationId());
        line.count("agent", envelope.agentId()).word(Templates.nameOf(header.templateId()));
        try {
            message();
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            line.word("(cannot be decoded: " + e.getMessage() + ")");
        }
        return line.toString();
    }

    private void message() {
        int at = CommandEnvelopeDecoder.ENCODED_LENGTH;
        switch (header.templateId()) {
            case ConfigureVenueDecoder.TEMPLATE_ID -> write(
                    new ConfigureVenueDecoder().wrapAndApplyHeader(command, at, header));
            case DefineInstrumentDecoder.TEMPLATE_ID -> write(
                    new DefineInstrumentDecoder().wrapAndApplyHeader(command, at, header));
            case OpenAccountDecoder.TEMPLATE_ID -> write(
                    new OpenAccountDecoder().wrapAndApplyHeader(command, at, header));
            case CreateAgentDecoder.TEMPLATE_ID -> write(
                    new CreateAgentDecoder().wrapAndApplyHeader(command, at, header));
            case UpdateAgentDecoder.TEMPLATE_ID -> write(
                    new UpdateAgentDecoder().wrapAndApplyHeader(command, at, header));
            case PlaceOrderDecoder.TEMPLATE_ID -> write(
                    new PlaceOrderDecoder().wrapAndApplyHeader(command, at, header));
            case CancelOrderDecoder.TEMPLATE_ID -> write(
                    new CancelOrderDecoder().wrapAndApplyHeader(command, at, header));
            case UpdatePriceDecoder.TEMPLATE_ID -> write(
                    new UpdatePriceDecoder().wrapAndApplyHeader(command, at, header));
            case FeedStatusDecoder.TEMPLATE_ID -> write(
                    new FeedStatusDecoder().wrapAndApplyHeader(command, at, header));
            case AdvanceTimeDecoder.TEMPLATE_ID -> {} // nothing but the time
            default -> line.count("bytes", command.capacity());
        }
    }

    private void write(ConfigureVenueDecoder message) {
        VenueRulesDecoder rules = message.rules();
        line.text("venueId", Long.toHexString(rules.venueId()))
                .count("ruleVersion", rules.ruleVersion())
                .e8("feeRate", rules.feeRateE8())
                .e8("slippageFactor", rules.slippageFactorE8())
                .count("priceMaxAgeNs", rules.priceMaxAgeNs())
                .count("orderLifeNs", rules.orderLifeNs())
                .count("maxWorkPerCommand", rules.maxWorkPerCommand())
                .count("maxOpenOrdersPerAgent", rules.maxOpenOrdersPerAgent())
                .count("maxOpenOrders", rules.maxOpenOrders())
                .count("maxAgents", rules.maxAgents())
                .count("maxInstruments", rules.maxInstruments());
        write(message.riskDefaults());
    }

    private void write(DefineInstrumentDecoder message) {
        line.text("symbol", message.symbol())
                .count("feed", message.feedId())
                .count("active", message.active())
                .e8("minQuantity", message.minQuantityE8())
                .e8("maxQuantity", message.maxQuantityE8())
                .e8("stepSize", message.stepSizeE8())
                .e8("minNotional", message.minNotionalE8())
                .e8("volume24h", message.volume24hE8());
    }

    private void write(OpenAccountDecoder message) {
        line.e8("startingBalance", message.startingBalanceE8());
        message.getKeyDigest(digest, 0, DIGEST_BYTES);
        line.digest("keyDigest", digest);
        message.getAgentKeyDigest(digest, 0, DIGEST_BYTES);
        line.digest("agentKeyDigest", digest)
                .text("keyPreview", message.keyPreview())
                .text("agentKeyPreview", message.agentKeyPreview())
                .text("displayName", message.displayName())
                .text("agentName", message.agentName())
                .word("secretHash=(" + message.secretHashLength() + " bytes)");
    }

    private void write(CreateAgentDecoder message) {
        line.count("account", message.accountId()).e8("startingBalance", message.startingBalanceE8());
        message.getKeyDigest(digest, 0, DIGEST_BYTES);
        line.digest("keyDigest", digest).text("keyPreview", message.keyPreview());
        write(message.riskProfile());
        line.text("name", message.name())
                .text("description", message.description())
                .text("llmModel", message.llmModel())
                .text("framework", message.framework())
                .text("strategyTags", message.strategyTags())
                .text("avatarUrl", message.avatarUrl())
                .text("color", message.color())
                .text("riskConfig", message.riskConfig());
    }

    private void write(UpdateAgentDecoder message) {
        line.count("account", message.accountId())
                .word("fields=" + message.fields().appendTo(new StringBuilder()));
        write(message.riskProfile());
        line.text("name", message.name())
                .text("description", message.description())
                .text("llmModel", message.llmModel())
                .text("framework", message.framework())
                .text("strategyTags", message.strategyTags())
                .text("avatarUrl", message.avatarUrl())
                .text("color", message.color())
                .text("riskConfig", message.riskConfig());
    }

    private void write(RiskProfileDecoder profile) {
        line.e8("risk.maxOrderSizePct", profile.maxOrderSizePctE8())
                .e8("risk.maxPositionSizePct", profile.maxPositionSizePctE8())
                .e8("risk.dailyLossLimitPct", profile.dailyLossLimitPctE8())
                .e8("risk.minOrderSize", profile.minOrderSizeE8());
        if (profile.maxOpenOrders() != RiskProfileDecoder.maxOpenOrdersNullValue()) {
            line.count("risk.maxOpenOrders", profile.maxOpenOrders());
        }
        if (profile.orderRateLimit() != RiskProfileDecoder.orderRateLimitNullValue()) {
            line.count("risk.orderRateLimit", profile.orderRateLimit());
        }
    }

    private void write(PlaceOrderDecoder message) {
        line.count("instrument", message.instrumentId())
                .word(message.side().name())
                .word(message.type().name())
                .e8("quantity", message.quantityE8())
                .e8("price", message.priceE8())
                .text("clientOrderId", message.clientOrderId());
    }

    private void write(CancelOrderDecoder message) {
        line.count("order", message.orderId());
    }

    private void write(UpdatePriceDecoder message) {
        line.count("instrument", message.instrumentId())
                .e8("last", message.lastE8())
                .e8("low", message.lowE8())
                .e8("high", message.highE8())
                .e8("volume", message.volumeE8())
                .count("trades", message.tradeCount())
                .count("tradeId", message.tradeId())
                .word("tradeTime=" + Notation.time(message.tradeTimeNs()));
    }

    private void write(FeedStatusDecoder message) {
        line.count("feed", message.feedId())
                .word(message.state().name())
                .word(message.reason().name());
    }
}
