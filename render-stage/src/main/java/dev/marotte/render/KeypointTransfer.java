package dev.marotte.render;

import dev.marotte.face.FaceRegion;
import dev.marotte.face.implicit.ImplicitCrop;
import dev.marotte.face.implicit.ImplicitMotion;
import dev.marotte.face.implicit.ImplicitRetargeting;
import dev.marotte.face.implicit.ImplicitSource;
import dev.marotte.face.implicit.MotionStrength;
import dev.marotte.identity.KeypointEmbedding;
import dev.marotte.render.DrawTarget.Keypoints.Lips;
import dev.marotte.render.LoopIdentities.Resident;
import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.LandmarksMessage.Tracked;
import dev.marotte.schemas.MotionSettings;
import dev.marotte.schemas.NetworkMotion;
import dev.marotte.schemas.Neutral;

/**
 * Puts the motion that the networks saw in a driver onto an identity's implicit keypoints. Eyes follow the motion itself; an open mouth of the portrait is
 * closed where the driver rests. Immutable.
 *
 * @param source the identity, in the networks' own space
 * @param neutral the driver at rest, likewise in {@code crop}
 * @param crop of the driver at rest; the motion of all frames is taken as if they had been cropped like that one
 */
record KeypointTransfer(ImplicitSource source, ImplicitMotion neutral, FaceRegion crop, MotionSettings settings)
        implements MotionTransfer {
    static KeypointTransfer of(Resident identity, Neutral neutral, MotionSettings settings) {
        FaceLandmarks rest = DriverRest.of(identity.rest(), neutral);
        FaceRegion crop = ImplicitCrop.driver(rest);
        NetworkMotion motion = rest.equals(neutral.landmarks()) ? neutral.motion() : neutral.firstMotion();
        return new KeypointTransfer(
                KeypointEmbedding.of(identity.embedding()).source(), seen(motion, crop), crop, settings);
    }

    @Override
    public DrawTarget target(Tracked frame) {
        ImplicitMotion driver = seen(frame.motion(), crop);
        var strength = new MotionStrength(settings.expressionStrength(), settings.headStrength());
        return switch (settings.mode()) {
            case RELATIVE ->
                new DrawTarget.Keypoints(
                        new ImplicitRetargeting.Relative(source, neutral).target(strength.against(neutral, driver)),
                        Lips.CLOSED_AT_REST);
            case ABSOLUTE ->
                new DrawTarget.Keypoints(
                        new ImplicitRetargeting.Absolute(source).target(strength.absolute(source.motion(), driver)));
        };
    }

    private static ImplicitMotion seen(NetworkMotion motion, FaceRegion crop) {
        return switch (motion) {
            case NetworkMotion.Seen(var _, var numbers) ->
                ImplicitMotion.of(numbers).within(crop);
            case NetworkMotion.Unseen() -> throw new IllegalStateException("a frame that no network has looked at");
        };
    }
}
