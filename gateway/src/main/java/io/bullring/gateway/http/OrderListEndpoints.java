package io.bullring.gateway.http;

import io.bullring.gateway.history.FillFilter;
import io.bullring.gateway.history.OrderFilter;
import io.bullring.gateway.history.OrderStatus;
import io.bullring.gateway.history.Page;
import io.bullring.gateway.history.ReadBarrier;
import io.bullring.gateway.http.answer.HistoryRenderer;
import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.Refusal;
import io.bullring.gateway.http.request.QueryText;
import io.bullring.gateway.http.request.Violations;
import io.bullring.gateway.id.PublicIds;
import io.bullring.gateway.id.PublicIds.Kind;
import io.bullring.gateway.market.Listing;
import io.bullring.gateway.venue.Venue;
import io.bullring.protocol.Side;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;

/**
 * Lists of one agent's orders and fills, a page at a time, as the history has them once it knows everything that any client has been
 * told before. For one event loop.
 */
final class OrderListEndpoints {
    /** Times are told in microseconds, so the end of a span is the end of its microsecond. */
    private static final long WITHIN_A_MICROSECOND_NS = 999;

    private static final String SYMBOL = "symbol";
    private static final String STATUS = "status";
    private static final String OFFSET = "offset";
    private static final String BEFORE = "before";
    private static final String CLIENT_ORDER_ID = "client_order_id";
    private static final String START_TIME = "start_time";
    private static final int NO_INSTRUMENT = -1;
    private static final String ANY_STATUS = "all";
    private static final List<String> STATUSES =
            List.of("pending", "partially_filled", "filled", "cancelled", "rejected", "expired", ANY_STATUS);
    private static final int MOST_ORDERS = 500;
    private static final int MOST_OPEN_ORDERS = 200;
    private static final int MOST_FILLS = 500;
    private static final int USUAL_ORDERS = 100;
    private static final int USUAL_FILLS = 50;
    private static final int EVERY_INSTRUMENT = 0;

    /**
     * What is listed.
     *
     * @param narrowedBy field that makes less of it
     */
    private record Listed<T>(Rows<T> rows, String narrowedBy) {}

    /** A part of a listing; null when more rows would have to be looked at than may be. */
    @FunctionalInterface
    private interface Rows<T> {
        Page<T> page(int agentId, int limit, int offset, int maxRows);
    }

    /** The part as an answer. */
    @FunctionalInterface
    private interface Told<T> {
        HttpAnswer page(Page<T> page, int limit, int offset);
    }

    private final Vertx vertx;
    private final Venue venue;
    private final Identification identification;
    private final ReadBarrier barrier;
    private final PatientReader reader;
    private final HistoryRenderer history;

    OrderListEndpoints(
            Vertx vertx, Venue venue, Identification identification, ReadBarrier barrier, PatientReader reader) {
        this.vertx = vertx;
        this.venue = venue;
        this.identification = identification;
        this.barrier = barrier;
        this.reader = reader;
        this.history = new HistoryRenderer(venue.ids(), venue.market());
    }

    /** Open and closed orders, those from before a reset included. */
    Future<HttpAnswer> orders(Request request) {
        return listed(request, USUAL_ORDERS, MOST_ORDERS, history::orders, query -> {
            OrderFilter filter = orderFilter(query);
            return new Listed<>(
                    (agentId, limit, offset, maxRows) -> venue.history()
                            .orders(agentId, filter, limit, offset, maxRows),
                    filter.status() != null ? STATUS : filter.instrumentId() == EVERY_INSTRUMENT ? OFFSET : SYMBOL);
        });
    }

    /** Of which there are never more than an agent may have. */
    Future<HttpAnswer> openOrders(Request request) {
        return listed(request, USUAL_ORDERS, MOST_OPEN_ORDERS, history::orders, query -> {
            int instrumentId = instrumentId(query);
            long beforeId = beforeId(query);
            return new Listed<>(
                    (agentId, limit, offset, maxRows) -> venue.history()
                            .openOrders(agentId, instrumentId, beforeId, limit, offset),
                    OFFSET);
        });
    }

    Future<HttpAnswer> fills(Request request) {
        return listed(request, USUAL_FILLS, MOST_FILLS, history::fills, query -> {
            FillFilter filter = fillFilter(query);
            return new Listed<>(
                    (agentId, limit, offset, maxRows) -> venue.history()
                            .fills(agentId, filter, limit, offset, maxRows),
                    filter.equals(FillFilter.ALL) ? OFFSET : START_TIME);
        });
    }

    /** Reads the whole query before anything is refused, and tells a page of it. */
    private <T> Future<HttpAnswer> listed(
            Request request, int usualLimit, int mostLimit, Told<T> told, Function<QueryText, Listed<T>> listedBy) {
        return identification.agent(request).compose(agent -> {
            Violations violations = new Violations();
            QueryText query = new QueryText(request.query(), violations);
            Listed<T> listed = listedBy.apply(query);
            int limit = query.integer("limit", 1, usualLimit, mostLimit);
            int offset = query.integer(OFFSET, 0, 0, Integer.MAX_VALUE);
            if (!violations.isEmpty()) {
                return Future.succeededFuture(HttpAnswer.of(Refusal.invalid(violations)));
            }
            return barrier.caughtUp(vertx)
                    .compose(ignored -> reader.read(
                            agent.accountId(), maxRows -> listed.rows().page(agent.agentId(), limit, offset, maxRows)))
                    .map(page -> page == null
                            ? tooMany(listed.narrowedBy())
                            : told.page(page, limit, offset));
        });
    }

    private HttpAnswer tooMany(String field) {
        return HttpAnswer.of(Refusal.invalidQuery(
                field, "More than " + reader.maxRows() + " rows would have to be looked at: ask for less"));
    }

    private OrderFilter orderFilter(QueryText query) {
        String status = query.word(STATUS, STATUSES);
        boolean isAny = status == null || status.equals(ANY_STATUS);
        return new OrderFilter(
                isAny ? null : OrderStatus.valueOf(status.toUpperCase(Locale.ROOT)),
                instrumentId(query),
                query.clientOrderId(CLIENT_ORDER_ID),
                beforeId(query));
    }

    /** Ids grow, so what is placed between two pages moves nothing behind this one; whose order it is makes no difference. */
    private long beforeId(QueryText query) {
        UUID id = query.id(BEFORE);
        if (id == null) {
            return OrderFilter.NEWEST;
        }
        long orderId = venue.ids().counter(Kind.ORDER, id);
        if (orderId == PublicIds.FOREIGN) {
            query.refuse(BEFORE, "Input should be the id of an order of this venue");
        }
        return orderId;
    }

    private FillFilter fillFilter(QueryText query) {
        Side side = query.side("side");
        long fromNs = query.timeNs(START_TIME, Long.MIN_VALUE);
        long endNs = query.timeNs("end_time", Long.MAX_VALUE);
        long toNs = endNs > Long.MAX_VALUE - WITHIN_A_MICROSECOND_NS ? endNs : endNs + WITHIN_A_MICROSECOND_NS;
        return new FillFilter(instrumentId(query), side, fromNs, toNs);
    }

    /** Of a symbol that the venue does not know nothing is listed. */
    private int instrumentId(QueryText query) {
        String symbol = query.symbol(SYMBOL);
        if (symbol == null) {
            return EVERY_INSTRUMENT;
        }
        Listing listing = venue.market().listing(symbol);
        return listing == null ? NO_INSTRUMENT : listing.instrumentId();
    }
}
