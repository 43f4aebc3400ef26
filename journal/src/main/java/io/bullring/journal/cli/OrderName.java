package io.bullring.journal.cli;

import io.bullring.journal.audit.OrderTrace;
import java.util.UUID;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How the command line names an order.
 *
 * @param isCommand whether the number is the sequence of the command that placed it
 * @param number its id, or a sequence
 * @param venueId of a public id, 0 for other names
 */
record OrderName(boolean isCommand, long number, long venueId) {
    // A public id is a UUID of version 8: venue id (48 bits), version, kind (12 bits), variant, counter (62 bits).
    private static final int VENUE_SHIFT = 16;
    private static final long VERSION_8_ORDER = 0x8003L;
    private static final long VERSION_AND_KIND = 0xFFFFL;
    private static final long COUNTER = (1L << 62) - 1;

    OrderTrace trace() {
        return isCommand ? OrderTrace.ofCommand(number) : OrderTrace.ofOrder(number);
    }

    @Override
    public String toString() {
        return isCommand ? "order placed by command " + number : "order " + number;
    }

    static final class Converter implements ITypeConverter<OrderName> {
        @Override
        public OrderName convert(String text) {
            try {
                if (text.startsWith("@")) {
                    return new OrderName(true, positive(text.substring(1)), 0);
                }
                return text.indexOf('-') > 0 ? ofPublicId(text) : new OrderName(false, positive(text), 0);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'" + text
                        + "' is no order: write its number (815), its public id (a UUID), or @ and the sequence of the"
                        + " command that placed it (@4711)");
            }
        }

        private static OrderName ofPublicId(String text) {
            UUID id = UUID.fromString(text);
            long counter = id.getLeastSignificantBits() & COUNTER;
            boolean isOrder = (id.getMostSignificantBits() & VERSION_AND_KIND) == VERSION_8_ORDER && counter > 0;
            if (!isOrder || !id.toString().equalsIgnoreCase(text)) { // the JDK also reads groups that are too short
                throw new IllegalArgumentException("not the id of an order");
            }
            return new OrderName(false, counter, id.getMostSignificantBits() >>> VENUE_SHIFT);
        }

        private static long positive(String digits) {
            long number = Long.parseLong(digits);
            if (number < 1 || !Moment.isDigits(digits)) {
                throw new IllegalArgumentException("counted from 1, in plain digits");
            }
            return number;
        }
    }
}
