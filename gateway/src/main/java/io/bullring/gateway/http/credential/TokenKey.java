package io.bullring.gateway.http.credential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Set;

/**
 * The key that signs tokens: 64 random bytes in a file that only its owner may read, made when there is none. Losing it
 * ends all tokens, nothing else.
 */
public final class TokenKey {
    /** Name of the file. */
    public static final String FILE = "token.key";

    private static final int KEY_BYTES = 64;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private TokenKey() {}

    /**
     * Reads the key, or makes one. Blocks.
     *
     * @throws IllegalStateException when the file is not a key, or others than its owner may read it
     * @throws UncheckedIOException when it can be neither read nor written
     */
    public static byte[] readOrMake(Path directory) {
        Path file = directory.resolve(FILE);
        try {
            if (Files.notExists(file)) {
                Files.createDirectories(directory);
                make(file);
            }
            requirePrivate(file);
            byte[] key = Files.readAllBytes(file);
            if (key.length != KEY_BYTES) {
                throw new IllegalStateException(file + " should have " + KEY_BYTES + " bytes, not " + key.length);
            }
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException("token key " + file, e);
        }
    }

    /** Written whole under another name first: a crash leaves no half of a key. */
    private static void make(Path file) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        Path draft = file.resolveSibling(FILE + ".new");
        Files.deleteIfExists(draft);
        Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(draft, options, permissions(file))) {
            ByteBuffer bytes = ByteBuffer.wrap(key);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static FileAttribute<?>[] permissions(Path file) {
        return isPosix(file)
                ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    private static void requirePrivate(Path file) throws IOException {
        if (isPosix(file) && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IllegalStateException(file + " may be read by others: chmod 600 it, or delete it for a new key");
        }
    }

    private static boolean isPosix(Path file) {
        return Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS) != null;
    }
}
