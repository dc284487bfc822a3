package dev.marotte.runtime.sessions;

import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.SessionState.Ended;
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

    /**
     * Told that the session has ended: what is in flight is finished, or given up where the reason is that nothing of the session is to stay, and
     * {@link #run} returns. May be told again. Any thread.
     */
    void finish(Ended ended);

    /** Told that the open session has been changed, as its controls or its identity were. May come before {@link #run}. Any thread. */
    default void changed(Session session) {}

    /** Told, after {@link #run} and on its thread, that what it came to has been written: nobody will begin this work again. */
    default void settled() {}

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

        /** Whether there is something left to do for a session that has ended, because an earlier process was killed at it; asked often. */
        default boolean isLeftOver(Session session) {
            return false;
        }
    }
}
