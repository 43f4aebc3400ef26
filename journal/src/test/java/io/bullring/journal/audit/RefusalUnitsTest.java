package io.bullring.journal.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.protocol.RejectReason;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The numbers of a refusal are told in the units that the schema says beside its reason. */
class RefusalUnitsTest {
    private static final Pattern ENUM =
            Pattern.compile("<enum name=\"RejectReason\".*?</enum>", Pattern.DOTALL);
    private static final Pattern VALUE = Pattern.compile("<validValue name=\"(\\w+)\" description=\"([^\"]*)\"");
    private static final Pattern NO_AMOUNT = Pattern.compile("\\b(counts?|how many|nanoseconds|KillScope)\\b");

    @Test
    void shouldTellCountsAndTimesAsTheyAreAndAmountsAsDecimals() throws IOException {
        Matcher reasons = ENUM.matcher(new String(MessageSchema.text(), StandardCharsets.UTF_8));
        assertThat(reasons.find()).isTrue();
        Matcher value = VALUE.matcher(reasons.group());
        List<RejectReason> wrong = new ArrayList<>();
        int count = 0;
        while (value.find()) {
            RejectReason reason = RejectReason.valueOf(value.group(1));
            boolean isAmount = !NO_AMOUNT.matcher(value.group(2)).find();
            if (RefusalUnits.valueOf(reason, 7) instanceof BigDecimal != isAmount) {
                wrong.add(reason);
            }
            count++;
        }
        assertThat(count).isEqualTo(RejectReason.values().length - 1); // all but the null value
        assertThat(wrong).as("reasons of which RefusalUnits and the schema's description say another unit").isEmpty();
    }
}
