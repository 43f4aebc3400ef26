package io.bullring.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to write a journal: a lock of the operating system on {@code journal.lock} in its directory, with the
 * holder's process id in the file. It ends with the process, however that ends; the file stays. Safe for any thread.
 *
 * <p>A process loses such a lock as soon as it closes <i>any</i> channel to the file, even one that was only opened to
 * read. So the journals locked by this process are remembered here, and their lock files are not opened again.
 */
public final class JournalLock implements AutoCloseable {
    /** Name of the file in the journal's directory. */
    public static final String FILE_NAME = "journal.lock";

    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();
    private static final int MAX_PID_BYTES = 20;

    private final Path directory;
    private final FileChannel channel;

    private JournalLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /**
     * Takes the lock; creates the directory if need be.
     *
     * @throws JournalInUse when another writer has it, in this process or another
     */
    public static JournalLock acquire(Path directory) {
        try {
            Path home = Files.createDirectories(directory).toRealPath();
            Path file = home.resolve(FILE_NAME);
            if (!HELD_HERE.add(home)) {
                throw new JournalInUse(file, Long.toString(ProcessHandle.current().pid()));
            }
            return lock(home, file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock the journal in " + directory, e);
        }
    }

    private static JournalLock lock(Path home, Path file) throws IOException {
        FileChannel channel = null;
        boolean held = false;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new JournalInUse(file, readHolder(channel));
            }
            writeHolder(channel);
            held = true;
            return new JournalLock(home, channel);
        } finally {
            if (!held) {
                HELD_HERE.remove(home);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    /** The journal's directory, absolute and without links. */
    public Path directory() {
        return directory;
    }

    /** Gives the lock back. A second call does nothing. */
    @Override
    public void close() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.truncate(0);
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unlock the journal in " + directory, e);
        } finally {
            HELD_HERE.remove(directory);
        }
    }

    private static void writeHolder(FileChannel channel) throws IOException {
        byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
        channel.truncate(0);
        ByteBuffer text = ByteBuffer.wrap(pid);
        while (text.hasRemaining()) {
            channel.write(text, text.position());
        }
    }

    private static String readHolder(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(MAX_PID_BYTES);
        channel.read(text, 0);
        String pid = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII).strip();
        return pid.isEmpty() ? "unknown" : pid;
    }
}
