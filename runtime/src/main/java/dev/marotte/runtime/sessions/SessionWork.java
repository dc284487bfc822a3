package dev.marotte.runtime.sessions;

import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionState.EndReason;
import java.io.IOException;

/** A stage's part of one session, while this process does it. */
public interface SessionWork {
    /**
     * Works on a thread of its own until there is nothing left to do; interrupted when the session goes to another process, which begins it again
     * where this one stands.
     *
     * @throws dev.marotte.schemas.BadInputException if what the session was opened with cannot be used; the session ends with its sentence
     * @throws RuntimeException if it may be tried again
     */
    Outcome run() throws IOException, InterruptedException;

    /** Told that the session has ended: what is in flight is finished, and {@link #run} returns. Any thread. */
    void finish();

    /** What is left to say when the work is done. */
    sealed interface Outcome {
        /** This stage has done its part. */
        record PartDone() implements Outcome {}

        /** The whole session is done, or cannot be. */
        record SessionEnds(EndReason reason, String sentence) implements Outcome {}
    }

    /** Makes the part of a session; returns at once. */
    @FunctionalInterface
    interface Factory {
        SessionWork of(Session session);
    }
}
