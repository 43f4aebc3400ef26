package io.bullring.gateway.http;

import io.bullring.gateway.directory.Account;
import io.bullring.gateway.directory.Agent;
import io.bullring.gateway.history.ReadBarrier;
import io.bullring.gateway.history.SessionRecord;
import io.bullring.gateway.http.answer.EventRenderer;
import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.Refusal;
import io.bullring.gateway.http.answer.Refusals;
import io.bullring.gateway.http.answer.Refused;
import io.bullring.gateway.http.answer.SessionRenderer;
import io.bullring.gateway.http.request.PnlPeriod;
import io.bullring.gateway.http.request.QueryText;
import io.bullring.gateway.http.request.ResetBody;
import io.bullring.gateway.http.request.Violations;
import io.bullring.gateway.venue.Venue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;

/**
 * Sessions, which are an agent's time with one portfolio: the present one, what came of it, and how it ends. The history tells
 * when a session began and what its fills came to, when it has everything that any client has been told before. For one event
 * loop.
 */
final class SessionEndpoints {
    private static final int MOST_LOOKS = 100;

    private final Vertx vertx;
    private final Venue venue;
    private final Identification identification;
    private final EngineDesk engine;
    private final ReadBarrier barrier;
    private final PatientReader reader;
    private final SessionRenderer sessions;
    private final EventRenderer events;
    private final ResetBody resetBody = new ResetBody();

    SessionEndpoints(
            Vertx vertx, Venue venue, Identification identification, EngineDesk engine, ReadBarrier barrier,
            PatientReader reader) {
        this.vertx = vertx;
        this.venue = venue;
        this.identification = identification;
        this.engine = engine;
        this.barrier = barrier;
        this.reader = reader;
        this.sessions = new SessionRenderer(venue.ids(), venue.market());
        this.events = new EventRenderer(venue.ids(), venue.market());
    }

    /** The account, and the session of the agent that it acts on. */
    Future<HttpAnswer> info(Request request) {
        return identification.agent(request)
                .compose(agent -> session(agent)
                        .map(session -> sessions.info(venue.directory().account(agent.accountId()), agent, session)));
    }

    Future<HttpAnswer> pnl(Request request) {
        return identification.agent(request).compose(agent -> {
            Violations violations = new Violations();
            PnlPeriod period = PnlPeriod.read(new QueryText(request.query(), violations), violations);
            return violations.isEmpty()
                    ? session(agent).compose(session -> pnl(agent, session, period))
                    : refused(Refusal.invalid(violations));
        });
    }

    /** Of the agent whose key was sent or who is named, otherwise of every active agent of the account. */
    Future<HttpAnswer> reset(Request request) {
        return identification.scope(request).compose(scope -> {
            Violations violations = new Violations();
            if (!resetBody.readForAccount(request.body(), violations)) {
                return refused(Refusal.invalid(violations));
            }
            long startingBalanceE8 = resetBody.startingBalanceE8();
            String field = resetBody.balanceField();
            boolean all = scope.agent() == null;
            Future<Agent> told =
                    all ? identification.defaultAgent(scope.account()) : Future.succeededFuture(scope.agent());
            return told.compose(agent -> reset(scope.account(), agent, all, startingBalanceE8, field));
        });
    }

    /** The period ends where the history does, not at a time that only the machine's clock has come to. */
    private Future<HttpAnswer> pnl(Agent agent, SessionRecord session, PnlPeriod period) {
        long fromNs = period.fromNs(venue.follower().reachedNs());
        return reader
                .read(agent.accountId(), maxRows -> venue.history().tally(agent.agentId(), session, fromNs, maxRows))
                .map(tally -> tally == null ? tooMany() : sessions.pnl(session, tally, period.text()));
    }

    private HttpAnswer tooMany() {
        return HttpAnswer.of(Refusal.invalidQuery(
                PnlPeriod.NAME,
                "The period has more than " + reader.maxRows() + " trades: ask for a shorter one, or for 'all'"));
    }

    private Future<HttpAnswer> reset(
            Account account, Agent told, boolean all, long startingBalanceE8, String balanceField) {
        return session(told).compose(session -> {
            AccountReset reset = new AccountReset(engine, events, told, startingBalanceE8, balanceField);
            return reset.run(all ? venue.directory().activeAgentsOf(account.accountId()) : List.of())
                    .map(refusal -> refusal == null
                            ? sessions.reset(session, reset.told(), reset.count())
                            : refusal);
        });
    }

    /** The present session. One that ended while the history caught up is followed by the next. */
    private Future<SessionRecord> session(Agent agent) {
        return session(agent, MOST_LOOKS);
    }

    /**
     * @param looks how often it is looked for where it should be: the directory knows of a session a moment before the history is told,
     *     and the engine's thread may rest between the two
     */
    private Future<SessionRecord> session(Agent agent, int looks) {
        return barrier.caughtUp(vertx).compose(ignored -> {
            SessionRecord session = venue.history().session(agent.agentId(), agent.portfolioId());
            if (session != null) {
                return Future.succeededFuture(session);
            }
            Agent now = venue.directory().agent(agent.agentId());
            if (now == null) {
                return Future.failedFuture(new Refused(Refusals.unknownAgent(venue.ids().agent(agent.agentId()))));
            }
            if (now.portfolioId() != agent.portfolioId()) {
                return session(now, looks);
            }
            return looks == 0
                    ? Future.failedFuture(
                            new IllegalStateException("the history lacks a session of " + agent.agentId()))
                    : vertx.timer(1).compose(later -> session(now, looks - 1));
        });
    }

    private static Future<HttpAnswer> refused(Refusal refusal) {
        return Future.succeededFuture(HttpAnswer.of(refusal));
    }
}
