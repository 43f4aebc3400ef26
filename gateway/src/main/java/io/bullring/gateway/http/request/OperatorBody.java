package io.bullring.gateway.http.request;

import io.bullring.gateway.http.request.JsonMember.Kind;
import io.bullring.gateway.http.request.Violation.Place;
import io.bullring.protocol.AccountStatus;
import io.bullring.protocol.InstrumentStatus;

/** What the operator wants to be so. Valid once a {@code read} has said yes, and until the next; for one thread. */
public final class OperatorBody {
    private static final int LONGEST = 20;

    private final JsonMembers members = new JsonMembers("engaged", "status");
    private final JsonMember engagedMember = members.at(0);
    private final JsonMember statusMember = members.at(1);

    private boolean engaged;
    private AccountStatus status = AccountStatus.NULL_VAL;
    private InstrumentStatus instrumentStatus = InstrumentStatus.NULL_VAL;

    /** Reads the position of a kill switch; returns whether no violation was added. */
    public boolean readSwitch(byte[] json, Violations violations) {
        if (members.read(json, violations)) {
            readEngaged(violations);
        }
        return violations.isEmpty();
    }

    /** Reads the status of an account; returns whether no violation was added. */
    public boolean readStatus(byte[] json, Violations violations) {
        if (members.read(json, violations)) {
            readStatus(violations);
        }
        return violations.isEmpty();
    }

    /** Reads the status of an instrument; returns whether no violation was added. */
    public boolean readInstrumentStatus(byte[] json, Violations violations) {
        if (members.read(json, violations)) {
            readInstrumentStatus(violations);
        }
        return violations.isEmpty();
    }

    public boolean engaged() {
        return engaged;
    }

    public AccountStatus status() {
        return status;
    }

    public InstrumentStatus instrumentStatus() {
        return instrumentStatus;
    }

    private void readEngaged(Violations violations) {
        if (!engagedMember.isNamed()) {
            violations.missing(engagedMember.path());
        } else if (engagedMember.kind() == Kind.BOOLEAN) {
            engaged = Boolean.parseBoolean(engagedMember.text());
        } else {
            violations.add(Place.BODY, engagedMember.path(), "Input should be true or false", "bool_type");
        }
    }

    private void readStatus(Violations violations) {
        String text = statusMember.requiredText(LONGEST, violations);
        switch (text) {
            case "active" -> status = AccountStatus.ACTIVE;
            case "suspended" -> status = AccountStatus.SUSPENDED;
            case null -> status = AccountStatus.NULL_VAL;
            default -> violations.notOneOf(statusMember.path(), "active or suspended");
        }
    }

    private void readInstrumentStatus(Violations violations) {
        String text = statusMember.requiredText(LONGEST, violations);
        switch (text) {
            case "trading" -> instrumentStatus = InstrumentStatus.TRADING;
            case "halted" -> instrumentStatus = InstrumentStatus.HALTED;
            case null -> instrumentStatus = InstrumentStatus.NULL_VAL;
            default -> violations.notOneOf(statusMember.path(), "trading or halted");
        }
    }
}
