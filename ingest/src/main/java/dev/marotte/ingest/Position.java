package dev.marotte.ingest;

import dev.marotte.schemas.Pts;

/**
 * How far a session came: what is below is sent already.
 *
 * @param frames index of the next frame
 * @param sounds sequence of the next message of sound
 * @param upTo pts of the last frame, of a voice the end of its last sound; zero where there is none
 * @param epoch of the run that begins here, higher than any of the session before
 * @param ended the last frame and the last sound are sent
 */
public record Position(long frames, long sounds, Pts upTo, long epoch, boolean ended) {
    public static final Position START = new Position(0, 0, Pts.ZERO, 0, false);
}
