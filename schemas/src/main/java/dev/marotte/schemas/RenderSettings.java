package dev.marotte.schemas;

/**
 * How the frames of a session are rendered.
 *
 * @param codec of the rendered pictures
 * @param alpha whether each picture comes with the person's coverage
 */
public record RenderSettings(MotionSettings motion, PictureCodec codec, boolean alpha) {
    public static final RenderSettings DEFAULT = new RenderSettings(MotionSettings.DEFAULT, PictureCodec.JPEG, false);

    /** The same settings with other motion settings. */
    public RenderSettings moving(MotionSettings other) {
        return new RenderSettings(other, codec, alpha);
    }
}
