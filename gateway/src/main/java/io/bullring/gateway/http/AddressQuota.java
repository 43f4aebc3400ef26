package io.bullring.gateway.http;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * How many connections each address has at this moment, an IPv6 network counting as one, on all event loops together: whoever wants all
 * that there may be needs many addresses. Nothing is kept of an address that has none. Any thread.
 */
final class AddressQuota {
    private final int most;
    private final ConcurrentMap<String, Integer> present = new ConcurrentHashMap<>();

    AddressQuota(int most) {
        this.most = most;
    }

    /** Counts one more; false when the address has as many as it may. */
    boolean enter(String address) {
        if (present.merge(address, 1, Integer::sum) <= most) {
            return true;
        }
        leave(address);
        return false;
    }

    /** One that had entered is gone. */
    void leave(String address) {
        present.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
    }

    /** Addresses that have a connection. */
    int addresses() {
        return present.size();
    }
}
