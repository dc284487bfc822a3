package dev.marotte.standalone.session;

import dev.marotte.ingest.DrivingSource;
import dev.marotte.ingest.SourceSettings;
import dev.marotte.ingest.ffmpeg.FfmpegSources;
import dev.marotte.schemas.FrameRate;
import dev.marotte.schemas.RateChoice;
import dev.marotte.schemas.SessionSource.VoiceSource;
import java.util.Optional;

/** The rate that a driving clip declares. Opening the clip also shows, before anything slow begins, whether it is a clip at all. */
public final class DeclaredRate {
    private DeclaredRate() {}

    /**
     * The rate of the landmarks that are made from a voice.
     *
     * @throws dev.marotte.schemas.BadInputException if no sound can be read from the clip
     */
    public static RateChoice ofVoice(DrivingClip clip, RateChoice asked) {
        FfmpegSources.openVoice(clip.file(), clip.name()).close();
        return switch (asked) {
            case RateChoice.FixedRate fixed -> fixed;
            case RateChoice.RateAsDriven _ -> new RateChoice.RateAsDriven(Optional.of(VoiceSource.RATE));
        };
    }

    /** @throws dev.marotte.schemas.BadInputException if not a single frame can be read from the clip */
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
