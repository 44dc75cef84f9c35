package dev.parley.stack.command;

import dev.parley.stack.process.StackFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One stack at a time on one data directory; the kernel lets go of the lock however the launcher ends. */
record DataLock(FileChannel channel, FileLock lock) implements AutoCloseable {
    static DataLock of(Path data) {
        try {
            Files.createDirectories(data.resolve("run"));
            FileChannel channel =
                    FileChannel.open(data.resolve("run/lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new StackFailure("a stack runs already on " + data + " (./parley status shows it; --data DIR uses"
                        + " another place)");
            }
            return new DataLock(channel, lock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
