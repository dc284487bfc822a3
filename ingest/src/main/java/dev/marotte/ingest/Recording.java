package dev.marotte.ingest;

import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.Neutral;
import dev.marotte.schemas.SessionSource.RecordingSource;
import java.util.Iterator;
import java.util.Map;

/**
 * The recording of a session, to be read once.
 *
 * @param part the session, and the part of it that is wanted
 * @param neutrals by their indices
 * @param landmarks of the whole session, in order
 * @param sound of the whole session, in order
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
