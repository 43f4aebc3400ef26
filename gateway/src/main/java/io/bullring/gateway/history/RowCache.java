package io.bullring.gateway.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Rows that were asked for lately, as objects; the others are read from the files, all that a batch needs at once. On the
 * follower's thread.
 *
 * @param <P> says which row
 * @param <V> what the row says
 */
final class RowCache<P, V> {
    private final HistoryDatabase database;
    private final Function<P, byte[]> key;
    private final Function<byte[], V> decode;
    private final int maxRows;
    /** The ones that were longest not asked for come first. */
    private final Map<P, V> rows = new LinkedHashMap<>(16, 0.75f, true);

    RowCache(HistoryDatabase database, int maxRows, Function<P, byte[]> key, Function<byte[], V> decode) {
        this.database = database;
        this.maxRows = maxRows;
        this.key = key;
        this.decode = decode;
    }

    /** Reads those of them that are not here, if they are in the files. */
    void load(Collection<P> places) {
        Set<P> missing = new LinkedHashSet<>();
        for (P place : places) {
            if (!rows.containsKey(place)) {
                missing.add(place);
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        List<byte[]> keys = new ArrayList<>(missing.size());
        missing.forEach(place -> keys.add(key.apply(place)));
        Iterator<byte[]> stored = database.getAll(keys).iterator();
        for (P place : missing) {
            byte[] row = stored.next();
            if (row != null) {
                rows.put(place, decode.apply(row));
            }
        }
    }

    /** Null when it was neither loaded nor put. */
    V get(P place) {
        return rows.get(place);
    }

    void put(P place, V row) {
        rows.put(place, row);
    }

    void remove(P place) {
        rows.remove(place);
    }

    /** Lets go of what is too much. Only when the files know everything that is here. */
    void trim() {
        Iterator<P> oldest = rows.keySet().iterator();
        while (rows.size() > maxRows) {
            oldest.next();
            oldest.remove();
        }
    }
}
