package io.bullring.gateway.directory;

import io.bullring.core.account.RiskProfile;
import java.util.List;

/**
 * An agent as it is now. Immutable; texts that were never given are null.
 *
 * @param agentId the engine's counter
 * @param accountId its owner
 * @param portfolioId its current portfolio
 * @param startingBalanceE8 USDT that the portfolio was funded with
 * @param strategyTags in the order given, empty when there are none
 * @param riskConfig the risk settings as their owner wrote them, JSON; null: none
 * @param riskProfile what the engine made of them
 * @param keyPreview first 12 characters of the agent's key
 * @param createdNs nanoseconds since 1970, UTC
 * @param updatedNs time of the latest change, nanoseconds since 1970, UTC
 */
public record Agent(
        int agentId,
        int accountId,
        long portfolioId,
        long startingBalanceE8,
        String name,
        String description,
        String llmModel,
        String framework,
        List<String> strategyTags,
        String avatarUrl,
        String color,
        String riskConfig,
        RiskProfile riskProfile,
        String keyPreview,
        long createdNs,
        long updatedNs) {}
