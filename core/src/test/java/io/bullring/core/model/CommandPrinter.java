package io.bullring.core.model;

import io.bullring.core.account.VenueRules;
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
import io.bullring.protocol.ReportTradeDecoder;
import io.bullring.protocol.ResetAgentDecoder;
import io.bullring.protocol.ReturnToPortfolioDecoder;
import io.bullring.protocol.RotateKeyDecoder;
import io.bullring.protocol.SetAccountStatusDecoder;
import io.bullring.protocol.SetAgentFeesDecoder;
import io.bullring.protocol.SetInstrumentStatusDecoder;
import io.bullring.protocol.SetKillSwitchDecoder;
import io.bullring.protocol.SkipCommandDecoder;
import io.bullring.protocol.UpdateAccountDecoder;
import io.bullring.protocol.UpdateAgentDecoder;
import io.bullring.protocol.UpdatePriceDecoder;
import java.util.Locale;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes a command down as a line for people. */
public final class CommandPrinter {
    private static final String[] SIDES = {"buy", "sell"};
    private static final String[] TYPES = {"market", "limit", "stop_loss", "take_profit"};
    private static final String[] STATUSES = {"active", "suspended"};
    private static final String[] INSTRUMENT_STATUSES = {"trading", "halted"};
    private static final String[] SCOPES = {"agent", "account", "venue"};
    private static final String[] SWITCHED = {"released", "engaged"};
    private static final String[] STATES = {"down", "up"};

    private CommandPrinter() {}

    /** Envelope, messageHeader and message at this offset, in words. */
    public static String print(DirectBuffer command, int offset) {
        int agentId = new CommandEnvelopeDecoder().wrap(command, offset).agentId();
        int at = offset + CommandEnvelopeDecoder.ENCODED_LENGTH;
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(command, at);
        String who = agentId == 0 ? "" : "agent " + agentId + " ";
        return who
                + switch (header.templateId()) {
                    case PlaceOrderDecoder.TEMPLATE_ID ->
                        print(new PlaceOrderDecoder().wrapAndApplyHeader(command, at, header));
                    case CancelOrderDecoder.TEMPLATE_ID ->
                        "CancelOrder #" + new CancelOrderDecoder().wrapAndApplyHeader(command, at, header).orderId();
                    case CancelAllOrdersDecoder.TEMPLATE_ID ->
                        "CancelAllOrders of instrument "
                                + new CancelAllOrdersDecoder().wrapAndApplyHeader(command, at, header).instrumentId();
                    case UpdatePriceDecoder.TEMPLATE_ID ->
                        print(new UpdatePriceDecoder().wrapAndApplyHeader(command, at, header));
                    case ReportTradeDecoder.TEMPLATE_ID ->
                        print(new ReportTradeDecoder().wrapAndApplyHeader(command, at, header));
                    case FeedStatusDecoder.TEMPLATE_ID ->
                        print(new FeedStatusDecoder().wrapAndApplyHeader(command, at, header));
                    case AdvanceTimeDecoder.TEMPLATE_ID -> "AdvanceTime";
                    default -> printCold(header, command, at);
                };
    }

    private static String printCold(MessageHeaderDecoder header, DirectBuffer command, int at) {
        return switch (header.templateId()) {
            case ConfigureVenueDecoder.TEMPLATE_ID -> {
                ConfigureVenueDecoder decoder = new ConfigureVenueDecoder().wrapAndApplyHeader(command, at, header);
                VenueRules rules = ModelSetup.rules(decoder.rules(), ModelSetup.profile(decoder.riskDefaults()));
                yield "ConfigureVenue " + rules;
            }
            case DefineInstrumentDecoder.TEMPLATE_ID ->
                print(new DefineInstrumentDecoder().wrapAndApplyHeader(command, at, header));
            case OpenAccountDecoder.TEMPLATE_ID -> {
                OpenAccountDecoder decoder = new OpenAccountDecoder().wrapAndApplyHeader(command, at, header);
                yield "OpenAccount " + decoder.displayName() + " balance "
                        + PrintedValues.amount(decoder.startingBalanceE8());
            }
            case CreateAgentDecoder.TEMPLATE_ID -> {
                CreateAgentDecoder decoder = new CreateAgentDecoder().wrapAndApplyHeader(command, at, header);
                yield "CreateAgent of account " + decoder.accountId() + " balance "
                        + PrintedValues.amount(decoder.startingBalanceE8()) + " "
                        + PrintedValues.details(ModelTexts.of(decoder));
            }
            case UpdateAgentDecoder.TEMPLATE_ID -> {
                UpdateAgentDecoder decoder = new UpdateAgentDecoder().wrapAndApplyHeader(command, at, header);
                yield "UpdateAgent of account " + decoder.accountId() + " fields " + decoder.fields() + " "
                        + PrintedValues.details(ModelTexts.of(decoder));
            }
            case DefineBookDecoder.TEMPLATE_ID -> {
                DefineBookDecoder decoder = new DefineBookDecoder().wrapAndApplyHeader(command, at, header);
                yield "DefineBook " + decoder.symbol() + " maker " + PrintedValues.amount(decoder.makerFeeE8())
                        + " taker " + PrintedValues.amount(decoder.takerFeeE8()) + " opening "
                        + PrintedValues.amount(decoder.openingPriceE8());
            }
            case GrantBaseDecoder.TEMPLATE_ID -> {
                GrantBaseDecoder decoder = new GrantBaseDecoder().wrapAndApplyHeader(command, at, header);
                yield "GrantBase of account " + decoder.accountId() + " instrument " + decoder.instrumentId() + " "
                        + PrintedValues.amount(decoder.quantityE8());
            }
            case SetAgentFeesDecoder.TEMPLATE_ID -> {
                SetAgentFeesDecoder decoder = new SetAgentFeesDecoder().wrapAndApplyHeader(command, at, header);
                yield "SetAgentFees of account " + decoder.accountId() + " maker "
                        + PrintedValues.amount(decoder.makerFeeE8()) + " taker "
                        + PrintedValues.amount(decoder.takerFeeE8());
            }
            case ModifyOrderDecoder.TEMPLATE_ID -> {
                ModifyOrderDecoder decoder = new ModifyOrderDecoder().wrapAndApplyHeader(command, at, header);
                yield "ModifyOrder #" + decoder.orderId() + " " + PrintedValues.amount(decoder.quantityE8()) + " @ "
                        + PrintedValues.amount(decoder.priceE8());
            }
            case PlaceBookOrderDecoder.TEMPLATE_ID ->
                print(new PlaceBookOrderDecoder().wrapAndApplyHeader(command, at, header));
            default -> printLife(header, command, at);
        };
    }

    private static String printLife(MessageHeaderDecoder header, DirectBuffer command, int at) {
        return switch (header.templateId()) {
            case CloneAgentDecoder.TEMPLATE_ID -> {
                CloneAgentDecoder decoder = new CloneAgentDecoder().wrapAndApplyHeader(command, at, header);
                yield "CloneAgent of account " + decoder.accountId() + " named " + decoder.name();
            }
            case DoOnceDecoder.TEMPLATE_ID -> {
                DoOnceDecoder decoder = new DoOnceDecoder().wrapAndApplyHeader(command, at, header);
                String idempotencyKey = decoder.idempotencyKey();
                UnsafeBuffer named = new UnsafeBuffer(0, 0);
                decoder.wrapCommand(named);
                yield "DoOnce " + idempotencyKey + ": "
                        + printCold(new MessageHeaderDecoder().wrap(named, 0), named, 0);
            }
            case ResetAgentDecoder.TEMPLATE_ID -> {
                ResetAgentDecoder decoder = new ResetAgentDecoder().wrapAndApplyHeader(command, at, header);
                yield "ResetAgent of account " + decoder.accountId() + " balance "
                        + PrintedValues.amount(decoder.startingBalanceE8());
            }
            case ParkPortfolioDecoder.TEMPLATE_ID -> {
                ParkPortfolioDecoder decoder = new ParkPortfolioDecoder().wrapAndApplyHeader(command, at, header);
                yield "ParkPortfolio of account " + decoder.accountId() + " balance "
                        + PrintedValues.amount(decoder.startingBalanceE8());
            }
            case ReturnToPortfolioDecoder.TEMPLATE_ID ->
                "ReturnToPortfolio of account "
                        + new ReturnToPortfolioDecoder().wrapAndApplyHeader(command, at, header).accountId();
            case ArchiveAgentDecoder.TEMPLATE_ID ->
                "ArchiveAgent of account "
                        + new ArchiveAgentDecoder().wrapAndApplyHeader(command, at, header).accountId();
            case DeleteAgentDecoder.TEMPLATE_ID ->
                "DeleteAgent of account "
                        + new DeleteAgentDecoder().wrapAndApplyHeader(command, at, header).accountId();
            case RotateKeyDecoder.TEMPLATE_ID ->
                "RotateKey of account "
                        + new RotateKeyDecoder().wrapAndApplyHeader(command, at, header).accountId();
            case UpdateAccountDecoder.TEMPLATE_ID -> {
                UpdateAccountDecoder decoder = new UpdateAccountDecoder().wrapAndApplyHeader(command, at, header);
                yield "UpdateAccount " + decoder.accountId() + " fields " + decoder.fields() + " name "
                        + decoder.displayName() + " risk "
                        + PrintedValues.profile(ModelSetup.profile(decoder.riskProfile()));
            }
            case SetAccountStatusDecoder.TEMPLATE_ID -> {
                SetAccountStatusDecoder decoder =
                        new SetAccountStatusDecoder().wrapAndApplyHeader(command, at, header);
                yield "SetAccountStatus of account " + decoder.accountId() + " "
                        + word(STATUSES, decoder.statusRaw());
            }
            case SetKillSwitchDecoder.TEMPLATE_ID -> {
                SetKillSwitchDecoder decoder = new SetKillSwitchDecoder().wrapAndApplyHeader(command, at, header);
                yield "SetKillSwitch of " + word(SCOPES, decoder.scopeRaw()) + ", account " + decoder.accountId()
                        + ", " + word(SWITCHED, decoder.engaged());
            }
            case SetInstrumentStatusDecoder.TEMPLATE_ID -> {
                SetInstrumentStatusDecoder decoder =
                        new SetInstrumentStatusDecoder().wrapAndApplyHeader(command, at, header);
                yield "SetInstrumentStatus of instrument " + decoder.instrumentId() + " "
                        + word(INSTRUMENT_STATUSES, decoder.statusRaw());
            }
            case SkipCommandDecoder.TEMPLATE_ID -> {
                SkipCommandDecoder decoder = new SkipCommandDecoder().wrapAndApplyHeader(command, at, header);
                yield "SkipCommand " + decoder.skippedSequence() + " why " + decoder.why() + " by " + decoder.by();
            }
            default -> "template " + header.templateId();
        };
    }

    private static String print(DefineInstrumentDecoder command) {
        return String.format(
                Locale.ROOT,
                "DefineInstrument %s of feed %d active %d quantity from %s to %s step %s notional from %s volume %s",
                command.symbol(),
                command.feedId(),
                command.active(),
                PrintedValues.amount(command.minQuantityE8()),
                PrintedValues.amount(command.maxQuantityE8()),
                PrintedValues.amount(command.stepSizeE8()),
                PrintedValues.amount(command.minNotionalE8()),
                PrintedValues.amount(command.volume24hE8()));
    }

    private static String print(PlaceOrderDecoder command) {
        String price = PrintedValues.amount(command.priceE8());
        byte[] id = new byte[command.clientOrderIdLength()];
        String line = String.format(
                Locale.ROOT,
                "PlaceOrder %s %s %s of instrument %d @ %s",
                word(SIDES, command.sideRaw()),
                word(TYPES, command.typeRaw()),
                PrintedValues.amount(command.quantityE8()),
                command.instrumentId(),
                price);
        command.getClientOrderId(id, 0, id.length);
        return id.length == 0 ? line : line + " id " + PrintedValues.text(id);
    }

    private static String print(PlaceBookOrderDecoder command) {
        return String.format(
                Locale.ROOT,
                "PlaceBookOrder %s %s %s of instrument %d @ %s time in force %d post-only %d prevention %d id %s",
                word(SIDES, command.sideRaw()),
                word(TYPES, command.typeRaw()),
                PrintedValues.amount(command.quantityE8()),
                command.instrumentId(),
                PrintedValues.amount(command.priceE8()),
                command.timeInForceRaw(),
                command.postOnly(),
                command.selfTradePreventionRaw(),
                command.clientOrderId());
    }

    private static String print(UpdatePriceDecoder command) {
        return String.format(
                Locale.ROOT,
                "UpdatePrice of instrument %d last %s low %s high %s volume %s trades %d",
                command.instrumentId(),
                PrintedValues.amount(command.lastE8()),
                PrintedValues.amount(command.lowE8()),
                PrintedValues.amount(command.highE8()),
                PrintedValues.amount(command.volumeE8()),
                command.tradeCount());
    }

    private static String print(ReportTradeDecoder command) {
        return String.format(
                Locale.ROOT,
                "ReportTrade of instrument %d price %s quantity %s taken by %s",
                command.instrumentId(),
                PrintedValues.amount(command.priceE8()),
                PrintedValues.amount(command.quantityE8()),
                word(SIDES, command.takerSideRaw()));
    }

    private static String print(FeedStatusDecoder command) {
        return "FeedStatus of feed " + command.feedId() + " " + word(STATES, command.stateRaw()) + ", reason "
                + command.reasonRaw();
    }

    private static String word(String[] words, int code) {
        return code < words.length ? words[code] : "code " + code;
    }
}
