package io.bullring.journal.cli;

import io.bullring.journal.audit.Notation;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A report for people: a line for each value, a heading for what has parts, a table for what there are several of.
 *
 * <pre>
 *   sequence  4711
 *   portfolio
 *     available  9500.5
 *     positions
 *       symbol   available  held
 *       BTCUSDT  0.5        0
 * </pre>
 */
final class Outline {
    private static final int STEP = 2;

    private final PrintWriter out;

    Outline(PrintWriter out) {
        this.out = out;
    }

    void print(Map<String, ?> report) {
        print(report, 0);
    }

    void print(Map<String, ?> report, int indent) {
        int width = report.entrySet()
                .stream()
                .filter(entry -> !isNested(entry.getValue()))
                .mapToInt(entry -> entry.getKey().length())
                .max()
                .orElse(0);
        report.forEach((name, value) -> {
            if (value instanceof Map<?, ?> inner) {
                heading(name, indent);
                print(keyed(inner), indent + STEP);
            } else if (isNested(value)) {
                table(name, (List<?>) value, indent);
            } else {
                out.println(" ".repeat(indent) + padded(spoken(name), width) + "  " + text(value));
            }
        });
    }

    private void heading(String name, int indent) {
        out.println(" ".repeat(indent) + spoken(name));
    }

    private void table(String name, List<?> rows, int indent) {
        if (rows.isEmpty()) {
            out.println(" ".repeat(indent) + spoken(name) + "  none");
            return;
        }
        heading(name, indent);
        table(rows.stream().map(row -> keyed((Map<?, ?>) row)).toList(), indent + STEP);
    }

    void table(List<Map<String, Object>> rows, int indent) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(rows.getFirst().keySet().stream().map(Outline::spoken).toList());
        rows.forEach(row -> lines.add(row.values().stream().map(Outline::text).toList()));
        int[] widths = new int[lines.getFirst().size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder(" ".repeat(indent));
            for (int i = 0; i < widths.length; i++) {
                text.append(padded(line.get(i), widths[i])).append("  ");
            }
            out.println(text.toString().stripTrailing());
        }
    }

    private static Map<String, Object> keyed(Map<?, ?> map) {
        Map<String, Object> keyed = new LinkedHashMap<>();
        map.forEach((key, value) -> keyed.put((String) key, value));
        return keyed;
    }

    private static boolean isNested(Object value) {
        return value instanceof Map || value instanceof List;
    }

    private static String spoken(String name) {
        return name.replace('_', ' ');
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String text(Object value) {
        return switch (value) {
            case null -> "-";
            case BigDecimal amount -> amount.toPlainString();
            case String text -> Notation.quoted(text);
            case Boolean yes -> yes ? "yes" : "no";
            default -> value.toString();
        };
    }
}
