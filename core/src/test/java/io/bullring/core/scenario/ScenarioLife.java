package io.bullring.core.scenario;

import io.bullring.core.account.AgentDetails;
import io.bullring.core.account.RiskProfile;
import io.bullring.core.workload.CommandFactory;
import io.bullring.protocol.AccountStatus;
import io.bullring.protocol.KillScope;
import io.bullring.protocol.SetAccountStatusEncoder;
import io.bullring.protocol.SetKillSwitchEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/** Lines about accounts and agents, written as commands: the second half of RULES.md section 2, and section 7. */
final class ScenarioLife {
    private static final Set<String> VERBS = Set.of(
            "account", "agent", "risk", "rename", "clone", "reset", "archive", "delete", "rotate", "park", "return",
            "account-risk", "rename-account", "suspend", "activate", "status", "kill", "release", "switch");
    private static final Runnable NOTHING = () -> {};
    private static final byte[] NO_TEXT = {};
    private static final int NAME_FIELD = 1;
    private static final int AGENT_RISK_FIELD = 1 << 7;
    private static final int ACCOUNT_RISK_FIELD = 1 << 1;
    private static final int DIGEST_LENGTH = 32;

    private final CommandFactory command;
    private final ScenarioCast cast;

    ScenarioLife(CommandFactory command, ScenarioCast cast) {
        this.command = command;
        this.cast = cast;
    }

    boolean knows(String verb) {
        return VERBS.contains(verb);
    }

    /** Writes the command and returns what the scenario has to remember unless it is refused. */
    Runnable write(String verb, ScenarioLine line) {
        String name = line.takesLast("named");
        Runnable remembered = writeNameless(verb, line);
        if (!name.isEmpty()) {
            command.doOnce(text(name));
        }
        return remembered;
    }

    private Runnable writeNameless(String verb, ScenarioLine line) {
        return switch (verb) {
            case "agent" -> agent(line);
            case "risk" -> risk(line);
            case "clone" -> cloned(line);
            case "account-risk" -> accountRisk(line);
            default -> {
                writeUnremembered(verb, line);
                yield NOTHING;
            }
        };
    }

    private void writeUnremembered(String verb, ScenarioLine line) {
        switch (verb) {
            case "account" -> account(line);
            case "rename" -> rename(line);
            case "rename-account" -> renameAccount(line);
            case "suspend" -> command.setAccountStatus(cast.accountId(line.word()), AccountStatus.SUSPENDED);
            case "activate" -> command.setAccountStatus(cast.accountId(line.word()), AccountStatus.ACTIVE);
            case "status" -> status(line);
            case "kill" -> kill(line, true);
            case "release" -> kill(line, false);
            case "switch" -> switchAny(line);
            default -> ofOwnAgent(verb, line);
        }
    }

    /** What an account does with an agent that must be its own. */
    private void ofOwnAgent(String verb, ScenarioLine line) {
        int agentId = cast.agentId(line.word());
        int accountId = owner(line, agentId);
        switch (verb) {
            case "reset" ->
                command.resetAgent(agentId, accountId, line.hasMore() ? line.amountE8() : CommandFactory.SAME_BALANCE);
            case "archive" -> command.archiveAgent(agentId, accountId);
            case "delete" -> command.deleteAgent(agentId, accountId);
            case "rotate" -> command.rotateKey(agentId, accountId, digest(line.count()));
            case "park" -> command.parkPortfolio(agentId, accountId, line.amountE8());
            default -> command.returnToPortfolio(agentId, accountId);
        }
    }

    private int owner(ScenarioLine line, int agentId) {
        return line.takes("of") ? cast.accountId(line.word()) : cast.ownerOf(agentId);
    }

    private static byte[] digest(int everyByte) {
        byte[] digest = new byte[DIGEST_LENGTH];
        Arrays.fill(digest, (byte) everyByte);
        return digest;
    }

    private void account(ScenarioLine line) {
        String name = line.word();
        cast.awaits(name);
        command.openAccount(name, line.amountE8());
    }

    private Runnable agent(ScenarioLine line) {
        String name = line.word();
        if (!line.takes("of")) {
            throw new IllegalArgumentException("an agent is of an account");
        }
        cast.awaits(name);
        int accountId = cast.accountId(line.word());
        long balanceE8 = line.amountE8();
        boolean described = line.takes("described");
        RiskProfile profile = ScenarioSettings.profile(line, RiskProfile.NONE);
        command.createAgent(accountId, balanceE8, described ? described(name, profile) : details(name, profile));
        return () -> cast.agentProfile(name, profile);
    }

    private Runnable cloned(ScenarioLine line) {
        String source = line.word();
        int accountId = owner(line, cast.agentId(source));
        String name = line.takes("as") ? line.word() : "";
        cast.awaits(name);
        command.cloneAgent(cast.agentId(source), accountId, text(name));
        return () -> cast.agentProfile(name, cast.agentProfile(source));
    }

    private Runnable risk(ScenarioLine line) {
        String name = line.word();
        int agentId = cast.agentId(name);
        RiskProfile profile = ScenarioSettings.profile(line, cast.agentProfile(name));
        command.updateAgent(agentId, cast.ownerOf(agentId), AGENT_RISK_FIELD, details(name, profile));
        return () -> cast.agentProfile(name, profile);
    }

    private void rename(ScenarioLine line) {
        int agentId = cast.agentId(line.word());
        int accountId = owner(line, agentId);
        String name = line.takes("to") ? line.word() : "";
        command.updateAgent(agentId, accountId, NAME_FIELD, details(name, RiskProfile.NONE));
    }

    private Runnable accountRisk(ScenarioLine line) {
        String name = line.word();
        RiskProfile profile = ScenarioSettings.profile(line, cast.accountProfile(name));
        command.updateAccount(cast.accountId(name), ACCOUNT_RISK_FIELD, NO_TEXT, profile, NO_TEXT);
        return () -> cast.accountProfile(name, profile);
    }

    private void renameAccount(ScenarioLine line) {
        int accountId = cast.accountId(line.word());
        String name = line.takes("to") ? line.word() : "";
        command.updateAccount(accountId, NAME_FIELD, text(name), RiskProfile.NONE, NO_TEXT);
    }

    private void status(ScenarioLine line) {
        command.setAccountStatus(cast.accountId(line.word()), AccountStatus.ACTIVE);
        command.overwriteByte(SetAccountStatusEncoder.statusEncodingOffset(), line.count());
    }

    private void kill(ScenarioLine line, boolean engaged) {
        switch (line.word()) {
            case "agent" -> {
                int agentId = cast.agentId(line.word());
                command.setKillSwitch(agentId, owner(line, agentId), KillScope.AGENT, engaged);
            }
            case "account" -> command.setKillSwitch(0, cast.accountId(line.word()), KillScope.ACCOUNT, engaged);
            case "venue" -> command.setKillSwitch(0, 0, KillScope.VENUE, engaged);
            default -> throw new IllegalArgumentException("agent, account or venue");
        }
    }

    private void switchAny(ScenarioLine line) {
        int agentId = cast.agentId(line.word());
        command.setKillSwitch(agentId, cast.ownerOf(agentId), KillScope.AGENT, true);
        command.overwriteByte(SetKillSwitchEncoder.scopeEncodingOffset(), line.count());
        command.overwriteByte(SetKillSwitchEncoder.engagedEncodingOffset(), line.count());
    }

    private static AgentDetails details(String name, RiskProfile profile) {
        return new AgentDetails(
                text(name), NO_TEXT, NO_TEXT, NO_TEXT, NO_TEXT, NO_TEXT, NO_TEXT, NO_TEXT, profile);
    }

    /** Each text says what it is. */
    private static AgentDetails described(String name, RiskProfile profile) {
        return new AgentDetails(
                text(name),
                text("about"),
                text("llm"),
                text("frame"),
                text("tag"),
                text("picture"),
                text("red"),
                text("json"),
                profile);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
