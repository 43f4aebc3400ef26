package io.bullring.journal.audit;

import java.util.LinkedHashMap;
import java.util.Map;

/** How many messages of each kind there were. */
public final class Tally {
    private final long[] counts = new long[1 << 16];
    private long total;

    public void count(int templateId) {
        counts[templateId]++;
        total++;
    }

    public long total() {
        return total;
    }

    /** The kinds that there were, in the order of the schema. */
    public Map<String, Long> byName(MessageSchema schema) {
        Map<String, Long> named = new LinkedHashMap<>();
        for (int templateId = 0; templateId < counts.length; templateId++) {
            if (counts[templateId] > 0) {
                named.put(schema.nameOf(templateId), counts[templateId]);
            }
        }
        return named;
    }
}
