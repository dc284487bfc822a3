package dev.marotte.standalone.run;

import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.StageName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The right to run stages on a data folder: two processes of one stage would share their state and their name in the group. */
final class StageHold implements AutoCloseable {
    private final List<FileChannel> locks = new ArrayList<>();

    private StageHold() {}

    /** @throws BadInputException if another process runs one of the stages with this folder */
    static StageHold take(DataFolder data, List<StageName> stages) {
        StageHold hold = new StageHold();
        try {
            for (StageName stage : stages) {
                hold.take(data, stage);
            }
            return hold;
        } catch (RuntimeException e) {
            hold.close();
            throw e;
        }
    }

    private void take(DataFolder data, StageName stage) {
        String name = stage.name().toLowerCase(Locale.ROOT);
        try {
            Path folder = Files.createDirectories(data.state());
            FileChannel channel = FileChannel.open(
                    folder.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            locks.add(channel);
            if (!isLocked(channel)) {
                throw new BadInputException("another marotte runs the " + name + " stage with the data folder "
                        + data.path() + "; name another folder with --data");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the data folder " + data.path() + " cannot be written to", e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException ofThisProcess) {
            return false;
        }
    }

    @Override
    public void close() {
        for (FileChannel lock : locks) {
            try {
                lock.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
