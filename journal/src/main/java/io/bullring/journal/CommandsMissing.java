package io.bullring.journal;

/**
 * A journal of {@link Durability#POWER_LOSS} ends before a command that somebody else knows. Each was on its disk before anybody saw
 * it, so no power failure can have taken it, and nobody may be told to forget it. Says what to do, for the operator to read.
 */
public final class CommandsMissing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param witness who knows them, in words
     * @param lastSequence the journal's last command
     * @param knownSequence the last command that is known
     */
    public CommandsMissing(String witness, long lastSequence, long knownSequence) {
        super("The journal ends with command " + lastSequence + ", and " + witness + " knows command " + knownSequence
                + ": what is between them is missing from the journal. A power failure cannot have taken it, for with durability "
                + Durability.POWER_LOSS.optionText()
                + " a command is on the disk before anybody else has it. Nothing was changed: put the journal's files back, from a"
                + " copy or from where they were moved, and leave all else where it is, see 'When a journal is damaged' in"
                + " docs/JOURNAL.md");
    }
}
