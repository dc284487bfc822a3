package dev.marotte.face.implicit;

/**
 * The last steps from moved keypoints to those that are drawn: eyes and lips as wanted, stitching, strength. Immutable, and as thread-safe as the
 * networks.
 *
 * @param source keypoints of the picture as it is
 * @param ratios of the picture as it is
 * @param strength 0 leaves the picture as it is, 1 is the driver's motion
 */
public record KeypointAdjustment(
        CorrectionNetworks networks, ImplicitKeypoints source, OpeningRatios ratios, double strength) {
    /** The ratio of a mouth that is closed. */
    static final double CLOSED_LIPS = 0.05;

    /** Tells whether the mouth of the picture is open wider than a closed one. */
    public boolean hasOpenMouth() {
        return ratios.lips() > CLOSED_LIPS;
    }

    /** Adjusts moved keypoints: x_s + m · (stitched − x_s). */
    public ImplicitKeypoints adjusted(ImplicitKeypoints moved, OpeningWish eyes, OpeningWish lips) {
        ImplicitKeypoints opened = moved.plus(eyeOffsets(eyes)).plus(lipOffsets(lips));
        return strengthened(networks.stitched(source, opened));
    }

    /** Likewise, for a source whose own open mouth must be closed while the driver rests; this is added after the stitching. */
    public ImplicitKeypoints adjustedWithClosedLips(ImplicitKeypoints moved) {
        return strengthened(networks.stitched(source, moved).plus(networks.lipOffsets(source, ratios, CLOSED_LIPS)));
    }

    private ImplicitKeypoints eyeOffsets(OpeningWish wish) {
        return switch (wish) {
            case OpeningWish.Followed() -> none();
            case OpeningWish.Wanted(double ratio) -> networks.eyeOffsets(source, ratios, ratio);
        };
    }

    private ImplicitKeypoints lipOffsets(OpeningWish wish) {
        return switch (wish) {
            case OpeningWish.Followed() -> none();
            case OpeningWish.Wanted(double ratio) -> networks.lipOffsets(source, ratios, ratio);
        };
    }

    private ImplicitKeypoints strengthened(ImplicitKeypoints target) {
        return source.plus(target.minus(source).scaledBy(strength));
    }

    private static ImplicitKeypoints none() {
        return ImplicitKeypoints.of(new float[ImplicitKeypoints.COORDINATES]);
    }
}
