package io.bullring.gateway;

import io.bullring.journal.Durability;
import java.util.Arrays;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A durability as it is written on a command line: {@code process-crash}, {@code power-loss}. */
final class DurabilityText implements ITypeConverter<Durability>, Iterable<String> {
    @Override
    public Durability convert(String text) {
        for (Durability durability : Durability.values()) {
            if (durability.optionText().equals(text)) {
                return durability;
            }
        }
        throw new TypeConversionException("expected process-crash or power-loss, but was '" + text + "'");
    }

    @Override
    public Iterator<String> iterator() {
        return Arrays.stream(Durability.values()).map(Durability::optionText).iterator();
    }
}
