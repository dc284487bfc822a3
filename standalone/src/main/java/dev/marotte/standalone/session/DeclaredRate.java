package dev.marotte.standalone.session;

import dev.marotte.ingest.DrivingSource;
import dev.marotte.ingest.SourceSettings;
import dev.marotte.ingest.ffmpeg.FfmpegSources;
import dev.marotte.schemas.FrameRate;
import dev.marotte.schemas.RateChoice;

/** The rate that a driving clip declares. Opening the clip also tells, before anything slow is begun, whether it is one. */
public final class DeclaredRate {
    private DeclaredRate() {}

    /** @throws dev.marotte.schemas.BadInputException if not a single frame can be had from the clip */
    public static RateChoice of(DrivingClip clip, RateChoice asked) {
        try (DrivingSource source = FfmpegSources.open(clip.file(), clip.name(), SourceSettings.DEFAULT)) {
            return switch (asked) {
                case RateChoice.FixedRate fixed -> fixed;
                case RateChoice.RateAsDriven _ ->
                    new RateChoice.RateAsDriven(
                            FrameRate.declared(source.facts().framesPerSecond()));
            };
        }
    }
}
