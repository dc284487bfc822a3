package dev.marotte.standalone.session;

import dev.marotte.schemas.FaceChoice;
import dev.marotte.schemas.MotionSettings;
import dev.marotte.schemas.NeutralChoice;
import dev.marotte.schemas.PictureCodec;
import dev.marotte.schemas.RenderSettings;
import dev.marotte.schemas.SessionMotion;
import java.time.Duration;

/** Defaults for how the driver's motion is read and put onto the portrait. */
public final class MotionPresets {
    /** The part of a clip that is searched for the driver's rest before rendering: long enough to find it, short enough to wait for. */
    public static final NeutralChoice NEUTRAL = new NeutralChoice.BestNeutral(Duration.ofMinutes(1));

    private MotionPresets() {}

    /** @param alpha whether an output carries the person's coverage */
    public static SessionMotion plain(boolean alpha) {
        return new SessionMotion(
                new RenderSettings(MotionSettings.DEFAULT, PictureCodec.JPEG, alpha),
                NEUTRAL,
                new FaceChoice.LargestFace());
    }
}
