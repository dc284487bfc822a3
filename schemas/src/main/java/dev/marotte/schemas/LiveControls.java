package dev.marotte.schemas;

/**
 * Controls that the director of an open session has set. Stages obey within half a second.
 *
 * @param reanchors how often a new neutral frame was asked for; each time, the next tracked face becomes the driver's rest
 * @param frozen whether the outputs hold their current picture, while their sound goes on
 * @param slate whether the outputs show the slate, in silence; takes precedence over {@code frozen}
 */
public record LiveControls(long reanchors, boolean frozen, boolean slate) {
    /** The controls that every session begins with. */
    public static final LiveControls NONE = new LiveControls(0, false, false);

    public LiveControls {
        if (reanchors < 0) {
            throw new IllegalArgumentException("neutral frames are asked for no less than never, not " + reanchors);
        }
    }

    /** The same, with one more request for a new neutral frame. */
    public LiveControls reanchored() {
        return new LiveControls(reanchors + 1, frozen, slate);
    }

    /** The same with the picture held, or moving again. */
    public LiveControls frozen(boolean held) {
        return new LiveControls(reanchors, held, slate);
    }

    /** The same with the slate shown or removed. */
    public LiveControls slate(boolean shown) {
        return new LiveControls(reanchors, frozen, shown);
    }
}
