package io.bullring.core.scenario;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * One line of a scenario: what to do, and after a bar what it causes, events separated by semicolons.
 *
 * @param number in its file, from 1
 * @param expected null without a bar
 */
record ScenarioLine(int number, String text, Deque<String> words, List<String> expected) {
    /** Null for an empty line or a remark. */
    static ScenarioLine of(int number, String text) {
        String withoutRemark = text.replaceFirst("(^|\\s)--.*", "").strip();
        if (withoutRemark.isEmpty()) {
            return null;
        }
        String[] halves = withoutRemark.split("\\|", 2);
        List<String> expected = halves.length == 1
                ? null
                : Arrays.stream(halves[1].split(";"))
                        .map(String::strip)
                        .filter(event -> !event.isEmpty())
                        .toList();
        return new ScenarioLine(
                number, text.strip(), new ArrayDeque<>(List.of(halves[0].strip().split("\\s+"))), expected);
    }

    boolean hasMore() {
        return !words.isEmpty();
    }

    String word() {
        if (words.isEmpty()) {
            throw new IllegalArgumentException("a word is missing");
        }
        return words.remove();
    }

    /** Takes the next word if it is this one. */
    boolean takes(String word) {
        if (word.equals(words.peek())) {
            words.remove();
            return true;
        }
        return false;
    }

    /** Takes the last word if this one stands before it, and both away; empty if not. */
    String takesLast(String word) {
        String last = words.removeLast();
        if (!words.isEmpty() && word.equals(words.peekLast())) {
            words.removeLast();
            return last;
        }
        words.addLast(last);
        return "";
    }

    /** A decimal, as E8. */
    long amountE8() {
        return amountE8(word());
    }

    static long amountE8(String decimal) {
        return new BigDecimal(decimal).movePointRight(8).longValueExact();
    }

    int count() {
        return Integer.parseInt(word());
    }

    /** A time span such as {@code 90s}, {@code 7d} or {@code 1ns}, in nanoseconds. */
    long spanNs() {
        String span = word();
        String unit = span.replaceFirst("[0-9]+", "");
        long number = Long.parseLong(span.substring(0, span.length() - unit.length()));
        return Math.multiplyExact(
                number,
                switch (unit) {
                    case "ns" -> 1L;
                    case "ms" -> 1_000_000L;
                    case "s" -> 1_000_000_000L;
                    case "m" -> 60_000_000_000L;
                    case "h" -> 3_600_000_000_000L;
                    case "d" -> 86_400_000_000_000L;
                    default -> throw new IllegalArgumentException("no unit of time: " + span);
                });
    }
}
