package io.bullring.journal.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A place in a journal, as the command line names it: a sequence, or a time.
 *
 * @param isTime whether the number is a time
 * @param number a sequence, or nanoseconds since 1970
 */
record Moment(boolean isTime, long number) {
    private static final long NS_PER_SECOND = 1_000_000_000L;

    /** Whether a command lies at it or before it. */
    boolean isAtOrAfter(long sequence, long timeNs) {
        return (isTime ? timeNs : sequence) <= number;
    }

    static long timeNs(String text) {
        try {
            Instant instant = text.length() == "2026-01-01".length()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NS_PER_SECOND), instant.getNano());
        } catch (DateTimeException | ArithmeticException e) {
            throw new TypeConversionException(
                    "'" + text + "' is no time: write 2026-03-01 or 2026-03-01T12:00:00.5Z, UTC");
        }
    }

    /** Those from 0 to 9; what else the JDK takes for digits does not name anything. */
    static boolean isDigits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    static final class OfTime implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return timeNs(text);
        }
    }

    static final class OfAnything implements ITypeConverter<Moment> {
        @Override
        public Moment convert(String text) {
            if (!isDigits(text)) {
                return new Moment(true, timeNs(text));
            }
            try {
                return new Moment(false, Long.parseLong(text));
            } catch (NumberFormatException e) {
                throw new TypeConversionException("'" + text + "' is no sequence");
            }
        }
    }
}
