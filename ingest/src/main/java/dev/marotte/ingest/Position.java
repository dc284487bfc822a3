package dev.marotte.ingest;

/**
 * How far a session came: what is below is sent already.
 *
 * @param frames index of the next frame
 * @param sounds sequence of the next message of sound
 * @param ended the last frame and the last sound are sent
 * @param completeness of the clip, as was found at its end; whole as long as that was not reached
 */
public record Position(long frames, long sounds, boolean ended, Media.Completeness completeness) {
    public static final Position START = new Position(0, 0, false, new Media.Completeness.Whole());
}
