package io.bullring.gateway.reply;

import org.agrona.BitUtil;

/**
 * @param window commands that one caller may have in flight, a power of two
 * @param ringBytes room for one caller's answers, a power of two
 * @param maxCallers callers of the venue
 */
public record ReplyConfig(int window, int ringBytes, int maxCallers) {
    public ReplyConfig {
        if (!BitUtil.isPowerOfTwo(window) || !BitUtil.isPowerOfTwo(ringBytes) || maxCallers < 1) {
            throw new IllegalArgumentException(
                    "window " + window + ", ringBytes " + ringBytes + ", maxCallers " + maxCallers);
        }
    }

    /** 4,096 commands, 4 MiB, 64 callers. */
    public static ReplyConfig defaults() {
        return new ReplyConfig(4_096, 4 << 20, 64);
    }
}
