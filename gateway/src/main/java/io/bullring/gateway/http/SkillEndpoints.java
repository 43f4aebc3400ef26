package io.bullring.gateway.http;

import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.SkillRenderer;
import io.bullring.gateway.http.request.Violation.Place;
import io.bullring.gateway.venue.Venue;
import io.vertx.core.Future;

/** The manual for an agent; a token is required. For one event loop. */
final class SkillEndpoints {
    private static final String AGENT_ID = "agent_id";

    private final Identification identification;
    private final SkillRenderer skills;
    private final String api;

    /** @param api path under which the venue's calls are */
    SkillEndpoints(Venue venue, Identification identification, String api) {
        this.identification = identification;
        this.skills = new SkillRenderer(venue.ids(), venue.market(), venue.name());
        this.api = api;
    }

    /** With the address at which the client found the venue: whoever it hands the manual to will be near it. */
    Future<HttpAnswer> skill(Request request) {
        return identification.account(request)
                .compose(account -> identification
                        .agentOf(account, Place.PATH, AGENT_ID, request.pathText(AGENT_ID))
                        .map(agent -> skills.manual(account, agent, request.origin() + api)));
    }
}
