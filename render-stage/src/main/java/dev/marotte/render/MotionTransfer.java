package dev.marotte.render;

import dev.marotte.identity.KeypointEmbedding;
import dev.marotte.render.LoopIdentities.Resident;
import dev.marotte.schemas.LandmarksMessage.Tracked;
import dev.marotte.schemas.MotionKind;
import dev.marotte.schemas.MotionSettings;
import dev.marotte.schemas.Neutral;

/** Puts a driver's motion onto an identity, in the terms of the generator that draws it. Made once for each neutral, identity and settings. */
@FunctionalInterface
interface MotionTransfer {
    /** Returns what to draw for a frame whose motion fits the generator. */
    DrawTarget target(Tracked frame);

    /** @param neutral the driver at rest; its kind of motion fits the identity's generator */
    static MotionTransfer of(MeshGeometry mesh, Resident identity, Neutral neutral, MotionSettings settings) {
        return switch (identity.generator().motion()) {
            case MotionKind.Landmarks() -> {
                Retargeting retargeting = Retargeting.of(mesh, identity.rest(), identity.side(), neutral, settings);
                yield frame -> new DrawTarget.Landmarks(retargeting.target(frame.landmarks()));
            }
            case MotionKind.ImplicitKeypoints _ -> KeypointTransfer.of(identity, neutral, settings);
        };
    }

    /** Returns an identity as its portrait shows it. */
    static DrawTarget atRest(Resident identity) {
        return switch (identity.generator().motion()) {
            case MotionKind.Landmarks() -> new DrawTarget.Landmarks(identity.rest());
            case MotionKind.ImplicitKeypoints _ ->
                new DrawTarget.Keypoints(
                        KeypointEmbedding.of(identity.embedding()).source().keypoints());
        };
    }
}
