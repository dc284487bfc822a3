package dev.marotte.ingest;

import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.sessions.StageReporter;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.StageName;
import dev.marotte.schemas.Topic;
import java.time.InstantSource;
import org.apache.kafka.clients.admin.Admin;

/** What the sessions of one ingest stage share. Any thread. */
record IngestTools(
        Cluster cluster,
        LiveProducer liveProducer,
        IngestConfig config,
        Admin admin,
        StageReporter reporter,
        IngestMeters meters,
        InstantSource clock) {
    /** The outlet into Kafka that the session's profile requires; the caller closes it. */
    Outlet outlet(Session session) {
        return meters.meter(
                switch (session.profile()) {
                    case LOSSLESS -> TransactionalOutlet.connect(session, cluster, clock);
                    case LIVE -> PromptOutlet.connect(session, liveProducer, cluster, clock);
                });
    }

    /** How far the session may run ahead of the stage that reads {@code topic}. A live session is not held back: that stage drops its late frames. */
    Headroom headroom(Session session, Topic<?> topic, StageName reader, Outlet outlet, Pause pause) {
        return switch (session.profile()) {
            case LIVE -> Headroom.UNLIMITED;
            case LOSSLESS -> {
                var committed = new GroupOffset(admin, reader.group(session.profile()), topic, session.id());
                yield meters.meter(new GroupHeadroom(outlet::lastOffset, committed, config.headroomFrames(), pause));
            }
        };
    }
}
