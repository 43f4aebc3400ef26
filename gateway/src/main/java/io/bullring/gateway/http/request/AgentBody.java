package io.bullring.gateway.http.request;

import io.bullring.gateway.http.request.JsonMember.Kind;
import java.util.List;

/**
 * The body that creates an agent or changes one. Texts that are not given, or given as null, are null. Their bounds are
 * chosen so that all of them together, in UTF-8, fit one command of the engine. Valid once a {@code read} has said yes,
 * and until the next; for one thread.
 */
public final class AgentBody {
    /** Longest name of an agent, model or framework, in characters. */
    public static final int MAX_NAME = 100;

    /** Longest description, in characters. */
    public static final int MAX_DESCRIPTION = 1_000;

    /** Longest address of a picture, in characters, all of them ASCII. */
    public static final int MAX_AVATAR_URL = 2_048;

    /** Longest colour, in characters. */
    public static final int MAX_COLOR = 7;

    private final JsonMembers members = new JsonMembers(
            "name",
            "display_name",
            "description",
            "starting_balance",
            "risk_config",
            "risk_profile",
            "llm_model",
            "framework",
            "strategy_tags",
            "color",
            "avatar_url");
    private final AgentName agentName = new AgentName(members.at(0), members.at(1));
    private final JsonMember descriptionMember = members.at(2);
    private final StartingBalance startingBalance = new StartingBalance(members.at(3));
    private final RiskConfig riskConfig = new RiskConfig(members.at(4), members.at(5));
    private final JsonMember llmModelMember = members.at(6);
    private final JsonMember frameworkMember = members.at(7);
    private final JsonMember strategyTagsMember = members.at(8);
    private final JsonMember colorMember = members.at(9);
    private final JsonMember avatarUrlMember = members.at(10);

    private String name;
    private String description;
    private String llmModel;
    private String framework;
    private List<String> strategyTags = List.of();
    private String color;
    private String avatarUrl;

    /** Reads a new agent; returns whether no violation was added. */
    public boolean readNew(byte[] json, int maxOpenOrdersPerAgent, Violations violations) {
        if (!members.read(json, violations)) {
            return false;
        }
        name = agentName.read(violations);
        startingBalance.read(violations);
        readDetails(json, maxOpenOrdersPerAgent, violations);
        return violations.isEmpty();
    }

    /** Reads a change, of which every field may be absent; returns whether no violation was added. */
    public boolean readChange(byte[] json, int maxOpenOrdersPerAgent, Violations violations) {
        if (!members.read(json, violations)) {
            return false;
        }
        name = changesName() ? agentName.read(violations) : null;
        readDetails(json, maxOpenOrdersPerAgent, violations);
        return violations.isEmpty();
    }

    public String name() {
        return name;
    }

    public boolean changesName() {
        return agentName.isNamed();
    }

    public String description() {
        return description;
    }

    public boolean changesDescription() {
        return descriptionMember.isNamed();
    }

    /** Only of a new agent. */
    public StartingBalance startingBalance() {
        return startingBalance;
    }

    public RiskConfig riskConfig() {
        return riskConfig;
    }

    public boolean changesRiskConfig() {
        return riskConfig.isNamed();
    }

    public String llmModel() {
        return llmModel;
    }

    public boolean changesLlmModel() {
        return llmModelMember.isNamed();
    }

    public String framework() {
        return framework;
    }

    public boolean changesFramework() {
        return frameworkMember.isNamed();
    }

    /** Empty: none. */
    public List<String> strategyTags() {
        return strategyTags;
    }

    public boolean changesStrategyTags() {
        return strategyTagsMember.isNamed();
    }

    public String color() {
        return color;
    }

    public boolean changesColor() {
        return colorMember.isNamed();
    }

    public String avatarUrl() {
        return avatarUrl;
    }

    public boolean changesAvatarUrl() {
        return avatarUrlMember.isNamed();
    }

    private void readDetails(byte[] json, int maxOpenOrdersPerAgent, Violations violations) {
        description = descriptionMember.optionalText(MAX_DESCRIPTION, violations);
        riskConfig.read(json, maxOpenOrdersPerAgent, violations);
        llmModel = llmModelMember.optionalText(MAX_NAME, violations);
        framework = frameworkMember.optionalText(MAX_NAME, violations);
        strategyTags = strategyTags(json, violations);
        color = colorMember.optionalText(MAX_COLOR, violations);
        avatarUrl = avatarUrlMember.optionalText(MAX_AVATAR_URL, violations);
        if (avatarUrl != null && !avatarUrl.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
            violations.invalid(avatarUrlMember.path(), "Input should be printable ASCII");
        }
    }

    private List<String> strategyTags(byte[] json, Violations violations) {
        if (!strategyTagsMember.isPresent()) {
            return List.of();
        }
        if (strategyTagsMember.kind() != Kind.ARRAY) {
            violations.invalid(strategyTagsMember.path(), "Input should be a list of strings");
            return List.of();
        }
        return TagList.read(json, strategyTagsMember, violations);
    }
}
