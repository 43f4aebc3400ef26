package io.bullring.gateway.id;

import java.util.UUID;

/**
 * The ids that leave the venue: UUIDs of version 8 made from the engine's dense counters, and back. Nothing is looked
 * up and nothing is stored; two venues never issue the same id. Immutable, for any thread.
 *
 * <pre>
 *   bits 127..80   venue id, 48 bits
 *        79..76    version, 8
 *        75..64    kind, 12 bits: 1 account, 2 agent, 3 order, 4 fill, 5 session
 *        63..62    variant, 2
 *        61..0     counter, from 1
 * </pre>
 *
 * An id says nothing but where it comes from; whoever holds one still has to be allowed to see what it names.
 */
public final class PublicIds {
    /** What an id names. Codes are in ids that were given out: never reuse one. */
    public enum Kind {
        ACCOUNT(1),
        AGENT(2),
        ORDER(3),
        FILL(4),
        SESSION(5);

        private final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    /** What {@link #counter} returns for an id that is not one of ours. */
    public static final long FOREIGN = -1;

    private static final long MAX_VENUE_ID = (1L << 48) - 1;
    private static final long MAX_COUNTER = (1L << 62) - 1;
    private static final int VENUE_SHIFT = 16;
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT_2 = 1L << 63;

    private final long venueId;

    /** @throws IllegalArgumentException unless the venue id lies in 1 .. 2⁴⁸−1 */
    public PublicIds(long venueId) {
        if (venueId < 1 || venueId > MAX_VENUE_ID) {
            throw new IllegalArgumentException("venue id out of range: " + venueId);
        }
        this.venueId = venueId;
    }

    public UUID account(int accountId) {
        return uuid(Kind.ACCOUNT, accountId);
    }

    public UUID agent(int agentId) {
        return uuid(Kind.AGENT, agentId);
    }

    public UUID order(long orderId) {
        return uuid(Kind.ORDER, orderId);
    }

    public UUID fill(long fillId) {
        return uuid(Kind.FILL, fillId);
    }

    /** The trading session of an agent is its portfolio. */
    public UUID session(long portfolioId) {
        return uuid(Kind.SESSION, portfolioId);
    }

    /** The counter that the id was made from, or {@link #FOREIGN} when it is of another venue or another kind. */
    public long counter(Kind kind, UUID id) {
        long counter = id.getLeastSignificantBits() & MAX_COUNTER;
        boolean ours = id.getMostSignificantBits() == high(kind)
                && id.getLeastSignificantBits() == (VARIANT_2 | counter)
                && counter > 0;
        return ours ? counter : FOREIGN;
    }

    private UUID uuid(Kind kind, long counter) {
        if (counter < 1 || counter > MAX_COUNTER) {
            throw new IllegalArgumentException("counter out of range: " + counter);
        }
        return new UUID(high(kind), VARIANT_2 | counter);
    }

    private long high(Kind kind) {
        return venueId << VENUE_SHIFT | VERSION_8 | kind.code;
    }
}
