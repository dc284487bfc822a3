package dev.marotte.ingest;

import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.sessions.StageReporter;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.Topic;
import java.time.InstantSource;
import java.util.Locale;
import org.apache.kafka.clients.admin.Admin;

/** What the sessions of one ingest stage share. Any thread. */
record IngestTools(
        Cluster cluster,
        IngestConfig config,
        Admin admin,
        StageReporter reporter,
        IngestMeters meters,
        InstantSource clock) {
    /** The way into Kafka that the session's profile asks for; the caller closes it. */
    Outlet outlet(Session session) {
        return meters.meter(
                switch (session.profile()) {
                    case LOSSLESS -> TransactionalOutlet.connect(session, cluster, clock);
                    case LIVE -> PromptOutlet.connect(session, cluster, clock);
                });
    }

    /**
     * How far the session may run ahead of the stage that reads {@code topic} next; a live one is not held up, its late frames are dropped there.
     *
     * @param stage begins the name of its groups, which the profile ends
     */
    Headroom headroom(Session session, Topic<?> topic, String stage, Outlet outlet, Pause pause) {
        return switch (session.profile()) {
            case LIVE -> Headroom.UNLIMITED;
            case LOSSLESS -> {
                var committed = new GroupOffset(admin, groupOf(stage, session.profile()), topic, session.id());
                yield meters.meter(new GroupHeadroom(outlet::lastOffset, committed, config.headroomFrames(), pause));
            }
        };
    }

    private static String groupOf(String stage, Profile profile) {
        return "marotte-" + stage + "-" + profile.name().toLowerCase(Locale.ROOT);
    }
}
