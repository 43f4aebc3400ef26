package io.bullring.gateway.http.request;

import io.bullring.gateway.http.request.Violation.Place;

/**
 * What a clone is to be called, if its owner says so: in the query, or in a body, which may be absent. Valid once
 * {@link #read} has said yes, and until it reads again; for one thread.
 */
public final class CloneBody {
    private static final String NEW_NAME = "new_name";

    private final JsonMembers members = new JsonMembers("name", "display_name");
    private final AgentName agentName = new AgentName(members.at(0), members.at(1));

    private String name;

    /** Reads the name; returns whether no violation was added. */
    public boolean read(QueryText query, byte[] json, Violations violations) {
        name = query.text(NEW_NAME, AgentBody.MAX_NAME);
        if (name != null && !Violations.isOneLine(name)) {
            violations.notOneLine(Place.QUERY, NEW_NAME);
        }
        if (json.length > 0 && members.read(json, violations) && agentName.isPresent()) {
            String inBody = agentName.read(violations);
            if (name != null && inBody != null && !name.equals(inBody)) {
                violations.add(Place.QUERY, NEW_NAME, "Input should be the name in the body", "value_error");
            }
            name = inBody;
        }
        return violations.isEmpty();
    }

    /** Null: none was given. */
    public String name() {
        return name;
    }
}
