package io.bullring.core.model;

import io.bullring.core.account.AgentDetails;
import io.bullring.core.account.RiskProfile;
import io.bullring.protocol.CreateAgentDecoder;
import io.bullring.protocol.UpdateAgentDecoder;

/** What a command says of an agent. The texts are read in the order in which they stand in the message. */
public final class ModelTexts {
    private ModelTexts() {}

    /** Of all texts together, in UTF-8. */
    static int bytes(AgentDetails of) {
        int shown = of.name().length + of.description().length + of.strategyTags().length + of.avatarUrl().length;
        return shown + of.llmModel().length + of.framework().length + of.color().length + of.riskConfig().length;
    }

    public static AgentDetails of(CreateAgentDecoder command) {
        RiskProfile riskProfile = ModelSetup.profile(command.riskProfile());
        byte[] name = new byte[command.nameLength()];
        command.getName(name, 0, name.length);
        byte[] description = new byte[command.descriptionLength()];
        command.getDescription(description, 0, description.length);
        byte[] llmModel = new byte[command.llmModelLength()];
        command.getLlmModel(llmModel, 0, llmModel.length);
        byte[] framework = new byte[command.frameworkLength()];
        command.getFramework(framework, 0, framework.length);
        byte[] strategyTags = new byte[command.strategyTagsLength()];
        command.getStrategyTags(strategyTags, 0, strategyTags.length);
        byte[] avatarUrl = new byte[command.avatarUrlLength()];
        command.getAvatarUrl(avatarUrl, 0, avatarUrl.length);
        byte[] color = new byte[command.colorLength()];
        command.getColor(color, 0, color.length);
        byte[] riskConfig = new byte[command.riskConfigLength()];
        command.getRiskConfig(riskConfig, 0, riskConfig.length);
        return new AgentDetails(
                name, description, llmModel, framework, strategyTags, avatarUrl, color, riskConfig, riskProfile);
    }

    public static AgentDetails of(UpdateAgentDecoder command) {
        RiskProfile riskProfile = ModelSetup.profile(command.riskProfile());
        byte[] name = new byte[command.nameLength()];
        command.getName(name, 0, name.length);
        byte[] description = new byte[command.descriptionLength()];
        command.getDescription(description, 0, description.length);
        byte[] llmModel = new byte[command.llmModelLength()];
        command.getLlmModel(llmModel, 0, llmModel.length);
        byte[] framework = new byte[command.frameworkLength()];
        command.getFramework(framework, 0, framework.length);
        byte[] strategyTags = new byte[command.strategyTagsLength()];
        command.getStrategyTags(strategyTags, 0, strategyTags.length);
        byte[] avatarUrl = new byte[command.avatarUrlLength()];
        command.getAvatarUrl(avatarUrl, 0, avatarUrl.length);
        byte[] color = new byte[command.colorLength()];
        command.getColor(color, 0, color.length);
        byte[] riskConfig = new byte[command.riskConfigLength()];
        command.getRiskConfig(riskConfig, 0, riskConfig.length);
        return new AgentDetails(
                name, description, llmModel, framework, strategyTags, avatarUrl, color, riskConfig, riskProfile);
    }
}
