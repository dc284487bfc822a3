package dev.marotte.schemas;

/**
 * What whoever directs an open session has pressed. Stages obey within half a second.
 *
 * @param reanchors how often a new neutral frame was asked for; with each one the next face that is tracked becomes the driver's rest
 * @param frozen whether the outputs hold the picture that they show, while their sound goes on
 * @param slate whether the outputs show the slate, in silence; above {@code frozen}
 */
public record LiveControls(long reanchors, boolean frozen, boolean slate) {
    /** What every session begins with. */
    public static final LiveControls NONE = new LiveControls(0, false, false);

    public LiveControls {
        if (reanchors < 0) {
            throw new IllegalArgumentException("neutral frames are asked for no less than never, not " + reanchors);
        }
    }

    /** The same, asking for a new neutral frame once more. */
    public LiveControls reanchored() {
        return new LiveControls(reanchors + 1, frozen, slate);
    }

    /** The same with the picture held, or moving again. */
    public LiveControls frozen(boolean held) {
        return new LiveControls(reanchors, held, slate);
    }

    /** The same with the slate shown, or taken away. */
    public LiveControls slate(boolean shown) {
        return new LiveControls(reanchors, frozen, shown);
    }
}
