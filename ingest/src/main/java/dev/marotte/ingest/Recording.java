package dev.marotte.ingest;

import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.Neutral;
import dev.marotte.schemas.SessionSource.RecordingSource;
import java.util.Iterator;
import java.util.Map;

/**
 * What was recorded of a session, to be gone through once.
 *
 * @param part says which session, and what of it is wanted
 * @param neutrals by their indices
 * @param landmarks in order, all of the session
 * @param sound in order, all of the session
 */
record Recording(
        RecordingSource part,
        Map<Long, Neutral> neutrals,
        Iterator<LandmarksMessage> landmarks,
        Iterator<AudioMessage> sound) {
    Recording {
        neutrals = Map.copyOf(neutrals);
    }
}
