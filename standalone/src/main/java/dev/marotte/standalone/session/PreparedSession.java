package dev.marotte.standalone.session;

import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.sessions.SessionStore;
import dev.marotte.schemas.MotionKind;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionOpening;
import dev.marotte.standalone.run.ClusterAccess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** A named session that this process waits for, and that may already exist. One thread at a time. */
final class PreparedSession implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(200);

    private final SessionRequest request;
    private final IdentityChoice identity;
    private final ClusterAccess access;
    private final Path leases;
    private final IdentityService identities;
    private final SessionStore store;
    private final SessionId id;
    private final CommandLease lease;

    private PreparedSession(SessionRequest request, IdentityChoice identity, ClusterAccess access, Path leases) {
        this.request = request;
        this.identity = identity;
        this.access = access;
        this.leases = leases;
        Cluster cluster = access.cluster();
        identities = new IdentityService(cluster);
        store = SessionStore.open(cluster, InstantSource.system());
        id = SessionNames.of(request, identity.key(identities), store);
        lease = CommandLease.take(leases, id);
    }

    /**
     * Reads the sessions. If this process runs the stages, it gives up those that nobody waits for any more, before a stage continues them.
     *
     * @param leases folder of the commands that wait
     */
    static PreparedSession of(SessionRequest request, IdentityChoice identity, ClusterAccess access, Path leases) {
        PreparedSession prepared = new PreparedSession(request, identity, access, leases);
        prepared.store.find(prepared.id).ifPresent(before -> prepared.store.open(request.resumed(before)));
        if (access instanceof ClusterAccess.Here) {
            CommandLease.giveUpAbandoned(leases, prepared.store, prepared.id);
        }
        return prepared;
    }

    /** Opens or resumes the session and follows it to its end; then waits for the sessions of others on which this process works. */
    SessionResult follow(ProgressListener listener) throws InterruptedException {
        if (store.find(id).isEmpty()) {
            store.open(opened());
        }
        Optional<String> generator =
                access instanceof ClusterAccess.Here ? Optional.of(identity.generator(identities)) : Optional.empty();
        // Closes connections that nobody needs any more, which are open files.
        identities.close();
        SessionResult result = new SessionFollower(store, generator, listener).awaitEnd(id);
        if (access instanceof ClusterAccess.Here) {
            awaitOthers(listener);
        }
        return result;
    }

    private Session opened() throws InterruptedException {
        var opening = new SessionOpening(InstantSource.system().instant(), AnimateJob.OPENED_BY);
        MotionKind kind = MotionKind.ofGenerator(identity.generator(identities));
        return request.opened(id, identity.identity(identities), kind, opening);
    }

    private void awaitOthers(ProgressListener listener) throws InterruptedException {
        boolean told = false;
        while (CommandLease.anyIsHeldBesides(id, leases)) {
            if (!told) {
                listener.waitsForOthers();
                told = true;
            }
            store.follow(LOOK);
            if (Thread.interrupted()) {
                throw new InterruptedException("stopped");
            }
        }
    }

    @Override
    public void close() {
        lease.close();
        store.close();
        identities.close();
    }
}
