package dev.marotte.standalone.session;

import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.sessions.SessionStore;
import dev.marotte.schemas.Consent;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.IdentityMessage.Manifest;
import dev.marotte.schemas.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Revokes identities whose pictures were given for one session, once no session names them any more: neither rendered nor replayed, they are
 * personal data that nobody can use. Identities that were enrolled with a stated consent stay until {@code marotte revoke}.
 */
public record IdentityCleanup(Cluster cluster, InstantSource clock) {
    /**
     * Revokes unused identities.
     *
     * @param age younger identities stay, because their session may not be open yet
     * @return their names
     */
    public List<String> run(Duration age) {
        try (var identities = new IdentityService(cluster);
                var sessions = SessionStore.open(cluster, clock)) {
            List<String> unused = unused(
                    identities.enrolled(), sessions.all(), clock.instant().minus(age));
            unused.forEach(identities::revoke);
            return unused;
        }
    }

    /** @param before when the newest of their versions was enrolled */
    static List<String> unused(List<Manifest> enrolled, List<Session> sessions, Instant before) {
        Set<String> named =
                sessions.stream().map(session -> session.identity().name()).collect(Collectors.toSet());
        return enrolled.stream()
                .filter(identity -> identity.consent() instanceof Consent.ForOneSession)
                .filter(identity ->
                        FrameTiming.instantOf(identity.enrolledMicros()).isBefore(before))
                .map(identity -> identity.ref().name())
                .filter(name -> !named.contains(name))
                .toList();
    }
}
