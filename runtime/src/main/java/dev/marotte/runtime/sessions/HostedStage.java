package dev.marotte.runtime.sessions;

import dev.marotte.runtime.Health;
import java.util.Optional;

/**
 * The life of a stage whose sessions are shared out by a {@link SessionHost} that it connects when it is run: how it is at any time, and
 * that it may be closed before it has begun. Safe for use by several threads.
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

    /** Notes what the stage failed of. */
    public void failed(RuntimeException cause) {
        over = Optional.of(new Health.Failed(String.valueOf(cause.getMessage())));
    }

    /** How the stage is. */
    public Health health() {
        return over.or(() -> host.map(SessionHost::health))
                .orElseGet(() -> new Health.Starting("its connection to the cluster"));
    }

    /** Lets {@link #run} end when what is in hand is done. */
    public void close() {
        over = over.or(() -> Optional.of(new Health.Draining()));
        host.ifPresent(SessionHost::close);
    }
}
