package dev.marotte.render;

/**
 * Limits how far a head turns from its own yaw, in degrees. Small turns are followed freely; larger ones are damped more and more. A picture of a head
 * that looks aside shows little of the far cheek, so what turning back would uncover is missing, and if the head turned further aside, the cheek would
 * fold over itself.
 *
 * @param left how far the head turns to the picture's left at most
 * @param right likewise to its right
 */
record HeadTurnLimit(double left, double right) {
    /** No head turns further. */
    private static final double FURTHEST = 32;
    /** Every head may turn this far: a warped picture still shows a face there. */
    private static final double BACK_AT_LEAST = 12;

    private static final double ASIDE_AT_LEAST = 8;
    /** Yaw from which a head is turned no further aside. */
    private static final double PROFILE = 40;
    /** Share of a limit within which turns are followed freely. */
    private static final double EASY = 18 / FURTHEST;

    /** @param yaw the head's own, positive to the picture's right */
    static HeadTurnLimit of(double yaw) {
        double back = Math.clamp(FURTHEST - Math.abs(yaw), BACK_AT_LEAST, FURTHEST);
        double aside = Math.clamp(PROFILE - Math.abs(yaw), ASIDE_AT_LEAST, FURTHEST);
        return yaw < 0 ? new HeadTurnLimit(aside, back) : new HeadTurnLimit(back, aside);
    }

    /** @param turn the wanted turn, positive to the picture's right */
    double held(double turn) {
        double furthest = turn < 0 ? left : right;
        return HeadTravelLimit.limited(turn, EASY * furthest, furthest);
    }

    /** @param nod the wanted nod, of a head that is held upright */
    static double heldNod(double nod) {
        return HeadTravelLimit.limited(nod, EASY * FURTHEST, FURTHEST);
    }
}
