package io.bullring.core.model;

import io.bullring.core.account.AgentDetails;
import io.bullring.core.market.BookFees;
import java.math.BigDecimal;
import java.util.List;

/** An agent: whose it is, what is known of it, and its portfolios. */
public final class ModelAgent {
    final int id;
    final ModelAccount account;
    AgentDetails details;
    BigDecimal startingBalance;
    boolean archived;
    boolean killed;

    /** Null: it pays in books what they ask. */
    BookFees fees;

    /** The one that it trades with at present. */
    ModelPortfolio portfolio;

    /** Its own one while it trades with another, otherwise null. */
    ModelPortfolio parked;

    ModelAgent(int id, ModelAccount account, BigDecimal startingBalance, AgentDetails details) {
        this.id = id;
        this.account = account;
        this.startingBalance = startingBalance;
        this.details = details;
    }

    /** The present portfolio, then the parked one. */
    List<ModelPortfolio> portfolios() {
        return parked == null ? List.of(portfolio) : List.of(portfolio, parked);
    }

    public int id() {
        return id;
    }

    public int accountId() {
        return account.id;
    }

    public ModelPortfolio portfolio() {
        return portfolio;
    }

    /** Null unless it trades with another one. */
    public ModelPortfolio parkedPortfolio() {
        return parked;
    }

    public boolean isParked() {
        return parked != null;
    }

    public boolean isArchived() {
        return archived;
    }

    /** Whether the agent's own kill switch is engaged. */
    public boolean isKilled() {
        return killed;
    }
}
