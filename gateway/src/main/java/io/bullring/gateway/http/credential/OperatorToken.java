package io.bullring.gateway.http.credential;

import io.bullring.gateway.directory.KeyDigest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;

/**
 * What the operator shows: a random token in a file that only its owner may read, made when there is none. A new one is made by
 * deleting the file and starting again. Only its digest is kept in memory. Any thread.
 */
public final class OperatorToken {
    /** Name of the file. */
    public static final String FILE = "operator.token";

    private static final int LENGTH = 72;

    private final KeyDigest digest;

    private OperatorToken(KeyDigest digest) {
        this.digest = digest;
    }

    /**
     * Reads the token, or makes one. Blocks.
     *
     * @throws UnfitSecret when the file is no token, or others than its owner may read it
     * @throws java.io.UncheckedIOException when it can be neither read nor written
     */
    public static OperatorToken readOrMake(Path directory) {
        byte[] token = PrivateFile.readOrMake(
                directory.resolve(FILE),
                LENGTH,
                () -> new KeyMint().operatorToken().getBytes(StandardCharsets.US_ASCII));
        return new OperatorToken(KeyDigest.ofKey(new String(token, StandardCharsets.US_ASCII)));
    }

    /** Throws what {@link #readOrMake} would, if the file is there; makes nothing. */
    static void check(Path directory) {
        PrivateFile.check(directory.resolve(FILE), LENGTH);
    }

    /** In a time that does not tell how much of it is right. */
    public boolean matches(String token) {
        return MessageDigest.isEqual(KeyDigest.ofKey(token).bytes(), digest.bytes());
    }
}
