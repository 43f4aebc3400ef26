package io.bullring.core.scenario;

import io.bullring.core.account.AgentDetails;
import io.bullring.core.model.ModelSetup;
import io.bullring.core.model.ModelTexts;
import io.bullring.core.model.ModelVenue;
import io.bullring.protocol.AccountStatus;
import io.bullring.protocol.ArchiveAgentDecoder;
import io.bullring.protocol.CloneAgentDecoder;
import io.bullring.protocol.CreateAgentDecoder;
import io.bullring.protocol.DeleteAgentDecoder;
import io.bullring.protocol.DoOnceDecoder;
import io.bullring.protocol.KillScope;
import io.bullring.protocol.MessageHeaderDecoder;
import io.bullring.protocol.OpenAccountDecoder;
import io.bullring.protocol.ParkPortfolioDecoder;
import io.bullring.protocol.ResetAgentDecoder;
import io.bullring.protocol.ReturnToPortfolioDecoder;
import io.bullring.protocol.RotateKeyDecoder;
import io.bullring.protocol.SetAccountStatusDecoder;
import io.bullring.protocol.SetKillSwitchDecoder;
import io.bullring.protocol.UpdateAccountDecoder;
import io.bullring.protocol.UpdateAgentDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The words for commands about accounts and agents: what {@link ScenarioLife} reads, the other way. */
final class LifeWords {
    private final ScenarioCast cast;
    private final ModelVenue venue;

    /** @param venue where the story has been played up to now: it knows the id of the next agent */
    LifeWords(ScenarioCast cast, ModelVenue venue) {
        this.cast = cast;
        this.venue = venue;
    }

    /** Null when there are none. */
    String wordsFor(MessageHeaderDecoder header, DirectBuffer command, int at, int agentId) {
        return switch (header.templateId()) {
            case OpenAccountDecoder.TEMPLATE_ID ->
                account(new OpenAccountDecoder().wrapAndApplyHeader(command, at, header));
            case CreateAgentDecoder.TEMPLATE_ID ->
                agent(new CreateAgentDecoder().wrapAndApplyHeader(command, at, header));
            case UpdateAgentDecoder.TEMPLATE_ID ->
                updateAgent(agentId, new UpdateAgentDecoder().wrapAndApplyHeader(command, at, header));
            case UpdateAccountDecoder.TEMPLATE_ID ->
                updateAccount(new UpdateAccountDecoder().wrapAndApplyHeader(command, at, header));
            case SetAccountStatusDecoder.TEMPLATE_ID ->
                status(new SetAccountStatusDecoder().wrapAndApplyHeader(command, at, header));
            case SetKillSwitchDecoder.TEMPLATE_ID ->
                kill(agentId, new SetKillSwitchDecoder().wrapAndApplyHeader(command, at, header));
            case DoOnceDecoder.TEMPLATE_ID ->
                named(new DoOnceDecoder().wrapAndApplyHeader(command, at, header), agentId);
            default -> ofOwnAgent(header, command, at, agentId);
        };
    }

    private String ofOwnAgent(MessageHeaderDecoder header, DirectBuffer command, int at, int agentId) {
        return switch (header.templateId()) {
            case CloneAgentDecoder.TEMPLATE_ID -> {
                CloneAgentDecoder decoder = new CloneAgentDecoder().wrapAndApplyHeader(command, at, header);
                yield "clone " + owned(agentId, decoder.accountId())
                        + (decoder.nameLength() > 0 ? " as " + newcomer() : "");
            }
            case ResetAgentDecoder.TEMPLATE_ID -> {
                ResetAgentDecoder decoder = new ResetAgentDecoder().wrapAndApplyHeader(command, at, header);
                boolean isSame = decoder.startingBalanceE8() == ResetAgentDecoder.startingBalanceE8NullValue();
                yield "reset " + owned(agentId, decoder.accountId())
                        + (isSame ? "" : " " + Words.amount(decoder.startingBalanceE8()));
            }
            case ParkPortfolioDecoder.TEMPLATE_ID -> {
                ParkPortfolioDecoder decoder = new ParkPortfolioDecoder().wrapAndApplyHeader(command, at, header);
                yield "park " + owned(agentId, decoder.accountId()) + " "
                        + Words.amount(decoder.startingBalanceE8());
            }
            case ReturnToPortfolioDecoder.TEMPLATE_ID ->
                "return " + owned(agentId,
                        new ReturnToPortfolioDecoder().wrapAndApplyHeader(command, at, header).accountId());
            case ArchiveAgentDecoder.TEMPLATE_ID ->
                "archive " + owned(agentId,
                        new ArchiveAgentDecoder().wrapAndApplyHeader(command, at, header).accountId());
            case DeleteAgentDecoder.TEMPLATE_ID ->
                "delete " + owned(agentId,
                        new DeleteAgentDecoder().wrapAndApplyHeader(command, at, header).accountId());
            case RotateKeyDecoder.TEMPLATE_ID ->
                "rotate " + owned(agentId,
                        new RotateKeyDecoder().wrapAndApplyHeader(command, at, header).accountId()) + " 1";
            default -> null;
        };
    }

    /** If the name can be said in one word. */
    private String named(DoOnceDecoder once, int agentId) {
        String idempotencyKey = once.idempotencyKey();
        UnsafeBuffer command = new UnsafeBuffer(0, 0);
        once.wrapCommand(command);
        String words = wordsFor(new MessageHeaderDecoder().wrap(command, 0), command, 0, agentId);
        return words == null || !idempotencyKey.matches("[!-~]+") ? null : words + " named " + idempotencyKey;
    }

    /** What whoever is opened or created next is called. */
    private String newcomer() {
        return "agent" + (venue.lastAgentId() + 1);
    }

    /** An agent, and whose it is said to be unless that is so. */
    private String owned(int agentId, int accountId) {
        String name = cast.agentNamed(agentId);
        boolean isOwn = cast.knowsAgent(name) && cast.ownerOf(agentId) == accountId;
        return isOwn ? name : name + " of " + cast.accountNamed(accountId);
    }

    private String account(OpenAccountDecoder command) {
        int displayNameLength = command.skipDisplayName();
        int agentNameLength = command.skipAgentName();
        int secretHashLength = command.skipSecretHash();
        boolean canBeSaid = displayNameLength > 0 && agentNameLength > 0 && secretHashLength > 0;
        return canBeSaid ? "account " + newcomer() + " " + Words.amount(command.startingBalanceE8()) : null;
    }

    private String agent(CreateAgentDecoder command) {
        AgentDetails details = ModelTexts.of(command);
        return details.name().length == 0
                ? null
                : "agent " + newcomer() + " of " + cast.accountNamed(command.accountId()) + " "
                        + Words.amount(command.startingBalanceE8()) + " " + Words.profile(details.riskProfile());
    }

    /** Texts but for the name change nothing that a scenario could tell. */
    private String updateAgent(int agentId, UpdateAgentDecoder command) {
        AgentDetails details = ModelTexts.of(command);
        boolean isNameless = command.fields().name() && details.name().length == 0;
        String name = cast.agentNamed(agentId);
        boolean isOwn = cast.knowsAgent(name) && cast.ownerOf(agentId) == command.accountId();
        return command.fields().riskProfile() && isOwn && !isNameless
                ? "risk " + name + " " + Words.profile(details.riskProfile())
                : "rename " + owned(agentId, command.accountId()) + (isNameless ? "" : " to other");
    }

    private String updateAccount(UpdateAccountDecoder command) {
        String name = cast.accountNamed(command.accountId());
        boolean isNameless = command.fields().displayName() && command.displayNameLength() == 0;
        return command.fields().riskProfile() && !isNameless
                ? "account-risk " + name + " " + Words.profile(ModelSetup.profile(command.riskProfile()))
                : "rename-account " + name + (isNameless ? "" : " to other");
    }

    private String status(SetAccountStatusDecoder command) {
        String name = cast.accountNamed(command.accountId());
        if (command.statusRaw() > AccountStatus.SUSPENDED.value()) {
            return "status " + name + " " + command.statusRaw();
        }
        return (command.status() == AccountStatus.SUSPENDED ? "suspend " : "activate ") + name;
    }

    private String kill(int agentId, SetKillSwitchDecoder command) {
        if (command.scopeRaw() > KillScope.VENUE.value() || command.engaged() > 1) {
            return "switch " + cast.agentNamed(agentId) + " " + command.scopeRaw() + " " + command.engaged();
        }
        String verb = command.engaged() == 1 ? "kill " : "release ";
        return verb
                + switch (command.scope()) {
                    case AGENT -> "agent " + owned(agentId, command.accountId());
                    case ACCOUNT -> "account " + cast.accountNamed(command.accountId());
                    case VENUE, NULL_VAL -> "venue";
                };
    }
}
