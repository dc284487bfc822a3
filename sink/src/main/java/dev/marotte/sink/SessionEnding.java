package dev.marotte.sink;

import dev.marotte.schemas.SessionState.Ended;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Word that a session has ended, from outside to the loop that writes it. Any thread; the first word counts. */
final class SessionEnding {
    private final Duration timeout;
    private final AtomicReference<Optional<Word>> word = new AtomicReference<>(Optional.empty());

    /** @param timeout how long more is awaited after the end; when it passes, what has come is all there is */
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

    /** Whether the session goes on, as far as is known. */
    boolean isOpen() {
        return word.get().isEmpty();
    }

    /** Whether nothing of the session is to stay, or somebody else has written it all. */
    boolean wantsNothing() {
        return word.get().filter(Word::isOfNothing).isPresent();
    }

    /** Whether nothing more is awaited. */
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
