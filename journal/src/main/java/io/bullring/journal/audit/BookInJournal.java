package io.bullring.journal.audit;

import java.io.Serial;

/** A journal has an instrument that agents trade with one another, and the tables have no columns for that yet. */
public final class BookInJournal extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    BookInJournal(long sequence) {
        super("Command " + sequence + " defines a book, and tables do not show what is traded in one yet. 'print' and"
                + " 'explain' do.");
    }
}
