package io.bullring.core.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bullring.core.port.SnapshotSink;
import io.bullring.core.port.SnapshotSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

class AccountsTest {
    private static final byte[] KEY = new byte[32];

    /** What was written and not yet read. */
    private static final class Written implements SnapshotSink, SnapshotSource {
        private final Deque<Object> values = new ArrayDeque<>();

        @Override
        public void putLong(long value) {
            values.add(value);
        }

        @Override
        public void putBytes(byte[] value) {
            values.add(value);
        }

        @Override
        public long getLong() {
            return (Long) values.remove();
        }

        @Override
        public byte[] getBytes() {
            return (byte[]) values.remove();
        }
    }

    private static AgentDetails details(int nameLength, int othersLength) {
        byte[] other = new byte[othersLength];
        return new AgentDetails(
                new byte[nameLength], other, other, other, other, other, other, other, RiskProfile.NONE);
    }

    @Test
    void shouldCountTheTextsThatThereAreAlsoFromASnapshot() {
        Accounts accounts = new Accounts();
        Account account = accounts.open(KEY, KEY, new byte[3], new byte[5], 1);
        Agent changed = accounts.addAgent(account, KEY, KEY, 1, details(1, 100), 1);
        Agent deleted = accounts.addAgent(account, KEY, KEY, 1, details(1, 100), 1);
        accounts.addAgent(account, KEY, KEY, 1, details(7, 1_000), 1);
        assertEquals(8 + 701 + 701 + 7_007, accounts.textBytes());

        accounts.update(account, new byte[4], RiskProfile.NONE, new byte[20]);
        accounts.update(changed, details(2, 10));
        accounts.delete(deleted);
        assertEquals(29 + 72 + 7_007, accounts.textBytes());

        Written snapshot = new Written();
        accounts.writeTo(snapshot);
        Accounts heirs = new Accounts();
        heirs.readFrom(snapshot);
        assertEquals(29 + 72 + 7_007, heirs.textBytes());
        assertEquals(2, heirs.account(1).agentCount());
    }
}
