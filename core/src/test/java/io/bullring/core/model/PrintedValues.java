package io.bullring.core.model;

import io.bullring.core.account.AgentDetails;
import io.bullring.core.account.RiskProfile;
import io.bullring.protocol.CommandRejectedDecoder;
import io.bullring.protocol.MessageHeaderDecoder;
import io.bullring.protocol.OrderAcceptedDecoder;
import io.bullring.protocol.OrderFilledDecoder;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.agrona.DirectBuffer;

/** How single values read in an {@link EventLine}. */
final class PrintedValues {
    private PrintedValues() {}

    /** An E8 as a decimal without needless zeros; null as a dash. */
    static String amount(long valueE8) {
        if (valueE8 == Long.MIN_VALUE) {
            return "-";
        }
        BigDecimal value = Amounts.of(valueE8);
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static String text(byte[] utf8) {
        return '"' + new String(utf8, StandardCharsets.UTF_8) + '"';
    }

    static String text(DirectBuffer ascii) {
        return text(bytes(ascii));
    }

    static String details(AgentDetails details) {
        return "name " + text(details.name())
                + " description " + text(details.description())
                + " model " + text(details.llmModel())
                + " framework " + text(details.framework())
                + " tags " + text(details.strategyTags())
                + " avatar " + text(details.avatarUrl())
                + " color " + text(details.color())
                + " config " + text(details.riskConfig())
                + " risk " + profile(details.riskProfile());
    }

    /** Largest order, largest position and daily loss in percent, smallest order, open orders, orders a minute. */
    static String profile(RiskProfile profile) {
        return amount(profile.maxOrderSizePctE8())
                + "/" + amount(profile.maxPositionSizePctE8())
                + "/" + amount(profile.dailyLossLimitPctE8())
                + "/" + amount(profile.minOrderSizeE8())
                + "/" + count(profile.maxOpenOrders())
                + "/" + count(profile.orderRateLimit());
    }

    private static String count(int value) {
        return value == RiskProfile.UNSET_COUNT ? "-" : Integer.toString(value);
    }

    /** A remembered answer: messageHeader and event, as the codecs print it. */
    static String event(DirectBuffer answer) {
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(answer, 0);
        return switch (header.templateId()) {
            case CommandRejectedDecoder.TEMPLATE_ID ->
                new CommandRejectedDecoder().wrapAndApplyHeader(answer, 0, header).toString();
            case OrderAcceptedDecoder.TEMPLATE_ID ->
                new OrderAcceptedDecoder().wrapAndApplyHeader(answer, 0, header).toString();
            case OrderFilledDecoder.TEMPLATE_ID ->
                new OrderFilledDecoder().wrapAndApplyHeader(answer, 0, header).toString();
            default -> hex(bytes(answer));
        };
    }

    private static byte[] bytes(DirectBuffer buffer) {
        byte[] bytes = new byte[buffer.capacity()];
        buffer.getBytes(0, bytes);
        return bytes;
    }
}
