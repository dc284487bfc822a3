package dev.marotte.speech;

/**
 * Pose of a mouth, each value from 0 to 1.
 *
 * @param jaw how far it is open
 * @param wide corners apart, as for <i>ee</i>
 * @param round lips rounded and put forward, as for <i>oo</i>
 * @param shut lips pressed together, as for <i>m</i>
 * @param tuck lower lip at the upper teeth, as for <i>f</i>
 */
public record MouthPose(double jaw, double wide, double round, double shut, double tuck) {
    /** A silent mouth. */
    public static final MouthPose REST = new MouthPose(0, 0, 0, 1, 0);

    public MouthPose {
        jaw = Math.clamp(jaw, 0, 1);
        wide = Math.clamp(wide, 0, 1);
        round = Math.clamp(round, 0, 1);
        shut = Math.clamp(shut, 0, 1);
        tuck = Math.clamp(tuck, 0, 1);
    }

    /** Returns the same mouth, moved by {@code strength} of the way from its rest; lips that touch keep touching. */
    MouthPose scaledBy(double strength) {
        return new MouthPose(
                jaw * strength,
                wide * strength,
                round * strength,
                1 - (1 - shut) * Math.min(1, strength),
                tuck * strength);
    }
}
