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

    /** Without the key. */
    @Override
    public String toString() {
        return "VenueKeys";
    }
}
