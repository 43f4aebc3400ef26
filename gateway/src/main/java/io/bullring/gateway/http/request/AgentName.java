package io.bullring.gateway.http.request;

/** The name of an agent, which a body may give under either of two names. Reused with its body; for one thread. */
final class AgentName {
    private final JsonMember name;
    private final JsonMember displayName;

    AgentName(JsonMember name, JsonMember displayName) {
        this.name = name;
        this.displayName = displayName;
    }

    /** Whether the body says anything about the name, be it null. */
    boolean isNamed() {
        return name.isNamed() || displayName.isNamed();
    }

    boolean isPresent() {
        return name.isPresent() || displayName.isPresent();
    }

    /** A name that must be there; either will do, and if both are given, they must agree. */
    String read(Violations violations) {
        boolean isDisplayName = !name.isPresent() && displayName.isNamed();
        String given = (isDisplayName ? displayName : name).requiredLine(AgentBody.MAX_NAME, violations);
        if (name.isPresent() && displayName.isPresent()) {
            String other = displayName.requiredLine(AgentBody.MAX_NAME, violations);
            if (given != null && other != null && !given.equals(other)) {
                violations.invalid(name.path(), "name and display_name should be equal");
            }
        }
        return given;
    }
}
