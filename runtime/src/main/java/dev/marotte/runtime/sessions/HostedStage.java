package dev.marotte.runtime.sessions;

import dev.marotte.runtime.Health;
import java.util.Optional;

/**
 * The lifecycle of a stage whose sessions come from a {@link SessionHost} that connects when the stage runs: it has a health at any
 * time, and may be closed before it has begun. Thread-safe.
 */
public final class HostedStage {
    private volatile Optional<SessionHost> host = Optional.empty();
    private volatile Optional<Health> over = Optional.empty();

    /** Works on sessions until it is closed. */
    public void run(SessionHost sessions) throws InterruptedException {
        host = Optional.of(sessions);
        if (over.isPresent()) { // closed before it was begun
            sessions.close();
        }
        sessions.run();
    }

    /** Notes why the stage failed. */
    public void failed(RuntimeException cause) {
        over = Optional.of(new Health.Failed(String.valueOf(cause.getMessage())));
    }

    /** The health of the stage. */
    public Health health() {
        return over.or(() -> host.map(SessionHost::health))
                .orElseGet(() -> new Health.Starting("its connection to the cluster"));
    }

    /** Lets {@link #run} end when what is in flight is done. */
    public void close() {
        over = over.or(() -> Optional.of(new Health.Draining()));
        host.ifPresent(SessionHost::close);
    }
}
