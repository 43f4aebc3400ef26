package io.bullring.gateway.http.request;

/** The body of a registration. Valid once {@link #read} has said yes, and until it reads again; for one thread. */
public final class RegistrationBody {
    /** Longest name, in characters. */
    public static final int MAX_NAME = 100;

    /** Name of an account that gives itself none. */
    public static final String DEFAULT_NAME = "Agent";

    private final JsonMembers members = new JsonMembers("display_name", "starting_balance");
    private final JsonMember displayNameMember = members.at(0);
    private final StartingBalance startingBalance = new StartingBalance(members.at(1));

    private String displayName;

    /** Reads a registration; returns whether no violation was added. */
    public boolean read(byte[] json, Violations violations) {
        if (!members.read(json, violations)) {
            return false;
        }
        displayName = displayName(violations);
        startingBalance.read(violations);
        return violations.isEmpty();
    }

    public String displayName() {
        return displayName;
    }

    public StartingBalance startingBalance() {
        return startingBalance;
    }

    private String displayName(Violations violations) {
        String given = displayNameMember.optionalText(MAX_NAME, violations);
        return given == null ? DEFAULT_NAME : given;
    }
}
