package io.bullring.gateway.http.credential;

import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * The key that signs tokens: 64 random bytes in a file that only its owner may read, made when there is none. Losing it
 * ends all tokens, nothing else.
 */
public final class TokenKey {
    /** Name of the file. */
    public static final String FILE = "token.key";

    private static final int KEY_BYTES = 64;

    private TokenKey() {}

    /**
     * Reads the key, or makes one. Blocks.
     *
     * @throws UnfitSecret when the file is not a key, or others than its owner may read it
     * @throws java.io.UncheckedIOException when it can be neither read nor written
     */
    public static byte[] readOrMake(Path directory) {
        return PrivateFile.readOrMake(directory.resolve(FILE), KEY_BYTES, TokenKey::random);
    }

    /** Throws what {@link #readOrMake} would, if the file is there; makes nothing. */
    static void check(Path directory) {
        PrivateFile.check(directory.resolve(FILE), KEY_BYTES);
    }

    private static byte[] random() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }
}
