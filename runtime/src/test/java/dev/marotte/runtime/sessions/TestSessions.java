package dev.marotte.runtime.sessions;

import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.FaceChoice;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.NeutralChoice;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.RenderSettings;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionMotion;
import dev.marotte.schemas.SessionOpening;
import dev.marotte.schemas.SessionOutput;
import dev.marotte.schemas.SessionSource;
import dev.marotte.schemas.SessionState;
import dev.marotte.schemas.SessionTerms;
import dev.marotte.schemas.TopicSetup;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;

/** Sessions as somebody would open them. */
final class TestSessions {
    static final int PARTITIONS = 3;

    private TestSessions() {}

    static Session open(String id) {
        return open(id, Profile.LOSSLESS);
    }

    static Session live(String id) {
        return open(id, Profile.LIVE);
    }

    private static Session open(String id, Profile profile) {
        return new Session(
                new SessionId(id),
                new IdentityRef("mona", 1),
                profile,
                new SessionMotion(
                        RenderSettings.DEFAULT,
                        new NeutralChoice.BestNeutral(Duration.ofSeconds(2)),
                        new FaceChoice.LargestFace()),
                new SessionSource.FileSource("clip.mp4"),
                List.of(new SessionOutput.FileOutput(id + ".mp4", false)),
                SessionTerms.DEFAULT,
                new SessionOpening(Instant.now(), "a test"),
                new SessionState.Open());
    }

    static void createTopics(Cluster cluster) {
        try (Admin admin = cluster.admin()) {
            new TopicSetup(admin, PARTITIONS, 1, Duration.ofSeconds(30), InstantSource.system()).create(Topics.ALL);
        }
    }
}
