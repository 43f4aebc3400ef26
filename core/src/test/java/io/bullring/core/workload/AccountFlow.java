package io.bullring.core.workload;

import io.bullring.core.account.AgentDetails;
import io.bullring.core.account.RiskProfile;
import io.bullring.core.model.ModelAgent;
import io.bullring.core.model.ModelVenue;
import java.nio.charset.StandardCharsets;

/** Accounts and agents of a hostile venue: rich and poor ones, nameless ones, and changes of their risk settings. */
final class AccountFlow {
    private static final long ONE_E8 = 100_000_000L;
    private static final int NAME_FIELD = 1;
    private static final int RISK_FIELD = 1 << 7;
    private static final byte[] EMPTY = {};

    private final SplitMix64 random;
    private final CommandFactory command;
    private final ModelVenue venue;
    private final RiskProfiles profiles;
    private int names;

    AccountFlow(SplitMix64 random, CommandFactory command, ModelVenue venue, RiskProfiles profiles) {
        this.random = random;
        this.command = command;
        this.venue = venue;
        this.profiles = profiles;
    }

    void openAccount() {
        command.openAccount(nextName(), balanceE8());
    }

    private String nextName() {
        names++;
        return "agent " + names + (random.chance(200) ? " \u00fc\u20ac\ud83d\ude00" : "");
    }

    private long balanceE8() {
        return random.any(
                10_000 * ONE_E8, 10_000 * ONE_E8, 1_000_000 * ONE_E8, ONE_E8, 1_000_000_000L * ONE_E8, 1_234_567_891L);
    }

    /** An account that must be refused. */
    void openAccountBroken() {
        byte[] digest = new byte[32];
        byte[] text = text("x");
        switch (random.below(4)) {
            case 0 -> command.openAccount(
                    nextName(),
                    random.any(0, -1, ONE_E8 - 1, 100_000_000_000_000_001L, Long.MAX_VALUE, Long.MIN_VALUE));
            case 1 -> command.openAccount(ONE_E8, digest, digest, EMPTY, text, text);
            case 2 -> command.openAccount(ONE_E8, digest, digest, text, EMPTY, text);
            default -> command.openAccount(random.any(0, ONE_E8), digest, digest, text, text, EMPTY);
        }
    }

    void createAgent() {
        int accountId = 1 + random.below(Math.max(1, venue.accountCount()));
        command.createAgent(accountId, balanceE8(), details(profiles.legal()));
    }

    /** An agent that must be refused, for one reason or two. */
    void createAgentBroken() {
        int accountId = random.chance(700)
                ? 1 + random.below(Math.max(1, venue.accountCount()))
                : HostileValues.id(random, venue.accountCount());
        AgentDetails details = random.chance(700) ? details(profiles.illegal()) : AgentDetails.named(EMPTY);
        command.createAgent(accountId, random.chance(500) ? balanceE8() : HostileValues.amount(random), details);
    }

    private AgentDetails details(RiskProfile profile) {
        return new AgentDetails(
                text(nextName()),
                text("trades what it sees"),
                random.chance(500) ? text("a model") : EMPTY,
                text("none"),
                text("fast\nloose"),
                EMPTY,
                text("#ff8800"),
                text("{\"a\":" + random.below(100) + "}"),
                profile);
    }

    /** Gives an agent other risk settings, and perhaps another name. */
    void updateAgent() {
        ModelAgent agent = anyAgent();
        if (agent == null) {
            openAccount();
            return;
        }
        int fields = random.chance(800) ? RISK_FIELD : random.below(1 << 8);
        command.updateAgent(agent.id(), agent.accountId(), fields, details(profiles.legal()));
    }

    private ModelAgent anyAgent() {
        return venue.lastAgentId() == 0 ? null : venue.agent(1 + random.below(venue.lastAgentId()));
    }

    /** A change that must be refused: somebody else's agent, nobody's, no name, settings out of range. */
    void updateAgentBroken() {
        ModelAgent agent = anyAgent();
        int agentId = agent == null ? 1 : agent.id();
        int accountId = agent == null ? 1 : agent.accountId();
        switch (random.below(5)) {
            case 0 -> command.updateAgent(
                    HostileValues.id(random, venue.lastAgentId()), accountId, RISK_FIELD, details(profiles.legal()));
            case 1 -> command.updateAgent(agentId, accountId + 1, NAME_FIELD, details(profiles.legal()));
            case 2 -> command.updateAgent(agentId, accountId, NAME_FIELD, AgentDetails.named(EMPTY));
            case 3 -> command.updateAgent(agentId, accountId, NAME_FIELD, details(profiles.illegal()));
            default -> command.updateAgent(agentId, accountId, RISK_FIELD, details(profiles.illegal()));
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
