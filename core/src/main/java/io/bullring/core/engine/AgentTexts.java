package io.bullring.core.engine;

import io.bullring.core.account.AgentDetails;
import io.bullring.core.account.RiskProfile;
import io.bullring.protocol.AgentFieldsDecoder;
import io.bullring.protocol.CreateAgentDecoder;
import io.bullring.protocol.UpdateAgentDecoder;

/** Reads an agent's texts out of commands. Texts must be read in the order of the schema. Cold. */
final class AgentTexts {
    private AgentTexts() {}

    static AgentDetails read(CreateAgentDecoder command) {
        RiskProfile riskProfile = VenueDesk.read(command.riskProfile());
        byte[] name = AgentDetails.text(command.nameLength());
        command.getName(name, 0, name.length);
        byte[] description = AgentDetails.text(command.descriptionLength());
        command.getDescription(description, 0, description.length);
        byte[] llmModel = AgentDetails.text(command.llmModelLength());
        command.getLlmModel(llmModel, 0, llmModel.length);
        byte[] framework = AgentDetails.text(command.frameworkLength());
        command.getFramework(framework, 0, framework.length);
        byte[] strategyTags = AgentDetails.text(command.strategyTagsLength());
        command.getStrategyTags(strategyTags, 0, strategyTags.length);
        byte[] avatarUrl = AgentDetails.text(command.avatarUrlLength());
        command.getAvatarUrl(avatarUrl, 0, avatarUrl.length);
        byte[] color = AgentDetails.text(command.colorLength());
        command.getColor(color, 0, color.length);
        byte[] riskConfig = AgentDetails.text(command.riskConfigLength());
        command.getRiskConfig(riskConfig, 0, riskConfig.length);
        return new AgentDetails(
                name, description, llmModel, framework, strategyTags, avatarUrl, color, riskConfig, riskProfile);
    }

    /** The details with the fields replaced that the command names. */
    static AgentDetails merge(AgentDetails now, UpdateAgentDecoder command) {
        AgentFieldsDecoder fields = command.fields();
        RiskProfile riskProfile = fields.riskProfile() ? VenueDesk.read(command.riskProfile()) : now.riskProfile();
        byte[] name = AgentDetails.text(command.nameLength());
        command.getName(name, 0, name.length);
        byte[] description = AgentDetails.text(command.descriptionLength());
        command.getDescription(description, 0, description.length);
        byte[] llmModel = AgentDetails.text(command.llmModelLength());
        command.getLlmModel(llmModel, 0, llmModel.length);
        byte[] framework = AgentDetails.text(command.frameworkLength());
        command.getFramework(framework, 0, framework.length);
        byte[] strategyTags = AgentDetails.text(command.strategyTagsLength());
        command.getStrategyTags(strategyTags, 0, strategyTags.length);
        byte[] avatarUrl = AgentDetails.text(command.avatarUrlLength());
        command.getAvatarUrl(avatarUrl, 0, avatarUrl.length);
        byte[] color = AgentDetails.text(command.colorLength());
        command.getColor(color, 0, color.length);
        byte[] riskConfig = AgentDetails.text(command.riskConfigLength());
        command.getRiskConfig(riskConfig, 0, riskConfig.length);
        return new AgentDetails(
                fields.name() ? name : now.name(),
                fields.description() ? description : now.description(),
                fields.llmModel() ? llmModel : now.llmModel(),
                fields.framework() ? framework : now.framework(),
                fields.strategyTags() ? strategyTags : now.strategyTags(),
                fields.avatarUrl() ? avatarUrl : now.avatarUrl(),
                fields.color() ? color : now.color(),
                fields.riskProfile() ? riskConfig : now.riskConfig(),
                riskProfile);
    }
}
