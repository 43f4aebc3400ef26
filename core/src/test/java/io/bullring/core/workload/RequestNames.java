package io.bullring.core.workload;

import io.bullring.protocol.CloneAgentEncoder;
import io.bullring.protocol.CreateAgentEncoder;
import io.bullring.protocol.MessageHeaderDecoder;
import io.bullring.protocol.OpenAccountEncoder;
import io.bullring.protocol.RotateKeyEncoder;
import java.nio.charset.StandardCharsets;

/**
 * What hostile callers call their requests for keys: mostly nothing, sometimes one of a few names again and again, now and then
 * what cannot be a name. Draws from chance of its own, so that the other flows do what they did without it.
 */
final class RequestNames {
    private static final byte[][] NAMES = {text("a"), text("b"), text("c"), text("d"), text("z".repeat(64))};
    private static final byte[][] NO_NAMES = {text(""), text("z".repeat(65)), text("a b"), text("\n"), text("\u00fc")};

    private final SplitMix64 random;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    RequestNames(long seed) {
        this.random = new SplitMix64(~seed);
    }

    /** Perhaps gives a name to the command that was written last, if it issues keys. */
    void name(CommandFactory command) {
        if (!issuesKeys(header.wrap(command.buffer(), command.messageOffset()).templateId())) {
            return;
        }
        int draw = random.below(100);
        if (draw < 40) {
            command.doOnce(draw < 36 ? NAMES[random.below(NAMES.length)] : NO_NAMES[random.below(NO_NAMES.length)]);
        }
    }

    private static boolean issuesKeys(int templateId) {
        return templateId == OpenAccountEncoder.TEMPLATE_ID
                || templateId == CreateAgentEncoder.TEMPLATE_ID
                || templateId == CloneAgentEncoder.TEMPLATE_ID
                || templateId == RotateKeyEncoder.TEMPLATE_ID;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
