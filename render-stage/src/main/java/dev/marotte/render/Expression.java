package dev.marotte.render;

import dev.marotte.face.CanonicalFace;
import dev.marotte.face.MeshPoints;
import dev.marotte.render.FaceFeatures.Eye;
import java.util.Arrays;

/**
 * Puts the driver's expression onto the identity's own neutral face, in the axes of the canonical face (centimetres). Proportions are
 * matched feature by feature, so that amplitudes keep their share of the face: lips that touch, touch; eyes that close, close. Immutable.
 */
final class Expression {
    /** Width in cm over which the mouth's own proportion gives way to the face's. */
    private static final double LIP_REACH = 1.2;

    /** The upper lip's share when the opening of the mouth differs from the driver's rest; the jaw does most of it. */
    private static final double UPPER_LIP = 0.3;

    /** Distance from the middle in cm up to which the jaw's edge moves as the chin does; beyond it moves less and less, and at its angles it only turns. */
    private static final double CHIN_WIDTH = 1.5;

    private static final double JAW_WIDTH = 2;

    /** Share of an eye's opening that remains in the landmarks of a closed eye: eyes that look shut, in frames of three clips, had .19 to .34. */
    private static final double CLOSED = 0.35;

    /** The upper lid's share in the closing of an eye. */
    private static final double UPPER_LID = 0.85;

    private static final double SMALLEST_OPENING = 0.05;

    private final Points rest;
    private final Points neutral;
    private final double strength;
    private final double widthRatio;
    private final double heightRatio;
    private final double[] nearLips;
    private final double[] mobility;
    private final double mouthRatio;
    private final MouthSurroundings surroundings;

    /**
     * @param rest the identity's face in canonical axes
     * @param neutral the driver's neutral face in canonical axes
     */
    Expression(Points rest, Points neutral, double strength, MeshGeometry mesh) {
        this.rest = rest;
        this.neutral = neutral;
        this.strength = strength;
        this.widthRatio = ratio(FaceFeatures.LEFT_CHEEK, FaceFeatures.RIGHT_CHEEK);
        this.heightRatio = ratio(MeshPoints.FOREHEAD, MeshPoints.CHIN);
        this.mouthRatio = ratio(FaceFeatures.MOUTH_LEFT, FaceFeatures.MOUTH_RIGHT);
        this.nearLips = nearLips(new Points(mesh.canonical().vertices()), rest.count());
        this.mobility = mobility(mesh.canonical(), rest.count());
        this.surroundings = mesh.surroundings();
    }

    /** How much wider the identity's face is than the driver's, both on the scale of the canonical face. */
    double widthRatio() {
        return widthRatio;
    }

    /** @param driver the driver's face in canonical axes */
    Points on(Points driver) {
        Points face = change(driver);
        partLips(face, driver);
        surroundings.follow(face);
        for (int i = 0; i < face.xyz().length; i++) {
            face.xyz()[i] += rest.xyz()[i];
        }
        for (Eye eye : FaceFeatures.EYES) {
            closeLids(face, driver, eye);
            turn(face, driver, eye);
        }
        return face;
    }

    /** How the driver's points have moved, in the identity's proportions. */
    private Points change(Points driver) {
        Points change = driver.copy();
        for (int point = 0; point < change.count(); point++) {
            double width = widthRatio + (mouthRatio - widthRatio) * nearLips[point];
            change.set(point, Points.X, moved(driver, point, Points.X, width));
            change.set(point, Points.Y, moved(driver, point, Points.Y, heightRatio));
            change.set(point, Points.Z, moved(driver, point, Points.Z, (widthRatio + heightRatio) / 2));
        }
        return change;
    }

    private float moved(Points driver, int point, int axis, double proportion) {
        double way = driver.get(point, axis) - neutral.get(point, axis);
        return (float) (way * proportion * strength * mobility[point]);
    }

    /**
     * Takes the gap between the lips from the driver, as a share of the face's height, so that a portrait that smiles can close its mouth. The lips move
     * as a whole, so that they stay as thick as they are.
     */
    private void partLips(Points change, Points driver) {
        for (int column = 0; column < FaceFeatures.UPPER_INNER_LIP.length; column++) {
            int upper = FaceFeatures.UPPER_INNER_LIP[column];
            int lower = FaceFeatures.LOWER_INNER_LIP[column];
            double now = opening(rest, upper, lower) + gap(change, upper, lower);
            double missing = wantedGap(driver, upper, lower) - now;
            for (int row = 0; row < FaceFeatures.UPPER_LIP.length; row++) {
                change.add(FaceFeatures.UPPER_LIP[row][column], Points.Y, -missing * UPPER_LIP);
                change.add(FaceFeatures.LOWER_LIP[row][column], Points.Y, missing * (1 - UPPER_LIP));
            }
        }
    }

    private double wantedGap(Points driver, int upper, int lower) {
        double own = opening(rest, upper, lower) * (1 - Math.min(1, strength));
        return opening(driver, upper, lower) * heightRatio * strength + own;
    }

    /** Closing is measured as a share of the identity's own opening, opening wider than at rest as a share of the face. */
    private void closeLids(Points face, Points driver, Eye eye) {
        for (int i = 0; i < eye.upper().length; i++) {
            int upper = eye.upper()[i];
            int lower = eye.lower()[i];
            double usual = Math.max(SMALLEST_OPENING, gap(neutral, upper, lower));
            double own = Math.max(SMALLEST_OPENING, gap(rest, upper, lower));
            double now = gap(driver, upper, lower);
            double openness = 1 + (now / usual - 1) * strength;
            double wanted = openness < 1
                    ? own * Math.max(0, (openness - CLOSED) / (1 - CLOSED))
                    : own + (now - usual) * heightRatio * strength;
            double missing = wanted - gap(face, upper, lower);
            face.add(upper, Points.Y, -missing * UPPER_LID);
            face.add(lower, Points.Y, missing * (1 - UPPER_LID));
        }
    }

    /** Moves the iris relative to the eye's corners, on the scale of the eye's width. */
    private void turn(Points face, Points driver, Eye eye) {
        for (int axis = Points.X; axis <= Points.Y; axis++) {
            double gaze = (offset(driver, eye, axis) - offset(neutral, eye, axis)) * strength + offset(rest, eye, axis);
            double centre = face.middle(eye.left(), eye.right(), axis) + gaze * rest.distance(eye.left(), eye.right());
            double shift = centre - rest.get(eye.iris(), axis);
            for (int i = 0; i < MeshPoints.IRIS_POINTS; i++) {
                face.set(eye.iris() + i, axis, (float) (rest.get(eye.iris() + i, axis) + shift));
            }
        }
    }

    /** Offset of the iris from the middle of the corners, in eye widths. */
    private static double offset(Points face, Eye eye, int axis) {
        double middle = face.middle(eye.left(), eye.right(), axis);
        return (face.get(eye.iris(), axis) - middle) / face.distance(eye.left(), eye.right());
    }

    /** Lips that touch overlap in some landmarks. */
    private static double opening(Points face, int upper, int lower) {
        return Math.max(0, gap(face, upper, lower));
    }

    private static double gap(Points face, int upper, int lower) {
        return face.get(lower, Points.Y) - face.get(upper, Points.Y);
    }

    private double ratio(int a, int b) {
        return rest.distance(a, b) / neutral.distance(a, b);
    }

    /**
     * How much of an expression reaches each point: none at the skull, little at the jaw's angles. A mesh moves its whole outline when the mouth opens,
     * which would drag hair, ears and collar along.
     */
    private static double[] mobility(CanonicalFace face, int count) {
        double[] mobility = new double[count];
        Arrays.fill(mobility, 1);
        Points canonical = new Points(face.vertices());
        for (int point : FaceFeatures.OVAL) {
            double beyond = Math.max(0, Math.abs(canonical.get(point, Points.X)) - CHIN_WIDTH) / JAW_WIDTH;
            mobility[point] = Math.exp(-beyond * beyond);
        }
        for (int point : face.skull()) {
            mobility[point] = 0;
        }
        return mobility;
    }

    /** 1 on the lips, falling to 0 around them. */
    private static double[] nearLips(Points canonical, int count) {
        double[] near = new double[count];
        for (int point = 0; point < canonical.count(); point++) {
            double distance = Double.MAX_VALUE;
            for (int lip : FaceFeatures.LIPS) {
                distance = Math.min(distance, canonical.distance(point, lip));
            }
            near[point] = Math.exp(-distance * distance / (LIP_REACH * LIP_REACH));
        }
        return near;
    }
}
