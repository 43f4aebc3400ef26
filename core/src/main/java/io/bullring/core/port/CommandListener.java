package io.bullring.core.port;

import org.agrona.DirectBuffer;

/** Takes commands in the order of their sequence: the engine's side of a host, or a reader of a log. */
public interface CommandListener {
    /** So many commands are said to come soon at a time; what is read for more of them falls out of the cache again. */
    int COME_SOON = 8;

    /**
     * @param sequence place in the venue's history, from 1, without gaps
     * @param timeNs time of the command, nanoseconds since 1970; never runs backwards
     * @param command envelope, messageHeader and message; only valid during the call
     */
    void onCommand(long sequence, long timeNs, DirectBuffer command, int offset, int length);

    /** Says that this command is one of the next few. Whoever has said so of them calls {@link #readAhead}. */
    default void comesSoon(DirectBuffer command, int offset) {}

    /** A good moment to bring near what the commands need that were said to come soon. */
    default void readAhead() {}
}
