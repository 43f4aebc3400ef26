package io.bullring.core.scenario;

import io.bullring.core.model.EventLine;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Compares what a scenario says will happen with what happened: all events, in order, each at least as told. */
final class ScenarioExpectation {
    private static final String DUE = "due ";
    private static final Map<String, String> EVENTS = Map.ofEntries(
            Map.entry("configured", "VenueConfigured"),
            Map.entry("defined", "InstrumentDefined"),
            Map.entry("opened", "AccountOpened"),
            Map.entry("created", "AgentCreated"),
            Map.entry("updated", "AgentUpdated"),
            Map.entry("refused", "CommandRejected"),
            Map.entry("accepted", "OrderAccepted"),
            Map.entry("filled", "OrderFilled"),
            Map.entry("cancelled", "OrderCancelled"),
            Map.entry("cancelled-all", "OrdersCancelled"),
            Map.entry("rejected", "OrderRejected"),
            Map.entry("expired", "OrderExpired"),
            Map.entry("book-defined", "BookDefined"),
            Map.entry("taken", "BookOrderAccepted"),
            Map.entry("traded", "OrderTraded"),
            Map.entry("reduced", "OrderReduced"),
            Map.entry("replaced", "OrderReplaced"),
            Map.entry("granted", "BaseGranted"),
            Map.entry("fees-now", "AgentFeesChanged"),
            Map.entry("reported", "TradeReported"),
            Map.entry("priced", "PriceUpdated"),
            Map.entry("changed", "FeedChanged"),
            Map.entry("halted", "TradingHalted"),
            Map.entry("resumed", "TradingResumed"),
            Map.entry("repeated", "AnswerRepeated"),
            Map.entry("reset", "AgentReset"),
            Map.entry("archived", "AgentArchived"),
            Map.entry("deleted", "AgentDeleted"),
            Map.entry("rotated", "KeyRotated"),
            Map.entry("done-already", "AlreadyDone"),
            Map.entry("parked", "PortfolioParked"),
            Map.entry("returned", "PortfolioReturned"),
            Map.entry("account-updated", "AccountUpdated"),
            Map.entry("account-now", "AccountStatusChanged"),
            Map.entry("switched", "KillSwitchChanged"),
            Map.entry("instrument-now", "InstrumentStatusChanged"));

    private static final Map<String, String> WORDS =
            EVENTS.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    private static final Pattern NOT_TOLD = Pattern.compile("[\"\\[|;]|^(key|secret|at|trade|from) ");

    private final ScenarioCast cast;

    /**
     * @param cast who is who: in a scenario {@code alice} stands for {@code agent 1}
     */
    ScenarioExpectation(ScenarioCast cast) {
        this.cast = cast;
    }

    void compare(List<String> expected, List<EventLine> events, int dueCount) {
        boolean same = expected.size() == events.size()
                && dueCount == expected.stream().filter(event -> event.startsWith(DUE)).count();
        for (int i = 0; same && i < expected.size(); i++) {
            same = expected.get(i).startsWith(DUE) == (i < dueCount)
                    && events.get(i).says(inEventWords(expected.get(i)));
        }
        if (!same) {
            throw new AssertionError("expected " + expected + "\nhappened (due " + dueCount + ") " + inLines(events));
        }
    }

    private String inEventWords(String expected) {
        String told = expected.startsWith(DUE) ? expected.substring(DUE.length()) : expected;
        StringBuilder words = new StringBuilder();
        for (String word : told.strip().split("\\s+")) {
            if (words.isEmpty()) {
                words.append(eventOf(word));
            } else {
                words.append(' ').append(cast.knowsAgent(word) ? "agent " + cast.agentId(word) : word);
            }
        }
        return words.toString();
    }

    /** Tells an event so that it would be expected: what the language can repeat, without keys, texts and whole rules. */
    String told(EventLine event) {
        StringBuilder words = new StringBuilder();
        for (String part : event.parts()) {
            if (words.isEmpty()) {
                words.append(WORDS.get(part));
            } else if (part.startsWith("agent ")) {
                String name = cast.agentNamed(Integer.parseInt(part.substring("agent ".length())));
                words.append(' ').append(cast.knowsAgent(name) ? name : part);
            } else if (!NOT_TOLD.matcher(part).find()) {
                words.append(' ').append(part);
            }
        }
        return words.toString();
    }

    private static String eventOf(String word) {
        if (!EVENTS.containsKey(word)) {
            throw new IllegalArgumentException("no event is called " + word);
        }
        return EVENTS.get(word);
    }

    private static String inLines(List<EventLine> events) {
        StringBuilder lines = new StringBuilder();
        events.forEach(event -> lines.append("\n    ").append(event));
        return events.isEmpty() ? "nothing" : lines.toString();
    }
}
