package io.bullring.core.scenario;

import io.bullring.core.account.VenueRules;
import io.bullring.core.model.ModelSetup;
import io.bullring.protocol.AdvanceTimeDecoder;
import io.bullring.protocol.CancelAllOrdersDecoder;
import io.bullring.protocol.CancelOrderDecoder;
import io.bullring.protocol.ConfigureVenueDecoder;
import io.bullring.protocol.DefineBookDecoder;
import io.bullring.protocol.DefineInstrumentDecoder;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import io.bullring.protocol.FeedStatusDecoder;
import io.bullring.protocol.GrantBaseDecoder;
import io.bullring.protocol.MessageHeaderDecoder;
import io.bullring.protocol.ModifyOrderDecoder;
import io.bullring.protocol.PlaceBookOrderDecoder;
import io.bullring.protocol.PlaceOrderDecoder;
import io.bullring.protocol.ReportTradeDecoder;
import io.bullring.protocol.SelfTradePrevention;
import io.bullring.protocol.SetAgentFeesDecoder;
import io.bullring.protocol.SetInstrumentStatusDecoder;
import io.bullring.protocol.TimeInForce;
import io.bullring.protocol.UpdatePriceDecoder;
import java.util.Locale;
import java.util.regex.Pattern;
import org.agrona.DirectBuffer;

/** The words for commands about the venue, its market and its orders: what {@link ScenarioTrade} reads, the other way. */
final class TradeWords {
    private static final String[] SIDES = {"buy", "sell"};
    private static final String[] TYPES = {"market", "limit", "stop", "target"};

    /** What can stand before the bar as one word, and is no remark. */
    private static final Pattern WORD = Pattern.compile("(?!--)[!-{}~]+");

    private final ScenarioCast cast;

    TradeWords(ScenarioCast cast) {
        this.cast = cast;
    }

    /** Null when there are none. */
    String wordsFor(MessageHeaderDecoder header, DirectBuffer command, int at, int agentId) {
        return switch (header.templateId()) {
            case ConfigureVenueDecoder.TEMPLATE_ID ->
                venue(new ConfigureVenueDecoder().wrapAndApplyHeader(command, at, header));
            case DefineInstrumentDecoder.TEMPLATE_ID ->
                instrument(new DefineInstrumentDecoder().wrapAndApplyHeader(command, at, header));
            case FeedStatusDecoder.TEMPLATE_ID ->
                feed(new FeedStatusDecoder().wrapAndApplyHeader(command, at, header));
            case UpdatePriceDecoder.TEMPLATE_ID ->
                price(new UpdatePriceDecoder().wrapAndApplyHeader(command, at, header));
            case ReportTradeDecoder.TEMPLATE_ID ->
                trade(new ReportTradeDecoder().wrapAndApplyHeader(command, at, header));
            case PlaceOrderDecoder.TEMPLATE_ID ->
                order(agentId, new PlaceOrderDecoder().wrapAndApplyHeader(command, at, header));
            case CancelOrderDecoder.TEMPLATE_ID ->
                "cancel " + cast.agentNamed(agentId) + " #"
                        + new CancelOrderDecoder().wrapAndApplyHeader(command, at, header).orderId();
            case CancelAllOrdersDecoder.TEMPLATE_ID ->
                cancelAll(agentId, new CancelAllOrdersDecoder().wrapAndApplyHeader(command, at, header).instrumentId());
            case AdvanceTimeDecoder.TEMPLATE_ID -> "time";
            case SetInstrumentStatusDecoder.TEMPLATE_ID ->
                status(new SetInstrumentStatusDecoder().wrapAndApplyHeader(command, at, header));
            default -> bookWordsFor(header, command, at, agentId);
        };
    }

    private String bookWordsFor(MessageHeaderDecoder header, DirectBuffer command, int at, int agentId) {
        return switch (header.templateId()) {
            case DefineBookDecoder.TEMPLATE_ID -> book(new DefineBookDecoder().wrapAndApplyHeader(command, at, header));
            case PlaceBookOrderDecoder.TEMPLATE_ID ->
                order(agentId, new PlaceBookOrderDecoder().wrapAndApplyHeader(command, at, header));
            case ModifyOrderDecoder.TEMPLATE_ID ->
                modify(agentId, new ModifyOrderDecoder().wrapAndApplyHeader(command, at, header));
            case GrantBaseDecoder.TEMPLATE_ID -> {
                GrantBaseDecoder grant = new GrantBaseDecoder().wrapAndApplyHeader(command, at, header);
                yield grant.accountId() == cast.ownerOf(agentId)
                        ? "grant " + cast.agentNamed(agentId) + " " + cast.symbolOf(grant.instrumentId()) + " "
                                + Words.amount(grant.quantityE8())
                        : null;
            }
            case SetAgentFeesDecoder.TEMPLATE_ID ->
                fees(agentId, new SetAgentFeesDecoder().wrapAndApplyHeader(command, at, header));
            default -> null;
        };
    }

    private String fees(int agentId, SetAgentFeesDecoder command) {
        boolean hasMaker = command.makerFeeE8() != SetAgentFeesDecoder.makerFeeE8NullValue();
        boolean hasTaker = command.takerFeeE8() != SetAgentFeesDecoder.takerFeeE8NullValue();
        if (command.accountId() != cast.ownerOf(agentId) || hasMaker != hasTaker) {
            return null;
        }
        return "fees " + cast.agentNamed(agentId)
                + (hasMaker ? " " + Words.amount(command.makerFeeE8()) + " " + Words.amount(command.takerFeeE8())
                        : " none");
    }

    private String status(SetInstrumentStatusDecoder command) {
        String symbol = cast.symbolOf(command.instrumentId());
        return switch (command.statusRaw()) {
            case 0 -> "resume " + symbol;
            case 1 -> "halt " + symbol;
            default -> "instrument-status " + symbol + " " + command.statusRaw();
        };
    }

    private static String book(DefineBookDecoder command) {
        if (!WORD.matcher(command.symbol()).matches() || command.active() > 1 || command.stepSizeE8() != 0) {
            return null;
        }
        return "book " + command.symbol() + " " + Words.amount(command.openingPriceE8())
                + (command.active() == 1 ? "" : " inactive")
                + " min " + Words.amount(command.minQuantityE8()) + " max " + Words.amount(command.maxQuantityE8())
                + " notional " + Words.amount(command.minNotionalE8())
                + " maker " + Words.amount(command.makerFeeE8()) + " taker " + Words.amount(command.takerFeeE8());
    }

    private String order(int agentId, PlaceBookOrderDecoder command) {
        String id = command.clientOrderId();
        boolean canBeSaid = command.sideRaw() < SIDES.length
                && command.typeRaw() < TYPES.length
                && command.timeInForceRaw() <= TimeInForce.FOK.value()
                && command.postOnly() <= 1
                && command.selfTradePreventionRaw() <= SelfTradePrevention.DECREMENT.value()
                && (id.isEmpty() || WORD.matcher(id).matches());
        if (!canBeSaid) {
            return null;
        }
        boolean isPriced = command.priceE8() != PlaceBookOrderDecoder.priceE8NullValue();
        return SIDES[command.sideRaw()] + " " + cast.agentNamed(agentId) + " "
                + cast.symbolOf(command.instrumentId()) + " " + Words.amount(command.quantityE8())
                + " " + TYPES[command.typeRaw()]
                + (isPriced ? " " + Words.amount(command.priceE8()) : "")
                + " " + word(command.timeInForce())
                + (command.postOnly() == 1 ? " post-only" : "")
                + " prevent " + word(command.selfTradePrevention())
                + (id.isEmpty() ? "" : " id " + id);
    }

    private String modify(int agentId, ModifyOrderDecoder command) {
        boolean hasQuantity = command.quantityE8() != ModifyOrderDecoder.quantityE8NullValue();
        boolean hasPrice = command.priceE8() != ModifyOrderDecoder.priceE8NullValue();
        return "modify " + cast.agentNamed(agentId) + " #" + command.orderId()
                + (hasQuantity ? " quantity " + Words.amount(command.quantityE8()) : "")
                + (hasPrice ? " price " + Words.amount(command.priceE8()) : "");
    }

    private String cancelAll(int agentId, int instrumentId) {
        String words = "cancel-all " + cast.agentNamed(agentId);
        return instrumentId == 0 ? words : words + " " + cast.symbolOf(instrumentId);
    }

    private static String venue(ConfigureVenueDecoder command) {
        VenueRules rules = ModelSetup.rules(command.rules(), ModelSetup.profile(command.riskDefaults()));
        boolean canBeSaid = rules.priceMaxAgeNs() >= 0 && rules.orderLifeNs() >= 0;
        return canBeSaid ? "venue " + Words.rules(rules) : null;
    }

    private static String instrument(DefineInstrumentDecoder command) {
        String symbol = command.symbol();
        if (!WORD.matcher(symbol).matches() || command.active() > 1 || command.stepSizeE8() < 0) {
            return null;
        }
        return "instrument " + symbol + " feed " + command.feedId() + (command.active() == 1 ? "" : " inactive")
                + " min " + Words.amount(command.minQuantityE8()) + " max " + Words.amount(command.maxQuantityE8())
                + " notional " + Words.amount(command.minNotionalE8())
                + " volume " + Words.amount(command.volume24hE8());
    }

    private static String feed(FeedStatusDecoder command) {
        if (command.stateRaw() > FeedState.UP.value() || command.reasonRaw() > FeedReason.SESSION_END.value()) {
            return null;
        }
        return "feed " + command.feedId() + " " + word(command.state()) + " " + word(command.reason());
    }

    private static String word(Enum<?> code) {
        return code.name().toLowerCase(Locale.ROOT);
    }

    private String price(UpdatePriceDecoder command) {
        if (command.tradeCount() < 1) {
            return null;
        }
        return "price " + cast.symbolOf(command.instrumentId()) + " " + Words.amount(command.lastE8())
                + " low " + Words.amount(command.lowE8()) + " high " + Words.amount(command.highE8())
                + " volume " + Words.amount(command.volumeE8());
    }

    private String trade(ReportTradeDecoder command) {
        int side = command.takerSideRaw();
        return "trade " + cast.symbolOf(command.instrumentId()) + " " + Words.amount(command.priceE8()) + " "
                + Words.amount(command.quantityE8()) + " " + (side < SIDES.length ? SIDES[side] : String.valueOf(side));
    }

    private String order(int agentId, PlaceOrderDecoder command) {
        String id = command.clientOrderId();
        boolean canBeSaid = command.sideRaw() < SIDES.length
                && command.typeRaw() < TYPES.length
                && (id.isEmpty() || WORD.matcher(id).matches());
        if (!canBeSaid) {
            return null;
        }
        boolean isPriced = command.priceE8() != PlaceOrderDecoder.priceE8NullValue();
        return SIDES[command.sideRaw()] + " " + cast.agentNamed(agentId) + " "
                + cast.symbolOf(command.instrumentId()) + " " + Words.amount(command.quantityE8())
                + " " + TYPES[command.typeRaw()]
                + (isPriced ? " " + Words.amount(command.priceE8()) : "")
                + (id.isEmpty() ? "" : " id " + id);
    }
}
