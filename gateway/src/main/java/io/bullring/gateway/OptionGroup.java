package io.bullring.gateway;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of {@code start} that belong together. Each is refused by its name, before anything is opened. */
abstract class OptionGroup {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Refuses what makes no sense. */
    abstract void check();

    final ParameterException refusal(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    final ParameterException refusal(String message, Exception cause) {
        return new ParameterException(spec.commandLine(), message, cause);
    }

    final void requireIn(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw refusal(option + " must lie in " + least + " .. " + most);
        }
    }
}
