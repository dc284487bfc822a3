package dev.marotte.sink;

import dev.marotte.schemas.SessionState.Ended;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Tells the loop that writes a session that the session has been ended from outside. Any thread; the first call counts. */
final class SessionEnding {
    private final Duration timeout;
    private final AtomicReference<Optional<Word>> word = new AtomicReference<>(Optional.empty());

    /** @param timeout how long to wait for more after the end; when it passes, what has arrived counts as complete */
    SessionEnding(Duration timeout) {
        this.timeout = timeout;
    }

    private record Word(Ended ended, Instant heard) {
        boolean isOfNothing() {
            return switch (ended.reason()) {
                case STOPPED, IDLE -> false;
                case COMPLETED, REFUSED, FAILED -> true;
            };
        }
    }

    void tell(Ended ended, Instant now) {
        word.compareAndSet(Optional.empty(), Optional.of(new Word(ended, now)));
    }

    /** Whether the session is still open, as far as is known. */
    boolean isOpen() {
        return word.get().isEmpty();
    }

    /** Whether nothing of the session should be kept, or another process has written it all. */
    boolean wantsNothing() {
        return word.get().filter(Word::isOfNothing).isPresent();
    }

    /** Whether there is nothing left to wait for. */
    boolean isOver(Instant lastMessage, Instant now) {
        return wantsNothing()
                || word.get()
                        .map(Word::heard)
                        .filter(heard -> now.isAfter(later(heard, lastMessage).plus(timeout)))
                        .isPresent();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
