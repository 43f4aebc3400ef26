package io.bullring.core.workload;

import io.bullring.core.account.RiskProfile;
import io.bullring.core.model.ModelAccount;
import io.bullring.core.model.ModelAgent;
import io.bullring.core.model.ModelOrder;
import io.bullring.core.model.ModelPortfolio;
import io.bullring.core.model.ModelVenue;
import io.bullring.protocol.AccountStatus;
import io.bullring.protocol.KillScope;
import io.bullring.protocol.SetAccountStatusEncoder;
import io.bullring.protocol.SetKillSwitchEncoder;
import io.bullring.protocol.Side;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/**
 * The lives of agents and accounts in a hostile venue: portfolios parked with orders that fire meanwhile, accounts suspended and
 * woken, switches released before they are done, resets of the halted, clones of the archived. Prefers agents that have open
 * orders, or are halted; what has been stopped goes on again soon, so that there is always somebody who trades.
 */
final class LifeFlow {
    private static final long ONE_E8 = 100_000_000L;
    private static final int NAME_FIELD = 1;
    private static final int RISK_FIELD = 2;
    private static final byte[] NAME = "another name".getBytes(StandardCharsets.UTF_8);
    private static final byte[] EMPTY = {};

    private final SplitMix64 random;
    private final CommandFactory command;
    private final ModelVenue venue;
    private final RiskProfiles profiles;
    private final boolean sparesFirst;
    private Runnable atOnce;

    /**
     * @param sparesFirst whether the first agent is to be left alone, and whatever would stop it
     */
    LifeFlow(
            SplitMix64 random, CommandFactory command, ModelVenue venue, RiskProfiles profiles, boolean sparesFirst) {
        this.random = random;
        this.command = command;
        this.venue = venue;
        this.profiles = profiles;
        this.sparesFirst = sparesFirst;
    }

    /** Whether the next command is to follow at once upon the last. */
    boolean isInHaste() {
        return atOnce != null;
    }

    /** Makes one command that is legal, or refused because of how things stand. */
    void any() {
        if (atOnce != null) {
            Runnable next = atOnce;
            atOnce = null;
            next.run();
            return;
        }
        ModelAgent agent = anyAgent();
        if (agent == null) {
            command.advanceTime();
        } else if (sparesFirst || !random.chance(350)) {
            live(agent);
        } else if (!goOn()) {
            stop(agent);
        }
    }

    private void live(ModelAgent agent) {
        int id = agent.id();
        int accountId = agent.accountId();
        switch (random.below(16)) {
            case 0, 1, 2 -> command.parkPortfolio(id, accountId, balanceE8());
            case 3, 4, 5 -> returnToPortfolio(agent);
            case 6, 7 -> command.resetAgent(
                    id, accountId, random.chance(500) ? CommandFactory.SAME_BALANCE : balanceE8());
            case 8, 9, 10 -> command.cloneAgent(id, accountId, name());
            case 11 -> command.rotateKey(id, accountId, command.newDigest());
            case 12 -> updateAccount(accountId);
            case 13 -> command.setKillSwitch(id, accountId, KillScope.AGENT, !agent.isKilled());
            case 14 -> command.deleteAgent(id, accountId);
            default -> archive(agent);
        }
    }

    private void returnToPortfolio(ModelAgent agent) {
        List<ModelAgent> parked = venue.agents().filter(ModelAgent::isParked).toList();
        ModelAgent returning = parked.isEmpty() || random.chance(50) ? agent : parked.get(random.below(parked.size()));
        command.returnToPortfolio(returning.id(), returning.accountId());
    }

    private void archive(ModelAgent agent) {
        ModelAgent archived = venue.agents().filter(ModelAgent::isArchived).findFirst().orElse(null);
        if (archived == null || random.chance(400)) {
            command.archiveAgent(agent.id(), agent.accountId());
            return;
        }
        switch (random.below(5)) {
            case 0 -> command.rotateKey(archived.id(), archived.accountId(), command.newDigest());
            case 1 -> command.resetAgent(archived.id(), archived.accountId(), CommandFactory.SAME_BALANCE);
            case 2 -> command.cloneAgent(archived.id(), archived.accountId(), name());
            case 3 -> command.marketOrder(archived.id(), 1, Side.BUY, ONE_E8 / 1_000);
            default -> command.deleteAgent(archived.id(), archived.accountId());
        }
    }

    private void updateAccount(int accountId) {
        int fields = (int) random.any(NAME_FIELD, RISK_FIELD, RISK_FIELD, NAME_FIELD | RISK_FIELD, 0);
        RiskProfile profile = random.chance(500) ? RiskProfile.NONE : profiles.legal();
        command.updateAccount(accountId, fields, NAME, profile, name());
    }

    /** Stops an account or everyone, sometimes only to let them go on at once. */
    private void stop(ModelAgent agent) {
        int accountId = agent.accountId();
        switch (random.below(10)) {
            case 0, 1, 2, 3, 4 -> {
                command.setAccountStatus(accountId, AccountStatus.SUSPENDED);
                hasten(() -> command.setAccountStatus(accountId, AccountStatus.ACTIVE), 50);
            }
            case 5, 6, 7 -> {
                command.setKillSwitch(0, accountId, KillScope.ACCOUNT, true);
                hasten(() -> command.setKillSwitch(0, accountId, KillScope.ACCOUNT, false), 300);
            }
            case 8 -> {
                command.setKillSwitch(0, 0, KillScope.VENUE, true);
                hasten(() -> command.setKillSwitch(0, 0, KillScope.VENUE, false), 500);
            }
            default -> command.setAccountStatus(accountId, AccountStatus.ACTIVE);
        }
    }

    private void hasten(Runnable next, int per1000) {
        if (random.chance(per1000)) {
            atOnce = next;
        }
    }

    /** Lets somebody go on who was stopped; false, when nobody is. */
    private boolean goOn() {
        if (venue.isKilled()) {
            command.setKillSwitch(0, 0, KillScope.VENUE, false);
            return true;
        }
        int first = random.below(Math.max(1, venue.accountCount()));
        for (int i = 0; i < venue.accountCount(); i++) {
            int accountId = 1 + (first + i) % venue.accountCount();
            ModelAccount account = venue.account(accountId);
            if (account.isKilled() || (account.isSuspended() && random.chance(400))) {
                goOn(accountId, account);
                return true;
            }
        }
        return false;
    }

    private void goOn(int accountId, ModelAccount account) {
        if (account.isKilled()) {
            command.setKillSwitch(0, accountId, KillScope.ACCOUNT, false);
        } else {
            command.setAccountStatus(accountId, AccountStatus.ACTIVE);
            hasten(() -> command.setAccountStatus(accountId, AccountStatus.SUSPENDED), 100);
        }
    }

    /** A command that must be refused whatever the state. */
    void broken() {
        ModelAgent agent = anyAgent();
        int id = agent == null ? 1 : agent.id();
        int accountId = agent == null ? 1 : agent.accountId();
        switch (random.below(6)) {
            case 0 -> ofNobody(HostileValues.id(random, venue.lastAgentId()), accountId);
            case 1 -> ofNobody(id, accountId + 1);
            case 2 -> badBalance(id, accountId);
            case 3 -> command.cloneAgent(id, accountId, EMPTY);
            case 4 -> badAccount(accountId);
            default -> badSwitch(id, accountId);
        }
    }

    private void ofNobody(int id, int accountId) {
        switch (random.below(8)) {
            case 0 -> command.cloneAgent(id, accountId, name());
            case 1 -> command.resetAgent(id, accountId, balanceE8());
            case 2 -> command.archiveAgent(id, accountId);
            case 3 -> command.deleteAgent(id, accountId);
            case 4 -> command.rotateKey(id, accountId, command.newDigest());
            case 5 -> command.parkPortfolio(id, accountId, balanceE8());
            case 6 -> command.returnToPortfolio(id, accountId);
            default -> command.setKillSwitch(id, accountId, KillScope.AGENT, random.chance(500));
        }
    }

    private void badBalance(int id, int accountId) {
        long balanceE8 = random.any(0, -1, ONE_E8 - 1, 1_000_000_000L * ONE_E8 + 1, Long.MAX_VALUE, Long.MIN_VALUE + 1);
        if (random.chance(500)) {
            command.parkPortfolio(id, accountId, random.chance(100) ? Long.MIN_VALUE : balanceE8);
        } else {
            command.resetAgent(id, accountId, balanceE8);
        }
    }

    private void badAccount(int accountId) {
        int nobody = HostileValues.id(random, venue.accountCount());
        switch (random.below(5)) {
            case 0 -> command.updateAccount(nobody, NAME_FIELD, NAME, RiskProfile.NONE, EMPTY);
            case 1 -> command.updateAccount(accountId, NAME_FIELD, EMPTY, profiles.illegal(), EMPTY);
            case 2 -> command.updateAccount(accountId, RISK_FIELD, EMPTY, profiles.illegal(), EMPTY);
            case 3 -> command.setAccountStatus(nobody, AccountStatus.SUSPENDED);
            default -> {
                command.setAccountStatus(random.chance(800) ? accountId : nobody, AccountStatus.ACTIVE);
                command.overwriteByte(SetAccountStatusEncoder.statusEncodingOffset(), HostileValues.code(random));
            }
        }
    }

    private void badSwitch(int id, int accountId) {
        int nobody = HostileValues.id(random, venue.accountCount());
        switch (random.below(3)) {
            case 0 -> command.setKillSwitch(id, nobody, KillScope.ACCOUNT, random.chance(500));
            case 1 -> {
                command.setKillSwitch(id, accountId, KillScope.AGENT, true);
                command.overwriteByte(SetKillSwitchEncoder.scopeEncodingOffset(), (int) random.any(3, 4, 254, 255));
            }
            default -> {
                command.setKillSwitch(id, accountId, KillScope.ACCOUNT, true);
                command.overwriteByte(SetKillSwitchEncoder.engagedEncodingOffset(), (int) random.any(2, 128, 255));
            }
        }
    }

    private ModelAgent anyAgent() {
        ModelAgent agent = switch (random.below(10)) {
            case 0, 1, 2, 3, 4 -> ofAnOrder();
            case 5, 6 -> ofAHaltedPortfolio();
            default -> venue.agent(1 + random.below(Math.max(1, venue.lastAgentId())));
        };
        return agent != null && sparesFirst && agent.id() == 1 ? null : agent;
    }

    private ModelAgent ofAnOrder() {
        Collection<ModelOrder> open = venue.openOrders();
        return open.isEmpty()
                ? null
                : venue.agent(open.stream()
                        .skip(random.below(open.size()))
                        .findFirst()
                        .orElseThrow()
                        .agentId());
    }

    private ModelAgent ofAHaltedPortfolio() {
        Collection<ModelPortfolio> halted = venue.halted();
        return halted.isEmpty()
                ? null
                : venue.agent(halted.stream()
                        .skip(random.below(halted.size()))
                        .findFirst()
                        .orElseThrow()
                        .agentId());
    }

    private long balanceE8() {
        return random.any(10_000 * ONE_E8, 10_000 * ONE_E8, 1_000_000 * ONE_E8, ONE_E8, 1_000_000_000L * ONE_E8);
    }

    private byte[] name() {
        return ("life " + random.below(1_000)).getBytes(StandardCharsets.UTF_8);
    }
}
