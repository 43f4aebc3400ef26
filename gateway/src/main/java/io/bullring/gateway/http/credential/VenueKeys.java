package io.bullring.gateway.http.credential;

import java.nio.file.Path;

/**
 * The venue's own secrets.
 *
 * @param tokenKey signs the tokens of accounts
 * @param operator opens the operator's calls
 */
public record VenueKeys(byte[] tokenKey, OperatorToken operator) {
    /** Reads them, or makes those that are not there. Blocks. */
    public static VenueKeys readOrMake(Path directory) {
        return new VenueKeys(TokenKey.readOrMake(directory), OperatorToken.readOrMake(directory));
    }

    /**
     * Looks at those that are there, before anything is opened. Blocks.
     *
     * @throws UnfitSecret when one is not to be trusted
     * @throws java.io.UncheckedIOException when one cannot be read
     */
    public static void check(Path directory) {
        TokenKey.check(directory);
        OperatorToken.check(directory);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "VenueKeys";
    }
}
