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
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

/** A secret of the venue's own: a file that only its owner may read, made when there is none. Blocks. */
final class PrivateFile {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private PrivateFile() {}

    /**
     * Reads the secret, or makes one.
     *
     * @throws UnfitSecret when others than its owner may read the file, it has another length, or is none
     * @throws UncheckedIOException when it can be neither read nor written
     */
    static byte[] readOrMake(Path file, int length, Supplier<byte[]> secret) {
        try {
            if (Files.notExists(file)) {
                Files.createDirectories(file.getParent());
                make(file, secret.get());
            }
            return read(file, length);
        } catch (IOException e) {
            throw new UncheckedIOException("secret " + file, e);
        }
    }

    /** Throws what {@link #readOrMake} would, if the secret is there; makes nothing. */
    static void check(Path file, int length) {
        try {
            if (Files.exists(file)) {
                read(file, length);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("secret " + file, e);
        }
    }

    private static byte[] read(Path file, int length) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UnfitSecret(file + " is no file: move it away for a new key");
        }
        requirePrivate(file);
        byte[] read = Files.readAllBytes(file);
        if (read.length != length) {
            throw new UnfitSecret(file + " should have " + length + " bytes, not " + read.length
                    + ": put it back from a copy, or delete it for a new key");
        }
        return read;
    }

    /** Written whole under another name first: a crash leaves no half of a secret. */
    private static void make(Path file, byte[] secret) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(draft, options, permissions(file))) {
            ByteBuffer bytes = ByteBuffer.wrap(secret);
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
            throw new UnfitSecret(file + " may be read by others: chmod 600 it, or delete it for a new key");
        }
    }

    private static boolean isPosix(Path file) {
        return Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS) != null;
    }
}
