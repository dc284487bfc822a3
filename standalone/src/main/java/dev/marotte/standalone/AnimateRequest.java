package dev.marotte.standalone;

import dev.marotte.schemas.FaceChoice;
import dev.marotte.schemas.MotionSettings;
import dev.marotte.schemas.NeutralChoice;
import dev.marotte.schemas.Profile;
import dev.marotte.sink.Output;
import dev.marotte.sink.RateChoice;
import java.time.Duration;

/** One job: who is animated by what, how, and where the result goes. */
record AnimateRequest(Look look, DrivingClip driving, Output out, RateChoice rate, Profile profile, Motion motion) {
    /** How the driver is read and its motion put onto the portrait. */
    record Motion(MotionSettings settings, NeutralChoice neutral, FaceChoice face) {
        /** Looked through for a face at rest: long enough for a speaker to close the mouth once. */
        static final NeutralChoice BEST_NEUTRAL = new NeutralChoice.Best(Duration.ofSeconds(2));

        static final Motion DEFAULT = new Motion(MotionSettings.DEFAULT, BEST_NEUTRAL, new FaceChoice.Largest());
    }
}
