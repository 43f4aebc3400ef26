package io.bullring.gateway.directory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SHA-256 of a key, as a value that can be looked up. A key has 384 random bits: whoever times a lookup learns
 * something of a digest, from which no key can be made. Immutable.
 */
public record KeyDigest(long first, long second, long third, long fourth) {
    /** Bytes of a digest. */
    public static final int LENGTH = 32;

    /** One for each thread: to have one made costs several times what it takes to digest a key. */
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(KeyDigest::sha256);

    /** @throws IllegalArgumentException unless there are 32 bytes */
    public static KeyDigest of(byte[] digest) {
        if (digest.length != LENGTH) {
            throw new IllegalArgumentException("a digest has 32 bytes, not " + digest.length);
        }
        ByteBuffer bytes = ByteBuffer.wrap(digest);
        return new KeyDigest(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }

    /** The digest of a key as its owner writes it. */
    public static KeyDigest ofKey(String key) {
        return of(SHA_256.get().digest(key.getBytes(StandardCharsets.UTF_8)));
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(LENGTH)
                .putLong(first)
                .putLong(second)
                .putLong(third)
                .putLong(fourth)
                .array();
    }

    /** Shows enough to tell two apart, and no more. */
    @Override
    public String toString() {
        return "KeyDigest[%08x...]".formatted(first >>> 32);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
