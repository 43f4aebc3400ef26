package io.bullring.gateway.http.request;

import io.bullring.gateway.http.request.JsonMember.Kind;
import io.bullring.gateway.http.request.Violation.Place;

/**
 * What a reset starts with. Valid once a {@code read} has said yes, and until the next; for one thread.
 */
public final class ResetBody {
    /** In the place of a balance: every agent keeps its own. */
    public static final long SAME_BALANCE = Long.MIN_VALUE;

    private final JsonMembers members = new JsonMembers("starting_balance", "new_starting_balance", "confirm");
    private final StartingBalance startingBalance = new StartingBalance(members.at(0));
    private final StartingBalance newStartingBalance = new StartingBalance(members.at(1));
    private final JsonMember confirm = members.at(2);

    private long balanceE8 = SAME_BALANCE;

    /** Reads the reset of one agent, named in the path; the body may be absent. Returns whether no violation was added. */
    public boolean readForAgent(byte[] json, Violations violations) {
        balanceE8 = SAME_BALANCE;
        if (json.length > 0 && members.read(json, violations)) {
            take(startingBalance, violations);
        }
        return violations.isEmpty();
    }

    /** Reads a reset that names nobody, hence has to be confirmed, or to give a balance. Returns whether no violation was added. */
    public boolean readForAccount(byte[] json, Violations violations) {
        balanceE8 = SAME_BALANCE;
        if (!members.read(json, violations)) {
            return false;
        }
        take(startingBalance, violations);
        long first = balanceE8;
        take(newStartingBalance, violations);
        if (startingBalance.isGiven() && first != balanceE8) {
            violations.invalid("starting_balance", "starting_balance and new_starting_balance should be equal");
        }
        readConfirmation(violations);
        return violations.isEmpty();
    }

    /** USDT, or {@link #SAME_BALANCE}. */
    public long startingBalanceE8() {
        return balanceE8;
    }

    /** The member that the balance came in, as a refusal names it. */
    public String balanceField() {
        return newStartingBalance.isGiven() && !startingBalance.isGiven()
                ? newStartingBalance.field()
                : startingBalance.field();
    }

    private void take(StartingBalance balance, Violations violations) {
        if (balance.isGiven()) {
            balance.read(violations);
            balanceE8 = balance.e8();
        }
    }

    private void readConfirmation(Violations violations) {
        if (confirm.isPresent() && confirm.kind() != Kind.BOOLEAN) {
            violations.add(Place.BODY, confirm.path(), "Input should be true or false", "bool_type");
        } else if (confirm.isPresent() && !Boolean.parseBoolean(confirm.text())) {
            violations.notOneOf(confirm.path(), "true");
        } else if (!confirm.isPresent() && !startingBalance.isGiven() && !newStartingBalance.isGiven()) {
            violations.missing(confirm.path());
        }
    }
}
