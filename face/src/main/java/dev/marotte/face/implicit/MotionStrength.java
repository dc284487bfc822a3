package dev.marotte.face.implicit;

/**
 * Weakens or strengthens a driver's motion before it is put onto a source. Immutable.
 *
 * @param expression 1 keeps the driver's amplitude, 0 freezes the expression
 * @param head likewise for the head's turn, size and position
 */
public record MotionStrength(double expression, double head) {
    /** Scales motion against a rest, angle by angle. */
    public ImplicitMotion against(ImplicitMotion rest, ImplicitMotion driver) {
        return new ImplicitMotion(
                between(rest.angles(), driver.angles()),
                rest.scale() * Math.pow(driver.scale() / rest.scale(), head),
                between(rest.x(), driver.x()),
                between(rest.y(), driver.y()),
                expression(rest, driver));
    }

    /** Scales absolute motion: the head's against a front view in the picture's middle, the expression's against the source's own. */
    public ImplicitMotion absolute(ImplicitMotion source, ImplicitMotion driver) {
        return new ImplicitMotion(
                between(new HeadAngles(0, 0, 0), driver.angles()),
                driver.scale(),
                head * driver.x(),
                head * driver.y(),
                expression(source, driver));
    }

    private ImplicitKeypoints expression(ImplicitMotion from, ImplicitMotion to) {
        return from.expression().plus(to.expression().minus(from.expression()).scaledBy(expression));
    }

    private HeadAngles between(HeadAngles from, HeadAngles to) {
        return new HeadAngles(
                between(from.pitch(), to.pitch()), between(from.yaw(), to.yaw()), between(from.roll(), to.roll()));
    }

    private double between(double from, double to) {
        return from + head * (to - from);
    }
}
