package dev.marotte.studio.sessions;

import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds client-driven sessions that nobody drives any more, through this studio or another; also those whose client never came, or whose studio is gone.
 * One thread.
 */
public final class IdleSessions {
    private final Function<SessionId, Optional<Duration>> silence;
    private final Duration patience;
    private final InstantSource clock;
    /** Since when nothing is known of their clients. */
    private final Map<SessionId, Instant> undriven = new HashMap<>();

    /**
     * @param silence how long nothing has come from the client of a session; empty if no client is known
     * @param patience after which a session is idle
     */
    public IdleSessions(Function<SessionId, Optional<Duration>> silence, Duration patience, InstantSource clock) {
        this.silence = silence;
        this.patience = patience;
        this.clock = clock;
    }

    /** The sessions among {@code all} that are idle now. */
    public List<Session> among(List<Session> all) {
        List<Session> pushed = all.stream()
                .filter(session -> session.isOpen() && session.source().isPushed())
                .toList();
        undriven.keySet().retainAll(pushed.stream().map(Session::id).collect(Collectors.toSet()));
        return pushed.stream().filter(session -> isIdle(session.id())).toList();
    }

    private boolean isIdle(SessionId session) {
        return silence.apply(session)
                        .map(silent -> driven(session, silent))
                        .orElseGet(() -> undriven(session))
                        .compareTo(patience)
                > 0;
    }

    private Duration driven(SessionId session, Duration silent) {
        undriven.remove(session);
        return silent;
    }

    private Duration undriven(SessionId session) {
        Instant now = clock.instant();
        return Duration.between(undriven.computeIfAbsent(session, _ -> now), now);
    }
}
