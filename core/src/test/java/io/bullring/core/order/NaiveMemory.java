package io.bullring.core.order;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A memory of placements as one would write it without a thought of time or space. */
final class NaiveMemory {
    record Answer(long answeredNs, String text) {}

    private final Map<String, Answer> answers = new LinkedHashMap<>();

    /** The answer to this id, or null. */
    Answer find(String id, long nowNs) {
        forget(nowNs);
        return answers.get(id);
    }

    void forget(long nowNs) {
        answers.values().removeIf(answer -> answer.answeredNs() + 24L * 3_600 * 1_000_000_000 <= nowNs);
    }

    void remember(String id, long nowNs, String text) {
        if (answers.size() == 1_024) {
            answers.remove(answers.keySet().iterator().next());
        }
        answers.put(id, new Answer(nowNs, text));
    }

    /** What a snapshot of it should say. */
    List<Object> written() {
        List<Object> values = new ArrayList<>();
        values.add((long) answers.size());
        answers.forEach((id, answer) -> {
            values.add(answer.answeredNs());
            values.add(id);
            values.add(answer.text());
        });
        return values;
    }
}
