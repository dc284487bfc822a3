package dev.marotte.ingest;

import dev.marotte.ingest.ffmpeg.FfmpegSources;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.RateChoice.FixedRate;
import dev.marotte.schemas.RateChoice.RateAsDriven;
import dev.marotte.schemas.SessionTerms;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Opens the files that a session names as its source, on this machine. */
final class SessionClip {
    private SessionClip() {}

    /**
     * Opens a clip; the caller closes the source.
     *
     * @param terms give the size, and the rate of pictures, which have no times of their own
     * @throws BadInputException if nothing can be read there
     */
    static DrivingSource open(String name, SessionTerms terms, IngestConfig config) {
        Path path = path(name);
        boolean pattern = name.contains("*") || name.contains("%");
        if (Files.notExists(path) && !(pattern && Files.isDirectory(folderOf(path)))) {
            throw new BadInputException("cannot use " + name + " as the driving clip: there is no such file where the "
                    + "ingest stage runs, and a source is read there");
        }
        return FfmpegSources.open(path, settings(terms, config));
    }

    /**
     * Opens a file for its sound only; the caller closes the source.
     *
     * @throws BadInputException if no sound can be read from it
     */
    static SoundSource openVoice(String name) {
        Path path = path(name);
        if (Files.notExists(path)) {
            throw new BadInputException("cannot use " + name + " as a voice: there is no such file where the ingest "
                    + "stage runs, and a source is read there");
        }
        return FfmpegSources.openVoice(path, name);
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new BadInputException("cannot use " + name + " as the driving clip: it is no name of a file", e);
        }
    }

    private static Path folderOf(Path path) {
        Path folder = path.toAbsolutePath().getParent();
        return folder == null ? path : folder;
    }

    static SourceSettings settings(SessionTerms terms, IngestConfig config) {
        SourceSettings preset = SourceSettings.DEFAULT;
        double rate = switch (terms.rate()) {
            case RateAsDriven _ -> preset.picturesPerSecond();
            case FixedRate(var fixed) -> fixed.perSecond();
        };
        return new SourceSettings(rate, terms.longestSide(), config.jpegQuality(), preset.largestPicture());
    }
}
