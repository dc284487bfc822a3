package dev.marotte.ingest;

import dev.marotte.schemas.Pts;

/**
 * How far a session came: everything below has been sent.
 *
 * @param frames index of the next frame
 * @param sounds sequence number of the next sound message
 * @param upTo pts of the last frame, or for a voice the end of its last sound; zero where there is none
 * @param epoch of the run that begins here, higher than any earlier epoch of the session
 * @param ended whether the last frame and the last sound have been sent
 */
public record Position(long frames, long sounds, Pts upTo, long epoch, boolean ended) {
    public static final Position START = new Position(0, 0, Pts.ZERO, 0, false);
}
