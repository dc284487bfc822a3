package dev.marotte.speech;

import dev.marotte.schemas.AudioMessage;
import java.util.List;

/** The sound of one session as it comes, from its beginning. One thread. */
interface SoundInlet extends AutoCloseable {
    /** What has come; waits a moment for it, and is empty where nothing came. */
    List<AudioMessage> poll();

    @Override
    void close();
}
