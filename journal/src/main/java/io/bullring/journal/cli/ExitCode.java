package io.bullring.journal.cli;

/** What the tool's exit codes mean; picocli itself answers 2 to a wrong command line. */
final class ExitCode {
    /** Done, and nothing is wrong. */
    static final int OK = 0;

    /** The journal is damaged, or does not replay to a sound state. */
    static final int DAMAGE = 1;

    /** There is no journal, or it cannot be read, or what was to be written cannot be. */
    static final int UNREADABLE = 3;

    /** The journal has no such agent, order, command or instrument. */
    static final int NOT_FOUND = 4;

    /** It must not be done; nothing was written. */
    static final int REFUSED = 5;

    private ExitCode() {}
}
