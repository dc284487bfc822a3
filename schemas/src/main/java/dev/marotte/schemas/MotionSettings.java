package dev.marotte.schemas;

/**
 * How the driver's motion is applied to the identity.
 *
 * @param mode relative: the change against the driver's neutral frame; absolute: the driver's head pose as it is
 * @param expressionStrength 1 keeps the driver's amplitude, 0 freezes the expression
 * @param headStrength 1 keeps the driver's head motion, 0 freezes the head
 */
public record MotionSettings(Mode mode, float expressionStrength, float headStrength) {
    public static final MotionSettings DEFAULT = new MotionSettings(Mode.RELATIVE, 1, 1);

    /** Whose pose the driver's change is added to. */
    public enum Mode {
        RELATIVE,
        ABSOLUTE
    }

    public MotionSettings {
        requireStrength(expressionStrength);
        requireStrength(headStrength);
    }

    /** The same with another strength of the head motion. */
    public MotionSettings withHead(float strength) {
        return new MotionSettings(mode, expressionStrength, strength);
    }

    /** The same with another strength of the expression. */
    public MotionSettings withExpression(float strength) {
        return new MotionSettings(mode, strength, headStrength);
    }

    private static void requireStrength(float strength) {
        if (!(strength >= 0 && strength <= 3)) {
            throw new IllegalArgumentException("a motion strength lies between 0 and 3, not " + strength);
        }
    }
}
