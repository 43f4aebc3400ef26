package io.bullring.gateway.venue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory of the venue's, which has orders, names and hashes in it: nothing for others on the machine. Where the file system knows
 * no such rights, an ordinary one. Blocks.
 */
final class OwnDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(OwnDirectory.class);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private OwnDirectory() {}

    /** Makes it, for its owner only; one that is there stays as it is. */
    static void make(Path directory) throws IOException {
        FileAttribute<?>[] rights = isPosix(directory)
                ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        Files.createDirectories(directory, rights);
    }

    /** Says so when others may look into it: that may be what its owner wants. */
    static void tellIfOpen(Path directory) throws IOException {
        Set<PosixFilePermission> rights =
                isPosix(directory) ? Files.getPosixFilePermissions(directory)
                        : EnumSet.noneOf(PosixFilePermission.class);
        if (!OWNER_ONLY.containsAll(rights)) {
            LOG.warn("others on this machine may look into {}, which has orders, names and hashes in it: chmod 700 it",
                    directory);
        }
    }

    private static boolean isPosix(Path directory) {
        return directory.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
