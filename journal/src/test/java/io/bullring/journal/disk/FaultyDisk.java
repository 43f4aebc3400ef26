package io.bullring.journal.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A disk that fails on purpose, at an operation that is told before. Underneath are real files without any sync, so that
 * readers find what a restart would find; what a power failure would take is remembered sector by sector. Safe for any
 * thread.
 *
 * <p>The log's writer and the thread that prepares space for it each have chances and a count of their own, so that the same
 * seed does the same to each of them, however they run beside each other.
 */
public final class FaultyDisk implements Disk {
    private static final int SECTOR = 512;

    /** What goes wrong. */
    public enum Fault {
        /** Nothing. */
        NONE,
        /** The process ends: a part of the write is there, and everything before it. */
        KILL,
        /** The power fails: of what was not synced, some sectors are there and some are not. */
        POWER_CUT,
        /** One write fails after a part of it; the next ones do not. */
        FAILED_WRITE,
        /** One sync fails; the next ones do not. */
        FAILED_SYNC,
        /** Every write and sync fails from then on. */
        READ_ONLY,
        /** A file cannot grow any more. */
        FULL
    }

    private final Disk files = new SystemDisk();
    private final Actor writer;
    private final Actor preparer;
    private final Random takes;
    private final Fault fault;
    private final boolean writesAreShort;
    private final Map<Path, Map<Long, byte[]>> unsyncedSectors = new TreeMap<>();
    private final List<Rename> unsyncedNames = new ArrayList<>();
    private final List<FaultyFile> opened = new ArrayList<>();
    private boolean hit;

    /** Who uses the disk. */
    private static final class Actor {
        final Random random;
        final long failsAt;
        long operations;

        Actor(long seed, long failsAt) {
            random = new Random(seed);
            this.failsAt = failsAt;
        }
    }

    /** A name that was changed; a file without a source was made. */
    private record Rename(Path source, Path target) {}

    /** @param atOperation which write, sync, making or renaming of the writer goes wrong, from 1; of anybody when full */
    public FaultyDisk(Random random, Fault fault, long atOperation) {
        this(random, fault, atOperation, fault == Fault.FULL ? atOperation : Long.MAX_VALUE);
    }

    /**
     * @param ofWriter which write, sync, making or renaming of the writer goes wrong, from 1
     * @param ofPreparer the same for the thread that prepares space
     */
    public FaultyDisk(Random random, Fault fault, long ofWriter, long ofPreparer) {
        this.fault = fault;
        writer = new Actor(random.nextLong(), ofWriter);
        preparer = new Actor(random.nextLong(), ofPreparer);
        takes = new Random(random.nextLong());
        writesAreShort = random.nextInt(3) == 0;
    }

    private Actor actor() {
        return Thread.currentThread().getName().endsWith("-ahead") ? preparer : writer;
    }

    /** Whether the machine or the process is gone, or the disk is: whoever writes must be done. */
    public synchronized boolean isHit() {
        return hit;
    }

    /** What went wrong, or was to. */
    public Fault fault() {
        return fault;
    }

    /** After the end of everybody who wrote: takes what the fault takes. */
    public synchronized void settle() throws IOException {
        if (fault != Fault.POWER_CUT) {
            return;
        }
        for (Map.Entry<Path, Map<Long, byte[]>> file : unsyncedSectors.entrySet()) {
            try (DiskFile open = files.open(file.getKey())) {
                for (Map.Entry<Long, byte[]> sector : file.getValue().entrySet()) {
                    if (takes.nextBoolean()) {
                        open.writeFully(ByteBuffer.wrap(sector.getValue()), sector.getKey() * SECTOR);
                    }
                }
            }
        }
        for (Rename name : unsyncedNames.reversed()) {
            if (takes.nextBoolean() && Files.exists(name.target())) {
                takeBack(name);
            }
        }
    }

    private static void takeBack(Rename name) throws IOException {
        if (name.source() == null) {
            Files.delete(name.target());
        } else {
            Files.move(name.target(), name.source(), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    @Override
    public synchronized DiskFile open(Path file) throws IOException {
        return new FaultyFile(file, files.open(file));
    }

    @Override
    public synchronized DiskFile create(Path file) throws IOException {
        operateOnNames();
        DiskFile made = files.create(file);
        unsyncedNames.add(new Rename(null, file));
        return new FaultyFile(file, made);
    }

    @Override
    public synchronized List<Path> list(Path directory) throws IOException {
        return files.list(directory);
    }

    @Override
    public boolean exists(Path file) {
        return files.exists(file);
    }

    @Override
    public synchronized void rename(Path source, Path target) throws IOException {
        operateOnNames();
        files.rename(source, target);
        opened.stream().filter(file -> file.path.equals(source)).forEach(file -> file.path = target);
        unsyncedNames.add(new Rename(source, target));
        Map<Long, byte[]> sectors = unsyncedSectors.remove(source);
        if (sectors != null) {
            unsyncedSectors.put(target, sectors);
        }
    }

    @Override
    public synchronized void delete(Path file) throws IOException {
        operateOnNames();
        files.delete(file);
        unsyncedSectors.remove(file);
        unsyncedNames.removeIf(name -> name.target().equals(file));
    }

    @Override
    public synchronized void syncDirectory(Path directory) throws IOException {
        if (operate() && failsToSync()) {
            fail();
        }
        unsyncedNames.clear();
    }

    /** Counts; throws once the end has come. Returns whether this is the operation that goes wrong. */
    private boolean operate() throws IOException {
        if (hit && fault != Fault.FAILED_WRITE && fault != Fault.FAILED_SYNC && fault != Fault.FULL) {
            throw new IOException("gone: " + fault);
        }
        Actor actor = actor();
        actor.operations++;
        return actor.operations >= actor.failsAt;
    }

    private void operateOnNames() throws IOException {
        boolean fails = fault == Fault.KILL || fault == Fault.POWER_CUT || fault == Fault.READ_ONLY
                || fault == Fault.FAILED_WRITE && !hit;
        if (operate() && fails) {
            fail();
        }
    }

    private boolean failsToSync() {
        return fault == Fault.KILL || fault == Fault.POWER_CUT || fault == Fault.READ_ONLY
                || fault == Fault.FAILED_SYNC && !hit;
    }

    private void fail() throws IOException {
        hit = true;
        throw new IOException("on purpose: " + fault);
    }

    /** An open file of this disk. */
    private final class FaultyFile implements DiskFile {
        private Path path;
        private final DiskFile file;

        FaultyFile(Path path, DiskFile file) {
            this.path = path;
            this.file = file;
            opened.add(this);
        }

        @Override
        public int write(ByteBuffer source, long positionBytes) throws IOException {
            synchronized (FaultyDisk.this) {
                boolean isDue = operate();
                Random random = actor().random;
                boolean grows = positionBytes + source.remaining() > file.sizeBytes();
                if (isDue && failsToWrite(grows)) {
                    writePart(source, positionBytes, random.nextInt(source.remaining() + 1));
                    fail();
                }
                int length = source.remaining();
                return writePart(source, positionBytes, writesAreShort ? 1 + random.nextInt(length) : length);
            }
        }

        private boolean failsToWrite(boolean grows) {
            return switch (fault) {
                case NONE, FAILED_SYNC -> false;
                case KILL, POWER_CUT, READ_ONLY -> true;
                case FAILED_WRITE -> !hit;
                case FULL -> grows;
            };
        }

        private int writePart(ByteBuffer source, long positionBytes, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            remember(positionBytes, length);
            ByteBuffer part = source.slice(source.position(), length);
            file.writeFully(part, positionBytes);
            source.position(source.position() + length);
            return length;
        }

        private void remember(long positionBytes, int length) throws IOException {
            Map<Long, byte[]> sectors = unsyncedSectors.computeIfAbsent(path, ignored -> new LinkedHashMap<>());
            for (long sector = positionBytes / SECTOR; sector * SECTOR < positionBytes + length; sector++) {
                if (!sectors.containsKey(sector)) {
                    ByteBuffer before = ByteBuffer.allocate(SECTOR);
                    while (before.hasRemaining() && file.read(before, sector * SECTOR + before.position()) > 0) {
                        // until the sector, or the file, ends
                    }
                    sectors.put(sector, before.array());
                }
            }
        }

        @Override
        public int read(ByteBuffer target, long positionBytes) throws IOException {
            return file.read(target, positionBytes);
        }

        @Override
        public void force() throws IOException {
            synchronized (FaultyDisk.this) {
                if (operate() && failsToSync()) {
                    fail();
                }
                unsyncedSectors.remove(path);
            }
        }

        @Override
        public long sizeBytes() throws IOException {
            return file.sizeBytes();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
