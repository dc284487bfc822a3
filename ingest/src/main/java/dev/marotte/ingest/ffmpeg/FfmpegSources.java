package dev.marotte.ingest.ffmpeg;

import dev.marotte.ingest.DrivingSource;
import dev.marotte.ingest.SoundSource;
import dev.marotte.ingest.SourceSettings;
import dev.marotte.media.ffmpeg.FfmpegLog;
import dev.marotte.schemas.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens what a user names as the driving clip: a video file, a folder of pictures, or a pattern of their names. */
public final class FfmpegSources {
    private FfmpegSources() {}

    /**
     * Opens a driving clip; the caller closes the source.
     *
     * @throws BadInputException if not a single frame can be read from {@code driving}
     */
    public static DrivingSource open(Path driving, SourceSettings settings) {
        return open(driving, driving.toString(), settings);
    }

    /** Like {@link #open(Path, SourceSettings)}, for a clip that the user knows by another name, which error messages use. */
    public static DrivingSource open(Path driving, String name, SourceSettings settings) {
        FfmpegLog.silence();
        try {
            return source(driving, settings);
        } catch (IOException unusable) {
            throw new BadInputException(
                    "cannot use " + name + " as the driving clip: " + unusable.getMessage(), unusable);
        }
    }

    /**
     * Opens a file for its sound only; the caller closes the source.
     *
     * @param name by which the user knows it, used in error messages
     * @throws BadInputException if no sound can be read from it
     */
    public static SoundSource openVoice(Path file, String name) {
        FfmpegLog.silence();
        try {
            requireReadable(file);
            return FfmpegVoice.open(file);
        } catch (IOException unusable) {
            throw new BadInputException("cannot use " + name + " as a voice: " + unusable.getMessage(), unusable);
        }
    }

    private static DrivingSource source(Path driving, SourceSettings settings) throws IOException {
        if (PictureSequence.isNamedBy(driving)) {
            return FfmpegPictures.open(PictureSequence.list(driving), settings);
        }
        requireReadable(driving);
        return FfmpegClip.open(driving, settings);
    }

    private static void requireReadable(Path driving) throws IOException {
        if (!Files.exists(driving)) {
            throw new IOException("there is no such file");
        }
        if (!Files.isReadable(driving)) {
            throw new IOException("it may not be read");
        }
        if (!Files.isRegularFile(driving)) {
            throw new IOException("it is a pipe or a device; copy what comes through it into a file first");
        }
        if (Files.size(driving) == 0) {
            throw new IOException("the file is empty");
        }
    }
}
