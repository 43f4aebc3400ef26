package io.bullring.gateway.directory;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.UnaryOperator;

/**
 * Values by ids that the engine counts up from 1: an array in pages, for a map of a million of them is most of what a start costs. One
 * thread writes, any thread reads without a lock; what was written before an answer left is seen by whoever has the answer. An id that
 * is gone leaves an empty place, as it does in the engine: ids are not used again.
 */
final class ById<T> {
    private static final int PAGE_BITS = 10;
    private static final int PAGE_MASK = (1 << PAGE_BITS) - 1;

    /** Growing puts a longer one in its place, with the same pages. */
    private volatile AtomicReferenceArray<AtomicReferenceArray<T>> pages = new AtomicReferenceArray<>(1);

    private int count;
    private volatile int size;

    /** The value of this id, or null. */
    T get(int id) {
        AtomicReferenceArray<AtomicReferenceArray<T>> seen = pages;
        int page = id >>> PAGE_BITS;
        AtomicReferenceArray<T> values = page < seen.length() ? seen.get(page) : null;
        return values == null ? null : values.get(id & PAGE_MASK);
    }

    /** Gives an id a value in the place of the one that it had, if any. */
    void put(int id, T value) {
        AtomicReferenceArray<T> values = pageOf(id);
        count += values.getAndSet(id & PAGE_MASK, value) == null ? 1 : 0;
        size = count;
    }

    /** Changes the value of an id that has one. */
    void change(int id, UnaryOperator<T> how) {
        T before = get(id);
        if (before != null) {
            put(id, how.apply(before));
        }
    }

    /** Takes the value of an id that has one, and returns it. */
    T remove(int id) {
        count--;
        size = count;
        return pageOf(id).getAndSet(id & PAGE_MASK, null);
    }

    /** How many ids have a value. */
    int size() {
        return size;
    }

    private AtomicReferenceArray<T> pageOf(int id) {
        int page = id >>> PAGE_BITS;
        if (page >= pages.length()) {
            pages = longer(pages, Math.max(page + 1, pages.length() * 2));
        }
        AtomicReferenceArray<T> values = pages.get(page);
        if (values == null) {
            values = new AtomicReferenceArray<>(1 << PAGE_BITS);
            pages.set(page, values);
        }
        return values;
    }

    private static <P> AtomicReferenceArray<P> longer(AtomicReferenceArray<P> shorter, int length) {
        AtomicReferenceArray<P> longer = new AtomicReferenceArray<>(length);
        for (int i = 0; i < shorter.length(); i++) {
            longer.set(i, shorter.get(i));
        }
        return longer;
    }
}
