package io.bullring.journal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether somebody looks at the standard error. */
final class Terminal {
    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    private Terminal() {}

    /** Java tells it of the standard input and output together only, Linux of each alone. */
    static boolean isWatched() {
        if (Files.exists(STANDARD_ERROR)) {
            try {
                String device = STANDARD_ERROR.toRealPath().toString();
                return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
            } catch (IOException e) {
                return false; // a pipe or a socket has no path
            }
        }
        return System.console() != null && System.console().isTerminal();
    }
}
