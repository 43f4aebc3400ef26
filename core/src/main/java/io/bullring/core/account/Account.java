package io.bullring.core.account;

/** Who owns agents and logs in. Cold: never read on the path of an order. The arrays are never written. */
public record Account(
        int id, int defaultAgentId, byte[] keyDigest, byte[] keyPreview, byte[] displayName, byte[] secretHash) {}
