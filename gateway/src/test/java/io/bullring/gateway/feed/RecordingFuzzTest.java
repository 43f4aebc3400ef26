package io.bullring.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Whatever a recording holds, it is trades or damage that names its line; a decimal is what BigDecimal says it is. */
final class RecordingFuzzTest {
    @FuzzTest
    void recordings(byte[] bytes) throws IOException {
        try {
            Recording recording = RecordingReader.read(new ByteArrayInputStream(bytes), "fuzz");
            assertThat(recording.size()).isPositive();
        } catch (RecordingDamage damage) {
            assertThat(damage).hasMessageStartingWith("fuzz, line ");
        }
    }

    @FuzzTest
    void decimals(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.US_ASCII);
        long parsedE8 = DecimalText.parseE8(text, 0, text.length());
        if (parsedE8 != DecimalText.REFUSED) {
            assertThat(new BigDecimal(text)).isEqualByComparingTo(BigDecimal.valueOf(parsedE8, 8));
        }
    }
}
