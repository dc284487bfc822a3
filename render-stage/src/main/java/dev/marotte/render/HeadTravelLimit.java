package dev.marotte.render;

import dev.marotte.identity.Crop;
import dev.marotte.identity.FaceBox;
import dev.marotte.schemas.FaceLandmarks;

/**
 * Limits how far a head travels from its rest, in pixels of the drawing. The first half of the range is followed freely; beyond it motion is damped more
 * and more. This keeps the face out of the drawing's rim, where motion fades out, and lets it rise less where there is little body to stretch.
 */
record HeadTravelLimit(double left, double right, double up, double down) {
    /** In sizes of the face: no head goes further, however much room there is. */
    private static final double FURTHEST = 0.5;
    /** Likewise: heads may go this far even where there is no room. */
    private static final double LEAST = 0.25;
    /** Hair above the face, in sizes of the face. */
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

    /** @param way wanted distance to the right */
    double across(double way) {
        return held(way, way < 0 ? left : right);
    }

    /** @param way wanted distance downwards */
    double along(double way) {
        return held(way, way < 0 ? up : down);
    }

    private static double held(double way, double furthest) {
        return limited(way, furthest / 2, furthest);
    }

    /** Follows a value fully up to {@code easy}, then less and less, and never beyond {@code furthest}; the same in both directions. */
    static double limited(double value, double easy, double furthest) {
        double size = Math.abs(value);
        double room = furthest - easy;
        double beyond = room * Math.tanh(Math.max(size - easy, 0) / room);
        return Math.copySign(Math.min(size, easy) + beyond, value);
    }
}
