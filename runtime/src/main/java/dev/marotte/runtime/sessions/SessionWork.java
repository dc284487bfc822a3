package dev.marotte.runtime.sessions;

import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.SessionState.Ended;
import java.io.IOException;

/** A stage's part of one session, while this process does it. */
public interface SessionWork {
    /**
     * Works on a thread of its own until there is nothing left to do; interrupted when the session moves to another process, which resumes where
     * this one stopped.
     *
     * @throws dev.marotte.schemas.BadInputException if what the session was opened with cannot be used; the session ends with the exception's
     *     message
     * @throws RuntimeException if the work may be retried
     */
    Outcome run() throws IOException, InterruptedException;

    /**
     * Tells the work that the session has ended: it finishes what is in flight, or drops it where the reason is that nothing of the session
     * should remain, and {@link #run} returns. May be called again. Any thread.
     */
    void finish(Ended ended);

    /** Tells the work that the open session has changed, for instance its controls or its identity. May come before {@link #run}. Any thread. */
    default void changed(Session session) {}

    /** Called after {@link #run}, on its thread, once the outcome has been written: no process will begin this work again. */
    default void settled() {}

    /** The outcome of finished work. */
    sealed interface Outcome {
        /** This stage has done its part. */
        record PartDone() implements Outcome {}

        /** The whole session is done, or cannot be done. */
        record SessionEnds(EndReason reason, String sentence) implements Outcome {}
    }

    /** Creates a stage's work on a session; returns at once. */
    @FunctionalInterface
    interface Factory {
        SessionWork of(Session session);

        /** Whether the stage has a part in a session at all; called often, and always gives the same answer. */
        default boolean concerns(Session session) {
            return true;
        }

        /** Whether a session that has ended has work left over from an earlier process that was killed; called often. */
        default boolean isLeftOver(Session session) {
            return false;
        }
    }
}
