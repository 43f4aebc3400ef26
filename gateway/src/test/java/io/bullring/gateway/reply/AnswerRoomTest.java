package io.bullring.gateway.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.protocol.CloneAgentEncoder;
import io.bullring.protocol.CreateAgentEncoder;
import io.bullring.protocol.DoOnceEncoder;
import io.bullring.protocol.MessageHeaderEncoder;
import io.bullring.protocol.OpenAccountEncoder;
import io.bullring.protocol.RotateKeyEncoder;
import io.bullring.protocol.UpdateAgentEncoder;
import org.agrona.BitUtil;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;

final class AnswerRoomTest {
    private static final int MAX_MESSAGE = 64 << 10;
    private static final int OFFSET = 24;
    private static final int EVERY_TEXT = AnswerRoom.PLAIN + 8 * MAX_MESSAGE;
    private static final String KEY = "k".repeat(64);

    private final AnswerRoom room = new AnswerRoom(MAX_MESSAGE);
    private final MutableDirectBuffer buffer = new ExpandableArrayBuffer();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    @Test
    void shouldReserveForANamedCommandWhatItsAnswerNeeds() {
        assertEquals(AnswerRoom.PLAIN, named(rotateKey()));
        assertEquals(repeating(createAgent("")), named(createAgent("")));
        assertEquals(repeating(createAgent("bot".repeat(1_000))), named(createAgent("bot".repeat(1_000))));
        assertEquals(repeating(openAccount("Owner")), named(openAccount("Owner")));
    }

    @Test
    void shouldReserveForANamedCloneWhatItsSourceMayHaveOfTexts() {
        assertEquals(EVERY_TEXT, named(cloneAgent()));
        assertEquals(EVERY_TEXT, bytesFor(cloneAgent()));
    }

    @Test
    void shouldReserveForACommandWhatItReservesForTheSameWithAName() {
        for (byte[] command : new byte[][]{rotateKey(), createAgent("bot"), openAccount("Owner"), cloneAgent()}) {
            assertEquals(bytesFor(command), named(command));
        }
    }

    @Test
    void shouldNotReserveBeyondTheLargestAnswer() {
        byte[] update = new byte[MessageHeaderEncoder.ENCODED_LENGTH + UpdateAgentEncoder.BLOCK_LENGTH];
        put(UpdateAgentEncoder.TEMPLATE_ID, UpdateAgentEncoder.BLOCK_LENGTH, update);
        assertEquals(EVERY_TEXT, bytesFor(update));
        assertTrue(room.largest() >= EVERY_TEXT);
    }

    @Test
    void shouldFailAtANameWithoutACommand() {
        int length = once(new byte[0]);
        assertThrows(IndexOutOfBoundsException.class, () -> room.bytesFor(buffer, OFFSET, length));
    }

    private static int repeating(byte[] command) {
        return AnswerRoom.PLAIN + BitUtil.align(command.length, 8);
    }

    private int bytesFor(byte[] command) {
        buffer.putBytes(OFFSET, command);
        return room.bytesFor(buffer, OFFSET, command.length);
    }

    private int named(byte[] command) {
        return room.bytesFor(buffer, OFFSET, once(command));
    }

    private int once(byte[] command) {
        DoOnceEncoder once = new DoOnceEncoder().wrapAndApplyHeader(buffer, OFFSET, header);
        return once.idempotencyKey(KEY).putCommand(command, 0, command.length).limit() - OFFSET;
    }

    private byte[] createAgent(String name) {
        CreateAgentEncoder create = new CreateAgentEncoder().wrapAndApplyHeader(buffer, 0, header);
        return bytes(create.name(name).limit());
    }

    private byte[] openAccount(String name) {
        return bytes(new OpenAccountEncoder().wrapAndApplyHeader(buffer, 0, header).displayName(name).limit());
    }

    private byte[] cloneAgent() {
        return bytes(new CloneAgentEncoder().wrapAndApplyHeader(buffer, 0, header).name("copy").limit());
    }

    private byte[] rotateKey() {
        return bytes(new RotateKeyEncoder().wrapAndApplyHeader(buffer, 0, header).accountId(1).limit());
    }

    private void put(int templateId, int blockLength, byte[] message) {
        header.wrap(buffer, 0).blockLength(blockLength).templateId(templateId);
        buffer.getBytes(0, message);
    }

    private byte[] bytes(int length) {
        byte[] message = new byte[length];
        buffer.getBytes(0, message);
        return message;
    }
}
