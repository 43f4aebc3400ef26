package io.bullring.gateway.ws;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * What waits for a reader. Of values that replace each other only the latest waits, in the place of the first; all others
 * wait in the order in which they came, up to a bound.
 *
 * <pre>
 *   latest(a,1)  offer(x)  latest(a,2)  last(a,3)  latest(a,4)      poll: x, 3, 4
 * </pre>
 *
 * There are never more replaceable ones than keys, nor more others than the bound. For one thread.
 */
final class ConflatingQueue<K, T> {
    private final int bound;
    private final Queue<Entry<K, T>> entries = new ArrayDeque<>();
    private final Map<K, Entry<K, T>> replaceable = new HashMap<>();
    private int firm;

    /** @param bound values that may not be replaced */
    ConflatingQueue(int bound) {
        this.bound = bound;
    }

    private static final class Entry<K, T> {
        /** Null when it may not be replaced. */
        private final K key;
        /** Null when something later says it all. */
        private T value;

        Entry(K key, T value) {
            this.key = key;
            this.value = value;
        }
    }

    boolean isEmpty() {
        return size() == 0;
    }

    /** Values that wait. */
    int size() {
        return firm + replaceable.size();
    }

    /** Puts a value at the end that stays until it is polled; false, changing nothing, when there are too many. */
    boolean offer(T value) {
        if (firm == bound) {
            return false;
        }
        entries.add(new Entry<>(null, value));
        firm++;
        return true;
    }

    /** The value of this key from now on: whatever of it waits is worth nothing any more. Returns whether there was any. */
    boolean offerLatest(K key, T value) {
        Entry<K, T> waiting = replaceable.get(key);
        if (waiting == null) {
            Entry<K, T> entry = new Entry<>(key, value);
            replaceable.put(key, entry);
            entries.add(entry);
        } else {
            waiting.value = value;
        }
        return waiting != null;
    }

    /** The last word on what this key stood for: replaces what waits, at the end, and is not replaced. */
    boolean offerLast(K key, T value) {
        if (!offer(value)) {
            return false;
        }
        Entry<K, T> waiting = replaceable.remove(key);
        if (waiting != null) {
            waiting.value = null;
        }
        return true;
    }

    /** The first one, or null when nothing waits. */
    T poll() {
        Entry<K, T> first = entries.poll();
        while (first != null && first.value == null) {
            first = entries.poll();
        }
        if (first == null) {
            return null;
        }
        if (first.key == null) {
            firm--;
        } else {
            replaceable.remove(first.key);
        }
        return first.value;
    }

    void clear() {
        entries.clear();
        replaceable.clear();
        firm = 0;
    }
}
