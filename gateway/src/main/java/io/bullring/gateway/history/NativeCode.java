package io.bullring.gateway.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

/**
 * Loads RocksDB's code once for a process. Its own loader unpacks 15 MB into the temporary directory and deletes them when the process
 * ends by itself; each that was killed would leave them there. Loaded, the file is needed no more, so it goes at once. Thread-safe.
 */
final class NativeCode {
    private static boolean loaded;

    private NativeCode() {}

    static synchronized void load() {
        if (loaded) {
            return;
        }
        try {
            Path directory = Files.createTempDirectory("bullring-");
            NativeLibraryLoader.getInstance().loadLibrary(directory.toString());
            Files.deleteIfExists(directory.resolve(Environment.getJniLibraryFileName("rocksdb")));
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack the history's native code into the temporary directory", e);
        }
        RocksDB.loadLibrary();
        loaded = true;
    }
}
