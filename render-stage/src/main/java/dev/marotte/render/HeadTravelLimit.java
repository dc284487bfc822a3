package dev.marotte.render;

import dev.marotte.identity.Crop;
import dev.marotte.identity.FaceBox;
import dev.marotte.schemas.FaceLandmarks;

/**
 * Limits the way of a head from where it is at rest, in pixels of the drawing. Half of a way is gone freely, further ones are held back more
 * and more, so that the face stays out of the drawing's rim, where motion fades out, and that it rises less where there
 * is little body to be drawn out.
 */
record HeadTravelLimit(double left, double right, double up, double down) {
    /** In sizes of the face: no head goes further, how much room there may be. */
    private static final double FURTHEST = 0.5;
    /** Likewise: so far heads go where there is no room. */
    private static final double LEAST = 0.25;
    /** Hair over the face, in its sizes. */
    private static final double CROWN = 0.2;

    /** @param face at rest, in pixels of a drawing of this side */
    static HeadTravelLimit of(FaceLandmarks face, int side) {
        FaceBox box = FaceBox.of(face);
        double nearest = Crop.RIM * side;
        double furthest = side - nearest;
        double below = furthest - box.bottom();
        return new HeadTravelLimit(
                room(box.left() - nearest, box),
                room(furthest - box.right(), box),
                room(Math.min(box.top() - CROWN * box.size() - nearest, below), box),
                room(below, box));
    }

    private static double room(double pixels, FaceBox face) {
        return Math.clamp(pixels, LEAST * face.size(), FURTHEST * face.size());
    }

    /** @param way to the right, as it is wanted */
    double across(double way) {
        return held(way, way < 0 ? left : right);
    }

    /** @param way downwards, as it is wanted */
    double along(double way) {
        return held(way, way < 0 ? up : down);
    }

    private static double held(double way, double furthest) {
        return limited(way, furthest / 2, furthest);
    }

    /** Follows a value up to what is easy, and then less and less, never further than the furthest; to both sides alike. */
    static double limited(double value, double easy, double furthest) {
        double size = Math.abs(value);
        double room = furthest - easy;
        double beyond = room * Math.tanh(Math.max(size - easy, 0) / room);
        return Math.copySign(Math.min(size, easy) + beyond, value);
    }
}
