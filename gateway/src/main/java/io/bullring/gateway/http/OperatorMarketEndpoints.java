package io.bullring.gateway.http;

import io.bullring.core.account.VenueRules;
import io.bullring.gateway.http.answer.EventRenderer;
import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.OperatorMarketRenderer;
import io.bullring.gateway.http.answer.Refusal;
import io.bullring.gateway.http.request.FeesBody;
import io.bullring.gateway.http.request.OperatorBody;
import io.bullring.gateway.http.request.Violations;
import io.bullring.gateway.market.Listing;
import io.bullring.gateway.market.MarketBoard;
import io.bullring.gateway.reply.Answer;
import io.bullring.gateway.venue.Venue;
import io.bullring.protocol.InstrumentStatusChangedDecoder;
import io.bullring.protocol.VenueConfiguredDecoder;
import io.vertx.core.Future;

/**
 * The calls of the operator about what is traded: the instruments, whether they trade, and what trading costs. All behind the
 * {@link OperatorGate}. For one event loop.
 */
final class OperatorMarketEndpoints {
    private static final int NOBODY = 0;

    private final MarketBoard market;
    private final OperatorGate gate;
    private final EngineDesk engine;
    private final EventRenderer events;
    private final OperatorMarketRenderer renderer;
    private final OperatorBody body = new OperatorBody();
    private final FeesBody fees = new FeesBody();
    private final InstrumentStatusChangedDecoder statusChanged = new InstrumentStatusChangedDecoder();
    private final VenueConfiguredDecoder configured = new VenueConfiguredDecoder();

    OperatorMarketEndpoints(Venue venue, OperatorGate gate, EngineDesk engine) {
        this.market = venue.market();
        this.gate = gate;
        this.engine = engine;
        this.events = new EventRenderer(venue.ids(), market);
        this.renderer = new OperatorMarketRenderer(market);
    }

    /** All instruments and how they are. */
    Future<HttpAnswer> instruments(Request request) {
        return gate.admitted(request, () -> Future.succeededFuture(renderer.instruments()));
    }

    /** Halts an instrument, or lets it trade again. */
    Future<HttpAnswer> changeStatus(Request request) {
        return gate.admitted(
                request, () -> NamedPair.of(request, market).compose(listing -> changeStatus(request, listing)));
    }

    /** What trading costs against the quoted market. */
    Future<HttpAnswer> fees(Request request) {
        return gate.admitted(request, () -> Future.succeededFuture(OperatorMarketRenderer.fees(market.rules())));
    }

    /** Says anew what trading costs; every other rule stays as it is. */
    Future<HttpAnswer> changeFees(Request request) {
        return gate.admitted(request, () -> {
            Violations violations = new Violations();
            if (!fees.read(request.body(), violations)) {
                return Future.succeededFuture(HttpAnswer.of(Refusal.invalid(violations)));
            }
            VenueRules rules = market.rules().withFees(fees.feeRateE8(), fees.slippageFactorE8());
            return engine.offer(NOBODY, engine.writer().venueRules(rules), this::feesChanged);
        });
    }

    private Future<HttpAnswer> changeStatus(Request request, Listing listing) {
        Violations violations = new Violations();
        if (!body.readInstrumentStatus(request.body(), violations)) {
            return Future.succeededFuture(HttpAnswer.of(Refusal.invalid(violations)));
        }
        int length = engine.writer().instrumentStatus(listing.instrumentId(), body.instrumentStatus());
        return engine.offer(NOBODY, length, this::statusChanged);
    }

    private HttpAnswer statusChanged(Answer answer) {
        return answer.templateId() == InstrumentStatusChangedDecoder.TEMPLATE_ID
                ? renderer.status(statusChanged.wrapAndApplyHeader(answer.event(), 0, answer.header()))
                : events.refused(answer);
    }

    private HttpAnswer feesChanged(Answer answer) {
        return answer.templateId() == VenueConfiguredDecoder.TEMPLATE_ID
                ? OperatorMarketRenderer.fees(configured.wrapAndApplyHeader(answer.event(), 0, answer.header()))
                : events.refused(answer);
    }
}
