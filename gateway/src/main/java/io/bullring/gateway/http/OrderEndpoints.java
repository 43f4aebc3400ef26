package io.bullring.gateway.http;

import io.bullring.gateway.directory.Agent;
import io.bullring.gateway.history.HistoryBehind;
import io.bullring.gateway.history.HistoryFailure;
import io.bullring.gateway.history.OrderFilter;
import io.bullring.gateway.history.OrderRecord;
import io.bullring.gateway.history.Page;
import io.bullring.gateway.history.ReadBarrier;
import io.bullring.gateway.http.answer.BookOrderRenderer;
import io.bullring.gateway.http.answer.ErrorCode;
import io.bullring.gateway.http.answer.EventRenderer;
import io.bullring.gateway.http.answer.HistoryRenderer;
import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.PairFilters;
import io.bullring.gateway.http.answer.Placement;
import io.bullring.gateway.http.answer.Refusal;
import io.bullring.gateway.http.answer.Refusals;
import io.bullring.gateway.http.request.IdText;
import io.bullring.gateway.http.request.ModifyBody;
import io.bullring.gateway.http.request.OrderBody;
import io.bullring.gateway.http.request.QueryText;
import io.bullring.gateway.http.request.Violation.Place;
import io.bullring.gateway.http.request.Violations;
import io.bullring.gateway.id.PublicIds;
import io.bullring.gateway.id.PublicIds.Kind;
import io.bullring.gateway.market.Listing;
import io.bullring.gateway.reply.Answer;
import io.bullring.gateway.venue.Venue;
import io.bullring.protocol.OrderCancelledDecoder;
import io.bullring.protocol.OrderType;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * Orders of one agent, placed, changed, cancelled and told one by one; lists of them are {@link OrderListEndpoints}. Another agent's
 * order does not exist here. What the history says is only told when it has everything that any client has been told before. For one
 * event loop.
 */
final class OrderEndpoints {
    /** How long the engine remembers the name of an order. */
    private static final long REMEMBERED_NS = TimeUnit.HOURS.toNanos(24);

    private static final String ORDER_ID = "order_id";
    private static final String SYMBOL = "symbol";
    private static final int EVERY_INSTRUMENT = 0;

    private final Vertx vertx;
    private final Venue venue;
    private final Identification identification;
    private final EngineDesk engine;
    private final ReadBarrier barrier;
    private final PatientReader reader;
    private final Journeys journeys;
    private final PairFilters filters;
    private final EventRenderer events;
    private final BookOrderRenderer bookOrders;
    private final HistoryRenderer history;
    private final OrderBody order = new OrderBody();
    private final ModifyBody change = new ModifyBody();

    OrderEndpoints(
            Vertx vertx, Venue venue, Identification identification, EngineDesk engine, ReadBarrier barrier,
            PatientReader reader, Journeys journeys, PairFilters filters) {
        this.vertx = vertx;
        this.venue = venue;
        this.identification = identification;
        this.engine = engine;
        this.barrier = barrier;
        this.reader = reader;
        this.journeys = journeys;
        this.filters = filters;
        this.events = new EventRenderer(venue.ids(), venue.market());
        this.bookOrders = new BookOrderRenderer(venue.ids(), venue.market());
        this.history = new HistoryRenderer(venue.ids(), venue.market());
    }

    Future<HttpAnswer> place(Request request) {
        return Futures.then(identification.agent(request), agent -> place(agent, request));
    }

    Future<HttpAnswer> order(Request request) {
        return identification.agent(request)
                .compose(agent -> withOrderId(
                        request, orderId -> told(agent, orderId, history::order)));
    }

    /** Changes what an order that rests in a book has left, or its price. */
    Future<HttpAnswer> modify(Request request) {
        return identification.agent(request).compose(agent -> {
            Violations violations = new Violations();
            change.read(request.body(), violations);
            return withOrderId(
                    request, violations,
                    orderId -> filters.stepSize() ? modifyInSteps(agent, orderId, request) : modify(agent, orderId));
        });
    }

    Future<HttpAnswer> cancel(Request request) {
        return identification.agent(request).compose(agent -> withOrderId(request, orderId -> cancel(agent, orderId)));
    }

    /** All open orders of the agent, in one step; with a symbol those of one pair. */
    Future<HttpAnswer> cancelAll(Request request) {
        return identification.agent(request).compose(agent -> {
            Violations violations = new Violations();
            QueryText query = new QueryText(request.query(), violations);
            query.requireOnly(SYMBOL);
            String symbol = query.symbol(SYMBOL);
            if (!violations.isEmpty()) {
                return refused(Refusal.invalid(violations));
            }
            Listing listing = symbol == null ? null : venue.market().listing(symbol);
            if (symbol != null && listing == null) {
                return refused(Refusals.unknownSymbol(symbol));
            }
            int length = engine.writer().cancelAllOrders(listing == null ? EVERY_INSTRUMENT : listing.instrumentId());
            return engine.offer(agent.agentId(), length, events::cancelledAll);
        });
    }

    private Future<HttpAnswer> place(Agent agent, Request request) {
        Violations violations = new Violations();
        if (!order.read(request.body(), request.header(OrderBody.IDEMPOTENCY_KEY), violations)) {
            return refused(Refusal.invalid(violations));
        }
        Listing listing = venue.market().listing(order.symbol());
        if (listing == null) {
            return refused(Refusals.unknownSymbol(order.symbol()));
        }
        if (!listing.isBook()) {
            order.conditions().requireTrueOfQuotedMarket(violations);
        }
        if (!violations.isEmpty()) {
            return refused(Refusal.invalid(violations));
        }
        if (order.quantityE8() == 0) {
            return refused(Refusals.quantityOfNothing(listing));
        }
        Refusal refusal = filters.refusalOrNull(
                listing, order.type(), order.quantityE8(), venue.market().price(listing.instrumentId()));
        if (refusal == null) {
            return place(agent, listing);
        }
        return order.clientOrderId().isEmpty()
                ? refused(refusal)
                : refusedUnlessPlaced(agent, listing, request, refusal);
    }

    /** What was placed under this name is not denied because prices or bounds are others by now: the engine gives its first answer again. */
    private Future<HttpAnswer> refusedUnlessPlaced(Agent agent, Listing listing, Request request, Refusal refusal) {
        OrderFilter named = new OrderFilter(null, EVERY_INSTRUMENT, order.clientOrderId(), OrderFilter.NEWEST);
        Future<Page<OrderRecord>> placedOrNull = barrier.caughtUp(vertx)
                .compose(ignored -> reader.read(
                        agent.accountId(),
                        maxRows -> venue.history().orders(agent.agentId(), named, 1, 0, maxRows)));
        return placedOrNull.compose(placed -> {
            if (placed == null || placed.rows().isEmpty() || !isRemembered(agent, placed.rows().getFirst())) {
                return refused(refusal);
            }
            order.read(request.body(), request.header(OrderBody.IDEMPOTENCY_KEY), new Violations());
            return place(agent, listing);
        });
    }

    /** Whether the engine still knows the name, unless others have pushed it out: it forgets after a day, and with the portfolio. */
    private boolean isRemembered(Agent agent, OrderRecord placed) {
        return placed.portfolioId() == agent.portfolioId() && venue.nowNs() - placed.createdNs() < REMEMBERED_NS;
    }

    /** An order in a book that is asked for once more has gone on since its first answer: it is told as the history knows it. */
    private Future<HttpAnswer> place(Agent agent, Listing listing) {
        Placement placement = new Placement(
                agent.accountId(), listing, order.side(), order.quantityE8(), !order.clientOrderId().isEmpty());
        int length = listing.isBook()
                ? engine.writer().placeBookOrder(listing.instrumentId(), order)
                : engine.writer().placeOrder(listing.instrumentId(), order);
        long beganNs = System.nanoTime();
        OrderType type = order.type();
        OrderRecord[] placedBefore = new OrderRecord[1];
        Future<HttpAnswer> answer = engine.offer(agent.agentId(), length, told -> {
            journeys.placed(placement.side(), type, System.nanoTime() - beganNs);
            placedBefore[0] = bookOrders.placedBeforeOrNull(told);
            return placedBefore[0] == null ? placed(told, placement) : null;
        });
        return answer.compose(told -> told == null
                ? placedBefore(placedBefore[0])
                : Future.succeededFuture(told));
    }

    /**
     * Told as the history knows it; where that is behind, cannot be read or lacks the order, as it was accepted. For it was, and any other
     * answer than 201 would deny it.
     */
    private Future<HttpAnswer> placedBefore(OrderRecord accepted) {
        return barrier.caughtUp(vertx)
                .map(ignored -> venue.history().order(accepted.agentId(), accepted.orderId()))
                .otherwise(OrderEndpoints::unread)
                .map(known -> history.placedBefore(known == null ? accepted : known));
    }

    /** Null for what the history has not, or cannot be read. */
    private static OrderRecord unread(Throwable failure) {
        if (failure instanceof HistoryBehind || failure instanceof HistoryFailure) {
            return null;
        }
        throw new AnswerLost(failure);
    }

    private HttpAnswer placed(Answer answer, Placement placement) {
        return bookOrders.isPlaced(answer) ? bookOrders.placed(answer) : events.placed(answer, placement);
    }

    /** The history knows which pair an order is of; the change is read anew once that knows all orders. */
    private Future<HttpAnswer> modifyInSteps(Agent agent, long orderId, Request request) {
        return barrier.caughtUp(vertx).compose(ignored -> {
            OrderRecord resting = venue.history().order(agent.agentId(), orderId);
            change.read(request.body(), new Violations());
            boolean isAsked = resting != null && resting.status().isOpen() && change.leftE8() != ModifyBody.UNCHANGED;
            Refusal refusal = isAsked
                    ? filters.refusalOrNull(
                            venue.market().listing(resting.instrumentId()), resting.type(), change.leftE8(), null)
                    : null;
            return refusal == null ? modify(agent, orderId) : refused(refusal);
        });
    }

    private Future<HttpAnswer> modify(Agent agent, long orderId) {
        int length = engine.writer().modifyOrder(orderId, change);
        int accountId = agent.accountId();
        Future<HttpAnswer> answer =
                engine.offer(agent.agentId(), length, told -> changedOrNull(told, accountId));
        return answer.compose(told -> told == null
                ? told(agent, orderId, closed -> HttpAnswer.of(history.notChangeable(closed)))
                : Future.succeededFuture(told));
    }

    private HttpAnswer changedOrNull(Answer answer, int accountId) {
        if (bookOrders.isChanged(answer)) {
            return bookOrders.changed(answer);
        }
        return events.isOrderNotOpen(answer) ? null : events.refusedChange(answer, accountId);
    }

    /** The engine knows open orders only: what it refuses is either nobody's business here, or history. */
    private Future<HttpAnswer> cancel(Agent agent, long orderId) {
        int length = engine.writer().cancelOrder(orderId);
        Future<HttpAnswer> answer = engine.offer(agent.agentId(), length, this::cancelledOrNull);
        return answer.compose(told -> told == null
                ? told(agent, orderId, closed -> HttpAnswer.of(history.notCancellable(closed)))
                : Future.succeededFuture(told));
    }

    private HttpAnswer cancelledOrNull(Answer answer) {
        if (answer.templateId() == OrderCancelledDecoder.TEMPLATE_ID) {
            return events.cancelled(answer);
        }
        return events.isOrderNotOpen(answer) ? null : events.refused(answer);
    }

    /** Tells of an order of the agent's from the history, or that there is none. */
    private Future<HttpAnswer> told(Agent agent, long orderId, Function<OrderRecord, HttpAnswer> rendering) {
        return barrier.caughtUp(vertx).map(ignored -> {
            OrderRecord found = venue.history().order(agent.agentId(), orderId);
            return found == null
                    ? HttpAnswer.of(noSuchOrder(venue.ids().order(orderId)))
                    : rendering.apply(found);
        });
    }

    /** Refuses an id that is none, or that this venue never gave to an order. */
    private Future<HttpAnswer> withOrderId(Request request, LongFunction<Future<HttpAnswer>> then) {
        return withOrderId(request, new Violations(), then);
    }

    /** The same for a request that may be wrong in something else, too. */
    private Future<HttpAnswer> withOrderId(
            Request request, Violations violations, LongFunction<Future<HttpAnswer>> then) {
        UUID id = IdText.parse(Place.PATH, ORDER_ID, request.pathText(ORDER_ID), violations);
        if (!violations.isEmpty()) {
            return refused(Refusal.invalid(violations));
        }
        long orderId = venue.ids().counter(Kind.ORDER, id);
        return orderId == PublicIds.FOREIGN ? refused(noSuchOrder(id)) : then.apply(orderId);
    }

    private static Refusal noSuchOrder(UUID id) {
        return Refusal.of(ErrorCode.ORDER_NOT_FOUND, "No such order.").with(ORDER_ID, id.toString());
    }

    private static Future<HttpAnswer> refused(Refusal refusal) {
        return Future.succeededFuture(HttpAnswer.of(refusal));
    }
}
