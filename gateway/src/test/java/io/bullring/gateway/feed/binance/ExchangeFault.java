package io.bullring.gateway.feed.binance;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** What goes wrong, until it is well again. */
enum ExchangeFault {
    DROPPED(TestExchange::dropAll),
    CLOSED_FOR_POLICY(exchange -> exchange.closeAll(1_008)),
    CLOSED_FOR_SERVICE(exchange -> exchange.closeAll(1_012)),
    NOT_LET_IN(exchange -> {
        exchange.deaf(true);
        exchange.dropAll();
    }),
    SILENT(onTheWay(message -> List.of())),
    REPEATED(onTheWay(message -> List.of(message, message))),
    LOST(onTheWay(everyThird(message -> List.of()))),
    CORRUPTED(onTheWay(everyThird(message -> List.of(message.substring(0, message.length() / 2))))),
    NONSENSE(onTheWay(everyThird(message -> List.of("{\"result\":null,\"id\":1}", message)))),
    REORDERED(onTheWay(new Reordered())),
    REST_REFUSED(exchange -> {
        exchange.answerWith(418);
        exchange.dropAll();
    }),
    LOST_WITHOUT_REST(exchange -> {
        exchange.answerWith(500);
        exchange.onTheWay(everyThird(message -> List.of()));
    });

    private final Consumer<TestExchange> begin;

    ExchangeFault(Consumer<TestExchange> begin) {
        this.begin = begin;
    }

    void begin(TestExchange exchange) {
        begin.accept(exchange);
    }

    private static Consumer<TestExchange> onTheWay(Function<String, List<String>> mangled) {
        return exchange -> exchange.onTheWay(mangled);
    }

    static void end(TestExchange exchange) {
        exchange.answerWith(200);
        exchange.deaf(false);
        exchange.onTheWay(List::of);
    }

    private static Function<String, List<String>> everyThird(Function<String, List<String>> mangled) {
        int[] count = {0};
        return message -> ++count[0] % 3 == 0 ? mangled.apply(message) : List.of(message);
    }

    /** Each message after the one that came behind it. */
    private static final class Reordered implements Function<String, List<String>> {
        private String kept;

        @Override
        public List<String> apply(String message) {
            if (kept == null) {
                kept = message;
                return List.of();
            }
            List<String> swapped = List.of(message, kept);
            kept = null;
            return swapped;
        }
    }
}
