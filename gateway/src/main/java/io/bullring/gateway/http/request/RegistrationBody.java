package io.bullring.gateway.http.request;

import java.util.regex.Pattern;

/**
 * The body of a registration. An e-mail address and a password must have their form, and are not kept: nobody logs in with them
 * (docs/decisions/0067-what-is-taken-at-the-door.md). Valid once {@link #read} has said yes, and until it reads again; for one thread.
 */
public final class RegistrationBody {
    /** Longest name, in characters. */
    public static final int MAX_NAME = 100;

    /** Name of an account that gives itself none. */
    public static final String DEFAULT_NAME = "Agent";

    /** Longest e-mail address, in characters. */
    public static final int MAX_EMAIL = 255;

    /** Longest password, in characters. */
    public static final int MAX_PASSWORD = 72;

    private static final int MIN_PASSWORD = 8;
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@.]+(\\.[^\\s@.]+)+");

    private final JsonMembers members = new JsonMembers("display_name", "starting_balance", "email", "password");
    private final JsonMember displayNameMember = members.at(0);
    private final StartingBalance startingBalance = new StartingBalance(members.at(1));
    private final JsonMember emailMember = members.at(2);
    private final JsonMember passwordMember = members.at(3);

    private String displayName;

    /** Reads a registration; returns whether no violation was added. */
    public boolean read(byte[] json, Violations violations) {
        if (!members.read(json, violations)) {
            return false;
        }
        displayName = displayName(violations);
        checkEmail(violations);
        checkPassword(violations);
        startingBalance.read(violations);
        return violations.isEmpty();
    }

    public String displayName() {
        return displayName;
    }

    public StartingBalance startingBalance() {
        return startingBalance;
    }

    private void checkEmail(Violations violations) {
        String email = emailMember.isPresent() ? emailMember.requiredText(MAX_EMAIL, violations) : null;
        if (email != null && !EMAIL.matcher(email).matches()) {
            violations.invalid(emailMember.path(), "Input should be an e-mail address");
        }
    }

    private void checkPassword(Violations violations) {
        String password = passwordMember.isPresent() ? passwordMember.requiredText(MAX_PASSWORD, violations) : null;
        if (password != null && password.codePointCount(0, password.length()) < MIN_PASSWORD) {
            violations.invalid(passwordMember.path(), "String should have at least " + MIN_PASSWORD + " characters");
        }
    }

    private String displayName(Violations violations) {
        String given = displayNameMember.optionalLine(MAX_NAME, violations);
        return given == null ? DEFAULT_NAME : given;
    }
}
