package dev.marotte.studio.live;

import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.LiveControls;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * Chooses between a session's picture and its slate, the portrait at rest. The slate is shown on request, and when nothing has come for too long. A frozen
 * picture stays. The driver is never shown. {@link #instead} is for one thread, the rest for any.
 */
final class SlateWatch {
    /** Interval at which a still slate is sent again, so that new viewers see something. */
    private static final Duration REPEAT = Duration.ofMillis(500);

    private final Duration patience;
    private final InstantSource clock;
    private final Function<IdentityRef, Optional<Picture>> portraits;
    private volatile Instant aliveAt;
    private volatile LiveControls controls = LiveControls.NONE;
    private volatile Optional<IdentityRef> identity = Optional.empty();
    private Instant repeatedAt = Instant.EPOCH;
    private volatile boolean shown;

    /**
     * @param patience how long the last picture is held
     * @param portraits of identities; empty while one is unknown
     */
    SlateWatch(Duration patience, InstantSource clock, Function<IdentityRef, Optional<Picture>> portraits) {
        this.patience = patience;
        this.clock = clock;
        this.portraits = portraits;
        aliveAt = clock.instant();
    }

    /** Notes that something of the session has come. */
    void alive() {
        aliveAt = clock.instant();
    }

    /** Takes over what a session's record says. */
    void follow(Session session) {
        controls = session.controls();
        identity = Optional.of(session.identity());
    }

    boolean isShown() {
        return shown;
    }

    /** What to show now: the picture that came, the slate, or nothing new. */
    Optional<NewestPicture.Shown> instead(Optional<NewestPicture.Shown> picture) {
        Instant now = clock.instant();
        shown = controls.slate() || Duration.between(aliveAt, now).compareTo(patience) > 0;
        if (!shown) {
            repeatedAt = Instant.EPOCH;
            return controls.frozen() ? Optional.empty() : picture;
        }
        if (Duration.between(repeatedAt, now).compareTo(REPEAT) < 0) {
            return Optional.empty();
        }
        repeatedAt = now;
        return identity.flatMap(portraits).map(still -> new NewestPicture.Shown(still, 0, 0, 0));
    }
}
