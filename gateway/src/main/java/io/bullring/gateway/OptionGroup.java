package io.bullring.gateway;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Options of {@code start} that belong together. Each is refused by its name, before anything is opened. */
abstract class OptionGroup {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** A number that may have come from the environment, which its refusal says. */
    abstract static class FromEnvironment implements ITypeConverter<Integer> {
        private final String variable;

        FromEnvironment(String variable) {
            this.variable = variable;
        }

        @Override
        public final Integer convert(String text) {
            try {
                return Integer.valueOf(text);
            } catch (NumberFormatException e) {
                throw new TypeConversionException(
                        "'" + text + "' is not an int; without the option it comes from " + variable);
            }
        }
    }

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
