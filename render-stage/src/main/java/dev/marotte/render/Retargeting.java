package dev.marotte.render;

import dev.marotte.face.CanonicalFace;
import dev.marotte.face.Rotation;
import dev.marotte.face.Similarity;
import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.HeadPose;
import dev.marotte.schemas.MotionSettings;
import dev.marotte.schemas.Neutral;

/**
 * Puts a driver's motion onto an identity: landmarks are taken apart into the head's pose and an expression in the axes of the canonical
 * face, and the change of both against the driver's rest is added to the identity's own. Immutable; safe for use by several
 * threads. Made once for each neutral, identity and settings.
 */
final class Retargeting {
    /**
     * Change of a head's size, as a logarithm, that does not mean that it comes nearer: a mesh widens as the mouth opens. If it were followed, hair and
     * collar would move.
     */
    private static final double UNCERTAIN_SIZE = 0.02;

    private static final double FULL_TURN = 360;

    private final CanonicalFace canonical;
    private final Similarity rest;
    private final Similarity neutral;
    private final MotionSettings motion;
    private final Expression expression;
    private final HeadTravelLimit limit;
    private final StillFace still;

    private Retargeting(
            MeshGeometry mesh,
            FaceLandmarks rest,
            HeadTravelLimit limit,
            FaceLandmarks neutral,
            MotionSettings motion) {
        this.canonical = mesh.canonical();
        this.rest = canonical.fit(rest);
        this.neutral = canonical.fit(neutral);
        this.motion = motion;
        this.expression = new Expression(
                unposed(rest, this.rest), unposed(neutral, this.neutral), motion.expressionStrength(), mesh);
        this.limit = limit;
        this.still = new StillFace(rest);
    }

    /**
     * @param rest the identity's own face, in pixels of the portrait's crop
     * @param side of the crop, in its own pixels
     */
    static Retargeting of(MeshGeometry mesh, FaceLandmarks rest, int side, Neutral neutral, MotionSettings motion) {
        return new Retargeting(mesh, rest, HeadTravelLimit.of(rest, side), DriverRest.of(rest, neutral), motion);
    }

    /**
     * Moves the identity as the driver moved.
     *
     * @param driver in pixels of the driving frame
     * @return what to draw, in pixels of the portrait's crop
     */
    FaceLandmarks target(FaceLandmarks driver) {
        Similarity pose = canonical.fit(driver);
        Points face = expression.on(unposed(driver, pose));
        return still.follow(FaceLandmarks.of(pose(pose).apply(face.xyz())));
    }

    private static Points unposed(FaceLandmarks landmarks, Similarity pose) {
        return new Points(pose.inverse().apply(landmarks.toArray()));
    }

    private Similarity pose(Similarity driver) {
        double strength = motion.headStrength();
        double pixels = rest.scale() / neutral.scale() * expression.widthRatio() * strength;
        return new Similarity(
                rest.scale() * Math.pow(nearness(driver.scale() / neutral.scale()), strength),
                rotation(driver),
                rest.x() + limit.across((driver.x() - neutral.x()) * pixels),
                rest.y() + limit.along((driver.y() - neutral.y()) * pixels),
                rest.z() + (driver.z() - neutral.z()) * pixels);
    }

    private Rotation rotation(Similarity driver) {
        HeadPose own = rest.rotation().pose();
        HeadPose wanted = switch (motion.mode()) {
            case RELATIVE -> moved(own, driver.rotation().pose());
            case ABSOLUTE -> driver.rotation().scaledBy(motion.headStrength()).pose();
        };
        double yaw = own.yaw() + HeadTurnLimit.of(own.yaw()).held(wanted.yaw() - own.yaw());
        double pitch = own.pitch() + HeadTurnLimit.heldNod(wanted.pitch() - own.pitch());
        return Rotation.of(new HeadPose((float) yaw, (float) pitch, wanted.roll()));
    }

    /** Angle by angle, so that a nod stays a nod on a head that is turned, and does not become a tilt. */
    private HeadPose moved(HeadPose own, HeadPose driver) {
        HeadPose usual = neutral.rotation().pose();
        return new HeadPose(
                moved(own.yaw(), driver.yaw(), usual.yaw()),
                moved(own.pitch(), driver.pitch(), usual.pitch()),
                moved(own.roll(), driver.roll(), usual.roll()));
    }

    private float moved(float own, float now, float usual) {
        return (float) (own + Math.IEEEremainder(now - usual, FULL_TURN) * motion.headStrength());
    }

    /** Small changes of size hardly count, large ones fully. */
    private static double nearness(double size) {
        double change = Math.log(size) / UNCERTAIN_SIZE;
        return Math.pow(size, change * change / (1 + change * change));
    }
}
